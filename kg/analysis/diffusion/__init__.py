"""Diffusion of measures: who adopted first, how many by when, who after whom, and the tables that event-history analysis starts from."""

from kg.analysis.diffusion.curves import CurvePoint, Wave, cumulative_curve, waves
from kg.analysis.diffusion.events import RiskRow, event_history
from kg.analysis.diffusion.following import ByChance, Following, Tie, compared_with_chance, followings, neighbours_of
from kg.analysis.diffusion.spells import Outcome, Spell, first_adopters, spells
from kg.analysis.diffusion.survival import Hazard, Interval, Survival, Timed, hazard, kaplan_meier

__all__ = [
    "ByChance",
    "CurvePoint",
    "Following",
    "Hazard",
    "Interval",
    "Outcome",
    "RiskRow",
    "Spell",
    "Survival",
    "Tie",
    "Timed",
    "Wave",
    "compared_with_chance",
    "cumulative_curve",
    "event_history",
    "first_adopters",
    "followings",
    "hazard",
    "kaplan_meier",
    "neighbours_of",
    "spells",
    "waves",
]
