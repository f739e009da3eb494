"""The places that names begin with: those of the list, and within a report those of the bureau that reports."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from kg.extraction.organizations import patterns

__all__ = ["begins_place", "ends_place", "is_place", "is_place_among", "known_too", "own_places"]

_RANK = re.compile("(?:(?:经济技术|高新技术产业|经济)?开发区|(?:经开|高新)区|自治[州县旗]|街道|[省市县区州盟旗镇乡])$")


class _Own(NamedTuple):
    """Places with the characters that they begin and end with."""

    places: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    finals: frozenset[str] = frozenset()


_NONE = _Own()
_OWN: ContextVar[_Own] = ContextVar("_OWN", default=_NONE)


@contextmanager
def known_too(places: frozenset[str]) -> Iterator[None]:
    """Let ``places`` be known within the block, with and without their rank, and with another one (北麓市: 北麓, 北麓区)."""
    names = {place for place in places if not patterns.ZONE.fullmatch(place)}
    short = (_RANK.sub("", name) for name in names)
    known = frozenset(names | {name for name in short if len(name) > 1 and name not in patterns.NO_SHORT_PLACES})
    finals = frozenset((*(name[-1] for name in known), *(patterns.LEVELS if known else ())))
    token = _OWN.set(_Own(known, frozenset(name[0] for name in known), finals))
    try:
        yield
    finally:
        _OWN.reset(token)


def own_places() -> frozenset[str]:
    """The places that are known within the block of :func:`known_too` alone."""
    return _OWN.get().places


def is_place(word: str) -> bool:
    """Whether a word is a place that names begin with."""
    if word in patterns.PLACES:
        return True
    own = _OWN.get()
    if word[:1] not in own.initials:
        return False
    return is_place_among(word, own.places)


def is_place_among(word: str, own: frozenset[str]) -> bool:
    """Whether a word is a place of the list, or one of these with or without another rank, whichever block this is called in."""
    if word in patterns.PLACES or word in own:
        return True
    return word[:-1] in own and word[-1] in patterns.LEVELS and word[-2] not in patterns.LEVELS


def ends_place(char: str) -> bool:
    """Whether some place ends with a character."""
    return char in patterns.PLACE_FINALS or char in _OWN.get().finals


def begins_place(char: str) -> bool:
    """Whether some place begins with a character."""
    return char in patterns.PLACE_INITIALS or char in _OWN.get().initials
