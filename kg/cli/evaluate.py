"""``kg evaluate``."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

import kg
from kg.cli.wording import counted
from kg.errors import InputError, OutputError
from kg.types import Extraction, Report

if TYPE_CHECKING:
    from kg.evaluation import AnnotatedReport, Miss, Score
    from kg.evaluation.record import Evaluation, TrainingData

    LeftOut = Sequence[tuple[AnnotatedReport, Score]]

__all__ = ["evaluate", "model_hash"]

_ALL = "all"
_LINKING = "linking"
_WIDE = 160  # columns that a table by report takes
_TITLES = {
    "seeds": "The five reports",
    "dev": "The five development reports",
    _ALL: "All annotated reports",
    _LINKING: "Linking, given the annotations",
}


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
    write: Annotated[
        Path | None,
        typer.Option(help="Cross-validate, and write the page on it to this file, with the counts beside it as JSON.", show_default=False),
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(help="Cross-validate, and exit with 1 if a figure is lower than in this JSON file of --write.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score the extraction against annotated reports: precision, recall and F1.

    The models that find measures have learnt from the annotated reports: only the figures of --cross-validate tell
    how they do on others. A report without an extraction in FILE counts as one in which nothing was found;
    a FILE without any of them is an error. Linking is scored where all annotated reports are extracted.
    """
    from kg.evaluation import SETS, load_extractions, load_set, total
    from kg.evaluation.linkers import evaluate_linking
    from kg.evaluation.record import read_evaluation

    if file and (cross_validate or write or check):
        raise typer.BadParameter("what is left out of the training is extracted anew; give no FILE")
    if (write or check) and gold != _ALL:
        raise typer.BadParameter("--write and --check take all annotated reports; give no --gold")
    if write and not write.parent.is_dir():
        raise OutputError(write, "no such folder")
    committed = read_evaluation(check) if check else None
    names = SETS if gold == _ALL else (gold,)
    annotated = {name: load_set(name) for name in names}
    if cross_validate or write or check:
        left_out = _cross_validate([report for reports in annotated.values() for report in reports])
        linking = evaluate_linking()
        results = {report.path.stem: result for report, result in left_out} | {_ALL: total(result for _, result in left_out)}
        misses = (*results[_ALL].misses, *linking.misses) if errors else ()
        if as_json:
            _print_json(results | {_LINKING: linking}, misses)
        else:
            _print_by_report(results)
            _print_tables({_LINKING: linking})
            _print_misses(misses)
        if write:
            _write(left_out, linking, write)
        if committed and check:
            _compare(committed, results[_ALL], linking, check)
        return
    found = _extract_all(annotated) if file is None else load_extractions(file)
    if file and not any(_extraction(report, found) for reports in annotated.values() for report in reports):
        wanted = ", ".join(report.path.name for reports in annotated.values() for report in reports)
        raise InputError(file, f"no extraction of an annotated report ({wanted})")
    results = {name: total(_score(report, found) for report in reports) for name, reports in annotated.items()}
    if gold == _ALL:
        results[_ALL] = total(results.values())
    linked = {_LINKING: evaluate_linking()} if gold == _ALL and file is None else {}
    scored = (*(results[name] for name in names), *linked.values())
    misses = tuple(miss for result in scored for miss in result.misses) if errors else ()
    if as_json:
        _print_json(results | linked, misses)
        return
    _print_tables(results)
    if file is None and gold in (_ALL, *SETS):
        typer.echo("The models have learnt from these reports; `kg evaluate --cross-validate` tells how they do on others.")
    _print_tables(linked)
    _print_misses(misses)


def _cross_validate(reports: "Sequence[AnnotatedReport]") -> "LeftOut":
    from kg.training.cross_validation import cross_validate

    return list(cross_validate(reports))


def _write(left_out: "LeftOut", linking: "Score", path: Path) -> None:
    from kg.evaluation.page import page
    from kg.evaluation.record import to_json
    from kg.vocabulary import load_vocabulary

    evaluation = _evaluation(left_out, linking)
    for target, content in ((path, page(evaluation, load_vocabulary())), (path.with_suffix(".json"), to_json(evaluation))):
        try:
            target.write_text(content, encoding="utf-8", newline="\n")
        except OSError as error:
            raise OutputError(target, (error.strerror or "cannot be written").lower()) from error
        typer.echo(f"{target}: written", err=True)


def _evaluation(left_out: "LeftOut", linking: "Score") -> "Evaluation":
    from kg.evaluation.record import Evaluation, ReportFigures

    found = _extract_all({_ALL: [report for report, _ in left_out]})
    reports = (
        ReportFigures(
            name=report.path.stem,
            bureau=report.reference.report.bureau,
            year=report.reference.report.year,
            characters=len(report.source),
            left_out=replace(result, misses=()),
            in_sample=replace(_score(report, found), misses=(), verdicts=()),
        )
        for report, result in left_out
    )
    today = datetime.now(UTC).date().isoformat()
    return Evaluation(kg.__version__, today, model_hash(), _training_data(), tuple(reports), linking.counts)


