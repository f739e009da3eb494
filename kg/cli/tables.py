"""How tables of results are printed."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from kg.cli.diff import Format

__all__ = ["print_results"]

_SHOWN = 60  # characters of a cell for people
_NARROWEST = 8  # characters that a column needs


def print_results(kind: type[Any], results: Iterable[Any], output: Format) -> None:
    """Print results of a kind: for people, as CSV, or as one JSON object a line.

    What is long is cut short for people, and a table that is wider than their screen has a line for each cell.
    """
    from kg.analysis.tables import cells, columns, write_csv

    match output:
        case Format.TEXT:
            _print_text([name.replace("_", " ") for name in columns(kind)], [list(cells(result).values()) for result in results])
        case Format.CSV:
            write_csv(kind, results, sys.stdout)
        case Format.JSONL:
            for result in results:
                derived = {name: getattr(result, name) for name in columns(kind)}
                typer.echo(json.dumps(derived | asdict(result), ensure_ascii=False))


def _print_text(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    console = Console(markup=False, highlight=False)
    if not rows:
        console.print("no rows")
    elif len(headings) * _NARROWEST > console.width:
        for row in rows:
            console.print("\n".join(f"{name}: {_shortened(cell)}" for name, cell in zip(headings, row, strict=True)), end="\n\n")
    else:
        table = Table(*(Column(heading, overflow="fold") for heading in headings))
        for row in rows:
            table.add_row(*(Text(_shortened(cell)) for cell in row))
        console.print(table)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
