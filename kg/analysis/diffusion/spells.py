"""When each bureau adopted a measure, as far as the reports held tell it.

A measure counts as adopted from the first year whose report states it so, and for good: whoever adopted it once does not become free to
adopt it again. What the reports before say decides how well that year is known (Allison, *Event History Analysis*, 1984).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kg.analysis.panel import Bureau, Panel, Statement

__all__ = ["Outcome", "Spell", "first_adopters", "spells"]


class Outcome(StrEnum):
    """How well the year of adoption is known.

    ``adopted``: the report of the year before is held and silent. ``adopted in a gap``: the last silent report is older, so that it was
    adopted in its year or in one without a report. ``left-censored``: the first report held states it already. ``censored``: none does.
    """

    ADOPTED = "adopted"
    IN_GAP = "adopted in a gap"
    LEFT_CENSORED = "left-censored"
    CENSORED = "censored"


@dataclass(frozen=True, slots=True)
class Spell:
    """What is known of a bureau, by its key and name, and a measure.

    ``years`` are those of which reports are held, ``adopted`` is the first that states the measure as adopted, ``planned`` the first that
    plans it, and ``silent`` the last year before ``adopted``, or of all, whose report does not state it as adopted: None where there
    is none. ``statement`` is what proves the adoption.
    """

    bureau: str
    name: str
    measure: str
    years: tuple[int, ...]
    adopted: int | None
    silent: int | None
    planned: int | None
    statement: Statement | None

    @property
    def outcome(self) -> Outcome:
        """How well the year of adoption is known."""
        if self.adopted is None:
            return Outcome.CENSORED
        if self.silent is None:
            return Outcome.LEFT_CENSORED
        return Outcome.ADOPTED if self.silent == self.adopted - 1 else Outcome.IN_GAP


def spells(panel: Panel, measure: str) -> tuple[Spell, ...]:
    """What is known of a measure and each bureau of which a report is held, in the order of their keys; the panel keeps it."""
    return panel.made(_spells, measure)


def _spells(panel: Panel, measure: str) -> tuple[Spell, ...]:
    statements = panel.of_measure(measure)
    first = {status: _first(statement for statement in statements if statement.status == status) for status in ("adopted", "planned")}
    return tuple(
        _spell(panel.bureaus[bureau], measure, years, first["adopted"].get(bureau), first["planned"].get(bureau))
        for bureau, years in panel.held().items()
    )


def first_adopters(panel: Panel, measure: str) -> tuple[Spell, ...]:
    """The bureaus that adopted a measure, the first ones first; of one year those whose year is known come before the others."""
    adopted = (spell for spell in spells(panel, measure) if spell.adopted is not None)
    return tuple(sorted(adopted, key=lambda spell: (spell.adopted, list(Outcome).index(spell.outcome), spell.bureau)))


def _first(statements: Iterable[Statement]) -> dict[str, Statement]:
    """The first statement of each bureau."""
    found: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda statement: statement.year):
        found.setdefault(statement.bureau, statement)
    return found


def _spell(bureau: Bureau, measure: str, years: tuple[int, ...], adopted: Statement | None, planned: Statement | None) -> Spell:
    before = [year for year in years if adopted is None or year < adopted.year]
    return Spell(
        bureau=bureau.key,
        name=bureau.name,
        measure=measure,
        years=years,
        adopted=adopted.year if adopted else None,
        silent=before[-1] if before else None,
        planned=planned.year if planned else None,
        statement=adopted,
    )
