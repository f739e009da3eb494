"""What the confidence of a measure is worth, and what a threshold on it gains and costs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluation.figures import OTHER, Count, Kind, Score, Verdict

__all__ = ["Bin", "Threshold", "bins", "calibration_error", "thresholds"]

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Measures with a concept whose confidence is at least ``low`` and below ``high``; the last bin has 1 as well.

    ``matched`` of them stand where the reference has a measure, ``right`` have its concept too; ``confidence`` is their mean.
    """

    low: float
    high: float
    found: int
    matched: int
    right: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """The figures if measures whose confidence is below ``least`` had no concept; ``linked`` measures still have one."""

    least: float
    linked: int
    adoptions: Count
    typed: Count


def bins(verdicts: Iterable[Verdict]) -> tuple[Bin, ...]:
    """The measures found with a concept, in ten equal steps of confidence."""
    members: list[list[Verdict]] = [[] for _ in range(_BINS)]
    for verdict in verdicts:
        if verdict.found and verdict.found[0] != OTHER:
            members[min(int(verdict.confidence * _BINS), _BINS - 1)].append(verdict)
    return tuple(
        Bin(
            low=index / _BINS,
            high=(index + 1) / _BINS,
            found=len(group),
            matched=sum(verdict.expected is not None for verdict in group),
            right=sum(_same_concept(verdict) for verdict in group),
            confidence=sum(verdict.confidence for verdict in group) / len(group) if group else 0.0,
        )
        for index, group in enumerate(members)
    )


def calibration_error(groups: Sequence[Bin]) -> float:
    """Mean distance between confidence and share of right concepts, each bin weighted by its size (Naeini et al., 2015)."""
    found = sum(group.found for group in groups)
    return sum(abs(group.confidence * group.found - group.right) for group in groups) / found if found else 0.0


def thresholds(scores: Sequence[Score], least: Iterable[float]) -> tuple[Threshold, ...]:
    """Adoptions and spans with concept and status over several reports, each given as its own score, at several thresholds."""
    return tuple(_at(scores, value) for value in least)


def _at(scores: Sequence[Score], least: float) -> Threshold:
    adoptions, typed, linked = Count(), Count(), 0
    for score in scores:
        pairs = [(verdict.expected, _withheld(verdict, least)) for verdict in score.verdicts]
        expected, found = (_adopted(side) for side in zip(*pairs, strict=True)) if pairs else (set(), set())
        adoptions += Count(len(expected & found), len(expected), len(found))
        typed += Count(
            right=sum(a is not None and a == b for a, b in pairs),
            reference=sum(a is not None for a, _ in pairs),
            found=sum(b is not None for _, b in pairs),
        )
        linked += sum(b is not None and b[0] != OTHER for _, b in pairs)
    return Threshold(least, linked, adoptions, typed)


def _withheld(verdict: Verdict, least: float) -> Kind | None:
    return (OTHER, verdict.found[1]) if verdict.found and verdict.confidence < least else verdict.found


def _adopted(kinds: Iterable[Kind | None]) -> set[str]:
    return {kind[0] for kind in kinds if kind and kind[1] == "adopted" and kind[0] != OTHER}


def _same_concept(verdict: Verdict) -> bool:
    return bool(verdict.expected and verdict.found and verdict.expected[0] == verdict.found[0])
