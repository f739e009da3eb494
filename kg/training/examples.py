"""What the models learn from: annotated reports, marked reports, and written statements with their concepts."""

import csv
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.evaluation import AnnotatedReport
from kg.evaluation.text import flatten, locate
from kg.extraction.measures.features import NO_MEASURE
from kg.extraction.measures.linking import OTHER
from kg.extraction.measures.segments import Segment, segments
from kg.extraction.measures.tagging import BEGIN, INSIDE, OUTSIDE
from kg.extraction.problems.component import find_problems
from kg.extraction.resources import measures_lexicon, problems_lexicon
from kg.extraction.structure import outline
from kg.reading import read
from kg.resources import seeds_folder
from kg.training.markup import parse_markup
from kg.vocabulary import load_vocabulary

__all__ = ["ReportExamples", "WrittenStatement", "annotated_examples", "load_marked", "load_written"]

_COVERED = 0.5  # share of a clause that a quote must cover for the clause to belong to it
_Quote = tuple[int, int, str]  # start, end, concept


@dataclass(frozen=True, slots=True)
class WrittenStatement:
    """A statement written for training, with its concepts, or ``none`` alone where it states no measure."""

    text: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a report, with the concepts of its section's heading and its own."""

    text: str
    heading_concepts: frozenset[str]
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportExamples:
    """What a report teaches: segments with the tags of their clauses, and statements; ``marked`` if it was written for training."""

    name: str
    marked: bool
    segments: tuple[tuple[Segment, tuple[str, ...]], ...]
    statements: tuple[Statement, ...]


def load_written(folder: Path | None = None) -> tuple[WrittenStatement, ...]:
    """Read the CSV files of ``folder`` (by default ``seeds/training``) with the columns text, concepts and status.

    Raises:
        InputError: a row names a concept that the catalogue lacks.
    """
    statements = []
    for path in sorted((folder or seeds_folder() / "training").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                concepts = tuple(row["concepts"].split("|")) if row["concepts"] else (NO_MEASURE,)
                _check(path, number, concepts, {NO_MEASURE})
                statements.append(WrittenStatement(row["text"], concepts))
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
                _check(path, report.text.count("\n", 0, quote.start) + 1, quote.names, {OTHER})
                quotes += [(quote.start, quote.end, name) for name in quote.names]
        problems = [(quote.start, quote.end) for quote in report.quotes if quote.problem]
        examples.append(_examples(path.stem, report.text, quotes, problems, marked=True))
    return tuple(examples)


def annotated_examples(report: AnnotatedReport) -> ReportExamples:
    """Cut an annotated report into segments and tag their clauses by its quotes."""
    text = read(report.path).text
    problems = find_problems(text, outline(text), problems_lexicon())
    return _examples(report.path.stem, text, _quotes(report, text), [(problem.start, problem.end) for problem in problems], marked=False)


def _check(path: Path, line: int, concepts: Sequence[str], besides: set[str]) -> None:
    known = load_vocabulary().concepts
    if unknown := [concept for concept in concepts if concept not in known and concept not in besides]:
        raise InputError(path, f"line {line}: no measure {unknown[0]!r}")


def _quotes(report: AnnotatedReport, text: str) -> list[_Quote]:
    """The quotes of the annotated measures as stretches of the cleaned text, with their concepts."""
    places = [index for index, char in enumerate(text) for _ in flatten(char)]
    flat = flatten(text)
    found = (
        (locate(report.source[measure.start : measure.end], flat, measure.start), measure.concept or OTHER)
        for measure in report.reference.measures
    )
    return [(places[span[0]], places[span[1] - 1] + 1, concept) for span, concept in found if span]


def _examples(name: str, text: str, quotes: Sequence[_Quote], problems: Sequence[tuple[int, int]], *, marked: bool) -> ReportExamples:
    lexicon = measures_lexicon()
    found = segments(text, outline(text), lexicon, lexicon.match(text), problems)
    tagged = tuple((segment, _tags(segment, quotes)) for segment in found)
    views = [view for segment, _ in tagged for view in segment]
    starts = [view.start for view in views]
    concepts: dict[tuple[int, int], list[str]] = {}
    for start, end, concept in quotes:
        concepts.setdefault((start, end), []).append(concept)
    statements = tuple(
        Statement(
            text[start:end],
            views[min(bisect_left(starts, start), len(views) - 1)].heading_concepts,
            tuple(dict.fromkeys(names)),
        )
        for (start, end), names in concepts.items()
    )
    return ReportExamples(name, marked, tagged, statements)


def _tags(segment: Segment, quotes: Sequence[_Quote]) -> tuple[str, ...]:
    tags: list[str] = []
    for view in segment:
        covering = [start for start, end, _ in quotes if _covers(start, end, view.start, view.end)]
        if not covering:
            tags.append(OUTSIDE)
        elif not tags or tags[-1] == OUTSIDE or any(view.start <= start < view.end for start in covering):
            tags.append(BEGIN)
        else:
            tags.append(INSIDE)
    return tuple(tags)


def _covers(start: int, end: int, clause_start: int, clause_end: int) -> bool:
    return min(end, clause_end) - max(start, clause_start) >= _COVERED * (clause_end - clause_start)
