"""Answers that are kept: a release never changes, and neither does what is said of it."""

from collections import OrderedDict
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from api.current import Current
    from api.service import Service

__all__ = ["Kept", "KeptAnswer", "KeptAnswers", "KeptOfRoutes", "keep"]

_VARYING = frozenset({b"accept", b"accept-encoding", b"origin", b"host"})  # answers depend on their Vary, links in them on the host
_BESIDE = 2000  # bytes that an answer takes beside those of its parts, about
_STATE = "kept"  # what the state of a request calls those among which its answer is to be kept

_Headers = tuple[tuple[bytes, bytes], ...]
_Key = tuple[str, str, bytes, _Headers]
_KeyT = TypeVar("_KeyT")
_AnswerT = TypeVar("_AnswerT")


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with status 200 as it was sent, compressed or not, and the route that gave it."""

    route: Any
    headers: _Headers
    body: bytes


@dataclass(slots=True)
class Kept(Generic[_KeyT, _AnswerT]):
    """The answers that were asked for last: those of at most ``largest`` bytes, ``most`` bytes in all. Only the event loop uses it."""

    largest: int = 1 << 18
    most: int = 1 << 26
    _answers: OrderedDict[_KeyT, tuple[_AnswerT, int]] = field(default_factory=OrderedDict)
    _size: int = 0

    def get(self, key: _KeyT) -> _AnswerT | None:
        """The answer to a request, if it is kept."""
        found = self._answers.get(key)
        if found is None:
            return None
        self._answers.move_to_end(key)
        return found[0]

    def put(self, key: _KeyT, answer: _AnswerT, size: int) -> None:
        """Keep an answer if its ``size`` with the key, in bytes, is not too large, in place of those not asked for in the longest time."""
        if size > self.largest or key in self._answers:
            return
        self._answers[key] = answer, size + _BESIDE
        self._size += size + _BESIDE
        while self._size > self.most:
            _, (_, oldest) = self._answers.popitem(last=False)
            self._size -= oldest


KeptOfRoutes = Kept[_Key, KeptAnswer]
"""Answers of routes by what they depend on: scheme, path, query and some headers of the request."""


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


def keep(request: Request, answers: KeptOfRoutes) -> None:
    """Have the answer to a request kept, once it is on its way."""
    setattr(request.state, _STATE, answers)


def _keeping(scope: Scope, key: _Key, send: Send) -> Send:
    """What sends an answer, and keeps it if it is one to be kept."""
    start: Message = {}
    body = bytearray()

    async def keeping_send(message: Message) -> None:
        nonlocal start
        answers: KeptOfRoutes | None = scope.get("state", {}).get(_STATE)
        if answers is not None:
            if message["type"] == "http.response.start":
                start = message
            elif len(body) <= answers.largest:  # what is longer is not kept
                body.extend(message.get("body", b""))
                if start["status"] == HTTPStatus.OK and not message.get("more_body", False):
                    answer = KeptAnswer(scope["route"], tuple(start["headers"]), bytes(body))
                    answers.put(key, answer, _size(key, answer))
        await send(message)

    return keeping_send


def _key(scope: Scope) -> _Key | None:
    """What an answer depends on, beside the release; None for those who may have it already."""
    headers = scope["headers"]
    if any(name == b"if-none-match" for name, _ in headers):
        return None
    return scope["scheme"], scope["path"], scope["query_string"], tuple(pair for pair in headers if pair[0] in _VARYING)


def _size(key: _Key, answer: KeptAnswer) -> int:
    _, path, query, asked = key
    told = sum(len(name) + len(value) for name, value in (*asked, *answer.headers))
    return len(path) + len(query) + told + len(answer.body)
