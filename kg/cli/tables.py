"""How tables of results are printed."""

import json
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from itertools import zip_longest
from typing import Any

import typer
from rich.box import HEAVY_HEAD, SIMPLE_HEAD
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from kg.cli.diff import Format
from kg.cli.wording import counted

__all__ = ["print_results", "print_rows"]

_SHOWN = 80  # characters of a cell for people
_DIGITS = 3  # of a number for people
_GAP = 2  # between columns
_NARROWEST = 16  # that a column of sentences can be read in
_NARROWEST_FOLDED = 2  # in which there is room for one Chinese character
_WORD = re.compile("[!-~]+")  # Chinese can be broken anywhere


def print_results(kind: type[Any], results: Sequence[Any], output: Format, *, known: Collection[str] = ()) -> None:
    """Print results of a kind: for people, as CSV, or as one JSON object a line.

    For people what is long is cut short, numbers are rounded and columns that they ``known`` are left out. A table that would break words
    on their screen has a line for each cell.
    """
    from kg.analysis.tables import cells, columns, write_csv

    match output:
        case Format.TEXT:
            shown = [name for name in columns(kind) if name not in known]
            rows = [[_shortened(told[name]) for name in shown] for told in (cells(result, _DIGITS) for result in results)]
            _print_text([name.replace("_", " ") for name in shown], rows)
        case Format.CSV:
            write_csv(kind, results, sys.stdout)
        case Format.JSONL:
            for result in results:
                derived = {name: getattr(result, name) for name in columns(kind)}
                typer.echo(json.dumps(derived | asdict(result), ensure_ascii=False))


def print_rows(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table in a frame, and below it the number of its rows; what is wider than its column is folded.

    A table of rich looks the same and takes a millisecond and more for each row, of which there may be many thousands.
    """
    console = Console(markup=False, highlight=False)
    wholes = [max(cell_len(line) for cell in column for line in cell.split("\n")) for column in zip(headings, *rows, strict=True)]
    room = max(console.width - (len("│  ") * len(headings) + 1), _NARROWEST_FOLDED * len(headings))
    most = next(width for width in range(room, 0, -1) if sum(min(whole, width) for whole in wholes) <= room)
    typer.echo("\n".join(_framed(console, headings, rows, [min(whole, most) for whole in wholes])))
    typer.echo(counted(len(rows), "row"))


def _framed(console: Console, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    outer = [width + len("  ") for width in widths]
    yield HEAVY_HEAD.get_top(outer)
    for line in _lines(console, headings, widths):
        yield f"┃{'┃'.join(line)}┃"
    yield HEAVY_HEAD.get_row(outer, "head")
    for row in rows:
        for line in _lines(console, row, widths):
            yield f"│{'│'.join(line)}│"
    yield HEAVY_HEAD.get_bottom(outer)


def _lines(console: Console, cells: Sequence[str], widths: Sequence[int]) -> Iterator[list[str]]:
    """The lines that a row of cells takes, each in pieces of the widths of the columns, with a blank on either side."""
    folded = (
        [cell]
        if cell.isprintable() and cell_len(cell) <= width
        else (line.plain for line in Text(cell).wrap(console, width, overflow="fold"))
        for cell, width in zip(cells, widths, strict=True)
    )
    for pieces in zip_longest(*folded, fillvalue=""):
        yield [f" {set_cell_size(piece, width)} " for piece, width in zip(pieces, widths, strict=True)]


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
