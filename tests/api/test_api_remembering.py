"""Queries that were asked before are answered without running them, and with the same bytes."""

import asyncio

import pytest

from api.remembering import Remembering
from kg.errors import QueryTimeoutError
from kg.query.dataset import Dataset
from kg.query.guard import Form, Query
from kg.query.results import Answer

ASK = Query("ASK {}", Form.ASK)


class Numbering:
    """Numbers the queries that it is asked, in its answers; slow ones have none."""

    is_ready = False

    def __init__(self) -> None:
        self.asked = 0

    async def run_async(self, query: Query, format_name: str, seconds: float | None = None) -> Answer:
        self.asked += 1
        if "slow" in query.text and seconds == 1:
            raise QueryTimeoutError(seconds)
        return Answer(f"{self.asked} {format_name}".encode() + b" " * (9 << 20) * ("long" in query.text), "text/plain", 1, truncated=False)


def ask(runner: Remembering, query: Query, format_name: str = "json", seconds: float | None = None) -> bytes:
    return asyncio.run(runner.run_async(query, format_name, seconds)).body.rstrip()


def test_a_query_is_run_once_for_each_format() -> None:
    runner = Remembering(Numbering())
    assert [ask(runner, ASK), ask(runner, ASK, "xml"), ask(runner, ASK), ask(runner, Query("ASK {}", Form.ASK))] == [
        b"1 json",
        b"2 xml",
        b"1 json",
        b"1 json",
    ]
    assert ask(runner, Query("ASK { }", Form.ASK)) == b"3 json"


@pytest.mark.parametrize(
    "query",
    [
        Query("SELECT (NOW() AS ?now) {}", Form.SELECT),
        Query("SELECT * { ?long ?p ?o }", Form.SELECT),
        Query("ASK {}", Form.ASK, Dataset(("https://a.example/g",), ())),
    ],
)
def test_what_changes_or_is_too_long_is_run_each_time(query: Query) -> None:
    runner = Remembering(Numbering())
    assert [ask(runner, query) for _ in range(2)] == [b"1 json", b"2 json"]


def test_a_failure_is_not_remembered() -> None:
    runner = Remembering(Numbering())
    with pytest.raises(QueryTimeoutError):
        ask(runner, Query("ASK { ?slow ?p ?o }", Form.ASK), seconds=1)
    assert ask(runner, Query("ASK { ?slow ?p ?o }", Form.ASK)) == b"2 json"


def test_it_is_ready_when_the_other_is() -> None:
    assert not Remembering(Numbering()).is_ready
