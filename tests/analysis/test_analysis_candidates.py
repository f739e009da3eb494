import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from kg.analysis.candidates import suggest
from kg.index import INDEX_FILE, Filters, Index, candidate_examples, candidates, counts
from kg.index.candidate_rows import write_candidates
from kg.index.phrases import group, phrases_of
from kg.index.writing import layout
from kg.resources import seeds_folder
from kg.training.markup import parse_markup
from kg.types import Extraction, Measure, Report
from kg.vocabulary import load_vocabulary

HIDDEN = ("double-random", "case-file-review", "legal-advisers", "power-lists", "court-observation")
BACKGROUND = [
    ("double-random", f"全年对{place}企业开展随机抽查{number}次，结果向社会公示") for number, place in enumerate("甲乙丙丁戊己庚辛", 2)
]
PLANTED = {
    "无人机": [
        "购置无人机3架，巡查河道40公里",
        "利用无人机巡查秸秆焚烧火点",
        "建成无人机巡查基地1个",
        "组建无人机飞行队，每周飞行两次",
    ],
    "积分": ["推行信用积分超市，兑换物品300件", "村民凭积分兑换日用品", "建立垃圾分类积分制度，发放积分2万分"],
}
SINGLE = "为辖区老人理发150人次"


def report(name: str, measures: Iterable[tuple[str | None, str]], *, year: int = 2020) -> Extraction:
    """A report that states the measures, each given by its concept and its words."""
    text, found = "", []
    for number, (concept, quote) in enumerate(measures, 1):
        found.append(Measure(f"m{number}", len(text), len(text) + len(quote), quote, concept, "adopted", "", 0.2))
        text += f"{quote}。"
    return Extraction(Report(name, f"{name}.txt", bureau=f"{name}局", year=year), text, measures=tuple(found))


def planted() -> list[Extraction]:
    """Four reports, each with a statement of each planted kind as long as there are any."""
    reports = []
    for index in range(4):
        unlinked = [(None, texts[index]) for texts in PLANTED.values() if index < len(texts)]
        single = [(None, SINGLE)] if index == 3 else []
        reports.append(report(f"r{index}", [*BACKGROUND[2 * index : 2 * index + 2], *unlinked, *single], year=2020 + index))
    return reports


def test_planted_kinds_are_found_with_what_they_stand_on() -> None:
    found = suggest(planted(), load_vocabulary())
    assert [(entry.label, entry.statements, entry.reports, entry.bureaus) for entry in found.candidates] == [
        ("无人机", 4, 4, 4),
        ("积分", 3, 3, 3),
    ]
    assert (found.reports, found.measures, found.without_concept, found.ungrouped) == (4, 16, 8, 1)
    drones = found.candidates[0]
    assert {example.quote for example in drones.examples} == set(PLANTED["无人机"])
    texts = {extraction.report.file: extraction.text for extraction in planted()}
    assert all(texts[example.report][example.start : example.end] == example.quote for example in drones.examples)
    assert drones.years == (2020, 2021, 2022, 2023)


_ROWS = {
    "concept": "INSERT INTO concept (id, scheme, notation, zh, en, broader, other_names) VALUES (?, 'measure', ?, ?, ?, 1, ?)",
    "organ": "INSERT INTO organ (id, key, name, other_names, is_bureau, superior_keys) VALUES (?, ?, ?, '[]', 1, '[]')",
    "report": "INSERT INTO report (id, identifier, file, bureau, year, characters, adoptions, adopted, planned, metrics, problems,"
    " adopted_metrics, planned_metrics) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0)",
    "adoption": "INSERT INTO adoption (key, report, bureau, year, measure, status, confidence, quote, start, end)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
}


