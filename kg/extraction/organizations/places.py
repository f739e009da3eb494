"""The places that names begin with: those of the list, and within a report those of the bureau that reports."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.extraction.organizations import patterns

__all__ = ["LISTED", "Places", "places_with"]

_RANK = re.compile("(?:(?:经济技术|高新技术产业|经济)?开发区|(?:经开|高新)区|自治[州县旗]|街道|[省市县区州盟旗镇乡])$")


@dataclass(frozen=True)
class Places:
    """The places of the list, and ``own`` ones beside them."""

    own: frozenset[str] = frozenset()

    def __contains__(self, word: str) -> bool:
        return word in patterns.PLACES or word in self.own

    def any_begins_with(self, char: str) -> bool:
        """Whether some place begins with a character."""
        return char in patterns.PLACE_INITIALS or char in self._initials

    def any_ends_with(self, char: str) -> bool:
        """Whether some place ends with a character."""
        return char in patterns.PLACE_FINALS or char in self._finals

    @cached_property
    def _initials(self) -> frozenset[str]:
        return frozenset(place[0] for place in self.own)

    @cached_property
    def _finals(self) -> frozenset[str]:
        return frozenset(place[-1] for place in self.own)


LISTED = Places()  # the list alone


def places_with(names: Iterable[str]) -> Places:
    """The places of the list and those of ``names``, with and without their rank, and with another one (北麓市: 北麓, 北麓区)."""
    full = {name for name in names if not patterns.ZONE.fullmatch(name)}
    short = (_RANK.sub("", name) for name in full)
    known = full | {name for name in short if len(name) > 1 and name not in patterns.NO_SHORT_PLACES}
    ranked = {name + rank for name in known if name[-1] not in patterns.LEVELS for rank in patterns.LEVELS}
    return Places(frozenset(known | ranked))
