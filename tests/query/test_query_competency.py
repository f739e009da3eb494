"""The competency questions: the same answers on Oxigraph and on rdflib, those that a reader of the reports expects."""

import json
from pathlib import Path

import pytest
import rdflib
from questions import EXPECTED, MAX_BYTES, MAX_ROWS, PAGE, QUESTIONS, answer, ask, build_demo, page

from kg.build import build
from kg.iris import Iris
from kg.query.engine import Engine
from kg.query.guard import Query, guard
from kg.query.library import _parse, bind, named_query
from kg.settings import Settings
from kg.store import open_release
from kg.types import Extraction, FieldOrigin, Measure, Policy, Relation, Report, SourceText

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own parser uses what rdflib deprecates

Answer = list[dict[str, dict[str, str]]]
Release = tuple[Engine, rdflib.Dataset]


def opened(release: Path) -> Release:
    """A release in Oxigraph, and the same quads in rdflib, whose default graph is their merge too."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=b"".join(open_release(release).read_quads()), format="nquads")
    return Engine.open(release), dataset


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return opened(build_demo(tmp_path_factory.mktemp("demo")))


def bindings(query: Query, release: Release) -> Answer:
    """The rows, with the types of their terms, on which both engines agree."""
    engine, dataset = release
    by_oxigraph: Answer = json.loads(engine.answer(query, "json", MAX_ROWS, MAX_BYTES).body)["results"]["bindings"]
    by_rdflib: Answer = json.loads(dataset.query(query.text).serialize(format="json") or b"")["results"]["bindings"]
    assert by_oxigraph == [row for row in by_rdflib if row]  # rdflib makes an empty row of no groups: RDFLib/rdflib#3382
    return by_oxigraph


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_the_expected_one(demo: Release, name: str) -> None:
    assert answer(QUESTIONS[name], demo[0]) == (EXPECTED / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_give_the_same_answer(demo: Release, name: str) -> None:
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


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_columns_of_totals_tell_what_of(name: str) -> None:
    assert "of" not in (EXPECTED / f"{name}.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")


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


# What the demo release cannot show: several years of one bureau, dates around the limit, origins outside the text.

STATED = {
    "a20.txt": ("金昌市交通局", 2020, "2021-03-31", {"double-random": "planned", "power-lists": "planned"}),
    "a21.txt": ("金昌市交通局", 2021, "2022-04-01", {"double-random": "adopted", "mediation": "planned"}),
    "a22.txt": ("金昌市交通局", 2022, None, {"double-random": "adopted", "one-window": "adopted"}),
    "b20.txt": ("安图县交通局", 2020, None, {"double-random": "adopted"}),
    "b21.txt": ("安图县交通局", 2021, None, {"double-random": "planned"}),
    "c21.txt": (None, 2021, None, {"mediation": "adopted", "one-window": "adopted"}),
}
TEXTS = ("zh", "en", "quote")
ORIGINS = (FieldOrigin("bureau", "金昌市交通局", "sidecar", "金昌局"), FieldOrigin("year", "2022", "file"))


def extract(source: SourceText) -> Extraction:
    """What a made report states: each measure in a character of its own, the first made a document."""
    bureau, year, published, stated = STATED[source.file]
    measures = tuple(
        Measure(concept, place, place + 1, source.text[place], concept, status, "一")
        for place, (concept, status) in enumerate(stated.items())
    )
    origins = ORIGINS if source.file == "a22.txt" else ()
    return Extraction(
        Report(source.sha256[:32], source.file, None, bureau, year, published, origins=origins),
        source.text,
        measures=measures,
        policies=(Policy("p1", 0, 2, source.text[:2], f"{year}年办法"),),
        relations=(Relation("produces", measures[0].id, "p1"),),
    )


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Release:
    folder = tmp_path_factory.mktemp("years")
    for name in STATED:
        (folder / name).write_text(f"文字{name}", encoding="utf-8")
    return opened(build(folder, tmp_path_factory.mktemp("release"), settings=settings, extractor=extract, force=True).folder)


@pytest.mark.parametrize(
    ("name", "parameters", "rows"),
    [
        (
            "adoption-order",
            {"measure": "double-random"},
            [
                {"place": "1", "year": "2020", "bureau": "安图县交通局", "heldSince": "2020"},
                {"place": "2", "year": "2021", "bureau": "金昌市交通局", "heldSince": "2020"},
            ],
        ),
        (
            "plans-kept",
            {},
            [
                {"name": "安图县交通局", "plannedIn": "2021", "id": "double-random", "laterReports": "0"},
                {"name": "金昌市交通局", "plannedIn": "2020", "id": "double-random", "laterReports": "2", "adoptedIn": "2021"},
                {"name": "金昌市交通局", "plannedIn": "2020", "id": "power-lists", "laterReports": "2"},
                {"name": "金昌市交通局", "plannedIn": "2021", "id": "mediation", "laterReports": "1"},
            ],
        ),
        (
            "plans-not-begun",
            {},
            [
                {"name": "金昌市交通局", "year": "2020", "id": "double-random"},
                {"name": "金昌市交通局", "year": "2020", "id": "power-lists"},
                {"name": "金昌市交通局", "year": "2021", "id": "mediation"},
            ],
        ),
        ("late-reports", {}, [{"file": "a21.txt", "bureau": "金昌市交通局", "year": "2021", "issued": "2022-04-01"}]),
        (
            "adoption-by-region",
            {"measure": "double-random"},
            [
                {"code": "220000", "province": "吉林省", "adoptingBureaus": "1", "bureaus": "1"},
                {"code": "620000", "province": "甘肃省", "adoptingBureaus": "1", "bureaus": "1"},
            ],
        ),
        ("measures-of-one-bureau", {}, []),
        (
            "documents-produced",
            {"bureau": "安图县交通局"},
            [
                {"name": "安图县交通局", "file": "b20.txt", "title": "2020年办法", "id": "double-random", "status": "adopted"},
                {"name": "安图县交通局", "file": "b21.txt", "title": "2021年办法", "id": "double-random", "status": "planned"},
            ],
        ),
        (
            "field-sources",
            {},
            [
                {"file": "a22.txt", "field": "bureau", "source": "sidecar", "value": "金昌市交通局", "valueInText": "金昌局"},
                {"file": "a22.txt", "field": "year", "source": "file", "value": "2022"},
            ],
        ),
    ],
)
def test_what_the_demo_cannot_show(
    years: Release, settings: Settings, name: str, parameters: dict[str, str], rows: list[dict[str, str]]
) -> None:
    found = bindings(bind(name, parameters, engine=years[0], settings=settings), years)
    assert [{column: term["value"] for column, term in row.items() if column not in TEXTS} for row in found] == rows


def extract_namesake(source: SourceText) -> Extraction:
    """A report of a bureau whose name does not tell in which of several cities it is."""
    adopted = Measure("m1", 0, 1, source.text[0], "double-random", "adopted", "一")
    planned = Measure("m2", 1, 2, source.text[1], "mediation", "planned", "一")
    return Extraction(Report(source.sha256[:32], source.file, None, "鼓楼区交通局", 2020), source.text, measures=(adopted, planned))


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Release:
    folder = tmp_path_factory.mktemp("namesakes")
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"文字{name}", encoding="utf-8")
    return opened(build(folder, tmp_path_factory.mktemp("release"), settings=settings, extractor=extract_namesake, force=True).folder)


@pytest.mark.parametrize(
    ("name", "parameters", "row"),
    [
        ("summary", {}, {"bureau": "鼓楼区交通局", "reports": "1", "measures": "2", "metrics": "0", "problems": "0", "policies": "0"}),
        ("adoption-order", {"measure": "double-random"}, {"place": "1", "year": "2020", "bureau": "鼓楼区交通局", "heldSince": "2020"}),
        ("plans-kept", {}, {"name": "鼓楼区交通局", "plannedIn": "2020", "id": "mediation", "laterReports": "0"}),
    ],
)
def test_two_bureaus_of_one_name_are_two(
    namesakes: Release, settings: Settings, name: str, parameters: dict[str, str], row: dict[str, str]
) -> None:
    found = bindings(bind(name, parameters, engine=namesakes[0], settings=settings), namesakes)
    assert [{column: term["value"] for column, term in each.items() if column not in TEXTS} for each in found] == [row, row]


def test_a_bureau_is_like_its_namesake(namesakes: Release, settings: Settings) -> None:
    iri = next(namesakes[0].rows("SELECT ?bureau { ?bureau a gm:Bureau }"))["bureau"]
    asked = bind("similar-bureaus", {"bureau": Iris(settings.data_base).bureau_key(str(iri))}, engine=namesakes[0], settings=settings)
    (found,) = bindings(asked, namesakes)
    assert {column: term["value"] for column, term in found.items()} == {"name": "鼓楼区交通局", "both": "1", "this": "1", "other": "1"}
