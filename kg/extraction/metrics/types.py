"""What the parts of this component hand to one another."""

from dataclasses import dataclass
from decimal import Decimal

from kg.types import Comparator

__all__ = ["Statement"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A metric as the text states it, without an id.

    ``start`` and ``end`` are places of the text, ``told`` that from which on words, not a number, tell the value.
    """

    start: int
    end: int
    indicator: str
    value: Decimal
    unit: str
    comparator: Comparator = "="
    value_from: Decimal | None = None
    told: int | None = None