def indexed(folder: Path, reports: Iterable[Extraction]) -> Index:
    """An index of what reports state, and of the catalogue."""
    concepts = {concept.id: number for number, concept in enumerate(load_vocabulary().concepts.values())}
    connection = sqlite3.connect(folder / INDEX_FILE)
    with connection:
        connection.executescript(files("kg.index").joinpath("schema.sql").read_text(encoding="utf-8"))
        connection.executemany("INSERT INTO property VALUES (?, ?)", [("base", "https://example.org/"), ("layout", layout())])
        for concept in load_vocabulary().concepts.values():
            names = json.dumps(sorted(concept.aliases))
            connection.execute(_ROWS["concept"], (concepts[concept.id], concept.id, concept.label_zh, concept.label_en, names))
        for number, extraction in enumerate(reports):
            told = extraction.report
            connection.execute(_ROWS["organ"], (number, told.bureau, told.bureau))
            connection.execute(_ROWS["report"], (number, told.id, told.file, number, told.year))
            for measure in extraction.measures:
                concept_id = None if measure.concept is None else concepts[measure.concept]
                said = (measure.status, measure.confidence, measure.text, measure.start, measure.end)
                connection.execute(
                    _ROWS["adoption"], (f"{told.id}/{measure.start}-{measure.end}", number, number, told.year, concept_id, *said)
                )
        write_candidates(connection)
    connection.close()
    return Index(folder / INDEX_FILE)


def test_an_index_has_the_candidates_that_the_command_finds(tmp_path: Path) -> None:
    expected = suggest(planted(), load_vocabulary()).candidates
    with indexed(tmp_path, planted()) as index:
        rows, total = candidates(index, 0, 10)
        assert total == len(expected) == 2
        for row, wanted in zip(rows, expected, strict=True):
            assert (row["key"], row["label"], tuple(json.loads(row["phrases"]))) == (wanted.id, wanted.label, wanted.phrases)
            assert (row["nearest_notation"], row["similarity"]) == (wanted.nearest, wanted.similarity)
            numbers = ("statements", "lacking", "reports", "bureaus")
            assert [row[name] for name in numbers] == [getattr(wanted, name) for name in numbers]
            assert (row["first_year"], row["last_year"]) == (wanted.years[0], wanted.years[-1])
            assert counts(index, "adoption", Filters(candidate=row["key"])).found == wanted.statements
        examples = candidate_examples(index, [row["id"] for row in rows], 2)
        assert [row["candidate"] for row in examples] == [wanted.id for wanted in expected for _ in range(2)]
        assert {row["quote"] for row in examples} <= {text for texts in PLANTED.values() for text in texts}
        assert candidates(index, 1, 10)[0] == rows[1:]


def test_the_candidates_of_an_index_do_not_depend_on_the_order_of_reports(tmp_path: Path) -> None:
    found = []
    for name, reports in (("one", planted()), ("other", planted()[::-1])):
        (tmp_path / name).mkdir()
        with indexed(tmp_path / name, reports) as index:
            rows, _ = candidates(index, 0, 10)
            examples = candidate_examples(index, [row["id"] for row in rows], 9)
            found.append(([row["key"] for row in rows], [(row["candidate"], row["quote"]) for row in examples]))
    assert found[0] == found[1]


def test_the_outcome_does_not_depend_on_the_order_of_reports_or_their_repetition() -> None:
    reports = planted()
    expected = suggest(reports, load_vocabulary())
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        assert suggest([*reports, reports[0]], load_vocabulary()) == expected
    assert len({entry.id for entry in expected.candidates}) == 2
    assert all(len(entry.id) == 12 for entry in expected.candidates)


def test_the_id_of_a_candidate_survives_further_reports() -> None:
    before = {entry.label: entry.id for entry in suggest(planted(), load_vocabulary()).candidates}
    more = report("r9", [(None, "新建无人机巡查点2处"), (None, "评选积分示范户12户")])
    after = {entry.label: entry.id for entry in suggest([*planted(), more], load_vocabulary()).candidates}
    assert before == after


def test_what_the_model_is_sure_of_and_what_it_only_did_not_guess_are_counted_apart() -> None:
    sure = replace(planted()[0], measures=tuple(replace(measure, confidence=0.8) for measure in planted()[0].measures))
    drones = suggest([sure, *planted()[1:]], load_vocabulary()).candidates[0]
    assert (drones.lacking, drones.doubtful) == (1, 3)


