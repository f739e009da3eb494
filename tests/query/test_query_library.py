"""The named queries: their heads, their parameters, their answers."""

import json
import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import MissingValueError, UnknownNameError
from kg.iris import GM, MEASURE, RDF, SKOS
from kg.query.engine import Engine
from kg.query.guard import Form, Query, guard
from kg.query.library import _parse, bind, first_rows, library, library_of, named_query
from kg.settings import Settings

VALUES = {"measure": "double-random", "topic": "staffing", "bureau": "甲市交通局", "status": "adopted", "text": "户", "year": "2020"}


def rows(engine: Engine, settings: Settings, name: str, **values: str) -> list[dict[str, str | None]]:
    return list(engine.rows(bind(name, values, engine=engine, settings=settings).text))


@pytest.mark.parametrize("name", library())
def test_every_query_is_documented_and_answers(engine: Engine, settings: Settings, name: str) -> None:
    query = named_query(name)
    assert re.search(r"[一-鿿]", query.title_zh)
    assert query.title_en.isascii()
    assert query.description_zh.endswith("。")
    assert query.description_en.endswith(".")
    assert query.text.count("UNDEF") == sum(query.text.count(f"VALUES ?{parameter.name} {{ UNDEF }}") for parameter in query.parameters)
    assert guard(query.text, settings)
    selected = set(re.findall(r"\?(\w+)", query.text[query.text.index("SELECT") : query.text.index("{", query.text.index("SELECT"))]))
    assert all(len(columns) > 1 and columns <= selected for columns in query.together)
    assert len(frozenset().union(*query.together)) == sum(map(len, query.together))
    found = rows(engine, settings, name, **{parameter.name: VALUES[parameter.kind] for parameter in query.parameters})
    assert found or query.asked_by  # a competency question has its answer on the demo release


@pytest.mark.parametrize("name", ["double-random", "双随机、一公开监管", "双随机", "Double-Random"])
def test_measures_and_topics_go_by_any_of_their_names(engine: Engine, settings: Settings, name: str) -> None:
    assert rows(engine, settings, "who-adopted", measure=name) == rows(engine, settings, "who-adopted", measure="double-random") != []
    staffing = rows(engine, settings, "problems-by-topic", topic="staffing")
    assert rows(engine, settings, "problems-by-topic", topic="人员与机构力量不足") == staffing != []


def test_who_adopted(engine: Engine, settings: Settings) -> None:
    found = rows(engine, settings, "who-adopted", measure="double-random")
    assert found == [
        {"bureau": None, "year": "2021", "status": "adopted", "quote": "推行双随机抽查", "report": "c.txt"},
        {"bureau": "乙县交通局", "year": "2021", "status": "planned", "quote": "推行双随机抽查", "report": "b.txt"},
        {"bureau": "甲市交通局", "year": "2020", "status": "adopted", "quote": "推行双随机抽查", "report": "a.txt"},
    ]
    assert rows(engine, settings, "who-adopted", measure="double-random", status="planned") == [found[1]]
    assert rows(engine, settings, "who-adopted", measure="power-lists") == []


def test_a_year_leaves_out_other_years_and_reports_of_none(engine: Engine, settings: Settings) -> None:
    named = library().values()
    asked = {query.name: parameter.name for query in named for parameter in query.parameters if parameter.kind == "year"}
    assert {"who-adopted", "metrics-of-measure", "problems-by-topic", "bureau-measures"} <= asked.keys()
    for name, parameter in asked.items():
        values = {known.name: VALUES[known.kind] for known in library()[name].parameters if not known.optional}
        found = rows(engine, settings, name, **values)
        years = {row["year"] for row in found}
        for year in ("2020", "2021"):
            of_year = rows(engine, settings, name, **values, **{parameter: year})
            assert of_year == [row for row in found if row["year"] == year], name
        assert years & {"2020", "2021"}, name


def test_the_catalogue_counts_bureaus_and_reports(engine: Engine, settings: Settings) -> None:
    counts = {row["id"]: row for row in rows(engine, settings, "measures")}
    assert len(counts) == 85
    names = ("adoptedBureaus", "plannedBureaus", "adoptedReports", "plannedReports")
    assert [counts["double-random"][name] for name in names] == ["1", "1", "2", "1"]
    assert [counts["power-lists"][name] for name in names] == [None] * 4
    (entry,) = rows(engine, settings, "measure", measure="double-random")
    assert entry.items() >= counts["double-random"].items()


def test_summary_counts_what_each_bureau_states(engine: Engine, settings: Settings) -> None:
    names = ("bureau", "reports", "measures", "metrics", "problems", "policies")
    assert [tuple(row[name] for name in names) for row in rows(engine, settings, "summary")] == [
        (None, "1", "1", "0", "0", "0"),
        ("乙县交通局", "1", "1", "0", "0", "0"),
        ("甲市交通局", "1", "1", "1", "1", "1"),
    ]
    (counts,) = rows(engine, settings, "counts")
    assert counts == {"bureaus": "2", "reports": "3", "adoptions": "3", "metrics": "1", "problems": "1", "policies": "1"}


def test_a_measure_has_its_metrics(engine: Engine, settings: Settings) -> None:
    (metric,) = rows(engine, settings, "metrics-of-measure", measure="double-random")
    assert (metric["indicator"], metric["value"], metric["unit"], metric["text"]) == ("检查户数", "30", "户", "检查30户")


