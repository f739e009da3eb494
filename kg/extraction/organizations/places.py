"""The places that names begin with: those of the list, and within a report those of the bureau that reports."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kg.extraction.organizations import patterns

__all__ = ["begins_place", "ends_place", "is_place", "known_too", "own_places"]

_OWN: ContextVar[frozenset[str]] = ContextVar("_OWN", default=frozenset())
_RANK = re.compile("(?:(?:经济技术|高新技术产业|经济)?开发区|(?:经开|高新)区|自治[州县旗]|街道|[省市县区州盟旗镇乡])$")


@contextmanager
def known_too(places: frozenset[str]) -> Iterator[None]:
    """Let ``places`` be known within the block, with and without their rank, and with another one (北麓市: 北麓, 北麓区)."""
    names = {place for place in places if not patterns.ZONE.fullmatch(place)}
    short = (_RANK.sub("", name) for name in names)
    token = _OWN.set(frozenset(names) | {name for name in short if len(name) > 1 and name not in patterns.NO_SHORT_PLACES})
    try:
        yield
    finally:
        _OWN.reset(token)


def own_places() -> frozenset[str]:
    """The places that are known within the block of :func:`known_too` alone."""
    return _OWN.get()


def is_place(word: str) -> bool:
    """Whether a word is a place that names begin with."""
    own = _OWN.get()
    return word in patterns.PLACES or word in own or (word[:-1] in own and word[-1] in patterns.LEVELS and word[-2] not in patterns.LEVELS)


def ends_place(char: str) -> bool:
    """Whether some place ends with a character."""
    return char in patterns.PLACE_FINALS or any(place.endswith(char) for place in _OWN.get())


def begins_place(char: str) -> bool:
    """Whether some place begins with a character."""
    return char in patterns.PLACE_INITIALS or any(place.startswith(char) for place in _OWN.get())