def test_the_nearest_concept_shows_what_the_catalogue_has_already() -> None:
    reports = [report(f"r{index}", [(None, f"聘请第{name}律师事务所的律师担任法律顾问")]) for index, name in enumerate("甲乙丙")]
    (candidate,) = suggest([*reports, report("others", BACKGROUND)], load_vocabulary()).candidates
    assert (candidate.nearest, candidate.similarity) == ("legal-advisers", 1.0)
    drones = suggest(planted(), load_vocabulary()).candidates[0]
    assert drones.similarity < 0.5


def test_words_that_all_measures_share_make_no_candidate() -> None:
    texts = [(None, "组织开展志愿服务工作"), (None, "认真组织开展植树活动")]
    linked = [("double-random", f"认真组织开展第{number}次抽查") for number in range(1, 60)]
    found = suggest([report("r0", texts), report("r1", linked)], load_vocabulary())
    assert found.candidates == ()
    assert found.ungrouped == 2


@pytest.mark.parametrize("extractions", [[], [Extraction(Report("r", "r.txt"), "")], [report("r", BACKGROUND)]])
def test_without_measures_that_lack_a_concept_there_is_nothing(extractions: list[Extraction]) -> None:
    found = suggest(extractions, load_vocabulary())
    assert (found.candidates, found.without_concept, found.ungrouped) == ((), 0, 0)


def test_examples_come_from_different_reports_first() -> None:
    many = report("r0", [(None, f"组建无人机飞行{name}队") for name in "一二三四五六"])
    others = [report(f"r{index}", [(None, f"使用无人机巡查{place}")]) for index, place in enumerate(("林场", "水库"), 1)]
    (candidate,) = suggest([many, *others, report("linked", BACKGROUND)], load_vocabulary()).candidates
    assert Counter(example.report for example in candidate.examples) == {"r0.txt": 3, "r1.txt": 1, "r2.txt": 1}
    assert {example.report for example in candidate.examples[:3]} == {"r0.txt", "r1.txt", "r2.txt"}


def test_concepts_hidden_from_the_extraction_are_found_again() -> None:
    """The marked reports, as an extraction with a catalogue that lacks a few concepts would give them."""
    extractions = []
    for path in sorted((seeds_folder() / "training" / "reports").glob("*.txt")):
        marked = parse_markup(path.read_text(encoding="utf-8"), path)
        stated = [
            (None if name in HIDDEN else name, marked.source.text[quote.start : quote.end])
            for quote in marked.quotes
            for name in quote.names
        ]
        extractions.append(report(path.stem, stated))
    wide = [entry for entry in suggest(extractions, load_vocabulary()).candidates if entry.reports >= 8]
    assert {entry.nearest for entry in wide} >= set(HIDDEN)
    assert len(wide) <= 2 * len(HIDDEN)


def test_phrases_are_runs_of_words_without_numbers_and_function_words_at_their_ends() -> None:
    phrases = phrases_of("建立了企业的信用档案300份，并公示信用档案")
    assert "信用档案" in phrases
    assert "企业的信用" in phrases
    assert not [phrase for phrase in phrases if phrase[0] in "了的并" or phrase[-1] in "了的并"]
    assert all(2 <= len(phrase) <= 10 and phrase.isalpha() for phrase in phrases)
    assert list(phrases) == sorted(set(phrases))
    assert phrases_of("") == phrases_of("12345 ABC ，。") == ()


def test_groups_are_disjoint_and_every_member_shares_a_phrase() -> None:
    statements = [phrases_of(text) for texts in PLANTED.values() for text in texts] + [phrases_of(SINGLE)]
    groups = group(statements, {}, 100)
    members = [member for found in groups for member in found.members]
    assert len(members) == len(set(members))
    assert all(set(found.phrases) & set(statements[member]) for found in groups for member in found.members)


@pytest.mark.usefixtures("ends")
def test_many_statements_take_no_time_by_pairs() -> None:
    rng = random.Random(0)
    statements = [tuple(sorted({f"词{rng.randrange(20_000)}" for _ in range(30)})) for _ in range(20_000)]
    groups = group(statements, {}, 100_000)
    assert sum(len(found.members) for found in groups) > 10_000
