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
    "GroupRates",
    "Rate",
    "compare_groups",
    "confusions",
    "measured_accuracy",
    "rogan_gladen",
]

_DRAWS = 20_000
_LEVEL = 0.95
_JEFFREYS = 0.5
_LEAST_YOUDEN = 1e-9


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
        if abs(self.difference) <= self.extraction_error:
            return "smaller than what errors of the extraction alone may make"
        return "no larger than what chance and errors of the extraction may make" if self.low <= 0 <= self.high else None


@dataclass(frozen=True, slots=True)
class GroupRates:
    """The rates of the groups and the differences between each two of them, the largest first; of the bureaus' reports on ``year``.

    Without a year each bureau counts with the last report that is held. ``level`` is the probability of the intervals.
    """

    measure: str
    year: int | None
    level: float
    accuracy: Accuracy
    rates: tuple[Rate, ...]
    comparisons: tuple[Comparison, ...]


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

    A single measure is in few of them. So what all measures show, as far as they are alike, is the prior of each (empirical Bayes
    with a beta-binomial model by moments: Kleinman, *JASA* 68, 1973), and a measure that none of them states has the prior.
    """
    own = measured.get(measure, Confusion(0, 0, 0, 0))
    every = measured.values()
    return Accuracy(
        sensitivity=_posterior([(one.found, one.found + one.missed) for one in every], own.found, own.missed),
        specificity=_posterior([(one.absent, one.absent + one.wrong) for one in every], own.absent, own.wrong),
    )


def compare_groups(
    panel: Panel,
    measure: str,
    grouping: Grouping,
    accuracy: Accuracy,
    *,
    year: int | None = None,
    level: float = _LEVEL,
    number: int = _DRAWS,
    seed: int = 0,
) -> GroupRates:
    """The rates of the groups of bureaus, and how they differ.

    The extractor's accuracy is drawn for each group by itself: nothing tells that it reads the reports of all groups equally well.
    ``number`` is that of the draws, which ``seed`` repeats.

    Raises:
        ValueError: the extractor is no better than chance.
    """
    draws = _Draws(accuracy, level, number, np.random.default_rng(seed))
    counts = _counts(panel, measure, grouping, year)
    drawn = {group: draws.rates(*count) for group, count in counts.items()}
    rates = tuple(_rate(group, *counts[group], draws, drawn[group]) for group in counts)
    comparisons = (_compare(first, second, draws, drawn[first.group] - drawn[second.group]) for first, second in combinations(rates, 2))
    return GroupRates(
        measure=measure,
        year=year,
        level=level,
        accuracy=accuracy,
        rates=rates,
        comparisons=tuple(sorted(comparisons, key=lambda one: (-abs(one.difference), one.first, one.second))),
    )


@dataclass(frozen=True, slots=True)
class _Draws:
    """Draws of rates from what is known of them and of the accuracy: their number, and the probability of the intervals that they give."""

    accuracy: Accuracy
    level: float
    number: int
    generator: np.random.Generator

    def rates(self, adopters: int, bureaus: int) -> NDArray[np.float64]:
        """Corrected rates of bureaus of which so many were found to have adopted."""
        return self.corrected(self.generator.beta(adopters + _JEFFREYS, bureaus - adopters + _JEFFREYS, self.number))

    def corrected(self, apparent: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """The rates that apparent ones may come from."""
        sensitivity, specificity = (
            self.generator.beta(share.a, share.b, self.number) for share in (self.accuracy.sensitivity, self.accuracy.specificity)
        )
        return np.clip((apparent + specificity - 1) / np.maximum(sensitivity + specificity - 1, _LEAST_YOUDEN), 0.0, 1.0)

    def interval(self, drawn: NDArray[np.float64]) -> tuple[float, float]:
        """The percentiles between which the drawn values lie with the probability."""
        low, high = np.quantile(drawn, [(1 - self.level) / 2, (1 + self.level) / 2])
        return float(low), float(high)


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
    alike = spread / possible if possible > 0 else 0.0
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


def _rate(group: str, adopters: int, bureaus: int, draws: _Draws, drawn: NDArray[np.float64]) -> Rate:
    apparent = adopters / bureaus
    accuracy = draws.accuracy
    return Rate(
        group,
        adopters,
        bureaus,
        apparent,
        *wilson(adopters, bureaus, draws.level),
        rogan_gladen(apparent, accuracy.sensitivity.mean, accuracy.specificity.mean),
        *draws.interval(drawn),
    )


def _compare(first: Rate, second: Rate, draws: _Draws, differences: NDArray[np.float64]) -> Comparison:
    together = (first.adopters + second.adopters) / (first.bureaus + second.bureaus)
    least, most = draws.interval(draws.corrected(together) - draws.corrected(together))
    return Comparison(first.group, second.group, first.rate - second.rate, *draws.interval(differences), (most - least) / 2)
