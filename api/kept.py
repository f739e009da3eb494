"""Answers that are kept: a release never changes, and neither does what is said of it."""

from collections import OrderedDict
from dataclasses import dataclass, field

__all__ = ["Kept", "KeptAnswer"]

_LARGEST = 1 << 18  # bytes of an answer
_ALL = 1 << 26  # bytes


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A body of JSON, and the header that leads to further pages."""

    body: bytes
    links: str | None


@dataclass(slots=True)
class Kept:
    """The answers that were asked for last, by their ETags. Only the event loop uses it."""

    _answers: OrderedDict[str, KeptAnswer] = field(default_factory=OrderedDict)
    _size: int = 0

    def get(self, tag: str) -> KeptAnswer | None:
        """The answer of an ETag, if it is kept."""
        found = self._answers.get(tag)
        if found is not None:
            self._answers.move_to_end(tag)
        return found

    def put(self, tag: str, answer: KeptAnswer) -> None:
        """Keep an answer, if it is not too large, in place of those that nobody asked for in the longest time."""
        if len(answer.body) > _LARGEST or tag in self._answers:
            return
        self._answers[tag] = answer
        self._size += len(answer.body)
        while self._size > _ALL:
            _, oldest = self._answers.popitem(last=False)
            self._size -= len(oldest.body)
