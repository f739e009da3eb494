"""Every format says the same, and parses back with another library."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
import rdflib
from pyoxigraph import Store
from rdflib.query import Result, ResultRow

from kg.errors import KgError, QueryFormatError, QueryRefusedError, QuerySyntaxError, ReleaseError
from kg.iris import GM, VOCABULARIES
from kg.query.dataset import Dataset
from kg.query.engine import Engine
from kg.query.guard import Form, Query, guard
from kg.query.results import formats
from kg.settings import load_settings

SETTINGS = load_settings({})
TERMS = """SELECT * { VALUES (?a ?b ?c) {
  (<http://example.org/双> "a\\n\\"b\\",<&>" "x"@zh-Hans) (1.5 "1.5"^^gm:code UNDEF) (true "" "=1")
} }"""
ROWS = {
    (rdflib.URIRef("http://example.org/双"), rdflib.Literal('a\n"b",<&>'), rdflib.Literal("x", lang="zh-hans")),
    (rdflib.Literal("1.5", datatype=rdflib.XSD.decimal), rdflib.Literal("1.5", datatype=rdflib.URIRef(GM + "code")), None),
    (rdflib.Literal(True), rdflib.Literal(""), rdflib.Literal("=1")),
}


def ask(engine: Engine, text: str, format_name: str, max_rows: int = 100, max_bytes: int = 1 << 20) -> tuple[bytes, bool]:
    answer = engine.answer(guard(text, SETTINGS), format_name, max_rows, max_bytes)
    assert answer.media_type == formats(guard(text, SETTINGS).form)[format_name]
    return answer.body, answer.truncated


@pytest.mark.parametrize(
    ("text", "error"), [("SELECT * { SERVICE <a:b> {} }", QueryRefusedError), ("SELECT ?service { ?service ?p ?o }", ReleaseError)]
)
def test_only_a_query_with_service_asks_another_host(monkeypatch: pytest.MonkeyPatch, text: str, error: type[KgError]) -> None:
    def fail(_engine: Engine, _query: Query) -> NoReturn:
        raise OSError("an input/output error")

    monkeypatch.setattr(Engine, "_run", fail)
    with pytest.raises(error):
        Engine(Store()).answer(Query(text, Form.SELECT), "json", 1, 1)


@pytest.mark.parametrize("format_name", ["json", "xml", "tsv"])
def test_rows_parse_back(engine: Engine, format_name: str) -> None:
    body, truncated = ask(engine, TERMS, format_name)
    result = Result.parse(io.BytesIO(body), format=format_name)
    assert not truncated
    assert [str(variable) for variable in result.vars or ()] == ["a", "b", "c"]
    assert {tuple(row) for row in result if isinstance(row, ResultRow)} == ROWS


def test_csv_has_the_values(engine: Engine) -> None:
    body, _ = ask(engine, TERMS, "csv")
    header, *rows = csv.reader(io.StringIO(body.decode(), newline=""))
    assert header == ["a", "b", "c"]
    assert rows == [["http://example.org/双", 'a\n"b",<&>', "x"], ["1.5", "1.5", ""], ["true", "", "=1"]]


def test_csv_keeps_cells_apart(engine: Engine) -> None:
    rows = '(<http://example.org/#char=1,2> "x,y") (<<( <http://example.org/s> <http://example.org/p> 1 )>> UNDEF)'
    body, _ = ask(engine, f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} }}", "csv")
    assert list(csv.reader(io.StringIO(body.decode(), newline=""))) == [
        ["a", "b"],
        ["http://example.org/#char=1,2", "x,y"],
        ["http://example.org/s http://example.org/p 1", ""],
    ]


def test_rows_without_variables(engine: Engine) -> None:
    assert json.loads(ask(engine, "SELECT * {}", "json")[0]) == {"head": {"vars": []}, "results": {"bindings": [{}]}}


@pytest.mark.parametrize("format_name", ["json", "xml"])
@pytest.mark.parametrize(("query", "expected"), [("ASK { ?s a gm:Report }", True), ("ASK { ?s a gm:Nothing }", False)])
def test_booleans_parse_back(engine: Engine, format_name: str, query: str, *, expected: bool) -> None:
    assert Result.parse(io.BytesIO(ask(engine, query, format_name)[0]), format=format_name).askAnswer is expected


READS_DATASETS = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of classes of rdflib, by its own parsers
PARSERS = {"turtle": "turtle", "ntriples": "nt", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld", "rdfxml": "xml"}


def triples(body: bytes, format_name: str) -> list[tuple[Any, Any, Any]]:
    """The triples of a body, as rdflib reads them in the default graph."""
    dataset = rdflib.Dataset().parse(data=body, format=PARSERS[format_name], publicID="urn:default")
    return [quad[:3] for quad in dataset.quads()]


@READS_DATASETS
@pytest.mark.parametrize("format_name", PARSERS)
def test_triples_parse_back(engine: Engine, format_name: str) -> None:
    body, _ = ask(engine, "CONSTRUCT WHERE { ?a a gm:Adoption ; gm:status ?s }", format_name)
    statuses = sorted(str(o) for _, p, o in triples(body, format_name) if p == rdflib.URIRef(GM + "status"))
    assert statuses == [GM + name for name in ("Adopted", "Adopted", "Planned")]


def test_describe_tells_of_a_thing(engine: Engine) -> None:
    body, _ = ask(engine, "DESCRIBE measure:double-random", "ntriples")
    assert "双随机、一公开监管" in body.decode()


@pytest.mark.parametrize(
    ("format_name", "query"),
    [
        ("rdfxml", "CONSTRUCT { <urn:s> <urn:p:1> 1 } WHERE {}"),
        ("rdfxml", "CONSTRUCT { <urn:s> gm: 1 } WHERE {}"),
        ("rdfxml", r"CONSTRUCT { <urn:s> gm:p '\f' } WHERE {}"),
        ("xml", r"SELECT ('\b' AS ?x) {}"),
        ("xml", "SELECT ('\ufffe' AS ?x) {}"),
    ],
)
def test_what_xml_cannot_hold_is_not_written_as_xml(engine: Engine, format_name: str, query: str) -> None:
    with pytest.raises(QueryFormatError, match="XML cannot hold"):
        ask(engine, query, format_name)


@pytest.mark.parametrize("format_name", PARSERS)
def test_a_graph_has_the_same_bytes_each_time(release: Path, engine: Engine, format_name: str) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert ask(Engine.open(release), query, format_name) == ask(engine, query, format_name)


@READS_DATASETS
@pytest.mark.parametrize("limits", [(3, 1 << 20), (100, 600)])
def test_cut_answers_say_so_in_band_where_they_can(engine: Engine, limits: tuple[int, int]) -> None:
    bodies = {}
    for form in (Form.SELECT, Form.CONSTRUCT):
        for name in formats(form):
            query = "SELECT * { ?s ?p ?o }" if form is Form.SELECT else "CONSTRUCT WHERE { ?s ?p ?o }"
            bodies[name], truncated = ask(engine, query, name, *limits)
            assert truncated
    assert json.loads(bodies["json"])["truncated"] is True
    assert [name for name, body in bodies.items() if b"truncated" not in body] == ["csv", "tsv", "jsonld"]
    assert {len(triples(bodies[name], name)) for name in PARSERS} == {3}
    assert {len(Result.parse(io.BytesIO(bodies[name]), format=name)) for name in ("json", "xml")} == {bodies["tsv"].count(b"\n") - 1}


def test_an_answer_of_exactly_the_limit_is_whole(engine: Engine) -> None:
    assert ask(engine, "SELECT * { VALUES ?x { 1 2 3 } }", "json", max_rows=3)[1] is False


def test_the_default_graph_is_the_merge_of_all_unless_the_query_names_graphs(engine: Engine) -> None:
    reports = len(list(engine.rows("SELECT ?s { ?s a gm:Report }")))
    elsewhere = guard("SELECT ?s FROM measure: { ?s a gm:Report }", SETTINGS)
    assert reports == 3
    assert engine.answer(elsewhere, "json", 100, 10**6).size == 0
    assert engine.answer(replace(elsewhere, text="SELECT ?s FROM measure: { ?s skos:broader ?o }"), "json", 100, 10**6).size == 85


REPORTS = "SELECT ?g { GRAPH ?g { ?g a gm:Report } } ORDER BY ?g"


def count(engine: Engine, query: Query) -> int:
    (row,) = json.loads(engine.answer(query, "json", 1, 1000).body)["results"]["bindings"]
    return int(row["n"]["value"])


@pytest.mark.parametrize("clauses", [("FROM <{}>", "FROM NAMED <{}>"), ("FROM<{}>", "FROMNAMED<{}>")])
def test_a_triple_of_several_graphs_asked_for_counts_once(engine: Engine, clauses: tuple[str, str]) -> None:
    first, second, third = (str(row["g"]) for row in engine.rows(REPORTS))
    whole, part = (
        guard(f"SELECT (COUNT(*) AS ?n) {clauses[0].format(first)} {more} {{ ?s ?p ?o }}", SETTINGS)
        for more in (f"FROM <{VOCABULARIES[0]}> FROM <{second}>", f"FROM <{VOCABULARIES[0]}> FROM <{second}> FROM <{first}>")
    )
    assert count(engine, whole) == count(engine, part) > 0
    named = f"{clauses[0].format(first)} {clauses[0].format(second)} {clauses[1].format(third)}"
    assert count(engine, guard(f"SELECT (COUNT(DISTINCT ?g) AS ?n) {named} {{ GRAPH ?g {{ ?s ?p ?o }} }}", SETTINGS)) == 1


def test_the_dataset_of_a_query_takes_the_place_of_its_from(engine: Engine) -> None:
    first, second, _ = (str(row["g"]) for row in engine.rows(REPORTS))
    query = guard("SELECT (COUNT(*) AS ?n) FROM measure: { ?s a gm:Report OPTIONAL { GRAPH ?g { ?r a gm:Report } } }", SETTINGS)
    assert count(engine, query) == 0
    assert count(engine, replace(query, dataset=Dataset((first, second), (second,)))) == 2
    assert count(engine, replace(query, dataset=Dataset((), (second,)))) == 0


def test_relative_iris_are_those_of_the_data(engine: Engine) -> None:
    first, *_ = (str(row["g"]) for row in engine.rows(REPORTS))
    relative = first.removeprefix(SETTINGS.data_base)
    assert count(engine, guard(f"SELECT (COUNT(*) AS ?n) FROM <{relative}> {{ <{relative}> a gm:Report }}", SETTINGS)) == 1
    with pytest.raises(QuerySyntaxError, match=r"line 1, column 20"):
        engine.answer(guard("ASK { <report/x> a ] }", SETTINGS), "json", 1, 1)


def test_an_unknown_function_is_refused_by_its_name(engine: Engine) -> None:
    with pytest.raises(QueryRefusedError, match="<urn:x:f> is not known here"):
        engine.answer(guard("SELECT (<urn:x:f>(1) AS ?x) {}", SETTINGS), "json", 1, 1)


def test_a_triple_of_several_graphs_counts_once(engine: Engine) -> None:
    twice = [row["graphs"] for row in engine.rows("SELECT ?s ?p ?o (COUNT(?g) AS ?graphs) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ?p ?o")]
    (merged,) = engine.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert merged["n"] == str(len(twice))


def test_formats_follow_the_form() -> None:
    assert list(formats(Form.ASK)) == ["json", "xml", "csv", "tsv"]
    assert list(formats(Form.DESCRIBE)) == list(PARSERS)
