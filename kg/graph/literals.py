"""Values as RDF literals with exact lexical forms."""

from decimal import Decimal
from functools import lru_cache

from kg.graph.ntriples import Term, literal
from kg.iris import XSD

__all__ = ["address", "boolean", "chinese", "date", "decimal", "decimal_form", "integer", "year"]

_ANY_URI = f"^^<{XSD}anyURI>"
_BOOLEAN = f"^^<{XSD}boolean>"
_DATE = f"^^<{XSD}date>"
_DECIMAL = f"^^<{XSD}decimal>"
_G_YEAR = f"^^<{XSD}gYear>"
_INTEGER = f"^^<{XSD}integer>"
_EXACT_DIGITS = 15  # any decimal of so many digits survives the way through a binary double


def address(url: str) -> Term:
    """An ``xsd:anyURI``."""
    return literal(url, _ANY_URI)


def boolean(value: bool) -> Term:
    """An ``xsd:boolean``: ``true`` or ``false``."""
    return literal("true" if value else "false", _BOOLEAN)


def chinese(text: str) -> Term:
    """A text in Chinese: ``"…"@zh``."""
    return literal(text, "@zh")


def date(iso: str) -> Term:
    """An ``xsd:date`` from its ISO form, which is left to the shapes to check."""
    return literal(iso, _DATE)


@lru_cache(maxsize=1 << 8)
def year(number: int) -> Term:
    """An ``xsd:gYear``: ``"2020"``."""
    return literal(f"{number:04d}", _G_YEAR)


@lru_cache(maxsize=1 << 14)
def integer(number: int) -> Term:
    """An ``xsd:integer``."""
    return f'"{number}"{_INTEGER}'


@lru_cache(maxsize=1 << 14)
def decimal(number: float | Decimal) -> Term:
    """An ``xsd:decimal`` in its canonical form, see :func:`decimal_form`."""
    return literal(decimal_form(number), _DECIMAL)


@lru_cache(maxsize=1 << 14)
def decimal_form(number: float | Decimal) -> str:
    """The shortest decimal: ``18.0`` is ``"18"``, ``1.1 * 10_000`` is ``"11000"``; never an exponent.

    Integers are exact, fractions are taken to 15 significant digits. Raises ValueError or OverflowError
    if the number is not finite.
    """
    exact = Decimal(int(number)) if number == int(number) else Decimal(f"{number:.{_EXACT_DIGITS}g}")
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
