"""How many bureaus have adopted a measure by which year, in all and by group, and in which waves (Rogers, *Diffusion of Innovations*)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.analysis.diffusion.spells import Outcome, Spell, spells
from kg.analysis.panel import Grouping, Panel, group_of

__all__ = ["CurvePoint", "Wave", "cumulative_curve", "waves"]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A year in a group of bureaus.

    ``held`` bureaus have a report on the year, ``observed`` ones on it or an earlier year: of these ``adopters`` have adopted by then.
    ``new`` of them did in the year; of these ``left_censored`` may have done so earlier, being seen for the first time, and ``in_gap`` as
    well, their reports of the years before being missing.
    """

    measure: str
    group: str
    year: int
    held: int
    observed: int
    new: int
    left_censored: int
    in_gap: int
    adopters: int

    @property
    def share(self) -> float:
        """The share of adopters in the bureaus observed."""
        return self.adopters / self.observed


@dataclass(frozen=True, slots=True)
class Wave:
    """How a measure came to a group.

    ``first`` is the year of the first adopter, ``half`` the first in which half of the bureaus observed in the end had adopted, ``peak``
    that of most adoptions (the earliest of several); None where there was no such year. Left-censored adopters count for the first
    two, in the latest year that they can have adopted in, but not for the last.
    """

    measure: str
    group: str
    observed: int
    adopters: int
    first: int | None
    half: int | None
    peak: int | None


def cumulative_curve(panel: Panel, measure: str, grouping: Grouping = Grouping.ALL) -> tuple[CurvePoint, ...]:
    """The cumulative curve of each group, from the first year of which it has a report to the last year of which there is any."""
    groups: defaultdict[str, list[Spell]] = defaultdict(list)
    for spell in spells(panel, measure):
        groups[group_of(panel.bureaus[spell.bureau], grouping)].append(spell)
    last = max((entry.year for entry in panel.years), default=0)
    return tuple(point for group, members in sorted(groups.items()) for point in _points(measure, group, members, last))


def waves(curve: Iterable[CurvePoint]) -> tuple[Wave, ...]:
    """The waves that the curves of :func:`cumulative_curve` tell, that of the earliest group first."""
    found = (_wave(list(points)) for _, points in groupby(curve, key=lambda point: point.group))
    return tuple(sorted(found, key=lambda wave: (wave.first is None, wave.first, wave.half is None, wave.half, wave.group)))


def _points(measure: str, group: str, members: Sequence[Spell], last: int) -> Iterator[CurvePoint]:
    held = Counter(year for spell in members for year in spell.years)
    first_held = Counter(spell.years[0] for spell in members)
    adopted = Counter((spell.adopted, spell.outcome) for spell in members)
    observed = adopters = 0
    for year in range(min(first_held), last + 1):
        new = {outcome: adopted[year, outcome] for outcome in Outcome}
        observed += first_held[year]
        adopters += sum(new.values())
        yield CurvePoint(
            measure=measure,
            group=group,
            year=year,
            held=held[year],
            observed=observed,
            new=sum(new.values()),
            left_censored=new[Outcome.LEFT_CENSORED],
            in_gap=new[Outcome.IN_GAP],
            adopters=adopters,
        )


def _wave(points: Sequence[CurvePoint]) -> Wave:
    last = points[-1]
    peak = max(points, key=lambda point: point.new - point.left_censored)
    return Wave(
        measure=last.measure,
        group=last.group,
        observed=last.observed,
        adopters=last.adopters,
        first=next((point.year for point in points if point.adopters), None),
        half=next((point.year for point in points if 2 * point.adopters >= last.observed), None),
        peak=peak.year if peak.new > peak.left_censored else None,
    )
