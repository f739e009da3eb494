"""Which measures a mention belongs to, by its place.

Measures begin and end with clauses, but not always with the clauses that a reader would choose. So a mention
outside every measure goes to its neighbours in the same segment (the stretch between two of 。；;).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.text.structure import Structure
from kg.types import Measure

__all__ = ["Places"]

_LONGEST = 2000  # characters between a mention and a measure that may have to do with it
_NEXT = 3  # characters between one segment and the next


@dataclass(frozen=True, slots=True)
class Places:
    """The measures of a text in reading order, and its outline."""

    structure: Structure
    measures: Sequence[Measure]
    _starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(measure.start for measure in self.measures))

    def starting(self, start: int, end: int) -> Sequence[Measure]:
        """Measures that begin at ``start`` or after it, before ``end``."""
        return self.measures[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlapping(self, start: int, end: int) -> list[Measure]:
        """Measures with characters between ``start`` and ``end``."""
        return [measure for measure in self.starting(start - _LONGEST, end) if measure.end > start]

    def holders(self, offset: int, *, introduces: bool) -> list[Measure]:
        """Measures that cover ``offset``; if its clause introduces the next one and they end with it, those that follow, too.

        An introduction that is a segment by itself speaks of the next segment.
        """
        found = self.overlapping(offset, offset + 1)
        clause = self.structure.clause_at(offset)
        if introduces and clause is not None and all(measure.end <= clause.end for measure in found):
            if self.structure.segment_at(offset) == (clause.start, clause.end):
                found += self.starting(clause.end + 1, clause.end + 1 + _NEXT)
            found += self.following(offset)
        return found

    def following(self, offset: int) -> list[Measure]:
        """The measures of the segment of ``offset`` that begin nearest after it."""
        _, end = self.structure.segment_at(offset)
        after = self.starting(offset + 1, min(end, offset + _LONGEST))
        return [measure for measure in after if measure.start == after[0].start]

    def preceding(self, offset: int) -> list[Measure]:
        """The measures of the segment of ``offset`` that end nearest before it."""
        start, _ = self.structure.segment_at(offset)
        before = [measure for measure in self.starting(max(start, offset - _LONGEST), offset) if measure.end <= offset]
        return [measure for measure in before if measure.end == before[-1].end]
