"""How tables of results are printed."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from kg.cli.diff import Format

__all__ = ["print_results"]

_SHOWN = 60  # characters of a cell for people


def print_results(kind: type[Any], results: Iterable[Any], output: Format) -> None:
    """Print results of a kind: as a table for people with what is long cut short, or whole as CSV, or as one JSON object a line."""
    from kg.analysis.tables import cells, columns, write_csv

    match output:
        case Format.TEXT:
            table = Table(*(Column(name.replace("_", " "), overflow="fold") for name in columns(kind)))
            for result in results:
                table.add_row(*(Text(_shortened(cell)) for cell in cells(result).values()))
            Console(markup=False, highlight=False).print(table)
        case Format.CSV:
            write_csv(kind, results, sys.stdout)
        case Format.JSONL:
            for result in results:
                derived = {name: getattr(result, name) for name in columns(kind)}
                typer.echo(json.dumps(derived | asdict(result), ensure_ascii=False))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
