"""The SPARQL protocol over HTTP."""

import io
import json

import pytest
import rdflib
from fastapi.testclient import TestClient
from rdflib.query import Result

REPORTS = "SELECT ?r { ?r a gm:Report }"
TRIPLES = "CONSTRUCT WHERE { ?r a gm:Report }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_answers_get_and_both_forms_of_post(client: TestClient) -> None:
    sparql = {"content-type": "application/sparql-query"}
    answers = [
        client.get("/sparql", params={"query": REPORTS}),
        client.post("/sparql", data={"query": REPORTS, "timeout": "3"}),
        client.post("/sparql?timeout=3", content=REPORTS, headers=sparql),
        client.post("/sparql", content=REPORTS, headers={"content-type": "application/sparql-query; charset=utf-8"}),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["content-type"] for answer in answers} == {"application/sparql-results+json"}
    assert [len(answer.json()["results"]["bindings"]) for answer in answers] == [5] * 4


@pytest.mark.parametrize(
    ("accept", "media_type", "parser"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", "json"),
        ("application/json", "application/sparql-results+json", "json"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "xml"),
        ("application/xml, */*;q=0.1", "application/sparql-results+xml", "xml"),
        ("text/csv", "text/csv; charset=utf-8", "csv"),
        ("text/tab-separated-values, text/html;q=0.9", "text/tab-separated-values; charset=utf-8", "tsv"),
    ],
)
def test_rows_in_every_format(client: TestClient, accept: str, media_type: str, parser: str) -> None:
    answer = client.get("/sparql", params={"query": REPORTS}, headers={"accept": accept})
    assert answer.headers["content-type"] == media_type
    assert answer.headers["vary"].split(", ")[0] == "Accept"
    assert "x-result-truncated" not in answer.headers
    assert len(Result.parse(io.BytesIO(answer.content), format=parser)) == 5


