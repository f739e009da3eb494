"""``kg extract``."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from kg.cli.sources import read_named
from kg.cli.wording import counted
from kg.errors import InputError
from kg.figures import figure_statuses
from kg.types import Extraction, SourceText

__all__ = ["Format", "extract", "extract_each"]

_USER_ERROR = 2


class Format(StrEnum):
    """How the extractions are printed."""

    JSONL = "jsonl"
    TABLE = "table"


def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Reports to read.", show_default=False)],
    output: Annotated[
        Format, typer.Option("--format", "-f", help="jsonl: one JSON object per report; table: for people to read.")
    ] = Format.TABLE,
) -> None:
    """Show what reports say: bureau, year, organizations, policies, metrics, measures, problems and their relations.

    A file that cannot be read, or whose extraction fails, is named on stderr, the others go on, and the exit status is 2.
    One that does not look like a report on law-based government is named there too, but taken.
    """
    from kg.form import to_dict

    left_out: list[InputError] = []
    for extraction in extract_each(files, left_out):
        if output is Format.JSONL:
            typer.echo(json.dumps(to_dict(extraction), ensure_ascii=False))
        else:
            _print(extraction)
    if left_out:
        typer.echo(f"{len(left_out)} of {counted(len(files), 'file')} left out: {', '.join(error.path for error in left_out)}", err=True)
        raise typer.Exit(_USER_ERROR)


def extract_each(
    files: Iterable[Path], left_out: list[InputError], read: Callable[[Path], SourceText] = read_named
) -> Iterator[Extraction]:
    """The extractions of files; one that ``read`` refuses or whose extraction fails is named on stderr and added to ``left_out``."""
    from kg.extraction.pipeline import extract as extract_source
    from kg.extraction.pipeline import make_nlp

    nlp = make_nlp()
    for file in files:
        try:
            yield extract_source(read(file), nlp)
        except Exception as error:  # noqa: BLE001  one report that the extraction cannot cope with must not end the batch
            message = f"the extraction failed ({type(error).__name__}: {' '.join(str(error).split())})"
            failure = error if isinstance(error, InputError) else InputError(file, message)
            left_out.append(failure)
            typer.echo(f"error: {failure}", err=True)


def _print(extraction: Extraction) -> None:
    console = Console(highlight=False, markup=False)
    report = extraction.report
    console.rule(report.file)
    for name in ("title", "bureau", "year", "published", "addressee"):
        value = getattr(report, name)
        console.print(f"{name:>10}  {'—' if value is None else value}")
    related, statuses = _related(extraction), figure_statuses(extraction)
    _table(
        console,
        "Measures",
        ("id", "concept", "status", "related", "quote"),
        ((m.id, m.concept or "—", m.status, related.get(m.id, ""), m.text) for m in extraction.measures),
    )
    _table(
        console,
        "Metrics",
        ("id", "indicator", "value", "unit", "status", "quote"),
        (
            (x.id, x.indicator, _value(x.comparator, x.value, x.value_from), x.unit, statuses.get(x.id, ""), x.text)
            for x in extraction.metrics
        ),
    )
    _table(console, "Problems", ("id", "topics", "quote"), ((b.id, ", ".join(b.topics), b.text) for b in extraction.problems))
    _table(
        console,
        "Policy documents",
        ("id", "title", "number", "issuer", "kind"),
        ((p.id, p.title, p.number or "", p.issuer or "", p.kind or "") for p in extraction.policies),
    )
    _table(console, "Organizations", ("id", "name", "quote"), ((o.id, o.name, o.text) for o in extraction.organizations))


def _related(extraction: Extraction) -> dict[str, str]:
    related: dict[str, list[str]] = {}
    for relation in extraction.relations:
        related.setdefault(relation.subject, []).append(f"{relation.type} {relation.object}")
    return {subject: ", ".join(entries) for subject, entries in related.items()}


def _value(comparator: str, value: float, value_from: float | None) -> str:
    before = "" if value_from is None else f"{value_from:.15g} → "
    return before + ("" if comparator == "=" else comparator) + f"{value:.15g}"


def _table(console: Console, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(*(Column(name, overflow="fold") for name in columns), title=title, title_justify="left", show_lines=True)
    for row in rows:
        table.add_row(*row)
    console.print(table if table.row_count else f"{title}: none")
