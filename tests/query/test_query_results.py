"""Every format says the same, and parses back with another library."""

import csv
import io
import json
from dataclasses import replace
from typing import NoReturn

import pytest
import rdflib
from pyoxigraph import Store
from rdflib.query import Result, ResultRow

from kg.errors import KgError, QueryRefusedError, ReleaseError
from kg.iris import GM
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


def ask(engine: Engine, text: str, format_name: str, max_rows: int = 100) -> tuple[bytes, bool]:
    answer = engine.answer(guard(text, SETTINGS), format_name, max_rows)
    assert answer.media_type == formats(guard(text, SETTINGS).form)[format_name]
    return answer.body, answer.truncated


@pytest.mark.parametrize(
    ("text", "error"), [("SELECT * { SERVICE <a:b> {} }", QueryRefusedError), ("SELECT ?service { ?service ?p ?o }", ReleaseError)]
)
def test_only_a_query_with_service_asks_another_host(monkeypatch: pytest.MonkeyPatch, text: str, error: type[KgError]) -> None:
    def fail(_engine: Engine, _text: str) -> NoReturn:
        raise OSError("an input/output error")

    monkeypatch.setattr(Engine, "_run", fail)
    with pytest.raises(error):
        Engine(Store()).answer(Query(text, Form.SELECT), "json", 1)


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


def test_rows_without_variables(engine: Engine) -> None:
    assert json.loads(ask(engine, "SELECT * {}", "json")[0]) == {"head": {"vars": []}, "results": {"bindings": [{}]}}


@pytest.mark.parametrize("format_name", ["json", "xml"])
@pytest.mark.parametrize(("query", "expected"), [("ASK { ?s a gm:Report }", True), ("ASK { ?s a gm:Nothing }", False)])
def test_booleans_parse_back(engine: Engine, format_name: str, query: str, *, expected: bool) -> None:
    assert Result.parse(io.BytesIO(ask(engine, query, format_name)[0]), format=format_name).askAnswer is expected


@pytest.mark.parametrize(("format_name", "parser"), [("turtle", "turtle"), ("ntriples", "nt")])
def test_triples_parse_back(engine: Engine, format_name: str, parser: str) -> None:
    body, _ = ask(engine, "CONSTRUCT WHERE { ?a a gm:Adoption ; gm:status ?s }", format_name)
    graph = rdflib.Graph().parse(data=body, format=parser)
    statuses = sorted(str(status) for status in graph.objects(None, rdflib.URIRef(GM + "status")))
    assert statuses == [GM + name for name in ("Adopted", "Adopted", "Planned")]


def test_describe_tells_of_a_thing(engine: Engine) -> None:
    body, _ = ask(engine, "DESCRIBE measure:double-random", "ntriples")
    assert "双随机、一公开监管" in body.decode()


def test_cut_answers_say_so_in_band_where_they_can(engine: Engine) -> None:
    rows, triples = "SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"
    bodies = {}
    for query, names in ((rows, ("json", "xml", "csv", "tsv")), (triples, ("turtle", "ntriples"))):
        for name in names:
            bodies[name], truncated = ask(engine, query, name, max_rows=3)
            assert truncated
    assert json.loads(bodies["json"])["truncated"] is True
    assert all(b"truncated" in bodies[name] for name in ("xml", "turtle", "ntriples"))
    assert len(Result.parse(io.BytesIO(bodies["json"]), format="json")) == 3
    assert len(Result.parse(io.BytesIO(bodies["xml"]), format="xml")) == 3
    assert bodies["tsv"].count(b"\n") == 4
    assert len(rdflib.Graph().parse(data=bodies["turtle"], format="turtle")) == 3
    assert len(rdflib.Graph().parse(data=bodies["ntriples"], format="nt")) == 3


def test_an_answer_of_exactly_the_limit_is_whole(engine: Engine) -> None:
    assert ask(engine, "SELECT * { VALUES ?x { 1 2 3 } }", "json", max_rows=3)[1] is False


def test_the_default_graph_is_the_merge_of_all_unless_the_query_names_graphs(engine: Engine) -> None:
    reports = len(list(engine.rows("SELECT ?s { ?s a gm:Report }")))
    elsewhere = guard("SELECT ?s FROM measure: { ?s a gm:Report }", SETTINGS)
    assert reports == 3
    assert engine.answer(elsewhere, "json", 100).size == 0
    assert engine.answer(replace(elsewhere, text="SELECT ?s FROM measure: { ?s skos:broader ?o }"), "json", 100).size == 85


def test_a_triple_of_several_graphs_counts_once(engine: Engine) -> None:
    twice = [row["graphs"] for row in engine.rows("SELECT ?s ?p ?o (COUNT(?g) AS ?graphs) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ?p ?o")]
    (merged,) = engine.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert merged["n"] == str(len(twice))


def test_formats_follow_the_form() -> None:
    assert list(formats(Form.ASK)) == ["json", "xml", "csv", "tsv"]
    assert list(formats(Form.DESCRIBE)) == ["turtle", "ntriples"]