@pytest.mark.parametrize(
    ("accept", "media_type", "parser"),
    [
        ("*/*", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/xml", "application/rdf+xml", "xml"),
    ],
)
def test_triples_in_every_format(client: TestClient, accept: str, media_type: str, parser: str) -> None:
    answer = client.get("/sparql", params={"query": TRIPLES}, headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert len(rdflib.Graph().parse(data=answer.content, format=parser)) == 5


@pytest.mark.parametrize(
    ("query", "wished", "media_type"),
    [
        (REPORTS, "csv", "text/csv; charset=utf-8"),
        (REPORTS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (REPORTS, "jsonld", "application/sparql-results+json"),
        (TRIPLES, "jsonld", "application/ld+json"),
        (TRIPLES, "nquads", "application/n-quads"),
        (TRIPLES, "trig", "application/trig"),
        (TRIPLES, "json", "text/turtle; charset=utf-8"),
    ],
)
def test_the_format_may_be_a_parameter(client: TestClient, query: str, wished: str, media_type: str) -> None:
    for answer in (
        client.get("/sparql", params={"query": query, "format": wished}),
        client.post("/sparql", data={"query": query, "format": wished}),
    ):
        assert answer.headers["content-type"] == media_type


def test_ask(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?s a gm:Adoption }"}).json()["boolean"] is True


def test_a_cut_answer_says_so(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert answer.headers["x-result-truncated"] == "true"
    assert answer.json()["truncated"] is True
    assert len(answer.json()["results"]["bindings"]) == 1000


def test_terms_that_the_ontology_lacks_are_told(client: TestClient) -> None:
    query = "SELECT ?x { ?x a gm:Adoptions }"
    answer = client.get("/sparql", params={"query": query})
    assert answer.json()["results"]["bindings"] == []
    assert answer.headers["x-unknown-terms"] == "gm:Adoptions"
    many = " . ".join(f"?x gm:措施{number} ?y" for number in range(99))
    told = client.get("/sparql", params={"query": f"SELECT ?x {{ {many} }}"}).headers["x-unknown-terms"].split(", ")
    assert told == [f"gm:%E6%8E%AA%E6%96%BD{number}" for number in range(10)]
    page = client.get("/sparql", params={"query": query, "lang": "en"}, headers={"Accept": "text/html"}).text
    assert "The ontology has no gm:Adoptions." in page
    assert "The nearest is gm:Adoption." in page
    assert "x-unknown-terms" not in client.get("/sparql", params={"query": "SELECT ?x { ?x a gm:Adoption }"}).headers


def test_the_question_by_sparql_is_the_question_by_rest(client: TestClient) -> None:
    query = """SELECT ?name ?year ?quote WHERE {
      ?adoption a gm:Adoption ; gm:measure measure:double-random ; gm:status gm:Adopted ; gm:year ?year ;
        gm:bureau/skos:prefLabel ?name ; gm:evidence/oa:exact ?quote }"""
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    by_sparql = {(row["name"]["value"], int(row["year"]["value"]), row["quote"]["value"]) for row in rows}
    adoptions = client.get("/measures/double-random/adoptions?status=adopted").json()["items"]
    by_rest = {(row["bureau"]["name"], row["year"], row["quote"]) for row in adoptions if row["bureau"]}
    assert by_sparql == by_rest
    assert by_rest


@pytest.mark.parametrize(
    ("parameters", "status", "detail"),
    [
        ({"query": "SELECT * { ?s ?p }"}, 400, "'}' cannot stand here (line 1, column 18)"),
        ({"query": "SELEC *"}, 400, "line 1, column 1"),
        ({"query": "SELECT * { ?s nope:x ?o }"}, 400, "nope: is not declared"),
        ({"nothing": ""}, 400, "exactly one parameter"),
        ({"query": ["ASK {}", "ASK {}"]}, 400, "exactly one parameter"),
        ({"query": "ASK {}", "default-graph-uri": "a:b"}, 403, "graphs of other places are not fetched"),
        ({"query": "ASK {}", "named-graph-uri": "a:b"}, 403, "graphs of other places are not fetched"),
        ({"query": "ASK {}", "named-graph-uri": "https://w3id.org/governance-measures/data/x y"}, 400, "no IRI"),
        ({"query": r"SELECT ('\b' AS ?x) {}", "format": "xml"}, 406, "XML cannot hold"),
        ({"query": "SELECT (<a:b>() AS ?x) {}"}, 403, "<a:b> is not known"),
        ({"query": "ASK {}", "timeout": "soon"}, 400, "timeout"),
        ({"query": "ASK {}", "timeout": "-1"}, 400, "timeout"),
        ({"query": "ASK {}", "timeout": "nan"}, 400, "timeout"),
        ({"query": "INSERT DATA { <a:b> <a:c> 1 }"}, 403, "INSERT would change data"),
        ({"update": "CLEAR ALL"}, 403, "updates are not run"),
        ({"query": "SELECT * { SERVICE <http://localhost:1/> {} }"}, 403, "SERVICE is not run"),
        ({"query": "ASK " + "{" * 3000}, 400, "brackets"),
        ({"query": "ASK {}".ljust(20_001)}, 413, "characters"),
        (
            {"query": ENDLESS, "timeout": "0.2"},
            503,
            "stopped after 0.2 s; ask for less, such as by LIMIT, or allow it more (KG_QUERY_TIMEOUT)",
        ),
        ({"query": "ASK { FILTER(" + "!" * 19_000 + "?x) }"}, 400, "operators"),
    ],
)
def test_errors_are_problems(client: TestClient, parameters: dict[str, str], status: int, detail: str) -> None:
    for answer in (client.get("/sparql", params=parameters), client.post("/sparql", data=parameters)):
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == status
        assert problem["instance"] == "/sparql"
        assert detail in problem["detail"]
        assert ("line" in problem) == ("(line" in problem["detail"])
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/sparql-update", b"CLEAR ALL", 403),
        ("text/plain", b"ASK {}", 415),
        ("", b"ASK {}", 415),
        ("application/sparql-query", b"\xff\xfe", 400),
        ("application/sparql-query", b"a" * 300_000, 413),
        ("application/x-www-form-urlencoded", b"query=%FF", 400),
        ("application/x-www-form-urlencoded", b"", 400),
    ],
)
def test_bodies_that_are_no_query(client: TestClient, content_type: str, body: bytes, status: int) -> None:
    answer = client.post("/sparql", content=body, headers={"content-type": content_type})
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_the_dataset_of_the_protocol_takes_the_place_of_from(client: TestClient) -> None:
    base = "https://w3id.org/governance-measures/"
    graphs = [f"{base}unit/", f"{base}measure/"]
    counted = "(COUNT(DISTINCT ?g) AS ?named) (COUNT(DISTINCT ?s) AS ?default)"
    query = f"SELECT {counted} FROM problem: {{ {{ ?s skos:inScheme unit: }} UNION {{ GRAPH ?g {{}} }} }}"

    def counts(parameters: dict[str, list[str]]) -> tuple[str, str]:
        (found,) = client.get("/sparql", params={"query": query, **parameters}).json()["results"]["bindings"]
        (posted,) = client.post("/sparql", params=parameters, data={"query": query}).json()["results"]["bindings"]
        assert found == posted
        return found["named"]["value"], found["default"]["value"]

    assert counts({}) == ("0", "0")
    assert counts({"default-graph-uri": graphs}) == ("0", "75")
    assert counts({"named-graph-uri": graphs}) == ("2", "0")
    assert counts({"default-graph-uri": graphs[:1], "named-graph-uri": graphs}) == ("2", "75")


def test_nothing_acceptable(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": REPORTS}, headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]
    assert "text/html" not in json.dumps(answer.json())


@pytest.mark.parametrize(("query", "media_type"), [(REPORTS, "text/html; charset=utf-8"), (TRIPLES, "application/json")])
def test_a_browser_shows_the_answer(client: TestClient, query: str, media_type: str) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": browser})
    assert answer.headers["content-type"] == media_type
    assert answer.text
