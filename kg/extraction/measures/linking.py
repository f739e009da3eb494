"""Which concept of the catalogue a statement speaks of, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.lexicon import Hit
from kg.extraction.measures.features import NO_MEASURE, statement_features
from kg.extraction.measures.linear import LinearModel

__all__ = ["OTHER", "Link", "Linker", "confidence"]

OTHER = "other"
"""A measure that the catalogue lacks."""


@dataclass(frozen=True, slots=True)
class Link:
    """A concept, None where the catalogue has none, and the probability that it is right (0 to 1)."""

    concept: str | None
    confidence: float


def confidence(score: float, slope: float, intercept: float) -> float:
    """Probability of a score, by the logistic curve fitted to left-out reports (Platt, 1999)."""
    return 1 / (1 + math.exp(-(slope * score + intercept)))


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

    def ranked(self, text: str, hits: Sequence[Hit], heading_concepts: frozenset[str]) -> list[tuple[str, float]]:
        """All classes with their probability, the likeliest first."""
        scores = self.model.scores(statement_features(text, hits, heading_concepts))
        order = sorted(range(len(scores)), key=lambda index: (-float(scores[index]), self.model.classes[index]))
        return [(self.model.classes[index], confidence(float(scores[index]), self.slope, self.intercept)) for index in order]

    def link(self, text: str, hits: Sequence[Hit], heading_concepts: frozenset[str], *, is_measure: bool = False) -> list[Link]:
        """The concepts of a statement, none if it states no measure, unless it is known that it does."""
        ranked = self.ranked(text, hits, heading_concepts)
        (first, probability), *others = [entry for entry in ranked if entry[0] != NO_MEASURE] if is_measure else ranked
        if first == NO_MEASURE:
            return []
        if first == OTHER or probability < self.least:
            return [Link(None, probability)]
        further = [Link(name, share) for name, share in others[:1] if share >= self.second and name not in (OTHER, NO_MEASURE)]
        return [Link(first, probability), *further]
