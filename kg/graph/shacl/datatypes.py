"""Lexical forms and values of the datatypes of XML Schema that the graph has."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from kg.graph.ntriples import Term, is_literal, parts
from kg.iris import RDF, XSD

__all__ = ["DATATYPES", "Value", "value_of"]

Value = Decimal | float | str

_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DIGITS = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_DATE = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_ZONE}")


def _any(_: str) -> bool:
    return True


def _is_date(form: str) -> bool:
    if not (match := _DATE.fullmatch(form)):
        return False
    try:
        date.fromisoformat(match[1])
    except ValueError:
        return False
    return True


DATATYPES: dict[str, Callable[[str], object]] = {
    RDF + "langString": _any,
    XSD + "anyURI": _any,
    XSD + "boolean": re.compile("true|false|1|0").fullmatch,
    XSD + "date": _is_date,
    XSD + "decimal": re.compile(_DIGITS).fullmatch,
    XSD + "double": re.compile(rf"{_DIGITS}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN").fullmatch,
    XSD + "gYear": re.compile(rf"-?(?:[1-9][0-9]{{3,}}|0[0-9]{{3}}){_ZONE}").fullmatch,
    XSD + "integer": re.compile("[+-]?[0-9]+").fullmatch,
    XSD + "string": _any,
}
"""For each datatype what is true of its lexical forms and of no others. Dates are of the years 1 to 9999."""

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
    return value(form) if value and DATATYPES[datatype](form) else None