def model_hash() -> str:
    """SHA-256 of the models that the extraction has, in hexadecimal."""
    from kg.extraction.measures import model as measures
    from kg.extraction.problems import topics

    return hashlib.sha256(b"".join(path.read_bytes() for path in (measures.MODEL, topics.MODEL))).hexdigest()


def _training_data() -> "TrainingData":
    """Counts of the written statements and problems and of the marked reports, whose file names are ``SECTOR-NUMBER.txt``."""
    from kg.evaluation.record import TrainingData
    from kg.training.examples import load_marked, load_written
    from kg.training.topics import written_problems
    from kg.vocabulary import load_vocabulary

    stated = [load_vocabulary().concepts.keys() & statement.concepts for statement in load_written()]
    return TrainingData(
        statements=len(stated),
        without_measure=stated.count(set()),
        concepts=len(set().union(*stated)),
        problems=len(written_problems()),
        marked=dict(sorted(Counter(report.name.rpartition("-")[0] for report in load_marked()).items())),
    )


def _compare(committed: "Evaluation", now: "Score", linking: "Score", path: Path) -> None:
    from kg.evaluation import Score
    from kg.evaluation.page import TOLERANCE
    from kg.evaluation.record import falls, wrong_pairs

    fallen = [
        *falls(committed.left_out, now, TOLERANCE),
        *falls(Score(committed.linking), linking, TOLERANCE),
        *wrong_pairs(linking.counts),
    ]
    for fall in fallen:
        typer.echo(f"{fall.figure}: {fall.before:.3f} → {fall.after:.3f}", err=True)
    if fallen:
        page = path.with_suffix(".md")
        typer.echo(
            f"{counted(len(fallen), 'figure')} fell by more than {TOLERANCE} below {path}; to accept them: kg evaluate --write {page}",
            err=True,
        )
        raise typer.Exit(1)
    typer.echo(f"no figure fell by more than {TOLERANCE} below {path}", err=True)


def _extract_all(annotated: "Mapping[str, Iterable[AnnotatedReport]]") -> dict[str, Extraction]:
    from kg.extraction.pipeline import extract
    from kg.reading import read

    return {report.path.stem: extract(read(report.path)) for reports in annotated.values() for report in reports}


def _score(report: "AnnotatedReport", found: Mapping[str, Extraction]) -> "Score":
    from kg.evaluation import align, score

    extraction = _extraction(report, found)
    if extraction is None:
        typer.echo(f"no extraction for {report.path.name}", err=True)
        extraction = Extraction(report=Report(id="", file=report.path.name), text="")
    return score(report.reference, align(extraction, report.source))


def _extraction(report: "AnnotatedReport", found: Mapping[str, Extraction]) -> Extraction | None:
    """What was found in a report, which goes by the name of its file or by that in its annotation."""
    return found.get(report.path.stem) or found.get(Path(report.annotated_as).stem)


def _print_json(results: "Mapping[str, Score]", misses: "Iterable[Miss]") -> None:
    content = {"figures": {name: result.rows() for name, result in results.items()}, "errors": [asdict(miss) for miss in misses]}
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1))


def _print_tables(results: "Mapping[str, Score]") -> None:
    console = Console(markup=False, highlight=False, soft_wrap=True)
    for name, result in results.items():
        console.print(_table(_TITLES.get(name, name), result))


def _print_misses(misses: "Iterable[Miss]") -> None:
    for miss in misses:
        typer.echo(f"{miss.file}\t{miss.kind}\t{miss.expected}\t{miss.found}")


def _print_by_report(results: "Mapping[str, Score]") -> None:
    """F1 of each report and of all; a dash where neither the reference nor the extraction has anything."""
    table = Table("F1", *(Column(name, justify="right") for name in results), title="Each report left out of the training")
    for name in results[_ALL].counts:
        counts = [result.counts[name] for result in results.values()]
        table.add_row(name, *(f"{count.f1:.3f}" if count.reference or count.found else "–" for count in counts))
    table.add_section()
    for name in results[_ALL].fields:
        table.add_row(name, *(f"{result.fields[name].share:.3f}" for result in results.values()))
    Console(markup=False, highlight=False, width=_WIDE).print(table)


def _table(title: str, result: "Score") -> Table:
    table = Table("figure", *(Column(name, justify="right") for name in ("precision", "recall", "F1", "reference", "found")))
    table.title = title
    for name, count in result.counts.items():
        table.add_row(name, f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}", str(count.reference), str(count.found))
    table.add_section()
    for name, share in result.fields.items():
        table.add_row(name, "", "", f"{share.share:.3f}", str(share.reports), str(share.right))
    return table
