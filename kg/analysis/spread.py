"""How a measure spread, at a glance."""

from dataclasses import dataclass

from kg.analysis.diffusion import (
    CurvePoint,
    Following,
    Hazard,
    Spell,
    Survival,
    Wave,
    cumulative_curve,
    event_history,
    first_adopters,
    followings,
    hazard,
    kaplan_meier,
    waves,
)
from kg.analysis.indexed import panel_of_measure
from kg.analysis.panel import Grouping
from kg.index import Index

__all__ = ["Spread", "read_spread", "read_waves"]

_FIRST = 20  # adopters, pairs


@dataclass(frozen=True, slots=True)
class Spread:
    """How a measure spread over the bureaus and bureau-years of which reports are held.

    ``adopters`` and ``followings`` are the first of ``adopted`` and of ``followed``; ``risks`` is the number of rows of the event history.
    """

    bureaus: int
    years: int
    left_out: int
    unplaced: int
    adopted: int
    adopters: tuple[Spell, ...]
    curve: tuple[CurvePoint, ...]
    followed: int
    followings: tuple[Following, ...]
    risks: int
    survival: tuple[Survival, ...]
    hazard: tuple[Hazard, ...]


def read_waves(index: Index, measure: str, grouping: Grouping) -> tuple[Wave, ...]:
    """In which waves a measure of a release came to groups of bureaus."""
    return waves(cumulative_curve(panel_of_measure(index, measure), measure, grouping))


def read_spread(index: Index, measure: str) -> Spread:
    """How a measure of a release spread."""
    panel = panel_of_measure(index, measure)
    adopters, pairs, risks = first_adopters(panel, measure), followings(panel, measure), event_history(panel, measure)
    return Spread(
        bureaus=len(panel.bureaus),
        years=len(panel.years),
        left_out=panel.left_out,
        unplaced=panel.unplaced,
        adopted=len(adopters),
        adopters=adopters[:_FIRST],
        curve=cumulative_curve(panel, measure),
        followed=len(pairs),
        followings=pairs[:_FIRST],
        risks=len(risks),
        survival=kaplan_meier(risks),
        hazard=hazard(risks),
    )
