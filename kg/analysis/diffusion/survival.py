"""Kaplan-Meier curves and hazards by year, of spells that begin late and end without an event.

Bureaus come under observation in different years: a spell counts for a year only where ``start < year <= stop`` (delayed entry;
Klein and Moeschberger, *Survival Analysis*, 2003, section 4.6).
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from kg.analysis.proportions import normal_quantile, wilson

__all__ = ["Hazard", "Interval", "Survival", "Timed", "hazard", "kaplan_meier"]


class Timed(Protocol):
    """Whatever is followed from after ``start`` to ``stop``, when it has its event (1) or goes out of sight (0)."""

    @property
    def start(self) -> float: ...  # noqa: D102
    @property
    def stop(self) -> float: ...  # noqa: D102
    @property
    def event(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Interval:
    """The plainest :class:`Timed`."""

    start: float
    stop: float
    event: int


@dataclass(frozen=True, slots=True)
class Survival:
    """The share that is without the event after ``time``, with its standard error and interval.

    They are None after the last event of all at risk, from which nothing can be told of those who would have gone on.
    """

    time: float
    at_risk: int
    events: int
    survival: float
    error: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Hazard:
    """The share of those at risk at ``time`` that have the event then, with its interval."""

    time: float
    at_risk: int
    events: int
    hazard: float
    low: float
    high: float


def kaplan_meier(spells: Iterable[Timed], level: float = 0.95) -> tuple[Survival, ...]:
    """The product-limit estimate at each time of an event (Kaplan and Meier, *JASA* 53, 1958).

    Errors are Greenwood's (1926); the interval is that of log(-log S), which stays within 0 and 1 (Kalbfleisch and Prentice, 1980).
    Where all at risk have the event the curve ends at 0, even if others come under risk later: leave such early times out.
    """
    z = normal_quantile(level)
    found: list[Survival] = []
    survival, variance = 1.0, 0.0
    for time, at_risk, events in _risk_sets(spells):
        if not events:
            continue
        survival *= 1 - events / at_risk
        if events == at_risk:
            found.append(Survival(time, at_risk, events, 0.0, None, None, None))
            break
        variance += events / (at_risk * (at_risk - events))
        width = z * math.sqrt(variance) / math.log(survival)
        error = survival * math.sqrt(variance)
        found.append(Survival(time, at_risk, events, survival, error, survival ** math.exp(-width), survival ** math.exp(width)))
    return tuple(found)


def hazard(spells: Iterable[Timed], level: float = 0.95) -> tuple[Hazard, ...]:
    """The discrete-time hazard at each time at which a spell ends (Singer and Willett, *Applied Longitudinal Data Analysis*, 2003).

    The interval is Wilson's (1927), which is right for few spells and hazards near 0.
    """
    return tuple(
        Hazard(time, at_risk, events, events / at_risk, *wilson(events, at_risk, level)) for time, at_risk, events in _risk_sets(spells)
    )


def _risk_sets(spells: Iterable[Timed]) -> Iterator[tuple[float, int, int]]:
    """The times at which spells end, with the numbers at risk and of events."""
    held = list(spells)
    starts, stops = sorted(spell.start for spell in held), sorted(spell.stop for spell in held)
    events = Counter(spell.stop for spell in held if spell.event)
    for time in sorted(set(stops)):
        yield time, bisect_left(starts, time) - bisect_left(stops, time), events[time]
