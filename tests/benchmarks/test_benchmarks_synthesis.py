import json
import re
import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from synthesis.bureaus import bureau_at
from synthesis.draft import Draft
from synthesis.grammar import parse, read_template
from synthesis.numbers import write_figure
from synthesis.report import write_report
from synthesise import synthesise

from kg.evaluation import align, load_set, score, total
from kg.evaluation.reference import from_annotation
from kg.evaluation.text import flatten
from kg.extraction.pipeline import extract
from kg.reading import read
from kg.resources import seeds_folder
from kg.training.examples import load_written
from kg.vocabulary import load_vocabulary

FOLDER = Path(__file__).parent / "synthesis"
RUN = 20  # characters
# What has digits, but is no metric: documents and their numbers, years, dates, the numbers of items, the name of a hotline.
NO_METRIC = re.compile(r"《[^《》]*》|（[^（）]*〔\d+〕\d+号）|\d{4}年(?:\d+月\d+日)?|^\d+、|12345", re.MULTILINE)


def names(file: str) -> set[str]:
    return {name for line in (FOLDER / file).read_text().splitlines() for name in read_template(line).names}


def test_each_concept_and_topic_can_be_written() -> None:
    vocabulary = load_vocabulary()
    assert names("measures.txt") == vocabulary.concepts.keys()
    assert names("plans.txt") < vocabulary.concepts.keys()
    assert names("problems.txt") == vocabulary.topics.keys() - {"other"}


def test_a_seed_gives_the_same_report_again_and_another_seed_another() -> None:
    assert write_report(1, 7) == write_report(1, 7)
    assert write_report(1, 7).text != write_report(2, 7).text


def test_no_two_reports_are_of_one_bureau_and_year() -> None:
    found = {bureau_at(number) for number in range(20_000)}
    assert len({(bureau.name, bureau.province, year) for bureau, year in found}) == 20_000


def test_a_number_that_no_report_has_is_refused() -> None:
    with pytest.raises(IndexError, match="no number 100000000"):
        bureau_at(100_000_000)


def test_facts_stand_in_the_text_and_refer_to_each_other() -> None:
    for number in range(60):
        report = write_report(3, number)
        annotation = report.annotation
        for kind in ("organizations", "policies", "metrics", "measures", "problems"):
            assert all(entry["quote"] in report.text for entry in annotation[kind]), (number, kind)
        known = {
            key: {entry[name] for entry in annotation[kind]}
            for key, kind, name in (
                ("based_on", "policies", "id"),
                ("produces", "policies", "id"),
                ("metrics", "metrics", "id"),
                ("involves", "organizations", "name"),
            )
        }
        for measure in annotation["measures"]:
            assert "。" not in measure["quote"]
            assert all(known[key].issuperset(measure[key]) for key in known)


def test_all_numbers_in_digits_are_metrics() -> None:
    for number in range(60):
        report = write_report(4, number)
        spans = [(report.text.index(metric["quote"]), len(metric["quote"])) for metric in report.annotation["metrics"]]
        text = NO_METRIC.sub(lambda match: "※" * len(match[0]), report.text)
        for digit in re.finditer(r"\d", text):
            assert any(start <= digit.start() < start + length for start, length in spans), text[digit.start() - 20 : digit.end() + 9]


def test_reports_vary() -> None:
    texts = [write_report(5, number).text for number in range(30)]
    assert 4000 < sum(map(len, texts)) / len(texts) < 5000
    shingles = [{text[start : start + 5] for start in range(len(text) - 4)} for text in texts]
    assert max(len(one & other) / len(one | other) for place, one in enumerate(shingles) for other in shingles[:place]) < 0.15


def test_no_run_is_that_of_an_annotated_report_or_of_the_training_data() -> None:
    training = [path.read_text(encoding="utf-8") for path in (seeds_folder() / "training" / "reports").glob("*.txt")]
    texts = [re.sub(r"⟦[^|]+\||⟧", "", text) for text in training] + [statement.text for statement in load_written()]
    texts += [read(report.path).text for name in ("seeds", "dev") for report in load_set(name)]
    known = {run for text in texts for run in runs(text)}
    made = [write_report(6, number).text.partition("\n")[2] for number in range(200)]  # without the title
    assert sorted({run for text in made for run in runs(text) if run in known}) == []


