"""``kg explain``."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from kg.cli.sources import files_of_folder, read_named, read_report
from kg.errors import InputError, UnknownNameError
from kg.types import Report, Status

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.extraction.measures.explanation import Rereading

__all__ = ["explain"]


def explain(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Reports, or folders of reports.", show_default=False)],
    *,
    measure: Annotated[str | None, typer.Option(help="The id of a measure, as kg extract prints it: m7.", show_default=False)] = None,
    concept: Annotated[str | None, typer.Option(help="A measure of the catalogue: its id or name.", show_default=False)] = None,
    bureau: Annotated[str | None, typer.Option(help="Only reports of this bureau: its name or part of it.", show_default=False)] = None,
    year: Annotated[int | None, typer.Option(help="Only reports on this year.", show_default=False)] = None,
    status: Annotated[str | None, typer.Option(help="With --concept: adopted or planned.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per report.")] = False,
) -> None:
    """Tell why a measure was found, or what rejected one that was not.

    What does not look like a report on law-based government is passed over in folders and named on stderr.

    With --measure: what spoke for the concept, the bounds and the status of one measure. With --concept: the same in
    short for each statement of it, or, if a report has none, the clauses that come nearest and why they do not count;
    with --status, if none has that status, also the nearest clauses in the parts of the report where such statements stand.
    All figures are those of the models as they read the report.
    """
    if (measure is None) == (concept is None):
        raise typer.BadParameter("give --measure or --concept, one of the two")
    if status is not None and (concept is None or status not in get_args(Status)):
        raise typer.BadParameter("--status is adopted or planned, and goes with --concept")
    from kg.cli.explanations import print_concept, print_measure
    from kg.extraction.measures.explanation import explain_concept, explain_measure
    from kg.extraction.pipeline import make_nlp
    from kg.vocabulary import load_vocabulary

    asked = None if concept is None else load_vocabulary().named(concept).id
    nlp = make_nlp()
    chosen = _chosen(_reports(paths, nlp), bureau, year)
    if measure is not None and len(chosen) > 1:
        raise typer.BadParameter(f"--measure asks about one report, and these are {len(chosen)}; name one, or add --bureau and --year")
    for path in chosen:
        read = _reread(path, nlp)
        report = read.extraction.report
        if asked is None:
            found = explain_measure(read, str(measure))
            if as_json:
                _print_json(report, "measure", asdict(found))
            else:
                print_measure(report, found)
        else:
            told = explain_concept(read, asked, next((known for known in get_args(Status) if known == status), None))
            if as_json:
                _print_json(report, "concept", asdict(told))
            else:
                print_concept(report, told)


def _print_json(report: Report, kind: str, explanation: dict[str, object]) -> None:
    flat = {"file": report.file, "bureau": report.bureau, "year": report.year, kind: explanation}
    typer.echo(json.dumps(flat, ensure_ascii=False))


def _files(paths: Sequence[Path]) -> list[tuple[Path, bool]]:
    """The files to read, and whether each was named itself rather than found in a folder."""
    files: dict[Path, bool] = {}
    for path in paths:
        if path.is_dir():
            files |= {file: files.get(file, False) for file in files_of_folder(path)}
        else:
            files[path] = True
    return [*files.items()]


def _reports(paths: Sequence[Path], nlp: "Language") -> dict[Path, Report]:
    """What the files to read say of themselves; those of folders that are no report, or cannot be read, are told and passed over.

    Raises:
        InputError: a file that was named cannot be read, or nothing is left.
    """
    from kg.extraction.pipeline import extract

    reports: dict[Path, Report] = {}
    for path, named in _files(paths):
        read = read_named if named else read_report
        try:
            with nlp.select_pipes(enable=["kg_structure", "kg_report"]):
                reports[path] = extract(read(path), nlp).report
        except InputError as error:
            if named:
                raise
            typer.echo(f"left out: {error}", err=True)
    if not reports:
        raise InputError(" ".join(map(str, paths)), "no report here can be read")
    return reports


def _chosen(reports: Mapping[Path, Report], bureau: str | None, year: int | None) -> list[Path]:
    """The reports of a bureau on a year.

    Raises:
        UnknownNameError: there are no such reports, or several bureaus have the name.
    """
    if bureau is not None:
        name = _bureau(bureau, sorted({report.bureau for report in reports.values() if report.bureau}))
        reports = {path: report for path, report in reports.items() if report.bureau == name}
    chosen = [path for path, report in reports.items() if year in (None, report.year)]
    if not chosen:
        years = sorted({str(report.year or "an unknown year") for report in reports.values()})
        raise UnknownNameError("year", str(year), f"there are reports on {', '.join(years)}")
    return chosen


def _bureau(name: str, bureaus: Sequence[str]) -> str:
    """The bureau of this name, else the only one whose name holds it, or with which it ends: reports may leave out the wider places."""
    matching = [name] if name in bureaus else [bureau for bureau in bureaus if name in bureau or name.endswith(bureau)]
    if len(matching) == 1:
        return matching[0]
    if matching:
        raise UnknownNameError("bureau", name, f"it may be {' or '.join(matching)}")
    raise UnknownNameError("bureau", name, f"there are reports of {', '.join(bureaus) or 'no bureau'}")


def _reread(path: Path, nlp: "Language") -> "Rereading":
    from kg.extraction.measures.component import MeasuresComponent
    from kg.extraction.measures.explanation import reread
    from kg.extraction.pipeline import extract
    from kg.reading import read

    component = nlp.get_pipe("kg_measures")
    assert isinstance(component, MeasuresComponent), "it is the component of this name"
    return reread(extract(read(path), nlp), component.lexicon, component.model)
