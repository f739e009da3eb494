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


def cells(result: Any) -> Mapping[str, str]:
    """A result as text by its columns; what is unknown is empty, several values are joined with ``|``, quotes tell where they stand."""
    return {name: _cell(getattr(result, name)) for name in columns(type(result))}


def write_csv(kind: type[Any], results: Iterable[Any], out: TextIO) -> None:
    """Write results of a kind as CSV (RFC 4180) under a line of headings."""
    writer = csv.DictWriter(out, columns(kind), lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(cells, results))


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case StrEnum():
            return value.value
        case float():
            return f"{value:.6g}"
        case Quote():
            return f"{value.file}:{value.start}-{value.end} {value.text}"
        case Statement():
            return _cell(value.evidence)
        case tuple():
            return _SEPARATOR.join(map(_cell, value))
        case _:
            return str(value)
