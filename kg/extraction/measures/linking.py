"""Which concept of the catalogue a stretch speaks of, and how sure that is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from kg.extraction.lexicon import Hit
from kg.extraction.measures.grams import Grams, IntArray
from kg.extraction.measures.linear import FloatArray, LinearModel

__all__ = ["GRAM_ROWS", "LEXICON_SCALE", "NO_MEASURE", "OTHER", "Link", "Linker", "Stretch", "confidence", "lexicon_counts", "lexicon_rows"]

NO_MEASURE = "none"
"""The class of stretches that state no measure: slogans, results, figures of routine business."""
OTHER = "other"
"""A measure that the catalogue lacks."""

GRAM_ROWS = 1 << 16
"""Rows of the linker's table for grams; those of the lexicon follow."""
LEXICON_SCALE = 32
"""What the count of a lexicon's feature is divided by to give its value."""

_COUNTS_PER_CHARACTER = 4
_COUNTS_OF_FIRST = 16
_COUNTS_OF_HEADING = 16
_MOST_HITS = 6
_CLARITY_WEIGHT = 0.7
_CLARITY_COST = 0.6  # of each statement


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, with the lexicon's concepts for it, the best first, and those for the heading over it, by name."""

    start: int
    end: int
    hits: Sequence[Hit]
    heading_concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A concept, None where the catalogue has none or it is too doubtful, with its confidence.

    The confidence is the probability (0 to 1) that the likeliest class is right, given that the stretch is a measure.
    """

    concept: str | None
    confidence: float


def confidence(score: float, slope: float, intercept: float) -> float:
    """Probability of a score, by the logistic curve fitted to left-out reports (Platt, 1999)."""
    return 0.5 * (1 + math.tanh((slope * score + intercept) / 2))


def lexicon_rows(classes: Sequence[str]) -> dict[str, int]:
    """The row of what the lexicon says of a stretch, by concept.

    After the rows of all concepts come those of what it says first, and then those of what it says of the heading.
    """
    concepts = sorted(name for name in classes if name not in (NO_MEASURE, OTHER))
    return {concept: GRAM_ROWS + index for index, concept in enumerate(concepts)}


def lexicon_counts(stretch: Stretch, rows: Mapping[str, int]) -> list[tuple[int, int]]:
    """Rows and counts of the lexicon's features of a stretch."""
    counts = [(rows[hit.concept], round(_COUNTS_PER_CHARACTER * hit.score)) for hit in stretch.hits[:_MOST_HITS]]
    if stretch.hits:
        counts.append((rows[stretch.hits[0].concept] + len(rows), _COUNTS_OF_FIRST))
    counts += [(rows[concept] + 2 * len(rows), _COUNTS_OF_HEADING) for concept in stretch.heading_concepts]
    return counts


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

    def scores(self, sums: tuple[IntArray, IntArray], stretches: Sequence[Stretch]) -> FloatArray:
        """The score of each class for each stretch, from what its grams say and what the lexicon knows (n × classes)."""
        said, counts = sums
        rows = lexicon_rows(self.model.classes)
        known = [lexicon_counts(entry, rows) for entry in stretches]
        ends = np.cumsum([0, *(len(entry) for entry in known)])
        flat = np.fromiter(chain.from_iterable(chain(*known)), dtype=np.int64).reshape(-1, 2)
        looked_up = self.model.sums(flat[:, 0], ends[:-1], ends[1:], flat[:, 1]) / LEXICON_SCALE
        scores: FloatArray = (said / np.sqrt(np.maximum(counts, 1))[:, None] + looked_up) * self.model.steps + self.model.bias
        return scores

    def clarity(self, scores: FloatArray) -> FloatArray:
        """How well stretches with these scores read as one statement: by how much one concept leads all others."""
        measures = np.array([name != NO_MEASURE for name in self.model.classes])
        best = np.partition(scores[:, measures], -2, axis=1)[:, -2:]
        values: FloatArray = _CLARITY_WEIGHT * (best[:, 1] - best[:, 0]) - _CLARITY_COST
        return values

    def link(self, scores: FloatArray, *, is_measure: bool = False) -> list[Link]:
        """The concepts of a stretch with these scores, none if it states no measure, unless it is known that it does."""
        order = np.argsort(-scores, kind="stable")[:3].tolist()
        ranked = [(self.model.classes[index], confidence(float(scores[index]), self.slope, self.intercept)) for index in order]
        (first, probability), *others = [entry for entry in ranked if entry[0] != NO_MEASURE] if is_measure else ranked
        if first == NO_MEASURE:
            return []
        if first == OTHER or probability < self.least:
            return [Link(None, probability)]
        further = [Link(name, share) for name, share in others[:1] if share >= self.second and name not in (OTHER, NO_MEASURE)]
        return [Link(first, probability), *further]
