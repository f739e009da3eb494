"""Queries as they go out to other servers."""

from dataclasses import replace

import pytest

from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.query.dataset import Dataset
from kg.query.guard import guard
from kg.query.outgoing import Outgoing, prepare, rows_of
from kg.settings import Settings

MERGE = "urn:merge"


def sent(text: str, settings: Settings, merge: str | None = None) -> Outgoing:
    return prepare(guard(text, settings), merge, settings.data_base)


@pytest.mark.parametrize(
    ("text", "outgoing"),
    [
        ("ASK { ?s a gm:Report }", "PREFIX gm: <https://w3id.org/governance-measures/ontology#> ASK { ?s a gm:Report }"),
        ("PREFIX gm: <urn:x:> ASK { ?s a gm:Report }", "PREFIX gm: <urn:x:> ASK { ?s a gm:Report }"),
        ("ASK # what\n{ ?s ?p 'a # b'@zh }#", "ASK\n{ ?s ?p 'a # b'@zh }"),
        ("ASK\t{ ?s ?p ?o FILTER(?o>=1.5&&!BOUND(?x)) }", "ASK { ?s ?p ?o FILTER(?o>=1.5&&!BOUND(?x)) }"),
    ],
)
def test_prefixes_are_declared_and_comments_left_out(text: str, outgoing: str, settings: Settings) -> None:
    assert sent(text, settings) == Outgoing(outgoing)


@pytest.mark.parametrize(
    "text",
    ["SELECT ?s { ?s ?p ?o }", "DESCRIBE <urn:a>", "CONSTRUCT WHERE { ?s ?p ?o }", "SELECT ?s { ?s ?p ?o { SELECT ?p { ?p ?q ?r } } }"],
)
def test_the_merge_is_the_default_graph(text: str, settings: Settings) -> None:
    assert sent(text, settings, MERGE) == Outgoing(text, Dataset((MERGE,), ()))


def test_relative_iris_are_those_of_the_data(settings: Settings) -> None:
    assert sent("ASK { <report/1> ?p <urn:o> }", settings).text == f"BASE <{settings.data_base}> ASK {{ <report/1> ?p <urn:o> }}"


def test_the_dataset_of_the_request_is_sent_with_the_query(settings: Settings) -> None:
    dataset = Dataset(("urn:a",), ("urn:b",))
    query = replace(guard("CONSTRUCT { } WHERE { ?s ?p ?o }", settings), dataset=dataset)
    assert prepare(query, MERGE, settings.data_base).dataset == dataset
    assert rows_of(query).dataset == dataset


@pytest.mark.parametrize("merge", [None, MERGE])
def test_a_dataset_without_named_graphs_has_one_that_is_not_there(merge: str | None, settings: Settings) -> None:
    graph = f"{settings.data_base}report/1"
    dataset = Dataset((graph,), (f"{settings.data_base}nothing",))
    text = "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"
    asked = replace(guard(text, settings), dataset=Dataset((graph,), ()))
    assert prepare(asked, merge, settings.data_base) == Outgoing(text, dataset)
    assert sent(f"ASK FROM <{graph}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", settings, merge).dataset == dataset


@pytest.mark.parametrize("graph", ["FROM NAMED", "FROM <https://w3id.org/governance-measures/unit/> FROM NAMED"])
def test_the_graphs_of_the_query_itself_are_left_to_it(graph: str, settings: Settings) -> None:
    text = f"SELECT ?s {graph} <{settings.data_base}report/1> {{ ?s ?p ?o GRAPH ?g {{ ?s ?p ?o }} }}"
    assert sent(text, settings, MERGE) == Outgoing(text)


@pytest.mark.parametrize(
    ("text", "outgoing"),
    [
        (
            "SELECT ?s { ?s ?p ?o GRAPH ?g { ?s ?p ?o } } VALUES ?p { <urn:p> }",
            "SELECT ?s { GRAPH <urn:merge> { ?s ?p ?o { GRAPH ?g { ?s ?p ?o } OTHERS } } } VALUES ?p { <urn:p> }",
        ),
        (
            "SELECT (EXISTS { ?s ?p ?o } AS ?x) WHERE { GRAPH ?g { ?s ?p ?o } }",
            "SELECT (EXISTS { ?s ?p ?o } AS ?x) WHERE { GRAPH <urn:merge> { { GRAPH ?g { ?s ?p ?o } OTHERS } } }",
        ),
        (
            "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1",
            "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <urn:merge> { { GRAPH ?g { ?s ?p ?o } OTHERS } } } LIMIT 1",
        ),
        ("DESCRIBE ?s { GRAPH ?g { ?s ?p ?o } }", "DESCRIBE ?s { GRAPH <urn:merge> { { GRAPH ?g { ?s ?p ?o } OTHERS } } }"),
    ],
)
def test_beside_named_graphs_the_merge_is_named_too(text: str, outgoing: str, settings: Settings) -> None:
    others = f"FILTER(?g != <{settings.data_base}publication> && ?g != <urn:merge>)"
    assert sent(text, settings, MERGE) == Outgoing(outgoing.replace("OTHERS", others))


