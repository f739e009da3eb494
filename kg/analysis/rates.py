"""Rates of adoption, corrected for what the extraction misses and finds wrongly, and comparison of groups by them.

The share of reports that an extractor finds a measure in is not the share that state it. With its sensitivity (recall) and specificity,
the one follows from the other (Rogan and Gladen, *American Journal of Epidemiology* 107, 1978). All three are known from a few reports
only, so the intervals are percentiles of draws from what is known of each: taking the latter two for exact gives intervals that are
too narrow (Lang and Reiczigel, *Preventive Veterinary Medicine* 113, 2014).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kg.analysis.panel import Grouping, Panel, group_of
from kg.analysis.proportions import wilson

__all__ = [
    "Accuracy",
    "Beta",
    "Comparison",
    "Confusion",
    "Drawing",
    "Rate",
    "compare_groups",
    "confusions",
    "group_rates",
    "measured_accuracy",
    "rogan_gladen",
]

_JEFFREYS = 0.5
_LEAST_YOUDEN = 1e-9

_Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Confusion:
    """On how many annotated reports a measure was rightly found, missed, wrongly found, and rightly not found."""

    found: int
    missed: int
    wrong: int
    absent: int


@dataclass(frozen=True, slots=True)
class Beta:
    """What is known of a share: a beta distribution."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The expected share."""
        return self.a / (self.a + self.b)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How probably a measure is found in a report that states it, and not found in one that does not."""

    sensitivity: Beta
    specificity: Beta


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of bureaus of a group whose report states a measure.

    ``apparent`` is that of ``bureaus`` in whose report it was found, with Wilson's interval, as if nothing were missed or found wrongly;
    ``rate`` is corrected, and its interval holds what is not known of the extractor as well.
    """

    group: str
    adopters: int
    bureaus: int
    apparent: float
    apparent_low: float
    apparent_high: float
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference of the rates of two groups, the first less the second, with its interval.

    ``extraction_error`` is half the width that the interval would have in groups of any size: what the extractor's errors alone may make.
    """

    first: str
    second: str
    difference: float
    low: float
    high: float
    extraction_error: float

    @property
    def warning(self) -> str | None:
        """Why the difference tells nothing; None where it does."""
        if abs(self.difference) < self.extraction_error:
            return "smaller than what errors of the extraction alone may make"
        return "no larger than what chance and errors of the extraction may make" if self.low <= 0 <= self.high else None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Which reports count, and how intervals are drawn.

    Each bureau counts with its report on ``year``, or the last that is held. ``level`` is the probability of the intervals, ``number`` that
    of the draws, which ``seed`` repeats.
    """

    year: int | None = None
    level: float = 0.95
    number: int = 20_000
    seed: int = 0


def rogan_gladen(apparent: float, sensitivity: float, specificity: float) -> float:
    """The true share that gives an apparent one, within 0 and 1.

    Raises:
        ValueError: the extractor is no better than chance.
    """
    youden = sensitivity + specificity - 1
    if youden <= 0:
        raise ValueError(f"sensitivity {sensitivity} and specificity {specificity}: no better than chance")
    return min(1.0, max(0.0, (apparent + specificity - 1) / youden))


def confusions(reports: Iterable[tuple[AbstractSet[str], AbstractSet[str]]], measures: Iterable[str]) -> dict[str, Confusion]:
    """How the extraction did for each measure, from the measures that each annotated report states and those that were found in it."""
    pairs = list(reports)
    return {
        measure: Confusion(
            found=sum(measure in expected and measure in found for expected, found in pairs),
            missed=sum(measure in expected and measure not in found for expected, found in pairs),
            wrong=sum(measure not in expected and measure in found for expected, found in pairs),
            absent=sum(measure not in expected and measure not in found for expected, found in pairs),
        )
        for measure in measures
    }


def measured_accuracy(measured: Mapping[str, Confusion], measure: str) -> Accuracy:
    """What annotated reports tell of the accuracy for a measure.

    A single measure is in few of them. So what the others show, as far as they are alike, is its prior (empirical Bayes with a
    beta-binomial model by moments: Kleinman, *JASA* 68, 1973), and a measure that none of them states has the prior.
    """
    own = measured.get(measure, Confusion(0, 0, 0, 0))
    others = [one for name, one in measured.items() if name != measure]
    return Accuracy(
        sensitivity=_posterior([(one.found, one.found + one.missed) for one in others], own.found, own.missed),
        specificity=_posterior([(one.absent, one.absent + one.wrong) for one in others], own.absent, own.wrong),
    )


def group_rates(panel: Panel, measure: str, grouping: Grouping, accuracy: Accuracy, drawing: Drawing | None = None) -> tuple[Rate, ...]:
    """The rates of the groups of bureaus, in the order of their names; bureaus of unknown groups are in none.

    Raises:
        ValueError: the extractor is no better than chance.
    """
    draws = _Draws(accuracy, drawing or Drawing())
    return tuple(rate for rate, _ in draws.groups(panel, measure, grouping))