def runs(text: str) -> set[str]:
    """All stretches of a length within a paragraph, titles of documents aside."""
    paragraphs = [re.sub(r"《[^《》]*》", "※", flatten(line)) for line in text.splitlines()]
    return {line[start : start + RUN] for line in paragraphs for start in range(len(line) - RUN + 1)}


def test_files_are_those_of_the_truth_and_what_is_read_of_them_is_near_it(tmp_path: Path) -> None:
    synthesise(40, tmp_path, seed=7, formats=("txt", "html"))
    truth = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text().splitlines()]
    files = {path.relative_to(tmp_path / "reports").as_posix() for path in (tmp_path / "reports").rglob("*.*")}
    assert {annotation["report"]["file"] for annotation in truth} | {name for one in truth if (name := one["posted_again"])} == files
    assert {name.rpartition(".")[2] for name in files} == {"txt", "html"}
    scores = []
    for annotation in truth[:6]:
        source = read(tmp_path / "reports" / annotation["report"]["file"])
        flat = flatten(source.raw)
        reference = from_annotation(annotation, flat)
        assert all(mention.start >= 0 for mention in (*reference.measures, *reference.metrics, *reference.policies))
        scores.append(score(reference, align(extract(source), flat)))
    figures = total(scores)
    assert figures.counts["metrics"].f1 > 0.95
    assert figures.counts["policies"].f1 > 0.95
    assert figures.fields["bureau"].right == figures.fields["year"].right == 6


@pytest.mark.parametrize(
    ("template", "text", "facts"),
    [
        ("⟦mediation|[调解#7件#]⟧", "调解7件", [("调解", 7, None)]),
        ("⟦mediation|[时限=由#9<天#降到#2天#]⟧", "由9天降到2天", [("时限", 2, 9)]),
        ("[#5家#企业]", "5家企业", [("企业", 5, None)]),
        ("[发放#2万份#]", "发放2万份", [("发放", 20_000, None)]),
        ("[事故=未发生事故#0起#]", "未发生事故", [("事故", 0, None)]),
    ],
)
def test_a_template_gives_words_and_metrics(template: str, text: str, facts: list[tuple[str, float, float | None]]) -> None:
    draft = Draft(Plain(), {})
    assert draft.written(parse(template)) == text
    assert [(metric.indicator, metric.figure.value, metric.before) for metric in draft.metrics if metric.figure] == facts


class Plain(Random):
    """A chance that takes the last of several, so that numbers are written in digits and exactly."""

    def random(self) -> float:
        return 0.999


def test_a_template_gives_documents_and_bodies_with_their_part() -> None:
    draft = Draft(Random(1), {"who": (("县",),)})
    draft.write(parse("⟦mediation|按照^《甲法》印发+《乙办法》，联合&公安:部门&，@{who}政府@推动⟨丙规划⟩⟧"))
    (measure,) = draft.statements
    assert measure.links == {"based_on": ["p1"], "produces": ["p2"], "metrics": [], "involves": ["公安部门"]}
    assert list(draft.documents) == ["甲法", "乙办法", "丙规划"]
    assert draft.organizations == {"公安部门": "公安", "县政府": "县政府"}
    assert "".join(draft.parts) == "按照《甲法》印发《乙办法》，联合公安，县政府推动丙规划"


@pytest.mark.parametrize("template", ["(甲|乙", "甲)", "甲|乙", "⟦mediation|甲", "{甲", "[甲", "《甲"])
def test_a_template_with_an_open_mark_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="甲"):
        parse(template)


def test_a_number_means_what_it_says() -> None:
    chance = Random(8)
    words = {"近": "~", "超过": ">", "余": ">", "多": ">", "以上": ">="}
    for low, high, unit in (("2", "900", "件"), ("1.2", "8.6", "万份"), ("85.1", "99.9", "%")):
        for figure in (write_figure(chance, low, high, unit, exact=False) for _ in range(500)):
            said = re.search(r"[\d.]+", figure.text)
            scale = 10_000 if "万" in figure.text else 1
            assert figure.value == (pytest.approx(float(said[0]) * scale) if said else "零一两三四五六七八九十".index(figure.text[0]))
            assert figure.comparator == next((sign for word, sign in words.items() if word in figure.text), "=")
            assert 0.4 * float(low) * scale <= figure.value <= float(high) * scale
