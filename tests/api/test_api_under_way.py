"""What happens to requests while they are answered: clients leave, releases are replaced, limits are reached."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.current import Current
from api.disconnect import EndingWithClient
from api.limits import ClientLimit
from api.pieces import InPieces
from api.problems import ProblemError

HTTP: Scope = {"type": "http"}
END: Message = {"type": "http.response.body", "body": b"", "more_body": False}


def run(app: ASGIApp, messages: Iterable[str]) -> list[Message]:
    """What an application sends to a client, of whom these types of messages come, and then none."""
    received, sent = iter(messages), []

    async def receive() -> Message:
        await asyncio.sleep(0.01)
        for kind in received:
            return {"type": kind}
        await asyncio.sleep(60)
        pytest.fail("nobody waits so long")

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(HTTP, receive, send))  # type: ignore[arg-type]
    return sent


def test_what_answers_a_client_that_has_gone_is_cancelled() -> None:
    was_cancelled = []

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        assert (await receive())["type"] == "http.request"
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            was_cancelled.append(True)
            raise

    assert run(EndingWithClient(app), ["http.request", "http.disconnect"]) == []
    assert was_cancelled == [True]


def test_what_is_done_after_the_answer_is_not_cancelled() -> None:
    was_done = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(END)
        await asyncio.sleep(0.1)
        was_done.append(True)

    assert run(EndingWithClient(app), ["http.request", "http.disconnect"]) == [END]
    assert was_done == [True]


def test_an_error_passes_through() -> None:
    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        await asyncio.sleep(0)
        raise RuntimeError("of the application")

    with pytest.raises(RuntimeError, match="of the application"):
        run(EndingWithClient(app), ["http.request"])


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 200_000])
def test_a_body_goes_out_whole_in_pieces(size: int) -> None:
    body = bytes(index % 251 for index in range(size))

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200})
        await send({**END, "body": body})

    start, *pieces = run(InPieces(app), [])
    assert start == {"type": "http.response.start", "status": 200}
    assert b"".join(piece["body"] for piece in pieces) == body
    assert [piece["more_body"] for piece in pieces] == [True] * (len(pieces) - 1) + [False]
    assert max(len(piece["body"]) for piece in pieces) <= 65_536


def test_what_is_replaced_is_closed_by_the_last_who_uses_it() -> None:
    log: list[str] = []

    @asynccontextmanager
    async def thing(name: str) -> AsyncIterator[str]:
        yield name
        log.append(f"{name} is closed")

    async def use() -> None:
        current: Current[str] = Current()
        await current.replace(thing("first"))
        async with current.used() as used:
            async with current.used():
                await current.replace(thing("second"))
                assert current.thing == "second"
            log.append(f"{used} is used")
        assert log == ["first is used", "first is closed"]
        await current.close()

    asyncio.run(use())
    assert log[2:] == ["second is closed"]


def test_what_cannot_be_opened_replaces_nothing() -> None:
    @asynccontextmanager
    async def nothing() -> AsyncIterator[str]:
        raise OSError
        yield

    @asynccontextmanager
    async def thing() -> AsyncIterator[str]:
        yield "thing"

    async def use() -> None:
        current: Current[str] = Current()
        await current.replace(thing())
        with suppress(OSError):
            await current.replace(nothing())
        async with current.used() as used:
            assert used == "thing"

    asyncio.run(use())


def test_a_client_is_let_in_again_when_its_requests_are_answered() -> None:
    limit = ClientLimit(2).counted

    def of(address: str) -> Request:
        return Request({"type": "http", "client": (address, 1)})

    async def ask() -> None:
        async with limit(of("a")), limit(of("b")):
            async with limit(of("a")):
                with pytest.raises(ProblemError) as caught:
                    async with limit(of("a")):
                        pass
                assert caught.value.status is HTTPStatus.TOO_MANY_REQUESTS
                assert caught.value.retry_after == 1
            async with limit(of("a")):
                pass

    asyncio.run(ask())


def test_a_service_without_workers_is_not_well(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/health").status_code == 200
    monkeypatch.setattr("kg.query.workers.WorkerPool.is_ready", False)
    assert client.get("/health").status_code == 503
    assert client.get("/health").json()["detail"] == "no process can answer SPARQL queries now"
