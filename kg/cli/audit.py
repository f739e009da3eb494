"""``kg audit``."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from kg.cli.naming import bureau_keys
from kg.cli.wording import counted

if TYPE_CHECKING:
    from kg.analysis.audits import Row

__all__ = ["Format", "Kind", "audit"]

_SHOWN = 100  # characters of a quote or detail for people
_SEPARATOR = "|"  # between the values of a cell that has several
_COLUMNS = ("audit", "bureau", "name", "year", "item", "finding", "detail", "quotes", "places")
_UNREMARKABLE = ("reported", "no report", "met", "not in force")


class Kind(StrEnum):
    """What is audited."""

    SILENCE = "silence"
    DUTIES = "duties"
    COPIES = "copies"
    PROMISES = "promises"
    ARITHMETIC = "arithmetic"


class Format(StrEnum):
    """How the findings are printed."""

    TEXT = "text"
    CSV = "csv"
    JSONL = "jsonl"


def audit(
    release: Annotated[Path, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)],
    *,
    kind: Annotated[Kind | None, typer.Option(help="Only this audit; without it all.", show_default=False)] = None,
    bureau: Annotated[
        str | None,
        typer.Option(help="Only findings on this bureau: its key, such as 130109/transport, or a name of it.", show_default=False),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="text: counts, then findings; or all findings.")] = Format.TEXT,
    limit: Annotated[int, typer.Option(help="How many findings of each audit to show as text.", min=0)] = 20,
) -> None:
    """Audit the reports of a release: silence, duties, copies, promises and arithmetic, each finding with its quotes.

    What is compared between bureaus is compared between all of them, whichever --bureau is shown.
    """
    from kg.analysis.audits import AUDITS
    from kg.analysis.corpus import read_corpus
    from kg.iris import OF_REPORT

    shown = None if bureau is None else bureau_keys(release, bureau)
    if shown and all(key.startswith(OF_REPORT) for key in shown):
        typer.echo(
            "the place of this bureau is not known: its years are not compared, so silence and promises have no findings on it", err=True
        )
    reports = list(read_corpus(release))
    audits = {
        name: (row for row in AUDITS[name](reports) if shown is None or row.about.bureau in shown) for name in ([kind] if kind else Kind)
    }
    match output:
        case Format.TEXT:
            _print_text(audits, limit)
        case Format.CSV:
            _print_csv(chain.from_iterable(audits.values()))
        case Format.JSONL:
            _print_jsonl(chain.from_iterable(audits.values()))


def _print_text(audits: Mapping[Kind, Iterable["Row"]], limit: int) -> None:
    """Print each audit's counts, then its findings but for what is as it should be."""
    console = Console(markup=False, highlight=False, soft_wrap=True)
    for name, found in audits.items():
        counts = Counter[str]()
        remarkable = [row for row in _counted(found, counts) if row.finding not in _UNREMARKABLE]
        if not counts:
            console.print(f"{name}: no findings")
            continue
        table = Table(name, Column("number", justify="right"))
        for finding, number in sorted(counts.items()):
            table.add_row(finding, f"{number:,}")
        console.print(table)
        for row in remarkable[:limit]:
            console.print("\n".join(_lines(row)))
        if fewer := len(remarkable[limit:]):
            console.print(f"not shown: {counted(fewer, 'finding')} (--limit, or --format csv)")


def _counted(rows: Iterable["Row"], counts: Counter[str]) -> Iterator["Row"]:
    for row in rows:
        counts[row.finding] += 1
        yield row


def _lines(row: "Row") -> Iterator[str]:
    """What is told of a finding to people."""
    item = _labelled(row.item) if row.audit in (Kind.SILENCE, Kind.PROMISES) else row.item
    yield f"{row.about.name or 'bureau unknown'}, {row.about.year or 'year unknown'}: {item}: {row.finding}"
    if row.detail:
        yield f"  {_shortened(row.detail)}"
    yield from (f"  “{_shortened(quote.text)}”" for quote in row.quotes)


def _labelled(item: str) -> str:
    """An item with the labels of its measures, topics and sections of the outline before their ids."""
    from kg.vocabulary import load_vocabulary

    known = load_vocabulary()
    labels = {thing.id: thing.label_zh for things in (known.topics, known.concepts, known.outline) for thing in things.values()}
    return " ".join(f"{labels[word]} ({word})" if word in labels else word for word in item.split())


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _print_csv(rows: Iterable["Row"]) -> None:
    writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        places = [f"{quote.report}:{quote.start}-{quote.end}" for quote in row.quotes]
        writer.writerow(_flat(row) | {"quotes": _cell([quote.text for quote in row.quotes]), "places": _cell(places)})


def _cell(values: Sequence[str]) -> str:
    return _SEPARATOR.join(values)


def _print_jsonl(rows: Iterable["Row"]) -> None:
    for row in rows:
        quotes = [{"report": quote.report, "start": quote.start, "end": quote.end, "text": quote.text} for quote in row.quotes]
        typer.echo(json.dumps(_flat(row) | {"quotes": quotes}, ensure_ascii=False))


def _flat(row: "Row") -> dict[str, Any]:
    """A finding without its quotes."""
    about = {"bureau": row.about.bureau, "name": row.about.name, "year": row.about.year}
    return {"audit": row.audit, **about, "item": row.item, "finding": row.finding, "detail": row.detail}
