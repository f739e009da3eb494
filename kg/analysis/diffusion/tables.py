"""The tables of how a measure spread, by their names."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kg.analysis.diffusion.curves import CurvePoint, Wave, cumulative_curve, waves
from kg.analysis.diffusion.events import RiskRow, event_history
from kg.analysis.diffusion.following import ByChance, Following, compared_with_chance, followings
from kg.analysis.diffusion.spells import Spell, first_adopters
from kg.analysis.diffusion.survival import Hazard, Survival, hazard, kaplan_meier
from kg.analysis.panel import Grouping, Panel, Statement

__all__ = ["TABLES"]

TABLES: Mapping[str, tuple[type[Any], Callable[[Panel, str, Grouping], Sequence[Any]]]] = {
    "panel": (Statement, lambda panel, measure, _: panel.of_measure(measure)),
    "adopters": (Spell, lambda panel, measure, _: first_adopters(panel, measure)),
    "curve": (CurvePoint, cumulative_curve),
    "waves": (Wave, lambda panel, measure, by: waves(cumulative_curve(panel, measure, by))),
    "following": (Following, lambda panel, measure, _: followings(panel, measure)),
    "chance": (ByChance, lambda panel, measure, _: compared_with_chance(panel, measure)),
    "events": (RiskRow, lambda panel, measure, _: event_history(panel, measure)),
    "survival": (Survival, lambda panel, measure, _: kaplan_meier(event_history(panel, measure))),
    "hazard": (Hazard, lambda panel, measure, _: hazard(event_history(panel, measure))),
}
"""What each row is, and what makes the rows of a panel, a measure and what bureaus are put together by."""
