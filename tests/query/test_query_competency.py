"""The competency questions: the same answers on Oxigraph and on rdflib, those that a reader of the reports expects."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import rdflib
from questions import EXPECTED, MAX_ROWS, PAGE, QUESTIONS, answer, ask, build_demo, page

from kg.build import build
from kg.query.engine import Engine
from kg.query.guard import Query, guard
from kg.query.library import _parse, bind, named_query
from kg.settings import Settings
from kg.store.release import DATA
from kg.types import Extraction, Measure, Policy, Relation, Report, SourceText

Demo = tuple[Engine, rdflib.Dataset]


def opened(release: Path) -> Demo:
    """A release in Oxigraph, and the same quads in rdflib, whose default graph is their merge too."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(release / DATA, format="nquads")
    return Engine.open(release), dataset


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return opened(build_demo(tmp_path_factory.mktemp("demo")))


def bindings(query: Query, release: Demo) -> list[dict[str, dict[str, str]]]:
    """The rows, with the types of their terms, on which both engines agree."""
    engine, dataset = release
    by_oxigraph = json.loads(engine.answer(query, "json", MAX_ROWS).body)
    serialised = dataset.query(query.text).serialize(format="json")
    assert serialised is not None
    assert by_oxigraph == json.loads(serialised)
    rows: list[dict[str, dict[str, str]]] = by_oxigraph["results"]["bindings"]
    return rows


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_the_expected_one(demo: Demo, name: str) -> None:
    assert answer(QUESTIONS[name], demo[0]) == (EXPECTED / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_give_the_same_answer(demo: Demo, name: str) -> None:
    assert len(bindings(ask(QUESTIONS[name], demo[0]), demo)) < MAX_ROWS


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_may_be_asked_by_strangers_and_declares_its_prefixes(name: str, settings: Settings) -> None:
    text = QUESTIONS[name].text
    assert guard(text, settings)
    rdflib.Graph(bind_namespaces="none").query(text)


def test_there_are_questions_of_everyone_and_no_answers_without_a_question() -> None:
    assert len(QUESTIONS) >= 25
    assert {asker for query in QUESTIONS.values() for asker in query.asked_by} == {"researchers", "auditors", "journalists", "bureaus"}
    assert {path.stem for path in EXPECTED.glob("*.csv")} == set(QUESTIONS)


def test_the_page_shows_the_expected_answers() -> None:
    answers = {name: (EXPECTED / f"{name}.csv").read_text(encoding="utf-8") for name in QUESTIONS}
    assert PAGE.read_text(encoding="utf-8") == page(answers)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("who-adopted", "# example measure: double-random\n", ""),
        ("who-adopted", "# example measure:", "# example mesure:"),
    ],
)
def test_a_question_has_an_example_of_each_parameter_that_it_needs(name: str, old: str, new: str) -> None:
    text = named_query(name).text
    assert old in text
    with pytest.raises(AssertionError, match=rf"{name}\.rq needs an example"):
        _parse(name, text.replace(old, new))


# What the demo release cannot show: several years of one bureau, a table of metadata.

TEXTS = {
    "a20.txt": ("甲市交通局", 2020, "2021-03-31", {"double-random": "planned", "power-lists": "planned"}),
    "a21.txt": ("甲市交通局", 2021, "2022-04-01", {"double-random": "adopted", "mediation": "planned"}),
    "a22.txt": ("甲市交通局", 2022, None, {"double-random": "adopted"}),
    "b20.txt": ("乙县交通局", 2020, None, {"double-random": "adopted"}),
    "b21.txt": ("乙县交通局", 2021, None, {"double-random": "planned"}),
    "c21.txt": (None, 2021, None, {"mediation": "adopted", "power-lists": "adopted"}),
}


def extract(source: SourceText) -> Extraction:
    bureau, year, published, stated = TEXTS[source.file]
    measures = tuple(
        Measure(concept, place, place + 1, source.text[place], concept, status, "一")  # type: ignore[arg-type]
        for place, (concept, status) in enumerate(stated.items())
    )
    report = Report(source.sha256[:32], source.file, "报告", bureau, year, date.fromisoformat(published) if published else None)
    policy = Policy("p1", 0, 2, source.text[:2], f"{source.file}办法")
    return Extraction(
        report, source.text, measures=measures, policies=(policy,), relations=(Relation("produces", measures[0].id, policy.id),)
    )


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("years")
    for name in TEXTS:
        (folder / name).write_text(f"文字{name}", encoding="utf-8")
    (folder / "metadata.csv").write_text("file,bureau,year\nb21.txt,乙县交通局,2021\nc21.txt,,2021\n", encoding="utf-8")
    yield opened(build(folder, tmp_path_factory.mktemp("release"), settings=settings, extractor=extract, force=True).folder)


def values(release: Demo, settings: Settings, name: str, *columns: str, **parameters: str) -> list[tuple[str | None, ...]]:
    """Some columns of an answer on which both engines agree."""
    rows = bindings(bind(name, parameters, engine=release[0], settings=settings), release)
    return [tuple(row[column]["value"] if column in row else None for column in columns) for row in rows]