@pytest.mark.parametrize(
    ("text", "outgoing"),
    [
        ("ASK { GRAPH ?g { ?s ?p ?o } }", "ASK { { GRAPH ?g { ?s ?p ?o } FILTER(?g != <PUBLICATION>) } }"),
        ("ASK { graph $g { { ?s ?p ?o } } }", "ASK { { GRAPH $g { { ?s ?p ?o } } FILTER($g != <PUBLICATION>) } }"),
        (
            "ASK { GRAPH ?g { ?s ?p ?o } { GRAPH ?h { ?o ?p ?s } } }",
            "ASK { { GRAPH ?g { ?s ?p ?o } FILTER(?g != <PUBLICATION>) } { { GRAPH ?h { ?o ?p ?s } FILTER(?h != <PUBLICATION>) } } }",
        ),
        ("ASK { GRAPH <urn:g> { ?s ?p 'GRAPH ?g { }' } }", "ASK { GRAPH <urn:g> { ?s ?p 'GRAPH ?g { }' } }"),
        ("ASK { GRAPH ?g { ?s ?p ?o }", "ASK { { GRAPH ?g { ?s ?p ?o } FILTER(?g != <PUBLICATION>) }"),
    ],
)
def test_no_variable_finds_the_graph_of_the_publication(text: str, outgoing: str, settings: Settings) -> None:
    assert sent(text, settings) == Outgoing(outgoing.replace("PUBLICATION", f"{settings.data_base}publication"))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (bif:http_get('http://example.org/') AS ?x) { }",
        "SELECT (<bif:http_get> ('http://example.org/') AS ?x) { }",
        "SELECT (<b\\u0069f:http_get>('http://example.org/') AS ?x) { }",
        "PREFIX xsd: <bif:> SELECT (xsd:http_get('http://example.org/') AS ?x) { }",
        "PREFIX x: <bif:http_> SELECT (x:get('http://example.org/') AS ?x) { }",
        "BASE <bif:x> SELECT (<http_get>#\n('http://example.org/') AS ?x) { }",
        "SELECT ?s FROM <https://w3id.org/governance-measures/measure/> option (get:soft 'soft') { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o OPTION (TRANSITIVE) }",
    ],
)
def test_what_only_other_servers_know_is_not_sent(text: str, settings: Settings) -> None:
    with pytest.raises(QueryRefusedError, match="not run here"):
        sent(text, settings)


@pytest.mark.parametrize("text", ["ASK { ?s ?p 'a }", 'ASK { ?s ?p "a\n" }', "ASK { ?s ?p `1` }", "ASK { ?s ?p \\a }"])
def test_what_might_hide_something_is_not_sent(text: str, settings: Settings) -> None:
    with pytest.raises(QuerySyntaxError, match=r"cannot stand here \(line \d+, column \d+\)"):
        sent(text, settings)


@pytest.mark.parametrize("text", ["SELECT GRAPH", "CONSTRUCT { GRAPH ?g { ?s ?p ?o } }", "ASK } GRAPH ?g {", "ASK { GRAPH ?g { ?s ?p ?o }"])
def test_a_query_that_names_graphs_in_no_pattern_is_not_sent(text: str, settings: Settings) -> None:
    with pytest.raises(QuerySyntaxError, match="no pattern"):
        sent(text, settings, MERGE)


def test_casts_are_sent(settings: Settings) -> None:
    text = "SELECT ?s { ?s ?p ?o FILTER(xsd:integer(?o) = 1 && <http://www.w3.org/2001/XMLSchema#date>(?o) > ?p) }"
    assert sent(text, settings).text.endswith(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3", "SELECT (1 AS ?row) WHERE { ?s a ?o } LIMIT 3"),
        ("PREFIX a: <urn:a> CONSTRUCT WHERE { ?s a ?o }", "PREFIX a: <urn:a> SELECT (1 AS ?row) WHERE { ?s a ?o }"),
        ("CONSTRUCT { ?s a ?o } { ?s a ?o }", "SELECT (1 AS ?row) { ?s a ?o }"),
        ("CONSTRUCT { } FROM <{base}report/1> WHERE { ?s a ?o }", "SELECT (1 AS ?row) FROM <{base}report/1> WHERE { ?s a ?o }"),
    ],
)
def test_the_rows_behind_triples(text: str, rows: str, settings: Settings) -> None:
    query = guard(text.replace("{base}", settings.data_base), settings)
    assert rows_of(query).text == rows.replace("{base}", settings.data_base)
