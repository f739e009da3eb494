"""Answers that are kept: a release never changes, and neither does what is said of it."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from api.current import Current
    from api.service import Service

__all__ = ["Kept", "KeptAnswer", "KeptAnswers", "key_of"]

_Request = tuple[str, bytes, bytes]


class _Answer(Protocol):
    @property
    def body(self) -> bytes: ...


_KeyT = TypeVar("_KeyT")
_AnswerT = TypeVar("_AnswerT", bound=_Answer)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with status 200 and the route that gave it."""

    route: Any
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


@dataclass(slots=True)
class Kept(Generic[_KeyT, _AnswerT]):
    """The answers that were asked for last: those of at most ``largest`` bytes, ``most`` bytes of them. Only the event loop uses it."""

    largest: int = 1 << 18
    most: int = 1 << 26
    _answers: OrderedDict[_KeyT, _AnswerT] = field(default_factory=OrderedDict)
    _size: int = 0

    def get(self, key: _KeyT) -> _AnswerT | None:
        """The answer to a request, if it is kept."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def put(self, key: _KeyT, answer: _AnswerT) -> None:
        """Keep an answer, if it is not too large, in place of those that nobody asked for in the longest time."""
        if len(answer.body) > self.largest or key in self._answers:
            return
        self._answers[key] = answer
        self._size += len(answer.body)
        while self._size > self.most:
            _, oldest = self._answers.popitem(last=False)
            self._size -= len(oldest.body)


class KeptAnswers:
    """Middleware that gives an answer again which was kept, without asking a route for it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        answer = _answer(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if answer is None:
            await self._app(scope, receive, send)
            return
        scope["route"] = answer.route
        await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
        await send({"type": "http.response.body", "body": answer.body})


def key_of(scope: Scope) -> _Request:
    """What an answer depends on, beside the release."""
    return scope["path"], scope["query_string"], next((value for name, value in scope["headers"] if name == b"accept"), b"")


def _answer(scope: Scope) -> KeptAnswer | None:
    """The answer that is kept, but for those who may have it already."""
    if any(name == b"if-none-match" for name, _ in scope["headers"]):
        return None
    current: Current[Service] = scope["app"].state.current
    return current.thing.answers.get(key_of(scope))
