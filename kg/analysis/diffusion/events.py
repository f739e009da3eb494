"""Event-history tables: one row for each bureau, measure and year at risk (Berry and Berry, *American Political Science Review* 84, 1990).

A bureau is at risk from its first report that is silent on the measure until that which states it. Left-censored bureaus never are:
when they adopted is unknown. Each report held after the first gives a row for the time since the one before, ``start < t <= stop``
in calendar years, as ``Surv(start, stop, event)`` of R, ``stset`` of Stata and ``CoxTimeVaryingFitter`` of lifelines take it. All that
varies in time is as it was at ``start``, except the length of the report, on which it depends what it can state.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.analysis.diffusion.following import neighbours_of
from kg.analysis.diffusion.spells import Spell, spells
from kg.analysis.panel import Panel

__all__ = ["RiskRow", "event_history"]


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A bureau at risk of adopting a measure from the year after ``start`` to ``stop``.

    ``event`` is 1 if the report of ``stop`` is the first to state it. ``gap`` is the number of years between the two of which no report is
    held: an event after a gap fell in one of them or in ``stop``. By ``start``, ``neighbours_adopted`` of ``neighbours`` observed
    had adopted, and ``superiors_adopted`` of ``superiors``; ``share_adopted`` is that of all other bureaus observed, empty where there are
    none; ``planned`` is 1 if the bureau had planned it; ``measures`` is the number of those that it had adopted. ``characters`` is the
    length of the report of ``stop``.
    """

    measure: str
    bureau: str
    name: str
    level: str | None
    sector: str | None
    province: str | None
    parent: str | None
    start: int
    stop: int
    event: int
    gap: int
    neighbours: int
    neighbours_adopted: int
    superiors: int
    superiors_adopted: int
    share_adopted: float | None
    planned: int
    measures: int
    characters: int


def event_history(panel: Panel, measure: str) -> tuple[RiskRow, ...]:
    """The table of a measure, by bureau and time; from the year of the first adoption on, since before there was nothing to adopt."""
    found = {spell.bureau: spell for spell in spells(panel, measure)}
    adopted = [spell.adopted for spell in found.values() if spell.adopted is not None]
    if not adopted:
        return ()
    others, earliest = _Others(panel, found), min(adopted)
    return tuple(row for spell in found.values() for row in _rows(panel, spell, others) if row.stop >= earliest)


class _Others:
    """What others had adopted by a year, and what each bureau had."""

    def __init__(self, panel: Panel, found: Mapping[str, Spell]) -> None:
        self._found = found
        self.neighbours = neighbours_of(panel)
        self.characters = {(entry.bureau, entry.year): entry.characters for entry in panel.years}
        self._observed = sorted(spell.years[0] for spell in found.values())
        self._adopted = sorted(spell.adopted for spell in found.values() if spell.adopted is not None)
        self._measures = panel.adopted

    def among(self, bureaus: Sequence[str], year: int) -> tuple[int, int]:
        """How many of the bureaus were observed by a year, and how many of these had adopted."""
        observed = [spell for bureau in bureaus if (spell := self._found.get(bureau)) and spell.years[0] <= year]
        return len(observed), sum(spell.adopted is not None and spell.adopted <= year for spell in observed)

    def share(self, year: int) -> float | None:
        """The share of adopters by a year in all bureaus observed but one that had not adopted."""
        observed = bisect_right(self._observed, year) - 1
        return bisect_right(self._adopted, year) / observed if observed else None

    def measures(self, bureau: str, year: int) -> int:
        """How many measures a bureau had adopted by a year."""
        return sum(number for adopted, number in self._measures.get(bureau, {}).items() if adopted <= year)


def _rows(panel: Panel, spell: Spell, others: _Others) -> Iterator[RiskRow]:
    bureau = panel.bureaus[spell.bureau]
    followed = [year for year in spell.years if spell.adopted is None or year <= spell.adopted]
    for start, stop in pairwise(followed):
        neighbours, neighbours_adopted = others.among(others.neighbours[bureau.key], start)
        superiors, superiors_adopted = others.among(bureau.superiors, start)
        yield RiskRow(
            measure=spell.measure,
            bureau=bureau.key,
            name=bureau.name,
            level=bureau.level,
            sector=bureau.sector,
            province=bureau.province,
            parent=bureau.parent,
            start=start,
            stop=stop,
            event=int(stop == spell.adopted),
            gap=stop - start - 1,
            neighbours=neighbours,
            neighbours_adopted=neighbours_adopted,
            superiors=superiors,
            superiors_adopted=superiors_adopted,
            share_adopted=others.share(start),
            planned=int(spell.planned is not None and spell.planned <= start),
            measures=others.measures(bureau.key, start),
            characters=others.characters[bureau.key, stop],
        )
