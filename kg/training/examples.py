"""What the models learn from: annotated reports, marked reports, and written statements with their concepts."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kg.errors import InputError
from kg.evaluation import AnnotatedReport
from kg.evaluation.text import flatten, locate
from kg.extraction.linking import NO_MEASURE, OTHER, Stretch, best_hits
from kg.extraction.measures.segments import Segment, segments
from kg.extraction.problems.component import problem_places
from kg.extraction.report.component import find_report
from kg.extraction.resources import measures_lexicon
from kg.reading import read
from kg.resources import seeds_folder
from kg.text.structure import Structure, outline
from kg.training.markup import parse_markup
from kg.types import SourceText, Status
from kg.vocabulary import load_vocabulary

__all__ = ["ReportExamples", "WrittenStatement", "annotated_examples", "load_marked", "load_written"]

_COVERED = 0.5  # share of a clause that a quote must cover for the clause to belong to it


@dataclass(frozen=True, slots=True)
class _Quote:
    start: int
    end: int
    concept: str
    planned: bool


@dataclass(frozen=True, slots=True)
class WrittenStatement:
    """A statement written for training, with its concepts, or ``none`` alone where it states no measure; then it has no status."""

    text: str
    concepts: tuple[str, ...]
    status: Status | None


@dataclass(slots=True)
class Statement(Stretch):
    """A statement of a text, with its concepts."""

    concepts: tuple[str, ...]
    planned: bool


@dataclass(frozen=True, slots=True)
class ReportExamples:
    """What a report teaches: its segments, the tags of all their clauses, and statements; ``marked`` if it was written for training."""

    name: str
    text: str
    marked: bool
    structure: Structure
    year: int | None
    segments: tuple[Segment, ...]
    tags: tuple[str, ...]
    statements: tuple[Statement, ...]


def load_written(folder: Path | None = None) -> tuple[WrittenStatement, ...]:
    """Read the CSV files of ``folder`` (by default ``seeds/training``) with the columns text, concepts and status.

    Raises:
        InputError: a row has no text, or names a concept that the catalogue lacks or another status.
    """
    statements = []
    for path in sorted((folder or seeds_folder() / "training").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                concepts = tuple(row["concepts"].split("|")) if row["concepts"] else (NO_MEASURE,)
                _check(path, number, concepts, {NO_MEASURE})
                if not any(char.isalnum() for char in row["text"]):
                    raise InputError(path, f"line {number}: no text")
                statements.append(WrittenStatement(row["text"], concepts, _status(path, number, row["status"])))
    return tuple(statements)


def load_marked(folder: Path | None = None) -> tuple[ReportExamples, ...]:
    """Read the marked reports of ``folder`` (by default ``seeds/training/reports``), see :mod:`kg.training.markup`.

    Raises:
        InputError: a mark is malformed or names a concept that the catalogue lacks.
    """
    examples = []
    for path in sorted((folder or seeds_folder() / "training" / "reports").glob("*.txt")):
        report = parse_markup(path.read_text(encoding="utf-8"), path)
        quotes: list[_Quote] = []
        for quote in report.quotes:
            if not quote.problem:
                _check(path, report.source.text.count("\n", 0, quote.start) + 1, quote.names, {OTHER})
                quotes += [_Quote(quote.start, quote.end, name, quote.planned) for name in quote.names]
        problems = [(quote.start, quote.end) for quote in report.quotes if quote.problem]
        examples.append(_examples(path.stem, report.source, quotes, problems, marked=True))
    return tuple(examples)


def annotated_examples(report: AnnotatedReport) -> ReportExamples:
    """Cut an annotated report into segments and tag their clauses by its quotes."""
    source = read(report.path)
    spans = problem_places(source.text, outline(source.text))
    return _examples(report.path.stem, source, _quotes(report, source.text), spans, marked=False)


def _status(path: Path, line: int, value: str) -> Status | None:
    if value in ("adopted", "planned"):
        return cast("Status", value)
    if value:
        raise InputError(path, f"line {line}: no status {value!r}")
    return None


def _check(path: Path, line: int, concepts: Sequence[str], besides: set[str]) -> None:
    known = load_vocabulary().concepts
    if unknown := [concept for concept in concepts if concept not in known and concept not in besides]:
        raise InputError(path, f"line {line}: no measure {unknown[0]!r}")


def _quotes(report: AnnotatedReport, text: str) -> list[_Quote]:
    """The quotes of the annotated measures as stretches of the cleaned text, with their concepts."""
    places = [index for index, char in enumerate(text) for _ in flatten(char)]
    flat = flatten(text)
    found = ((locate(report.source[measure.start : measure.end], flat, measure.start), measure) for measure in report.reference.measures)
    return [
        _Quote(places[span[0]], places[span[1] - 1] + 1, measure.concept or OTHER, measure.status == "planned")
        for span, measure in found
        if span
    ]


def _examples(
    name: str, source: SourceText, quotes: Sequence[_Quote], problems: Sequence[tuple[int, int]], *, marked: bool
) -> ReportExamples:
    text, structure, lexicon = source.text, outline(source.text), measures_lexicon()
    matches = lexicon.match(text)
    found = tuple(segments(structure, lexicon, matches, problems))
    tags = tuple(tag for segment in found for tag in _tags(segment, quotes))
    views = [view for segment in found for view in segment]
    concepts: dict[tuple[int, int, bool], list[str]] = {}
    for quote in quotes:
        concepts.setdefault((quote.start, quote.end, quote.planned), []).append(quote.concept)
    statements = tuple(
        Statement(
            start,
            end,
            best_hits(
                [
                    lexicon.hits(matches, max(view.start, start), min(view.end, end))
                    for view in views
                    if start < view.end and view.start < end
                ]
            ),
            next((view.heading_concepts for view in views if view.end > start), ()),
            tuple(dict.fromkeys(names)),
            planned,
        )
        for (start, end, planned), names in sorted(concepts.items())
    )
    return ReportExamples(name, text, marked, structure, find_report(source).year, found, tags, statements)


def _tags(segment: Segment, quotes: Sequence[_Quote]) -> tuple[str, ...]:
    tags: list[str] = []
    for view in segment:
        covering = [quote.start for quote in quotes if _covers(quote, view.start, view.end)]
        if not covering:
            tags.append("O")
        elif not tags or tags[-1] == "O" or any(view.start <= start < view.end for start in covering):
            tags.append("B")
        else:
            tags.append("I")
    return tuple(tags)


def _covers(quote: _Quote, start: int, end: int) -> bool:
    return min(quote.end, end) - max(quote.start, start) >= _COVERED * (end - start)
