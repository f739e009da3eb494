"""Answers that are kept are those that the routes gave, for requests that would get the same again, and for no others."""

import re
from collections import OrderedDict

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.bodies import Body
from api.facts import Facts
from api.kept import Kept
from api.lists import Asked

PATH = "/adoptions?limit=7&sort=-confidence"

COUNTED = 'kg_requests_total{method="GET",route="/adoptions",status="200"}'


@pytest.fixture
def made(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """What routes make lists of, where none is kept at first."""
    monkeypatch.setattr(client.app.state.current.thing.answers, "_answers", OrderedDict())  # type: ignore[attr-defined]
    asked: list[Asked] = []
    content = Asked.content

    def watched(self: Asked, facts: Facts) -> Body:
        asked.append(self)
        return content(self, facts)

    monkeypatch.setattr(Asked, "content", watched)
    return asked


def told(answer: Response) -> tuple[int, bytes, dict[str, str]]:
    """The status, body and headers of an answer, but for the id of its request."""
    return answer.status_code, answer.content, {name: value for name, value in answer.headers.items() if name != "x-request-id"}


@pytest.mark.parametrize(
    "headers",
    [
        {"accept-encoding": "identity"},
        {"accept-encoding": "gzip"},
        {"accept-encoding": "br"},
        {"accept-encoding": "gzip", "origin": "https://a.example"},
        {"accept": "application/json;q=0.5"},
    ],
)
def test_the_same_is_answered_to_who_asks_so_again(client: TestClient, made: list[Asked], headers: dict[str, str]) -> None:
    first, again, head = client.get(PATH, headers=headers), client.get(PATH, headers=headers), client.head(PATH, headers=headers)
    assert len(made) == 1
    assert told(first) == told(again)
    assert (head.status_code, head.content) == (200, b"")
    assert told(head)[2] == told(first)[2]
    assert len({answer.headers["x-request-id"] for answer in (first, again, head)}) == 3
    assert (again.headers.get("content-encoding") == "gzip") == ("gzip" in headers.get("accept-encoding", "gzip"))
    assert ("access-control-allow-origin" in again.headers) == ("origin" in headers)
    assert "content-security-policy" in again.headers
    assert set(re.split(", *", again.headers["vary"].lower())) <= {"accept", "accept-encoding", "origin"}, "what they are kept by"


def test_what_is_given_again_is_counted_with_its_route(client: TestClient) -> None:
    def counted() -> int:
        (line,) = (line for line in client.get("/health/metrics").text.splitlines() if line.startswith(COUNTED))
        return int(float(line.rpartition(" ")[2]))

    client.get(PATH)
    before = counted()
    client.get(PATH)
    assert counted() == before + 1


def test_who_asks_for_the_head_first_gets_the_whole_later(client: TestClient, made: list[Asked]) -> None:
    assert client.head(PATH).content == b""
    assert client.get(PATH).json()["items"]
    assert len(made) == 1


def test_who_wants_another_or_has_it_gets_that(client: TestClient) -> None:
    kept = client.get(PATH, headers={"accept": "application/json"})
    for accept in ([("accept", "text/csv")], [("accept", "text/csv"), ("accept", "application/json")]):
        assert client.get(PATH, headers=accept).headers["content-type"].startswith("text/csv")
    for known, status in ((kept.headers["etag"], 304), ('"another"', 200)):
        assert client.get(PATH, headers={"accept": "application/json", "if-none-match": known}).status_code == status
    assert client.post(PATH).status_code == 405
    assert client.get(f"{PATH}&year=2020").json() != kept.json()


def test_what_goes_out_in_pieces_is_kept_whole(client: TestClient, made: list[Asked], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pieces._PIECE", 1000)
    first, again = client.get(f"{PATH}&status=adopted"), client.get(f"{PATH}&status=adopted")
    assert (len(made), again.json()) == (1, first.json())


@pytest.mark.parametrize("path", ["/queries/measures?format=csv", "/sparql?query=ASK%20%7B%7D"])
def test_answers_to_queries_are_kept(client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(client.app.state.current.thing.answers, "_answers", OrderedDict())  # type: ignore[attr-defined]
    first = client.get(path)
    monkeypatch.setattr("api.answers.answer_response", None)  # so that nothing else could answer
    assert told(client.get(path)) == told(first)


def test_queries_whose_answers_change_are_asked_again(client: TestClient) -> None:
    nows = [client.get("/sparql", params={"query": "SELECT (UUID() AS ?id) {}"}).content for _ in range(2)]
    assert nows[0] != nows[1]


def test_links_are_those_of_the_host_that_was_asked(client: TestClient) -> None:
    for host in ("one.example", "other.example"):
        links = [client.get("/queries/measures", headers={"host": host}).headers["link"] for _ in range(2)]
        assert all(link.startswith(f"<http://{host}/citations/") for link in links)


def test_errors_are_not_kept(client: TestClient) -> None:
    assert [client.get("/adoptions?limit=0").status_code for _ in range(2)] == [422, 422]


def test_they_are_kept_as_far_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.kept._BESIDE", 2)
    kept: Kept[int, str] = Kept(largest=10, most=24)
    for key, size in enumerate((11, 8, 8, 8)):
        kept.put(key, "answer", size)
        kept.get(1)
    assert [kept.get(key) for key in range(4)] == [None, "answer", None, "answer"]


def test_long_questions_take_of_the_room(client: TestClient, made: list[Asked], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.app.state.current.thing.answers, "largest", 4000)  # type: ignore[attr-defined]
    for accept, times in (("application/json", 1), ("application/json" + ", x/y" * 1000, 2)):
        made.clear()
        for _ in range(2):
            assert client.get("/adoptions?limit=1&fields=year", headers={"accept": accept}).status_code == 200
        assert len(made) == times
