"""Graphs by the Graph Store Protocol."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.store.oxigraph import open_store
from kg.store.release import STORE

UNITS = "https://w3id.org/governance-measures/unit/"


@pytest.fixture(scope="module")
def store(release: Path) -> Store:
    return open_store(release / STORE)


def test_a_graph_is_what_the_store_has(client: TestClient, store: Store) -> None:
    answer = client.get("/graphs", params={"graph": UNITS}, headers={"Accept": "application/n-triples"})
    assert answer.headers["content-type"] == "application/n-triples"
    found = {quad.triple for quad in parse(answer.content, format=RdfFormat.N_TRIPLES)}
    assert found == {quad.triple for quad in store.quads_for_pattern(None, None, None, NamedNode(UNITS))}


def test_the_default_graph_is_cut_and_says_so(client: TestClient) -> None:
    answer = client.get("/graphs?default", headers={"Accept": "application/n-quads"})
    assert answer.headers["x-result-truncated"] == "true"
    assert len(list(parse(answer.content, format=RdfFormat.N_QUADS))) == 1000


def test_the_head_has_no_body(client: TestClient) -> None:
    head, whole = client.head("/graphs", params={"graph": UNITS}), client.get("/graphs", params={"graph": UNITS})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]


@pytest.mark.parametrize(
    ("query", "status", "detail"),
    [
        ("", 400, "one of the two"),
        (f"?default&graph={UNITS}", 400, "one of the two"),
        ("?graph=x%20y", 400, "no IRI"),
        (f"?graph={UNITS}nothing", 404, "no graph"),
        ("?graph=http://127.0.0.1:9/", 404, "no graph"),
        (f"?graph={UNITS}&timeout=soon", 400, "no number of seconds"),
    ],
)
def test_what_is_wrong_with_a_request_is_said(client: TestClient, query: str, status: int, detail: str) -> None:
    answer = client.get(f"/graphs{query}")
    assert answer.status_code == status
    assert detail in answer.json()["detail"]


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_changed(client: TestClient, method: str) -> None:
    answer = client.request(method, "/graphs", params={"graph": UNITS}, content=b"<a:a> <a:b> <a:c> .")
    assert answer.status_code == 403
    assert "built anew" in answer.json()["detail"]
