"""Lexical forms and values of the datatypes of XML Schema that the graph has."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from kg.graph.ntriples import Term, is_literal, parts
from kg.iris import RDF, XSD

__all__ = ["Value", "literals_of", "value_of"]

Value = Decimal | float | str

_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DIGITS = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_ANY = "(?s:.*)"
_FORMS = {
    RDF + "langString": _ANY,
    XSD + "anyURI": _ANY,
    XSD + "boolean": "true|false|1|0",
    XSD + "date": rf"(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_ZONE}",
    XSD + "decimal": _DIGITS,
    XSD + "double": rf"{_DIGITS}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN",
    XSD + "gYear": rf"-?(?:[1-9][0-9]{{3,}}|0[0-9]{{3}}){_ZONE}",
    XSD + "integer": "[+-]?[0-9]+",
    XSD + "string": _ANY,
}


@cache
def literals_of(datatype: str) -> Callable[[Term], object]:
    """What is true of the literals of a datatype with a form that it has, and of no others. Dates are of the years 1 to 9999.

    Raises:
        KeyError: the datatype is not known here.
    """
    suffix = "" if datatype == XSD + "string" else f"^^<{datatype}>"
    match = re.compile(f'"(?:{_FORMS[datatype]})"{re.escape(suffix)}').fullmatch
    return (lambda term: _is_date(match(term))) if datatype == XSD + "date" else match


def _is_date(match: re.Match[str] | None) -> bool:
    try:
        return match is not None and bool(date.fromisoformat(match["date"]))
    except ValueError:
        return False


_VALUES: dict[str, Callable[[str], Value]] = {
    XSD + "decimal": Decimal,
    XSD + "double": float,
    XSD + "integer": Decimal,
    XSD + "string": str,
}


@lru_cache(maxsize=1 << 14)
def value_of(term: Term) -> Value | None:
    """The value of a number or a string; None of what has no order with either."""
    if not is_literal(term):
        return None
    form, suffix = parts(term)
    datatype = suffix[3:-1] if suffix else XSD + "string"
    value = _VALUES.get(datatype)
    return value(form) if value and literals_of(datatype)(term) else None
