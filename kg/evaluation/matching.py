"""One-to-one matching of what was found with what the reference has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.evaluation.figures import Count
from kg.evaluation.text import character_f1, flatten, overlap, plain_title
from kg.types import Measure, Metric, Organization, Policy, Problem

__all__ = ["Matching", "Mention", "match", "measure_fit", "metric_fit", "organization_fit", "policy_fit", "same_details", "span_fit"]

Mention = TypeVar("Mention", Organization, Policy, Metric, Measure, Problem)

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Matching(Generic[Mention]):
    """What of the reference was found.

    ``ids`` gives for the id of each mention found that of its match in the reference, if it has one.
    """

    pairs: tuple[tuple[Mention, Mention], ...]
    missed: tuple[Mention, ...]
    wrong: tuple[Mention, ...]
    ids: dict[str, str]

    def count(self, right: int | None = None) -> Count:
        """The figures, with ``right`` of the pairs (by default all) taken as right."""
        matched = len(self.pairs)
        return Count(matched if right is None else right, matched + len(self.missed), matched + len(self.wrong))


def match(wanted: Sequence[Mention], got: Sequence[Mention], fit: Callable[[Mention, Mention], float]) -> Matching[Mention]:
    """Match greedily by falling fit; a fit of 0 is no match."""
    fits = sorted(((fit(a, b), i, j) for i, a in enumerate(wanted) for j, b in enumerate(got)), key=lambda entry: -entry[0])
    partner: dict[int, int] = {}
    used: set[int] = set()
    for value, i, j in fits:
        if value > 0 and i not in partner and j not in used:
            partner[i] = j
            used.add(j)
    pairs = tuple((wanted[i], got[j]) for i, j in partner.items())
    return Matching(
        pairs,
        missed=tuple(mention for i, mention in enumerate(wanted) if i not in partner),
        wrong=tuple(mention for j, mention in enumerate(got) if j not in used),
        ids={b.id: a.id for a, b in pairs},
    )


def span_fit(wanted: Measure | Problem, got: Measure | Problem) -> float:
    """Intersection over union, if that is a half or more."""
    same = overlap((wanted.start, wanted.end), (got.start, got.end))
    return same if same >= _HALF else 0.0


def measure_fit(wanted: Measure, got: Measure) -> float:
    """As :func:`span_fit`; of two measures at one place, the one with the right concept fits better."""
    same = span_fit(wanted, got)
    return same + 0.1 if same and wanted.concept == got.concept else same


def metric_fit(wanted: Metric, got: Metric) -> float:
    """Value and unit right, in spans that touch or overlap."""
    tolerance = 1e-6 * max(1.0, abs(wanted.value))
    if flatten(wanted.unit) != flatten(got.unit) or abs(wanted.value - got.value) > tolerance:
        return 0.0
    apart = max(wanted.start, got.start) > min(wanted.end, got.end)
    return 0.0 if apart else 1 + overlap((wanted.start, wanted.end), (got.start, got.end))


def same_details(wanted: Metric, got: Metric) -> bool:
    """Whether the earlier value and the comparator are the same and half of the indicator's characters are shared."""
    return (
        _rounded(wanted.value_from) == _rounded(got.value_from)
        and wanted.comparator == got.comparator
        and character_f1(wanted.indicator, got.indicator) >= _HALF
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def policy_fit(wanted: Policy, got: Policy) -> float:
    """The same title, whatever its brackets."""
    return float(plain_title(wanted.title) == plain_title(got.title))


def organization_fit(wanted: Organization, got: Organization) -> float:
    """The same name."""
    return float(flatten(wanted.name) == flatten(got.name))
