"""Where a statement begins and ends, and what other readings of its segment there were."""

import math
from collections.abc import Collection

from kg.extraction.measures.explanation.types import Bounds, ClauseTag
from kg.extraction.measures.features import TAGS
from kg.extraction.measures.statements import SegmentReading
from kg.extraction.measures.tagging import START, decode

__all__ = ["bounds", "clause_tags", "margin_without"]

_FORCE = 1e6  # more than any reading can earn

_Pairs = Collection[tuple[int, int]]


def bounds(text: str, reading: SegmentReading, pair: tuple[int, int]) -> Bounds:
    """Why a statement has just these clauses; ``pair`` is the first and last of them."""
    others = decode(reading.table, {key: value for key, value in reading.values.items() if key != pair})
    first, last = pair
    return Bounds(
        clauses=tuple(clause_tags(text, reading)[max(first - 1, 0) : last + 2]),
        margin=_total(reading, reading.chosen) - _total(reading, others),
        otherwise=tuple(
            text[reading.segment[begin].start : reading.segment[end].end] for begin, end in others if begin <= last and first <= end
        ),
    )


def margin_without(reading: SegmentReading, clause: int) -> float | None:
    """By how much a segment's reading beats the best one with a statement at a clause, None if none there was weighed."""
    forced = {(first, last): value + _FORCE * (first <= clause <= last) for (first, last), value in reading.values.items()}
    pairs = decode(reading.table, forced)
    if not any(first <= clause <= last for first, last in pairs):
        return None
    return _total(reading, reading.chosen) - _total(reading, pairs)


def clause_tags(text: str, reading: SegmentReading) -> list[ClauseTag]:
    """How each clause of a segment was read."""
    tags = _tags(reading, reading.chosen)
    return [
        ClauseTag(view.start, view.end, text[view.start : view.end], TAGS[tag], *(math.exp(entry) for entry in row[before]))
        for view, row, tag, before in zip(reading.segment, reading.table, tags, [START, *tags], strict=False)
    ]


def _tags(reading: SegmentReading, pairs: _Pairs) -> list[int]:
    tags = [TAGS.index("O")] * len(reading.segment)
    for first, last in pairs:
        tags[first : last + 1] = [TAGS.index("B"), *[TAGS.index("I")] * (last - first)]
    return tags


def _total(reading: SegmentReading, pairs: _Pairs) -> float:
    """What a reading of a segment earns: the sum that :func:`decode` makes as large as it can."""
    tags = _tags(reading, pairs)
    said = sum(row[before][tag] for row, before, tag in zip(reading.table, [START, *tags], tags, strict=False))
    return said + sum(reading.values[pair] for pair in pairs)
