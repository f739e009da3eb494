"""Values as RDF literals with exact lexical forms."""

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.iris import XSD

__all__ = ["boolean", "chinese", "date", "decimal", "decimal_form", "integer", "year"]

_BOOLEAN = NamedNode(XSD + "boolean")
_DATE = NamedNode(XSD + "date")
_DECIMAL = NamedNode(XSD + "decimal")
_G_YEAR = NamedNode(XSD + "gYear")
_INTEGER = NamedNode(XSD + "integer")
_EXACT_DIGITS = 15  # any decimal of so many digits survives the way through a binary double


def boolean(value: bool) -> Literal:
    """An ``xsd:boolean``: ``true`` or ``false``."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def chinese(text: str) -> Literal:
    """A text in Chinese: ``"…"@zh``."""
    return Literal(text, language="zh")


def date(iso: str) -> Literal:
    """An ``xsd:date`` from its ISO form, which is left to the shapes to check."""
    return Literal(iso, datatype=_DATE)


def year(number: int) -> Literal:
    """An ``xsd:gYear``: ``"2020"``."""
    return Literal(f"{number:04d}", datatype=_G_YEAR)


def integer(number: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(number), datatype=_INTEGER)


def decimal(number: float | Decimal) -> Literal:
    """An ``xsd:decimal`` in its canonical form, see :func:`decimal_form`."""
    return Literal(decimal_form(number), datatype=_DECIMAL)


def decimal_form(number: float | Decimal) -> str:
    """The shortest decimal: ``18.0`` is ``"18"``, ``1.1 * 10_000`` is ``"11000"``; never an exponent.

    Integers are exact, fractions are taken to 15 significant digits. Raises ValueError or OverflowError
    if the number is not finite.
    """
    exact = Decimal(int(number)) if number == int(number) else Decimal(f"{number:.{_EXACT_DIGITS}g}")
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
