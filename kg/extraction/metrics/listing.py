"""Counted things in a list, which share what is told of the first or of the last: ``走访5个镇、12个村``, ``对3家医院、7家药店开展检查``."""

from typing import NamedTuple

from kg.extraction.metrics import indicator as words
from kg.extraction.metrics.types import Statement

__all__ = ["JOINING", "Listing"]

JOINING = frozenset({"、", "和", "及", "与", "以及"})
"""What joins the members of a list."""
_SHORT = 8  # no more characters that stood before the first are told of the others


class Listing(NamedTuple):
    """The members of a list read so far.

    ``end`` is where the last of them ends, ``before`` the words that stood before the first, ``bare`` the places among the
    statements, with their nouns, of those of which nothing was told; ``marked`` tells that something is done to them.
    """

    end: int
    before: str = ""
    bare: tuple[tuple[int, str], ...] = ()
    marked: bool = False

    def follow(self, name: str, noun: str, found: list[Statement]) -> str:
        """The indicator of the next member: what is told of it is told of the bare ones, too, or else what was told of the first of it."""
        if not name.endswith(noun):
            return name
        told = name.removesuffix(noun)
        if not told:
            return words.join(self.before, noun) if len(self.before) <= _SHORT else name
        for place, thing in self.bare:
            if len(told) + len(thing) <= words.LIMIT:
                found[place] = found[place]._replace(indicator=told + thing)
        return name

    def with_member(self, end: int, name: str, noun: str, place: int) -> "Listing":
        """The list with the thing that was counted last, as the statement at a place; the first tells what stands before all."""
        if name == noun:
            return self._replace(end=end, bare=(*self.bare, (place, noun)))
        before = name.removesuffix(noun) if not self.end and name.endswith(noun) else self.before
        return self._replace(end=end, before=before)
