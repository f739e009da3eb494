"""``kg evaluate``."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from kg.types import Extraction, Report

if TYPE_CHECKING:
    from kg.evaluation import AnnotatedReport, Miss, Score

__all__ = ["evaluate"]

_ALL = "all"
_WIDE = 160  # columns that a table by report takes
_TITLES = {"seeds": "The five reports", "dev": "The five development reports", _ALL: "All annotated reports"}


def evaluate(
    file: Annotated[
        Path | None,
        typer.Argument(help="Extractions as kg extract prints them; without it, extract now.", show_default=False),
    ] = None,
    *,
    gold: Annotated[str, typer.Option(help="seeds, dev, all, or a folder with annotations NAME.json beside their reports.")] = _ALL,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what was found wrongly, too.")] = False,
    cross_validate: Annotated[
        bool, typer.Option("--cross-validate", help="Leave each report out of the training of the models that read it. Takes minutes.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score the extraction against annotated reports: precision, recall and F1.

    The models that find measures have learnt from the annotated reports: only the figures of --cross-validate tell
    how they do on others. A report without an extraction in FILE counts as one in which nothing was found.
    """
    from kg.evaluation import SETS, load_extractions, load_set, total

    names = SETS if gold == _ALL else (gold,)
    annotated = {name: load_set(name) for name in names}
    if cross_validate:
        results = _cross_validate([report for reports in annotated.values() for report in reports])
        misses = results[_ALL].misses if errors else []
        if as_json:
            _print_json(results, misses)
        else:
            _print_by_report(results, misses)
        return
    found = _extract_all(annotated) if file is None else load_extractions(file)
    results = {name: total(_score(report, found) for report in reports) for name, reports in annotated.items()}
    if gold == _ALL:
        results[_ALL] = total(results.values())
    misses = [miss for name in names for miss in results[name].misses] if errors else []
    if as_json:
        _print_json(results, misses)
    else:
        _print_tables(results, misses, extracted=file is None)


def _cross_validate(reports: "Sequence[AnnotatedReport]") -> "dict[str, Score]":
    from kg.evaluation import total
    from kg.training.cross_validation import cross_validate

    results = {report.path.stem: result for report, result in cross_validate(reports)}
    return results | {_ALL: total(results.values())}


def _extract_all(annotated: "Mapping[str, Iterable[AnnotatedReport]]") -> dict[str, Extraction]:
    from kg.extraction.pipeline import extract
    from kg.reading import read

    return {report.path.stem: extract(read(report.path)) for reports in annotated.values() for report in reports}


def _score(report: "AnnotatedReport", found: Mapping[str, Extraction]) -> "Score":
    from kg.evaluation import align, score

    file = report.reference.report.file
    extraction = found.get(report.path.stem) or found.get(Path(file).stem)
    if extraction is None:
        typer.echo(f"no extraction for {report.path.name}", err=True)
        extraction = Extraction(report=Report(id="", file=file), text="")
    return score(report.reference, align(extraction, report.source))


def _print_json(results: "Mapping[str, Score]", misses: "Iterable[Miss]") -> None:
    content = {"figures": {name: result.rows() for name, result in results.items()}, "errors": [asdict(miss) for miss in misses]}
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1))


def _print_tables(results: "Mapping[str, Score]", misses: "Iterable[Miss]", *, extracted: bool) -> None:
    console = Console(markup=False, highlight=False, soft_wrap=True)
    for name, result in results.items():
        console.print(_table(_TITLES.get(name, name), result))
    if extracted:
        console.print("The models have learnt from these reports; `kg evaluate --cross-validate` tells how they do on others.")
    for miss in misses:
        typer.echo(f"{miss.file}\t{miss.kind}\t{miss.expected}\t{miss.found}")


def _print_by_report(results: "Mapping[str, Score]", misses: "Iterable[Miss]") -> None:
    """F1 of each report and of all; a dash where neither the reference nor the extraction has anything."""
    table = Table("F1", *(Column(name, justify="right") for name in results), title="Each report left out of the training")
    for name in results[_ALL].counts:
        counts = [result.counts[name] for result in results.values()]
        table.add_row(name, *(f"{count.f1:.3f}" if count.reference or count.found else "–" for count in counts))
    table.add_section()
    for name in results[_ALL].fields:
        table.add_row(name, *(f"{result.fields[name].share:.3f}" for result in results.values()))
    Console(markup=False, highlight=False, width=_WIDE).print(table)
    for miss in misses:
        typer.echo(f"{miss.file}\t{miss.kind}\t{miss.expected}\t{miss.found}")


def _table(title: str, result: "Score") -> Table:
    table = Table("figure", *(Column(name, justify="right") for name in ("precision", "recall", "F1", "reference", "found")))
    table.title = title
    for name, count in result.counts.items():
        table.add_row(name, f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}", str(count.reference), str(count.found))
    table.add_section()
    for name, share in result.fields.items():
        table.add_row(name, "", "", f"{share.share:.3f}", str(share.reports), str(share.right))
    return table
