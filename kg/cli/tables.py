"""How tables of results are printed."""

import json
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

import typer
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from kg.cli.diff import Format

__all__ = ["print_results"]

_SHOWN = 80  # characters of a cell for people
_DIGITS = 3  # of a number for people
_GAP = 2  # between columns
_NARROWEST = 16  # that a column of sentences can be read in
_GROUPS = frozenset({"group", "first", "second"})  # columns
_WORD = re.compile("[!-~]+")  # Chinese can be broken anywhere


def print_results(
    kind: type[Any],
    results: Sequence[Any],
    output: Format,
    *,
    known: Collection[str] = (),
    regions: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Print results of a kind: for people, as CSV, or as one JSON object a line.

    For people what is long is cut short, numbers are rounded, ``regions`` that groups are told by have their names instead of their codes,
    and columns that they ``known`` are left out. A table that would break words on their screen has a line for each cell.
    """
    from kg.analysis.tables import cells, columns, write_csv

    match output:
        case Format.TEXT:
            shown = [name for name in columns(kind) if name not in known]
            rows = [[_shortened(told[name]) for name in shown] for told in (_named(cells(result, _DIGITS), regions) for result in results)]
            _print_text([name.replace("_", " ") for name in shown], rows)
        case Format.CSV:
            write_csv(kind, results, sys.stdout)
        case Format.JSONL:
            for result in results:
                derived = {name: getattr(result, name) for name in columns(kind)}
                typer.echo(json.dumps(derived | asdict(result), ensure_ascii=False))


def _named(cells: Mapping[str, str], regions: Mapping[str, str]) -> Mapping[str, str]:
    return {name: regions.get(cell, cell) if name in _GROUPS else cell for name, cell in cells.items()}


def _print_text(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    console = Console(markup=False, highlight=False)
    if not rows:
        console.print("no rows")
    elif widths := _widths(headings, rows, console.width - _GAP * (len(headings) - 1)):
        columns = (Column(heading, width=width, overflow="fold") for heading, width in zip(headings, widths, strict=True))
        table = Table(*columns, box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
        for row in rows:
            table.add_row(*map(Text, row))
        console.print(table)
    else:
        for row in rows:
            console.print("\n".join(f"{heading}: {cell}" for heading, cell in zip(headings, row, strict=True)), end="\n\n", soft_wrap=True)


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> Sequence[int] | None:
    """The widths of the columns so that no word is broken, the widest narrowed as far as there is no room; None if that is too far."""
    columns = [*zip(*rows, strict=True)]
    least = [max(map(len, _WORD.findall(" ".join(column)))) for column in zip(headings, *rows, strict=True)]
    whole = [max(low, *map(cell_len, column)) for low, column in zip(least, columns, strict=True)]
    for most in range(room, _NARROWEST - 1, -1):
        widths = [max(low, min(high, most)) for low, high in zip(least, whole, strict=True)]
        if sum(widths) <= room:
            return widths
    return None


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
