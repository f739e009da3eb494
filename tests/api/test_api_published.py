"""The same routes over a release that is published on a server."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import servers
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from api.app import create_app
from api.service import RemoteRelease, published_on
from kg.errors import EndpointError
from kg.publish import index_published, publish
from kg.settings import load_settings
from kg.store.addresses import Addresses
from kg.store.server import Server

SETTINGS = replace(load_settings({}), query_timeout=30.0, query_max_rows=1000)


@pytest.fixture(scope="module")
def addresses(release: Path) -> Iterator[Addresses]:
    with servers.oxigraph("--timeout-s", "1") as addresses, Server(addresses) as server:
        publish(release, server, batch=5000)
        yield addresses


@pytest.fixture(scope="module")
def remote(addresses: Addresses) -> Iterator[TestClient]:
    with (
        Server(addresses, delays=(), connections=2) as server,
        TestClient(create_app(RemoteRelease(server, published_on(server, SETTINGS)), SETTINGS), raise_server_exceptions=False) as client,
    ):
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "/health",
        "/queries/who-adopted?measure=double-random&format=csv",
        "/queries/who-adopted?measure=nothing",
        "/bureau/nobody",
        "/resource?iri=https://w3id.org/governance-measures/data/nothing",
        "/sparql?query=SELECT ?name { ?b a gm:Bureau ; skos:prefLabel ?name } ORDER BY ?name",
        "/sparql?query=SELECT * { ?s gm:year ?year ; ?p ?o } ORDER BY ?s ?p STR(?o)",
        "/sparql?query=SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "/sparql?query=ASK { ?s ?p 1 }",
        "/sparql?query=SELECT * { ?s ?p ",
        "/sparql?query=SELECT * {%0A ?s ?p ?o . }} ORDER",
        "/sparql?query=ASK { <report/1> ?p 1 }",
        "/sparql?query=SELECT (COUNT(*) AS ?n) { ?s ?p ?o }&default-graph-uri=https://w3id.org/governance-measures/unit/",
        "/graphs?graph=https://w3id.org/governance-measures/data/nothing",
        "/?lang=en",
    ],
)
def test_a_route_answers_as_on_the_folder(client: TestClient, remote: TestClient, path: str) -> None:
    here, there = client.get(path), remote.get(path)
    assert (there.status_code, there.content) == (here.status_code, here.content)
    of_this_answer = dict.fromkeys(("cache-control", "content-length", "etag", "link", "x-request-id"), "")
    assert {**there.headers, **of_this_answer} == {**here.headers, **of_this_answer}


@pytest.fixture(scope="module")
def looked_up(addresses: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The same with the index of what is published."""
    with Server(addresses, delays=(), connections=2) as server:
        publication = published_on(server, SETTINGS, with_digests=True)
        index = index_published(server, publication, SETTINGS.data_base, tmp_path_factory.mktemp("published"))
        with TestClient(create_app(RemoteRelease(server, publication, index), SETTINGS), raise_server_exceptions=False) as client:
            yield client


@pytest.mark.parametrize(
    "path",
    [
        "/health",
        "/measures",
        "/measures/double-random/adoptions?fields=bureau,year,quote",
        "/adoptions?format=csv&status=planned",
        "/bureaus/nobody",
        "/bureaus?facets=province",
        "/search?q=双随机",
        "/metrics?limit=3",
        "/networks/measures?format=csv",
        "/queries/who-adopted?measure=double-random&format=csv",
    ],
)
def test_look_ups_answer_as_on_the_folder(client: TestClient, looked_up: TestClient, path: str) -> None:
    here, there = client.get(path), looked_up.get(path)
    assert (there.status_code, there.content) == (here.status_code, here.content)


@pytest.mark.parametrize("path", ["/measures/double-random?lang=en", "/problems?lang=zh", "/graph?lang=en"])
def test_pages_are_those_of_the_folder(client: TestClient, looked_up: TestClient, path: str) -> None:
    here, there = (some.get(path, headers={"Accept": "text/html"}) for some in (client, looked_up))
    assert (there.status_code, there.text) == (200, here.text)


def test_linked_data_leads_to_pages(client: TestClient, looked_up: TestClient) -> None:
    (bureau, *_) = client.get("/bureaus").json()["items"]
    there = looked_up.get("/resource", params={"iri": bureau["iri"]}, headers={"Accept": "text/html"}, follow_redirects=False)
    assert there.status_code == 303


