"""Which measures a mention belongs to, by its place.

Measures begin and end with clauses, but not always with the clauses that a reader would choose. So a mention
outside every measure goes to its neighbours in the same segment (the stretch between two of 。；;).
"""

from collections.abc import Sequence

from kg.extraction.structure import Structure
from kg.types import Measure

__all__ = ["following", "holders", "preceding"]


def holders(structure: Structure, measures: Sequence[Measure], offset: int, *, introduces: bool) -> list[Measure]:
    """The measures that cover ``offset``; those that follow too, if its clause introduces the next one and they end with it."""
    found = [measure for measure in measures if measure.start <= offset < measure.end]
    clause = structure.clause_at(offset)
    if introduces and clause is not None and all(measure.end <= clause.end for measure in found):
        found += following(structure, measures, offset)
    return found


def following(structure: Structure, measures: Sequence[Measure], offset: int) -> list[Measure]:
    """The measures of the segment of ``offset`` that begin nearest after it."""
    _, end = structure.segment_at(offset)
    after = [measure for measure in measures if offset < measure.start < end]
    return [measure for measure in after if measure.start == after[0].start]


def preceding(structure: Structure, measures: Sequence[Measure], offset: int) -> list[Measure]:
    """The measures of the segment of ``offset`` that end nearest before it."""
    start, _ = structure.segment_at(offset)
    before = [measure for measure in measures if start <= measure.start and measure.end <= offset]
    return [measure for measure in before if measure.end == before[-1].end]
