"""Which clauses state a measure, and where one statement ends and the next begins.

Each clause begins a statement (B), goes on with it (I) or stands outside (O). A model that sees the tag
before gives the probability of each (a maximum-entropy Markov model, McCallum et al., 2000); how well a
stretch of clauses reads as one statement counts as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

import numpy as np

from kg.extraction.grams import Grams, IntArray
from kg.extraction.linear import FloatArray, LinearModel, log_softmax
from kg.extraction.measures.features import TAG_ROWS, TAGS, ClauseRows, after_tag
from kg.extraction.measures.segments import Segment

__all__ = ["START", "WORD_ROWS", "WORD_WEIGHT", "Table", "candidates", "decode", "tag_scores", "word_rows"]

Table = Sequence[Sequence[Sequence[float]]]
"""Logarithms of the probability of each clause's tags: clauses × tags before × tags."""

START = len(TAGS)
"""What stands for the tag before the first clause."""
WORD_ROWS = 1 << 14
"""Rows of the tagger's table for grams, which follow those of the other features."""
WORD_WEIGHT = 0.3

_Way = tuple[float, "_Way | None", tuple[int, int] | None]
"""A way to the end of a clause: its score, the way that it goes on, and the statement that it adds, if any."""

_BEGIN, _INSIDE, _OUTSIDE = range(3)
_to_begin = itemgetter(_BEGIN)
_LONGEST = 8  # clauses of a statement
_UNLIKELY = -4.0  # logarithm of a probability


def tag_scores(grams: Grams, segments: Sequence[Segment], rows: ClauseRows, tagger: LinearModel) -> FloatArray:
    """Logarithms of the probability of each tag after each tag, and at the start (n × 4 × 3)."""
    views = [view for segment in segments for view in segment]
    firsts, lasts = grams.bounds([view.start for view in views], [view.end for view in views])
    alone = tagger.totals(rows.all) + tagger.sums(word_rows(grams), firsts, lasts) * WORD_WEIGHT
    after = tagger.totals(after_tag(rows.joined[:, :, None], np.arange(START + 1)))
    return log_softmax((alone[:, None, :] + after) * tagger.steps + tagger.bias)


def word_rows(grams: Grams) -> IntArray:
    """Rows of the grams in the table of the tagger."""
    rows: IntArray = TAG_ROWS + (grams.rows & (WORD_ROWS - 1))
    return rows


def candidates(table: Table) -> Iterator[tuple[int, int]]:
    """First and last clause of each stretch of a segment that may be a statement."""
    for first, row in enumerate(table):
        if max(map(_to_begin, row)) < _UNLIKELY:
            continue
        yield first, first
        for last in range(first + 1, min(len(table), first + _LONGEST)):
            if table[last][_BEGIN if last == first + 1 else _INSIDE][_INSIDE] < _UNLIKELY:
                break
            yield first, last


def decode(table: Table, values: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The likeliest statements of a segment, as first and last clause of each.

    ``table`` is a segment's share of :func:`tag_scores`, ``values`` how well each candidate reads as one
    statement. The best sum of both is found by the Viterbi algorithm for semi-Markov models (Sarawagi and
    Cohen, 2004).
    """
    if not values:
        return []
    ways: list[dict[int, _Way]] = [{} for _ in range(len(table) + 1)]
    ways[0][START] = (0.0, None, None)
    lasts: dict[int, list[int]] = {}
    for first, last in values:
        lasts.setdefault(first, []).append(last)
    for place, row in enumerate(table):
        score, way = _best(ways[place], row, _OUTSIDE)
        ways[place + 1][_OUTSIDE] = (score, way, None)
        if place not in lasts:
            continue
        score, way = _best(ways[place], row, _BEGIN)
        tag = _BEGIN
        for last in lasts[place]:
            if last > place:
                score += table[last][tag][_INSIDE]
                tag = _INSIDE
            total = score + values[place, last]
            if tag not in ways[last + 1] or total > ways[last + 1][tag][0]:
                ways[last + 1][tag] = (total, way, (place, last))
    found = []
    step: _Way | None = max(ways[-1].values(), key=itemgetter(0))
    while step:
        _, step, statement = step
        if statement:
            found.append(statement)
    return found[::-1]


def _best(ways: Mapping[int, _Way], row: Sequence[Sequence[float]], tag: int) -> tuple[float, _Way]:
    """The best of the ways to a clause, by their last tags, that goes on with a tag for it."""
    best: tuple[float, _Way] | None = None
    for before, way in ways.items():
        score = way[0] + row[before][tag]
        if best is None or score > best[0]:
            best = score, way
    assert best is not None, "some way leads to every clause"
    return best
