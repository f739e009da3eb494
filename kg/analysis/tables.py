"""Results as flat tables, for R, Stata, pandas and spreadsheets."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TextIO

from kg.analysis.panel import Quote, Statement

__all__ = ["cells", "columns", "write_csv"]

_SEPARATOR = "|"  # between the values of a cell that has several


def columns(kind: type[Any]) -> tuple[str, ...]:
    """The columns of a table of such results: their fields, then what follows from these."""
    derived = (name for name in vars(kind) if isinstance(getattr(kind, name), property))
    return (*(field.name for field in fields(kind)), *derived)


def cells(result: Any, digits: int = 6) -> Mapping[str, str]:
    """A result as text by its columns, numbers that are not whole with so many significant ``digits``, or without their fraction.

    What is unknown is empty, several values are joined with ``|``, quotes tell where they stand.
    """
    return {name: _cell(getattr(result, name), digits) for name in columns(type(result))}


def write_csv(kind: type[Any], results: Iterable[Any], out: TextIO) -> None:
    """Write results of a kind as CSV (RFC 4180) under a line of headings."""
    writer = csv.DictWriter(out, columns(kind), lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(cells, results))


def _cell(value: Any, digits: int) -> str:
    match value:
        case None:
            return ""
        case StrEnum():
            return value.value
        case float():
            return f"{value:.{digits}g}" if round(abs(value)) < 10**digits else f"{value:.0f}"
        case Quote():
            return f"{value.file}:{value.start}-{value.end} {value.text}"
        case Statement():
            return _cell(value.evidence, digits)
        case tuple():
            return _SEPARATOR.join(_cell(one, digits) for one in value)
        case _:
            return str(value)
