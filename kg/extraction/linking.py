"""Which concept of a vocabulary a stretch speaks of, and how sure that is: the measure of a statement, the topics of a problem."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from kg.extraction.grams import Grams, IntArray
from kg.extraction.lexicon import Hit
from kg.extraction.linear import FloatArray, LinearModel

__all__ = [
    "GRAM_ROWS",
    "LEXICON_SCALE",
    "NO_MEASURE",
    "OTHER",
    "Link",
    "Linker",
    "Stretch",
    "best_hits",
    "confidence",
    "lexicon_counts",
    "lexicon_rows",
    "linker_rows",
]

NO_MEASURE = "none"
"""The class of stretches that state no measure: slogans, results, figures of routine business."""
OTHER = "other"
"""What the vocabulary lacks: a measure without a concept, a problem without a topic."""

GRAM_ROWS = 1 << 16
"""Rows of the linker's table for grams; those of the lexicon follow."""
LEXICON_SCALE = 32
"""What the count of a lexicon's feature is divided by to give its value."""

_COUNTS_PER_CHARACTER = 4
_COUNTS_OF_FIRST = 16
_COUNTS_OF_HEADING = 16
_MOST_HITS = 6
_MOST_COUNTS = 1 << 10  # of a hit, however often its phrases stand in the stretch


@dataclass(slots=True)
class Stretch:
    """A stretch of a text, with the lexicon's concepts for it, the best first, and those for the heading over it, by name.

    It is not frozen, as that makes it take four times as long to make, and a report has a thousand.
    """

    start: int
    end: int
    hits: Sequence[Hit]
    heading_concepts: tuple[str, ...]


class Link(NamedTuple):
    """A concept, None where the vocabulary has none or it is too doubtful, with its confidence.

    The confidence is the probability (0 to 1) that the likeliest class is right, given that the stretch is a measure, if the linker has a
    curve that was fitted.
    """

    concept: str | None
    confidence: float


def confidence(score: float, slope: float, intercept: float) -> float:
    """Probability of a score, by the logistic curve fitted to left-out reports (Platt, 1999)."""
    return 0.5 * (1 + math.tanh((slope * score + intercept) / 2))


def best_hits(clauses: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    """The hits of several clauses, the best of each concept, the best first."""
    some = [hits for hits in clauses if hits]
    if len(some) < 2:
        return tuple(*some)
    best: dict[str, Hit] = {}
    for hits in some:
        for hit in hits:
            if hit.concept not in best or hit.score > best[hit.concept].score:
                best[hit.concept] = hit
    return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.start, hit.concept)))


@cache
def lexicon_rows(classes: tuple[str, ...]) -> Mapping[str, int]:
    """The row of what the lexicon says of a stretch, by concept.

    After the rows of all concepts come those of what it says first, and then those of what it says of the heading.
    """
    concepts = sorted(name for name in classes if name not in (NO_MEASURE, OTHER))
    return {concept: GRAM_ROWS + index for index, concept in enumerate(concepts)}


def linker_rows(classes: tuple[str, ...]) -> int:
    """The rows of a linker's table: those for grams, and three for each concept."""
    return GRAM_ROWS + 3 * len(lexicon_rows(classes))


def lexicon_counts(stretch: Stretch, rows: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Rows and counts of the lexicon's features of a stretch."""
    for hit in stretch.hits[:_MOST_HITS]:
        yield rows[hit.concept], min(round(_COUNTS_PER_CHARACTER * hit.score), _MOST_COUNTS)
    if stretch.hits:
        yield rows[stretch.hits[0].concept] + len(rows), _COUNTS_OF_FIRST
    for concept in stretch.heading_concepts:
        yield rows[concept] + 2 * len(rows), _COUNTS_OF_HEADING


@dataclass(frozen=True, slots=True)
class Linker:
    """A linear model of concepts.

    ``slope`` and ``intercept`` turn scores into probabilities. A concept less probable than ``least`` is not
    guessed, and a second one is given from ``second`` on.
    """

    model: LinearModel
    slope: float
    intercept: float
    least: float
    second: float

    def sums(self, grams: Grams, stretches: Sequence[Stretch]) -> tuple[IntArray, IntArray]:
        """What the grams of each stretch say of each class (n × classes), and their number (n); they add up over stretches."""
        firsts, lasts = grams.bounds([entry.start for entry in stretches], [entry.end for entry in stretches])
        return self.model.sums(grams.rows, firsts, lasts), lasts - firsts

    def lexical(self, stretches: Sequence[Stretch]) -> IntArray:
        """What the lexicon says of each class for each stretch (n × classes)."""
        rows = lexicon_rows(self.model.classes)
        known: list[int] = []  # rows and counts in turn
        ends = [0]
        for entry in stretches:
            for pair in lexicon_counts(entry, rows):
                known += pair
            ends.append(len(known) // 2)
        flat, bounds = np.array(known, dtype=np.int64).reshape(-1, 2), np.array(ends)
        return self.model.sums(flat[:, 0], bounds[:-1], bounds[1:], flat[:, 1])

    def scores(self, sums: tuple[IntArray, IntArray], lexical: IntArray) -> FloatArray:
        """The score of each class for each stretch, from what its grams say and what the lexicon knows (n × classes)."""
        said, counts = sums
        scores: FloatArray = (said / np.sqrt(np.maximum(counts, 1))[:, None] + lexical / LEXICON_SCALE) * self.model.steps + self.model.bias
        return scores

    def clarity(self, scores: FloatArray) -> FloatArray:
        """By how much one concept leads all others in stretches with these scores."""
        others = scores.copy()
        others[:, self.model.classes.index(NO_MEASURE)] = -np.inf
        best = others.max(axis=1)
        np.put_along_axis(others, others.argmax(axis=1)[:, None], -np.inf, axis=1)
        leads: FloatArray = best - others.max(axis=1)
        return leads

    def link(self, scores: FloatArray, *, is_measure: bool = False) -> list[list[Link]]:
        """The concepts of stretches with these scores, none of one that states no measure, unless it is known that all do."""
        rest = np.where([is_measure and name == NO_MEASURE for name in self.model.classes], -np.inf, scores)
        best = []
        for _ in range(2):
            best.append(rest.argmax(axis=1))
            np.put_along_axis(rest, best[-1][:, None], -np.inf, axis=1)
        places = np.stack(best, axis=1)
        ranked = zip(places.tolist(), np.take_along_axis(scores, places, axis=1).tolist(), strict=True)
        return [self._links([(self.model.classes[place], score) for place, score in zip(*two, strict=True)]) for two in ranked]

    def _links(self, ranked: Sequence[tuple[str, float]]) -> list[Link]:
        """The concepts of a stretch from its two likeliest classes with their scores."""
        (first, probability), (second, share) = ((name, confidence(score, self.slope, self.intercept)) for name, score in ranked)
        if first == NO_MEASURE:
            return []
        if first == OTHER or probability < self.least:
            return [Link(None, probability)]
        further = [Link(second, share)] if share >= self.second and second not in (OTHER, NO_MEASURE) else []
        return [Link(first, probability), *further]
