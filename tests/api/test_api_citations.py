"""Answers at permanent addresses."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.app import create_app
from api.citation import STYLES, Citation
from kg.settings import load_settings
from kg.store.manifest import Manifest
from kg.store.release import MANIFEST, RELEASES, read_manifest

QUESTION = "/queries/who-adopted?measure=double-random"
LINK = re.compile(r'<http://testserver(/citations/[0-9a-f]{16}/[0-9a-f]{32}/[^>]+)>; rel="cite-as"')


def cited(answer: Response) -> str:
    match = LINK.fullmatch(answer.headers["link"])
    assert match
    return match[1]


@pytest.mark.parametrize(
    "path",
    [
        f"{QUESTION}&status=adopted",
        f"{QUESTION}&format=csv",
        "/queries/counts?timeout=3",
        "/sparql?query=SELECT * { ?s a gm:Report }",
        "/sparql?query=CONSTRUCT WHERE { ?s a gm:Report }",
        "/sparql?query=ASK {}&default-graph-uri=https://w3id.org/governance-measures/unit/",
        "/graphs?graph=https://w3id.org/governance-measures/unit/",
    ],
)
def test_an_answer_is_given_again_at_its_address(client: TestClient, path: str) -> None:
    answer = client.get(path)
    again = client.get(cited(answer))
    assert again.status_code == 200
    assert (again.content, again.headers["content-type"]) == (answer.content, answer.headers["content-type"])
    assert "immutable" in again.headers["cache-control"]


def test_a_cut_answer_is_given_again_as_cut(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert client.get(cited(answer)).headers["x-result-truncated"] == "true"


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?x) {}", "SELECT * {} #" + "x" * 5000])
def test_what_changes_or_has_too_long_an_address_has_none(client: TestClient, query: str) -> None:
    assert "link" not in client.get("/sparql", params={"query": query}).headers


@pytest.mark.parametrize(
    ("part", "instead", "status", "detail"),
    [
        (r"/citations/[0-9a-f]{16}/", "/citations/0123456789abcdef/", 410, "not held here"),
        (r"/[0-9a-f]{32}/", f"/{'0' * 32}/", 410, "has another answer to this question today"),
        (r"measure=double-random", "measure=mediation", 410, "has another answer"),
        (r"/citations/[0-9a-f]{16}/", "/citations/..%2F..%2Fetc/", 404, ""),
        (r"/citations/[0-9a-f]{16}/", "/citations/x/", 422, "release"),
        (r"who-adopted", "nothing", 404, "unknown query"),
    ],
)
def test_what_is_not_there_any_more_is_said(client: TestClient, part: str, instead: str, status: int, detail: str) -> None:
    address = re.sub(part, instead, cited(client.get(QUESTION)))
    answer = client.get(address)
    assert answer.status_code == status
    assert detail in answer.json()["detail"]


@pytest.fixture(scope="module")
def successor(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """What serves a later release, beside which the one of the demo lies."""
    releases = tmp_path_factory.mktemp("later") / RELEASES
    shutil.copytree(release, releases / release.name)
    manifest: Manifest = replace(read_manifest(release), code="another")
    later = releases / manifest.release_id
    shutil.copytree(release, later)
    (later / MANIFEST).write_bytes(manifest.to_bytes())
    (releases / "old").mkdir()
    (releases / "old" / MANIFEST).write_text('{"format": 1}')
    with TestClient(create_app(later, replace(load_settings({}), query_workers=1)), raise_server_exceptions=False) as client:
        yield client


def test_an_earlier_release_that_is_held_gives_its_answer(client: TestClient, successor: TestClient) -> None:
    answer = client.get(QUESTION)
    assert cited(successor.get(QUESTION)) != cited(answer)
    assert successor.get(cited(answer)).content == answer.content


def test_a_release_of_another_version_is_not_listed(successor: TestClient, release: Path) -> None:
    listed = successor.get("/releases").json()["items"]
    assert {entry["id"]: entry["served"] for entry in listed}.pop(release.name) is False
    assert len(listed) == 2


@pytest.mark.parametrize(("style", "media_type"), [("bibtex", "application/x-bibtex"), ("gbt7714", "text/plain; charset=utf-8")])
def test_a_reference_has_the_address(client: TestClient, style: str, media_type: str) -> None:
    for path in (QUESTION, "/sparql?query=ASK {}"):
        address = cited(client.get(path))
        reference = client.get(f"{address}&cite={style}")
        assert reference.headers["content-type"] == media_type
        assert f"http://testserver{address}" in reference.text
        assert datetime.now(UTC).date().isoformat() in reference.text


def test_a_reference_is_given_of_nothing_that_is_not_there(client: TestClient) -> None:
    address = urlsplit(cited(client.get(QUESTION)))
    assert client.get(f"{address.path}?measure=mediation&format=json&cite=bibtex").status_code == 410


CITATION = Citation("谁", "Who & 50 % of {a_b}", "0" * 16, "f" * 32, "http://example.org/?a=1&b=%20", date(2026, 1, 2))


def test_bibtex() -> None:
    assert STYLES["bibtex"](CITATION) == (
        "@misc{kg-0000000000000000-ffffffff,\n"
        "  title = {{Governance measures: a knowledge graph: Who \\& 50 \\% of \\{a\\_b\\}}},\n"
        "  version = {0000000000000000},\n"
        "  note = {First 128 bits of the SHA-256 of the answer: ffffffffffffffffffffffffffffffff},\n"
        "  url = {http://example.org/?a=1&b=%20},\n"
        "  urldate = {2026-01-02}\n"
        "}\n"
    )


def test_gbt7714() -> None:
    assert STYLES["gbt7714"](CITATION) == (
        "治理措施知识图谱：谁[DS/OL]. 版本 0000000000000000，结果 SHA-256 前 128 位 ffffffffffffffffffffffffffffffff. "
        "[2026-01-02]. http://example.org/?a=1&b=%20.\n"
    )
