"""``kg catalogue``."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from kg.cli.extract import extract_each
from kg.cli.sources import files_of_folder, read_report
from kg.cli.wording import counted
from kg.errors import InputError, OutputError
from kg.types import Extraction

if TYPE_CHECKING:
    from kg.analysis.candidates import Candidate, Suggestions

__all__ = ["catalogue", "list_measures", "suggest"]

_USER_ERROR = 2
_SHOWN = 60  # characters of an example in the table
_TO_FILL_IN = ("decision", "id", "broader", "label_zh", "label_en", "scope_note_zh", "scope_note_en", "examples", "outline")
_COUNTS = ("statements", "reports", "bureaus", "lacking", "doubtful")

catalogue = typer.Typer(no_args_is_help=True, help="Work on the catalogue of measures.")


@catalogue.command("list")
def list_measures() -> None:
    """List the measures by category: the id of each, which other commands take, and its labels."""
    from kg.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    for category in vocabulary.categories.values():
        typer.echo(f"{category.label_zh} · {category.label_en}")
        for concept in vocabulary.concepts.values():
            if concept.category == category.id:
                typer.echo(f"    {concept.id}: {concept.label_zh} · {concept.label_en}")


@catalogue.command()
def suggest(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH…", help="Releases, folders of reports, reports, or extractions (.jsonl).", show_default=False),
    ],
    reports: Annotated[int, typer.Option(help="In how many reports a candidate must be found.", min=1)] = 2,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", help="Write a table for a curator to fill in to this file.", show_default=False)
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Suggest measures that the catalogue lacks: what many reports state and no concept covers.

    Measures that were extracted without a concept are grouped by the phrases that they share and other measures lack.
    """
    from kg.analysis.candidates import suggest as suggest_candidates
    from kg.vocabulary import load_vocabulary

    left_out: list[InputError] = []
    found = suggest_candidates((entry for path in paths for entry in _extractions(path, left_out)), load_vocabulary())
    wide = replace(found, candidates=tuple(entry for entry in found.candidates if entry.reports >= reports))
    if csv_file:
        _write_csv(wide.candidates, csv_file)
    if as_json:
        typer.echo(json.dumps(asdict(wide), ensure_ascii=False, indent=1))
    else:
        _print(wide, reports, fewer=len(found.candidates) - len(wide.candidates))
    if left_out:
        typer.echo(f"{counted(len(left_out), 'file')} left out: {', '.join(error.path for error in left_out)}", err=True)
        raise typer.Exit(_USER_ERROR)


def _extractions(path: Path, left_out: list[InputError]) -> Iterator[Extraction]:
    """The extractions that a path means; files that cannot be read, and in folders what is no report, are added to ``left_out``.

    Raises:
        InputError: there is nothing, a folder without reports, or a file of extractions that cannot be read.
    """
    from kg.extraction.lines import read_lines
    from kg.store.release import CURRENT, MANIFEST

    if any((folder / MANIFEST).is_file() for folder in (path, path / CURRENT)):
        yield from _of_release(path)
    elif path.suffix == ".jsonl":
        yield from read_lines(path)
    elif path.is_dir():
        yield from extract_each(files_of_folder(path), left_out, read_report)
    elif path.exists():
        yield from extract_each([path], left_out)
    else:
        raise InputError(path, "no such file or folder")


def _of_release(path: Path) -> Iterator[Extraction]:
    from kg.form import from_dict
    from kg.store import open_release

    release = open_release(path)
    for entry in release.reports():
        yield from_dict(json.loads(release.extraction(entry.id)))


def _print(found: "Suggestions", reports: int, *, fewer: int) -> None:
    console = Console(markup=False, highlight=False)
    held = f"{found.without_concept:,} of {counted(found.measures, 'measure')} in {counted(found.reports, 'report')} without a concept"
    few = counted(reports, "report")
    if not found.candidates:
        console.print(f"No candidates in {few} or more: {held}.")
    else:
        table = Table("candidate", "found", Column("examples", overflow="fold"), show_lines=True)
        for entry in found.candidates:
            examples = (f"{_shortened(example.quote)} [{example.report}]" for example in entry.examples)
            table.add_row("\n".join((entry.label, *entry.phrases)), "\n".join(_facts(entry)), "\n".join(examples))
        console.print(table)
        console.print(f"{held}: {counted(len(found.candidates), 'candidate')}.")
    console.print(f"Not shown: {counted(fewer, 'candidate')} in fewer than {few}, {counted(found.ungrouped, 'measure')} like no other.")


def _facts(entry: "Candidate") -> Iterator[str]:
    yield counted(entry.statements, "statement")
    yield f"{counted(entry.reports, 'report')}, {counted(entry.bureaus, 'bureau')}"
    yield _years(entry.years)
    yield f"{entry.lacking} lacking, {entry.doubtful} doubtful"
    yield f"near {entry.nearest} {entry.similarity:.2f}" if entry.nearest else "near no concept"


def _shortened(quote: str) -> str:
    return quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}…"


def _years(years: Sequence[int]) -> str:
    return "no year" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _write_csv(candidates: "Sequence[Candidate]", path: Path) -> None:
    """A row for each candidate: what a curator decides on, in the columns of ``measures.csv``, and what it stands on.

    With the mark by which spreadsheets know UTF-8.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("candidate", *_TO_FILL_IN, *_COUNTS, "years", "phrases", "nearest", "similarity"))
            for entry in candidates:
                examples = "|".join(example.quote for example in entry.examples)
                to_fill_in = ("", "", "", entry.label, "", "", "", examples, "")
                counts = (getattr(entry, name) for name in _COUNTS)
                years, phrases = (" ".join(map(str, values)) for values in (entry.years, entry.phrases))
                writer.writerow((entry.id, *to_fill_in, *counts, years, phrases, entry.nearest or "", entry.similarity))
    except OSError as error:
        raise OutputError(path, (error.strerror or "cannot be written").lower()) from error
