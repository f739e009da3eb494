"""Answers that are kept: a release never changes, and neither does what is said of it."""

from collections import OrderedDict
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from api.current import Current
    from api.service import Service

__all__ = ["Kept", "KeptAnswer", "KeptAnswers", "keep"]

_LARGEST = 1 << 18  # bytes of an answer
_ALL = 1 << 26  # bytes
_VARYING = frozenset({b"accept", b"accept-encoding", b"origin"})  # the headers of a request that answers depend on, as their Vary says
_STATE = "kept"  # what the state of a request calls those among which its answer is to be kept

_Headers = tuple[tuple[bytes, bytes], ...]
_Key = tuple[str, bytes, _Headers]


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with status 200 as it was sent, compressed or not, and the route that gave it."""

    route: Any
    headers: _Headers
    body: bytes


@dataclass(slots=True)
class Kept:
    """The answers that were asked for last. Only the event loop uses it."""

    _answers: OrderedDict[_Key, KeptAnswer] = field(default_factory=OrderedDict)
    _size: int = 0

    def get(self, key: _Key) -> KeptAnswer | None:
        """The answer to a request, if it is kept."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def put(self, key: _Key, answer: KeptAnswer) -> None:
        """Keep an answer, if it is not too large, in place of those that nobody asked for in the longest time."""
        size = _size(key, answer)
        if size > _LARGEST or key in self._answers:
            return
        self._answers[key] = answer
        self._size += size
        while self._size > _ALL:
            self._size -= _size(*self._answers.popitem(last=False))


class KeptAnswers:
    """Middleware that gives an answer again which was kept, without asking the application for it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        key = _key(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if key is None:
            await self._app(scope, receive, send)
            return
        current: Current[Service] = scope["app"].state.current
        answer = current.thing.answers.get(key)
        if answer is None:
            await self._app(scope, receive, _keeping(scope, key, send))
            return
        scope["route"] = answer.route
        await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
        await send({"type": "http.response.body", "body": answer.body})


def keep(request: Request, answers: Kept) -> None:
    """Have the answer to a request kept, once it is on its way."""
    setattr(request.state, _STATE, answers)


def _keeping(scope: Scope, key: _Key, send: Send) -> Send:
    """What sends an answer, and keeps it if it is one to be kept."""
    start: Message = {}
    pieces: list[bytes] = []

    async def keeping_send(message: Message) -> None:
        nonlocal start
        answers: Kept | None = scope.get("state", {}).get(_STATE)
        if answers is not None:
            if message["type"] == "http.response.start":
                start = message
            else:
                pieces.append(message.get("body", b""))
                if start["status"] == HTTPStatus.OK and not message.get("more_body", False):
                    answers.put(key, KeptAnswer(scope["route"], tuple(start["headers"]), b"".join(pieces)))
        await send(message)

    return keeping_send


def _key(scope: Scope) -> _Key | None:
    """What an answer depends on, beside the release; None for those who may have it already."""
    headers = scope["headers"]
    if any(name == b"if-none-match" for name, _ in headers):
        return None
    return scope["path"], scope["query_string"], tuple(pair for pair in headers if pair[0] in _VARYING)


def _size(key: _Key, answer: KeptAnswer) -> int:
    path, query, asked = key
    told = sum(len(name) + len(value) for name, value in (*asked, *answer.headers))
    return len(path) + len(query) + told + len(answer.body)
