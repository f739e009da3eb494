"""What the models learn from: annotated reports, and written statements with their concepts."""

import csv
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.evaluation import AnnotatedReport
from kg.evaluation.text import flatten, locate
from kg.extraction.lexicon import Lexicon
from kg.extraction.measures.linking import NO_MEASURE
from kg.extraction.measures.segments import Segment, segments
from kg.extraction.measures.tagging import BEGIN, INSIDE, OUTSIDE
from kg.extraction.problems.component import find_problems
from kg.extraction.structure import outline
from kg.reading import read
from kg.resources import seeds_folder
from kg.vocabulary import load_vocabulary

__all__ = ["ReportExamples", "WrittenStatement", "load_written", "report_examples"]

_COVERED = 0.5  # share of a clause that a quote must cover for the clause to belong to it


@dataclass(frozen=True, slots=True)
class WrittenStatement:
    """A statement written for training, with its concepts, or ``none`` alone where it states no measure."""

    text: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportExamples:
    """What an annotated report teaches: segments with the tags of their clauses, and its statements."""

    name: str
    segments: tuple[tuple[Segment, tuple[str, ...]], ...]
    statements: tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]  # text, concepts of the heading, concepts


def load_written(folder: Path | None = None) -> tuple[WrittenStatement, ...]:
    """Read the CSV files of ``folder`` (by default ``seeds/training``) with the columns text, concepts and status.

    Raises:
        InputError: a row names a concept that the catalogue lacks.
    """
    known = load_vocabulary().concepts
    statements = []
    for path in sorted((folder or seeds_folder() / "training").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                concepts = tuple(row["concepts"].split("|")) if row["concepts"] else (NO_MEASURE,)
                if unknown := [concept for concept in concepts if concept not in known and concept != NO_MEASURE]:
                    raise InputError(path, f"line {number}: no measure {unknown[0]!r}")
                statements.append(WrittenStatement(row["text"], concepts))
    return tuple(statements)


def report_examples(report: AnnotatedReport, lexicon: Lexicon, topics: Lexicon) -> ReportExamples:
    """Cut an annotated report into segments and tag their clauses by its quotes."""
    text = read(report.path).text
    structure = outline(text)
    excluded = [(problem.start, problem.end) for problem in find_problems(text, structure, topics)]
    quotes = _quotes(report, text)
    tagged = tuple((segment, _tags(segment, quotes)) for segment in segments(text, structure, lexicon, excluded))
    views = [view for segment, _ in tagged for view in segment]
    starts = [view.start for view in views]
    concepts: dict[tuple[int, int], list[str]] = {}
    for start, end, concept in quotes:
        concepts.setdefault((start, end), []).append(concept)
    statements = []
    for (start, end), names in concepts.items():
        view = views[min(bisect_left(starts, start), len(views) - 1)]
        statements.append((text[start:end], view.heading_concepts, tuple(dict.fromkeys(names))))
    return ReportExamples(report.path.stem, tagged, tuple(statements))


def _quotes(report: AnnotatedReport, text: str) -> list[tuple[int, int, str]]:
    """The quotes of the annotated measures as stretches of the cleaned text, with their concepts."""
    places = [index for index, char in enumerate(text) for _ in flatten(char)]
    flat = flatten(text)
    quotes = []
    for measure in report.reference.measures:
        if found := locate(report.source[measure.start : measure.end], flat, measure.start):
            quotes.append((places[found[0]], places[found[1] - 1] + 1, measure.concept or ""))
    return quotes


def _tags(segment: Segment, quotes: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    tags: list[str] = []
    for view in segment:
        covering = [
            start for start, end, _ in quotes if min(end, view.end) - max(start, view.start) >= _COVERED * (view.end - view.start)
        ]
        if not covering:
            tags.append(OUTSIDE)
        elif not tags or tags[-1] == OUTSIDE or any(view.start <= start < view.end for start in covering):
            tags.append(BEGIN)
        else:
            tags.append(INSIDE)
    return tuple(tags)