def test_metrics_and_problems(engine: Engine, settings: Settings) -> None:
    (metric,) = rows(engine, settings, "metrics-by-indicator", text="户数")
    assert (metric["value"], metric["bureau"], metric["quote"]) == ("30", "甲市交通局", "检查30户")
    assert rows(engine, settings, "metrics-by-indicator", text="案件") == []
    (problem,) = rows(engine, settings, "problems-by-topic", topic="staffing")
    assert (problem["bureau"], problem["quote"]) == ("甲市交通局", "队伍力量不足")
    assert rows(engine, settings, "problems-by-topic", topic="coordination") == []


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("nothing", {}, "unknown query 'nothing'; there are adoption-by-region"),
        ("who-adopted", {"measure": "double-random", "mesure": "x"}, "unknown parameter 'mesure'; who-adopted has measure, status, year"),
        ("who-adopted", {"measure": "nothing"}, "unknown measure 'nothing'"),
        ("who-adopted", {"measure": "double-randon"}, "unknown measure 'double-randon'; did you mean double-random?"),
        ("problems-by-topic", {"topic": "stafing"}, "unknown topic 'stafing'; did you mean staffing?"),
        ("measures-without-figures", {"bureau": "甲市交通"}, "unknown bureau '甲市交通'; did you mean 甲市交通局?"),
        ("who-adopted", {"measure": "government-functions"}, "unknown measure"),
        ("who-adopted", {"measure": ""}, "unknown measure ''"),
        ("who-adopted", {"measure": "x> } SELECT * { ?s ?p ?o"}, "unknown measure"),
        ("who-adopted", {"measure": "double-random", "status": "done"}, "unknown status 'done'; there are adopted and planned"),
        ("problems-by-topic", {"topic": "nothing"}, "unknown topic 'nothing'"),
        ("problems-by-topic", {"year": "二〇二〇"}, "unknown year '二〇二〇'; a year has four digits"),
        ("problems-by-topic", {"year": "1999"}, "unknown year '1999'; no report held covers it; the nearest year is 2020"),
        ("bureau-measures", {"year": "２０２０"}, "unknown year '２０２０'; a year has four digits"),
        ("measures-without-figures", {"bureau": "丙省交通厅"}, "unknown bureau '丙省交通厅'"),
    ],
)
def test_unknown_names(engine: Engine, settings: Settings, name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(UnknownNameError, match=re.escape(message)):
        bind(name, values, engine=engine, settings=settings)


@pytest.mark.parametrize("adopts", ["double-random", "legal-advisers"])
def test_examples_name_a_bureau_of_the_release_and_a_measure_that_it_adopts(settings: Settings, adopts: str) -> None:
    bureau, measure = NamedNode(f"{settings.data_base}bureau/130109/water"), NamedNode(MEASURE + adopts)
    store = Store()
    store.extend(
        [
            Quad(bureau, NamedNode(f"{RDF}type"), NamedNode(f"{GM}Bureau")),
            Quad(bureau, NamedNode(f"{GM}adopted"), measure),
            Quad(measure, NamedNode(f"{SKOS}notation"), Literal(adopts)),
        ]
    )
    found = library_of(Engine(store), settings)
    assert found["evidence-in-context"].example == {"bureau": "130109/water", "measure": adopts}
    assert found["similar-bureaus"].example == {"bureau": "130109/water"}
    assert found["who-adopted"].example == named_query("who-adopted").example
    assert library_of(Engine(Store()), settings) == library()


def test_a_value_that_is_missing_is_told(engine: Engine, settings: Settings) -> None:
    with pytest.raises(MissingValueError, match=r"^who-adopted: parameter measure is missing: id or name of a measure of the catalogue"):
        bind("who-adopted", {"status": "adopted"}, engine=engine, settings=settings)


def test_a_parameter_needs_its_slot() -> None:
    text = named_query("who-adopted").text
    with pytest.raises(AssertionError, match=r"who-adopted\.rq needs VALUES \?measure"):
        _parse("who-adopted", text.replace("VALUES ?measure { UNDEF }", ""))


@pytest.mark.parametrize("text", ['" } SELECT * { ?s ?p ?o } #', "\\", "'''", "\n", "UNDEF", "?indicator"])
def test_values_are_terms_and_never_syntax(engine: Engine, settings: Settings, text: str) -> None:
    assert rows(engine, settings, "metrics-by-indicator", text=text) == []


def test_first_rows_are_some_of_all(engine: Engine, settings: Settings) -> None:
    asked = bind("who-adopted", {"measure": "double-random"}, engine=engine, settings=settings)
    first = first_rows(asked, 2)
    assert first is not None
    some, whole = (json.loads(engine.answer(query, "json", 1000, 10**6).body)["results"]["bindings"] for query in (first, asked))
    assert len(some) == 2 < len(whole)
    assert all(row in whole for row in some)
    assert first_rows(bind("coverage", {}, engine=engine, settings=settings), 2) is None


def test_what_asks_for_first_rows_may_be_asked(settings: Settings) -> None:
    asked = {name: first for name, query in library().items() if (first := first_rows(Query(query.text, Form.SELECT), 2))}
    assert asked.keys() >= {"who-adopted", "evidence-in-context", "organs-involved"}
    for first in asked.values():
        assert guard(first.text, settings).form is Form.SELECT
