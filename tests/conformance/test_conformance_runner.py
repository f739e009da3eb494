"""The runner of the W3C's tests, on a few tests of our own in their form: it tells right from wrong."""

from pathlib import Path

import pytest
import w3c

PREFIXES = """
@prefix : <urn:test#> .
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
@prefix ht: <http://www.w3.org/2011/http#> .
@prefix ut: <http://www.w3.org/2009/sparql/tests/test-update#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
"""
QUERY_TESTS = """
:rows a mf:QueryEvaluationTest ; mf:action [ qt:query <rows.rq> ; qt:data <data.ttl> ] ; mf:result <rows.srj> .
:other-rows a mf:QueryEvaluationTest ; mf:action [ qt:query <rows.rq> ; qt:data <data.ttl> ] ; mf:result <other.srj> .
:order a mf:QueryEvaluationTest ; mf:action [ qt:query <order.rq> ; qt:data <data.ttl> ] ; mf:result <rows.srj> .
:result-set a mf:QueryEvaluationTest ; mf:action [ qt:query <rows.rq> ; qt:data <data.ttl> ] ; mf:result <rows.ttl> .
:triples a mf:QueryEvaluationTest ; mf:action [ qt:query <triples.rq> ; qt:data <data.ttl> ] ; mf:result <data.ttl> .
:other-triples a mf:QueryEvaluationTest ; mf:action [ qt:query <triples.rq> ; qt:data <data.ttl> ] ; mf:result <more.ttl> .
:csv a mf:CSVResultFormatTest ; mf:action [ qt:query <rows.rq> ; qt:data <data.ttl> ] ; mf:result <rows.csv> .
:good a mf:PositiveSyntaxTest11 ; mf:action <rows.rq> .
:not-good a mf:PositiveSyntaxTest11 ; mf:action <bad.rq> .
:bad a mf:NegativeSyntaxTest11 ; mf:action <bad.rq> .
:not-bad a mf:NegativeSyntaxTest11 ; mf:action <rows.rq> .
"""
REQUEST = """
:{name} a mf:ProtocolTest ; ut:graphData [ ut:graph <a.nt> ; rdfs:label "http://kasei.us/2009/09/sparql/data/a" ] ;
  mf:action [ ht:requests ( [ ht:methodName "GET" ; ht:absolutePath "/sparql/?query=ASK%20%7B%3Curn:s%3E%20?p%20?o%7D{more}" ;
    ht:resp [ mf:expectedStatus <urn:StatusCode2xx> ; mf:expectedFormat "{format}" ; mf:expectedBoolean {boolean} ] ] ) ] .
"""
FILES = {
    "manifest-sparql11-query.ttl": f"{PREFIXES} <> mf:include ( <own/manifest.ttl> ) .",
    "manifest-sparql11-results.ttl": f"{PREFIXES} <> mf:include () .",
    "own/data.ttl": "<urn:a> <urn:p> 1.50 . <urn:b> <urn:p> _:x .",
    "own/more.ttl": "<urn:a> <urn:p> 1.5 . <urn:b> <urn:p> _:y , _:z .",
    "own/rows.rq": "SELECT ?s ?o { ?s <urn:p> ?o }",
    "own/order.rq": "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY DESC(?s)",
    "own/triples.rq": "CONSTRUCT WHERE { ?s ?p ?o }",
    "own/bad.rq": "SELECT ?s { ?s }",
    "own/rows.csv": "s,o\r\nurn:b,_:n\r\nurn:a,1.5\r\n",
    "own/rows.ttl": PREFIXES
    + """[] a rs:ResultSet ; rs:resultVariable "s" , "o" ;
        rs:solution [ rs:binding [ rs:variable "s" ; rs:value <urn:a> ] , [ rs:variable "o" ; rs:value 1.5 ] ] ,
          [ rs:binding [ rs:variable "s" ; rs:value <urn:b> ] , [ rs:variable "o" ; rs:value [] ] ] .""",
    "protocol/a.nt": "<urn:s> <urn:p> <urn:o> .",
}
ROWS = """{"head":{"vars":["s","o"]},"results":{"bindings":[
  {"s":{"type":"uri","value":"urn:a"},"o":{"type":"literal","value":"VALUE","datatype":"http://www.w3.org/2001/XMLSchema#decimal"}},
  {"s":{"type":"uri","value":"urn:b"},"o":{"type":"bnode","value":"n"}}]}}"""
RIGHT = {"rows", "result-set", "triples", "csv", "good", "bad", "dataset", "returns-rdf", "has-endpoint-triple", "conforms-to-schema"}
WRONG = {"other-rows", "order", "other-triples", "not-good", "not-bad", "boolean", "format"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("checkout")
    named = "&named-graph-uri=http://kasei.us/2009/09/sparql/data/a"
    protocol = (
        REQUEST.format(name="dataset", more="&default-graph-uri=http://kasei.us/2009/09/sparql/data/a", format="boolean", boolean="true"),
        REQUEST.format(name="boolean", more=named, format="boolean", boolean="true"),
        REQUEST.format(name="format", more=named, format="RDF", boolean="false"),
    )
    description = (f":{name} a mf:ServiceDescriptionTest ." for name in ("returns-rdf", "has-endpoint-triple", "conforms-to-schema"))
    files = {
        **FILES,
        "own/rows.srj": ROWS.replace("VALUE", "1.5"),
        "own/other.srj": ROWS.replace("VALUE", "1.51"),
        "own/manifest.ttl": manifest(QUERY_TESTS),
        "protocol/manifest.ttl": manifest("".join(protocol)),
        "service-description/manifest.ttl": manifest("\n".join(description)),
    }
    for name, text in files.items():
        path = root / "sparql" / "sparql11" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def manifest(tests: str) -> str:
    entries = " ".join(line.split()[0] for line in tests.splitlines() if line.startswith(":"))
    return f"{PREFIXES} <> a mf:Manifest ; mf:entries ( {entries} ) . {tests}"


def test_tells_right_from_wrong(checkout: Path) -> None:
    results = {name.rpartition("/")[2]: fault for name, fault in w3c.results(checkout, "")}
    assert {name for name, fault in results.items() if fault is None} == RIGHT
    assert {name for name, fault in results.items() if fault} == WRONG


@pytest.mark.parametrize(
    ("results", "misses", "status", "said"),
    [
        ([("a/1", None), ("a/2", "why")], {"a/2": "known"}, 0, "a                       1 of 2"),
        ([("a/1", "why")], {}, 1, "a/1: why"),
        ([("a/1", None)], {"a/1": "known"}, 1, "a/1: passes, though it is known to fail"),
    ],
)
def test_what_is_known_to_fail_may_and_must(
    capsys: pytest.CaptureFixture[str], results: list[w3c.Result], misses: dict[str, str], status: int, said: str
) -> None:
    assert w3c.report(results, misses) == status
    assert said in capsys.readouterr().out.splitlines()
