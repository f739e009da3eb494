"""The units that reports count and measure in."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kg.errors import VocabularyError

__all__ = ["Unit", "check_units", "parse_unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or of counting. Values in units of the same ``base`` compare, all others do not.

    A value times ``factor`` is the value in the unit whose id is ``base``, which for a base unit is its own.
    ``quantity_kind`` and ``qudt`` are local names of QUDT's vocabularies of quantity kinds and of units;
    ``qudt`` is empty where QUDT has no such unit.
    """

    id: str
    label_zh: str
    label_en: str
    aliases: tuple[str, ...]
    quantity_kind: str
    base: str
    factor: Decimal
    qudt: str
    scope_note: str

    @property
    def names(self) -> frozenset[str]:
        """All that the unit is called in reports, full-width signs as ASCII."""
        return frozenset((self.label_zh, *self.aliases))


def parse_unit(row: Mapping[str, str]) -> Unit:
    """The unit of a row of ``units.csv``; raises VocabularyError if its factor is no number above zero."""
    try:
        factor = Decimal(row["factor"])
    except InvalidOperation:
        factor = Decimal(0)
    if not (factor.is_finite() and factor > 0):
        raise VocabularyError(f"units.csv: {row['id']}: the factor {row['factor']!r} is no number above zero")
    return Unit(
        id=row["id"],
        label_zh=row["label_zh"],
        label_en=row["label_en"],
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        quantity_kind=row["quantity_kind"],
        base=row["base"],
        factor=factor,
        qudt=row["qudt"],
        scope_note=row["scope_note"],
    )


def check_units(units: Mapping[str, Unit]) -> None:
    """Raise VocabularyError unless every base is a unit of the same quantity kind, its own base and of factor 1."""
    for unit in units.values():
        base = units.get(unit.base)
        if base is None:
            raise VocabularyError(f"units.csv: {unit.id}: no unit {unit.base!r}")
        if base.base != base.id or base.factor != 1:
            raise VocabularyError(f"units.csv: {unit.id}: {base.id} is not its own base with factor 1")
        if base.quantity_kind != unit.quantity_kind:
            raise VocabularyError(f"units.csv: {unit.id}: {unit.quantity_kind}, but its base {base.id} is {base.quantity_kind}")
