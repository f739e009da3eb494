"""What the endpoint says of itself, and what browsers and caches want of it."""

import gzip
from pathlib import Path

import pytest
import rdflib
from fastapi.testclient import TestClient
from rdflib import DCTERMS, RDF, VOID, Namespace, URIRef

from kg.store.release import read_manifest

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
REPORTS = {"query": "SELECT ?r { ?r a gm:Report }"}


@pytest.mark.parametrize(
    ("accept", "parser"), [("*/*", "turtle"), ("application/rdf+xml", "xml"), ("text/html;q=0.1, application/n-triples", "nt")]
)
def test_the_endpoint_describes_itself_and_its_release(client: TestClient, release: Path, accept: str, parser: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    graph = rdflib.Graph().parse(data=answer.content, format=parser)
    endpoint = URIRef("http://testserver/sparql")
    assert (endpoint, SD.endpoint, endpoint) in graph
    assert set(graph.objects(endpoint, SD.feature)) == {SD.UnionDefaultGraph}
    assert len(set(graph.objects(endpoint, SD.resultFormat))) == 10
    dataset = graph.value(endpoint, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in graph
    assert str(graph.value(dataset, DCTERMS.identifier)) == read_manifest(release).release_id
    assert int(str(graph.value(dataset, VOID.triples))) > 10_000
    names = {str(graph.value(named, SD.name)) for named in graph.objects(dataset, SD.namedGraph)}
    assert "https://w3id.org/governance-measures/data/identities" in names
    for name in names:
        assert client.head("/graphs", params={"graph": name}).status_code == 200


def test_the_description_has_no_format_that_it_has_not(client: TestClient) -> None:
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 406


def test_an_answer_is_sent_again_only_when_it_is_another(client: TestClient) -> None:
    answer = client.get("/sparql", params=REPORTS)
    assert answer.headers["cache-control"] == "public, no-cache"
    tag = answer.headers["etag"]
    unchanged = client.get("/sparql", params=REPORTS, headers={"If-None-Match": f'"other", {tag}'})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["etag"] == tag
    for other in (
        client.get("/sparql", params=REPORTS, headers={"If-None-Match": tag, "Accept": "text/csv"}),
        client.get("/sparql", params={"query": "SELECT ?r { ?r a gm:Bureau }"}, headers={"If-None-Match": tag}),
        client.post("/sparql", data=REPORTS, headers={"If-None-Match": tag}),
    ):
        assert other.status_code == 200
        assert other.headers.get("etag") != tag


def test_what_changes_each_time_has_no_tag(client: TestClient) -> None:
    headers = client.get("/sparql", params={"query": "SELECT (NOW() AS ?x) {}"}).headers
    assert {"etag", "cache-control"}.isdisjoint(headers)


def test_long_answers_are_compressed_for_those_who_take_it(client: TestClient) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }"}
    plain = client.get("/sparql", params=query, headers={"Accept-Encoding": "identity"})
    with client.stream("GET", "/sparql", params=query, headers={"Accept-Encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
    assert gzip.decompress(packed) == plain.content
    assert len(packed) < len(plain.content) / 3
    assert "content-encoding" not in plain.headers


ORIGIN = {"Origin": "https://elsewhere.example"}


def test_pages_elsewhere_may_read(client: TestClient) -> None:
    answer = client.get("/sparql", params=REPORTS, headers=ORIGIN)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert {"ETag", "Link", "X-Result-Truncated"} <= set(answer.headers["access-control-expose-headers"].split(", "))
    refused = client.get("/sparql", params={"query": "nothing"}, headers=ORIGIN)
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (400, "*")


@pytest.mark.parametrize(("method", "status"), [("POST", 200), ("GET", 200), ("DELETE", 400)])
def test_pages_elsewhere_may_ask_and_change_nothing(client: TestClient, method: str, status: int) -> None:
    asks = {**ORIGIN, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "content-type"}
    answer = client.options("/sparql", headers=asks)
    assert answer.status_code == status
    assert answer.headers["access-control-allow-headers"] == "content-type"