def compare_groups(
    panel: Panel, measure: str, grouping: Grouping, accuracy: Accuracy, drawing: Drawing | None = None
) -> tuple[Comparison, ...]:
    """How the rates of each two groups of bureaus differ, the largest difference first.

    The extractor's accuracy is drawn for each group by itself: nothing tells that it reads the reports of all groups equally well.

    Raises:
        ValueError: the extractor is no better than chance.
    """
    draws = _Draws(accuracy, drawing or Drawing())
    pairs = combinations(draws.groups(panel, measure, grouping), 2)
    found = (draws.compare(first, second, drawn - other) for (first, drawn), (second, other) in pairs)
    return tuple(sorted(found, key=lambda one: (-abs(one.difference), one.first, one.second)))


class _Draws:
    """Draws from what is known of rates and of the accuracy."""

    def __init__(self, accuracy: Accuracy, drawing: Drawing) -> None:
        self._accuracy = accuracy
        self._drawing = drawing
        self._generator = np.random.default_rng(drawing.seed)
        self._alike = self._errors(), self._errors()

    def groups(self, panel: Panel, measure: str, grouping: Grouping) -> list[tuple[Rate, _Numbers]]:
        """The rate of each group, and draws of it."""
        counts = _counts(panel, measure, grouping, self._drawing.year)
        return [self._rate(group, adopters, bureaus) for group, (adopters, bureaus) in counts.items()]

    def compare(self, first: Rate, second: Rate, differences: _Numbers) -> Comparison:
        """The difference of two rates of which so many differences were drawn."""
        together = (first.adopters + second.adopters) / (first.bureaus + second.bureaus)
        least, most = self._interval(_corrected(together, *self._alike[0]) - _corrected(together, *self._alike[1]))
        return Comparison(first.group, second.group, first.rate - second.rate, *self._interval(differences), (most - least) / 2)

    def _rate(self, group: str, adopters: int, bureaus: int) -> tuple[Rate, _Numbers]:
        apparent = self._generator.beta(adopters + _JEFFREYS, bureaus - adopters + _JEFFREYS, self._drawing.number)
        drawn = _corrected(apparent, *self._errors())
        means = self._accuracy.sensitivity.mean, self._accuracy.specificity.mean
        rate = Rate(
            group,
            adopters,
            bureaus,
            adopters / bureaus,
            *wilson(adopters, bureaus, self._drawing.level),
            rogan_gladen(adopters / bureaus, *means),
            *self._interval(drawn),
        )
        return rate, drawn

    def _errors(self) -> tuple[_Numbers, _Numbers]:
        """Sensitivities and specificities."""
        sensitivity, specificity = self._accuracy.sensitivity, self._accuracy.specificity
        number = self._drawing.number
        return self._generator.beta(sensitivity.a, sensitivity.b, number), self._generator.beta(specificity.a, specificity.b, number)

    def _interval(self, drawn: _Numbers) -> tuple[float, float]:
        """The percentiles between which the drawn values lie with the probability."""
        low, high = np.quantile(drawn, [(1 - self._drawing.level) / 2, (1 + self._drawing.level) / 2])
        return float(low), float(high)


def _corrected(apparent: _Numbers | float, sensitivity: _Numbers, specificity: _Numbers) -> _Numbers:
    """The rates that apparent ones may come from, by :func:`rogan_gladen`."""
    return np.clip((apparent + specificity - 1) / np.maximum(sensitivity + specificity - 1, _LEAST_YOUDEN), 0.0, 1.0)


def _posterior(counts: Iterable[tuple[int, int]], right: int, wrong: int) -> Beta:
    prior = _prior([count for count in counts if count[1]])
    return Beta(prior.a + right, prior.b + wrong)


def _prior(counts: list[tuple[int, int]]) -> Beta:
    """The distribution of a share among things of which each was counted right so often of so many; Jeffreys's where there are none."""
    total = sum(number for _, number in counts)
    if not total:
        return Beta(_JEFFREYS, _JEFFREYS)
    share = sum(right for right, _ in counts) / total
    numbers = np.array([number for _, number in counts], dtype=float)
    shares = np.array([right / number for right, number in counts])
    weights = numbers / total
    by_chance = float(np.sum(weights * (1 - weights) / numbers))
    spread = float(np.sum(weights * (shares - share) ** 2)) - share * (1 - share) * by_chance
    possible = share * (1 - share) * (float(np.sum(weights * (1 - weights))) - by_chance)
    alike = min(1.0, spread / possible) if possible > 0 else 0.0
    strength = min(float(total), (1 - alike) / alike) if alike > 0 else float(total)
    return Beta(share * strength + _JEFFREYS, (1 - share) * strength + _JEFFREYS)


def _counts(panel: Panel, measure: str, grouping: Grouping, year: int | None) -> dict[str, tuple[int, int]]:
    """The adopters and the bureaus of each group, in order; bureaus without a group are left out."""
    adopted = {(statement.bureau, statement.year) for statement in panel.of_measure(measure) if statement.status == "adopted"}
    groups: defaultdict[str, list[bool]] = defaultdict(list)
    for bureau, years in panel.held().items():
        read = years[-1] if year is None else year
        if read in years and (group := group_of(panel.bureaus[bureau], grouping)):
            groups[group].append((bureau, read) in adopted)
    return {group: (sum(found), len(found)) for group, found in sorted(groups.items())}
