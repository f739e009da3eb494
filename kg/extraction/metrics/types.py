"""What the parts of this component hand to one another."""

from decimal import Decimal
from typing import NamedTuple

from kg.types import Comparator

__all__ = ["Statement"]


class Statement(NamedTuple):
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