def test_the_page_of_a_report_has_the_quotes_where_the_text_is_not(client: TestClient, looked_up: TestClient) -> None:
    report = client.get("/reports?limit=1").json()["items"][0]
    page = LexborHTMLParser(looked_up.get(f"/reports/{report['id']}", headers={"Accept": "text/html"}).text)
    quotes, places = [], []
    for kind, path in (("adoption", "adoptions"), ("metric", "metrics"), ("problem", "problems")):
        stated = client.get(f"/{path}", params={"report": report["id"], "limit": 1000}).json()["items"]
        assert stated
        stated.sort(key=lambda item: (item["start"], item["end"]))
        quotes += [item["quote"] for item in stated]
        places += dict.fromkeys(f"{kind}-{item['start']}-{item['end']}" for item in stated)
    found = page.css("ol.statements > li[id]")
    assert [quote.text() for quote in page.css("ol.statements blockquote")] == quotes
    assert [item.id for item in found if not str(item.id).startswith("policy-")] == places
    assert len(found) - len(places) == client.get(f"/reports/{report['id']}").json()["policies"]
    (policy, *_) = looked_up.get("/policies", params={"limit": 1}).json()["items"]
    anchors = LexborHTMLParser(looked_up.get(f"/policies/{policy['id']}", headers={"Accept": "text/html"}).text).css("a[href*='#policy-']")
    assert anchors
    for anchor in anchors:
        address, _, name = str(anchor.attributes["href"]).partition("#")
        assert f'id="{name}"' in looked_up.get(address, headers={"Accept": "text/html"}).text


def test_the_page_of_a_report_refuses_the_cursor_of_a_list(client: TestClient, looked_up: TestClient) -> None:
    report = client.get("/reports?limit=1").json()["items"][0]["id"]
    cursor = client.get("/adoptions?limit=1").json()["next"]
    html = {"Accept": "text/html"}
    whole, cut = (looked_up.get(f"/reports/{report}{more}", headers=html) for more in ("", f"?cursor={cursor}"))
    assert (whole.status_code, cut.status_code) == (200, 400)


@pytest.mark.parametrize("path", ["/audit", "/explanation?start=0&end=100", "/files/0"])
@pytest.mark.parametrize(("accept", "said"), [("application/json", "release folder"), ("text/html", "原文或检索索引不在此处")])
def test_what_needs_the_texts_says_that_they_are_not_here(
    client: TestClient, looked_up: TestClient, path: str, accept: str, said: str
) -> None:
    report = client.get("/reports?limit=1").json()["items"][0]["id"]
    answer = looked_up.get(f"/reports/{report}{path}", headers={"Accept": accept})
    assert answer.status_code == 501
    assert said in answer.text


def test_its_documentation_has_examples_of_look_ups(looked_up: TestClient) -> None:
    (content,) = looked_up.get("/openapi.json").json()["paths"]["/search"]["get"]["responses"]["200"]["content"].values()
    assert "example" in content


@pytest.mark.parametrize("path", ["/measures", "/adoptions?format=csv", "/bureaus/nobody", "/search?q=双随机"])
def test_look_ups_say_that_there_is_no_index(remote: TestClient, path: str) -> None:
    answer = remote.get(path)
    assert answer.status_code == 501
    assert "/queries" in answer.json()["detail"]


def test_what_is_documented_has_no_examples_of_look_ups(remote: TestClient) -> None:
    (content,) = remote.get("/openapi.json").json()["paths"]["/search"]["get"]["responses"]["200"]["content"].values()
    assert "example" not in content


def test_answers_that_may_change_are_neither_cached_nor_cited(remote: TestClient) -> None:
    headers = remote.get("/sparql", params={"query": "ASK {}"}).headers
    assert {"etag", "link"}.isdisjoint(headers)
    assert remote.get(f"/citations/{'0' * 16}/{'0' * 32}/sparql", params={"query": "ASK {}"}).status_code == 410


def test_a_part_of_an_answer_is_an_error(remote: TestClient) -> None:
    slow = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?d && CONTAINS(CONCAT(STR(?a), STR(?d), STR(?g)), 'never')) }"
    answer = remote.get("/sparql", params={"query": f"SELECT ?a {slow}"})
    assert answer.status_code == 503
    assert "breaks off" in answer.json()["detail"]


def test_a_part_of_an_answer_to_the_library_is_an_error(remote: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.server._LARGEST", 10)
    answer = remote.get("/bureau/620300/transport?format=ttl")
    assert answer.status_code == 503
    assert "more than 0 MiB" in answer.json()["detail"]


def test_what_is_not_sent_is_refused(remote: TestClient) -> None:
    answer = remote.get("/sparql", params={"query": "SELECT (<bif:http_get>('http://127.0.0.1:9/') AS ?x) { }"})
    assert answer.status_code == 403


def test_a_server_without_a_whole_release_is_not_served(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with servers.oxigraph() as empty, Server(empty, delays=()) as server:
        with pytest.raises(EndpointError, match="no whole release"):
            published_on(server, SETTINGS)
        monkeypatch.setattr("kg.publish.updates.complete", lambda *_: "INSERT DATA {}")
        publish(release, server, batch=5000)
        with pytest.raises(EndpointError, match="no whole release"):
            published_on(server, SETTINGS)
