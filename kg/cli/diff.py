"""``kg diff``."""

import csv
import heapq
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from kg.cli.wording import counted
from kg.comparison.difference import Cause, Detail, Difference, Kind

if TYPE_CHECKING:
    from kg.store import Release

__all__ = ["Format", "diff"]

_SHOWN = 60  # characters of a quote for people
_SEPARATOR = "|"  # between the values of a cell that has several
_COLUMNS = ("change", "causes", "kind", "file", "bureau", "year", "name", "status", "unit", "quotes", "details")


class Format(StrEnum):
    """How the differences are printed."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A folder of releases, or one release in it: OUT/ID.", show_default=False)],
    after: Annotated[Path, typer.Argument(metavar="B", help="What to compare it with, told in the same way.", show_default=False)],
    *,
    output: Annotated[Format, typer.Option("--format", help="text: counts, then differences; or all differences.")] = Format.TEXT,
    kind: Annotated[Kind | None, typer.Option(help="Only facts of this kind.", show_default=False)] = None,
    cause: Annotated[Cause | None, typer.Option(help="Only differences that this may be the cause of.", show_default=False)] = None,
    limit: Annotated[int, typer.Option(help="How many differences to show as text, by file.", min=1)] = 100,
) -> None:
    """Tell which adoptions, metrics and problems release B has added, removed or changed since release A, and each time why.

    Exit status: 0 no differences, 1 differences, 2 no such release.
    """
    from kg.comparison.compare import compare

    old, new = _open(before), _open(after)
    counts = Counter[tuple[str, str, str]]()
    wanted = (
        entry for entry in compare(old, new) if (kind is None or kind is entry.fact.kind) and (cause is None or cause in entry.causes)
    )
    differences = _counted(wanted, counts)
    match output:
        case Format.TEXT:
            shown = heapq.nsmallest(limit, differences, key=lambda entry: (entry.file, entry.fact))
            typer.echo(f"{old.manifest.release_id} → {new.manifest.release_id}: {counted(counts.total(), 'difference')}")
            _print_text(shown, counts)
        case Format.JSONL:
            _print_jsonl(differences)
        case Format.CSV:
            _print_csv(differences)
    raise typer.Exit(1 if counts else 0)


def _open(path: Path) -> "Release":
    """The release that a path means, which may also be the folder of releases and an id.

    Raises:
        ReleaseError: there is none.
    """
    from kg.store import open_release
    from kg.store.release import RELEASES

    named = path.parent / RELEASES / path.name
    return open_release(named if named.exists() and not path.exists() else path)


def _counted(differences: Iterable[Difference], counts: Counter[tuple[str, str, str]]) -> Iterator[Difference]:
    """The differences, each of which is counted by kind, change and causes when its turn comes."""
    for entry in differences:
        counts[entry.fact.kind, entry.change, ", ".join(entry.causes)] += 1
        yield entry


def _print_text(shown: Sequence[Difference], counts: Counter[tuple[str, str, str]]) -> None:
    if not counts:
        return
    console = Console(markup=False, highlight=False, soft_wrap=True)
    table = Table("facts", "change", "cause", Column("number", justify="right"))
    for key, number in sorted(counts.items()):
        table.add_row(*key, f"{number:,}")
    console.print(table)
    for (file, bureau, year), entries in groupby(shown, key=lambda entry: (entry.file, entry.bureau, entry.year)):
        console.print(f"{file}: {bureau or 'bureau unknown'}, {year or 'year unknown'}")
        for entry in entries:
            console.print("\n".join(_lines(entry)))
    if fewer := counts.total() - len(shown):
        console.print(f"not shown: {counted(fewer, 'difference')} (--limit, or --format csv)")


def _lines(entry: Difference) -> Iterator[str]:
    """What is told of a difference to people."""
    fact = entry.fact
    what = " ".join(part for part in (fact.name, fact.status) if part)
    quote = _one_line(" … ".join(entry.quotes))
    yield f"  {fact.kind} {entry.change} ({', '.join(entry.causes)}): {what}{': ' if what else ''}{_shortened(quote)}"
    for name, detail in entry.details.items():
        yield f"    {_told(name, detail)}"


def _told(name: str, detail: Detail) -> str:
    """The values that a detail has lost, and those that it has got."""
    lost = _SEPARATOR.join(value for value in detail.before if value not in detail.after)
    got = _SEPARATOR.join(value for value in detail.after if value not in detail.before)
    return _one_line(f"{name}: {lost or '–'} → {got or '–'}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _print_jsonl(differences: Iterable[Difference]) -> None:
    for entry in differences:
        typer.echo(json.dumps(_flat(entry), ensure_ascii=False))


def _print_csv(differences: Iterable[Difference]) -> None:
    writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for entry in differences:
        several = {"causes": entry.causes, "quotes": entry.quotes, "details": [_told(*detail) for detail in entry.details.items()]}
        writer.writerow(_flat(entry) | {name: _SEPARATOR.join(values) for name, values in several.items()})


def _flat(entry: Difference) -> dict[str, Any]:
    """A difference with the names of the columns."""
    flat = asdict(entry)
    flat |= flat.pop("fact")
    return {name: flat[name] for name in _COLUMNS}
