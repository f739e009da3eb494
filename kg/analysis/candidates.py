"""Candidates for the catalogue: what bureaus do that it lacks, grouped over many reports for a curator to judge."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.index.naming import Names, key_of
from kg.index.phrases import Group, group, phrases_of
from kg.types import Extraction, Measure, Report
from kg.vocabulary import Vocabulary

__all__ = ["Candidate", "Example", "Suggestions", "suggest"]

_EXAMPLES = 5
_PHRASES = 5
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """A statement with the report that makes it; ``start`` and ``end`` count characters of the report's text."""

    report: str
    bureau: str | None
    year: int | None
    start: int
    end: int
    quote: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Statements without a concept that speak of one thing.

    ``id`` comes from ``label``, the phrase that tells them most apart from all other measures; ``phrases`` has the next ones.
    ``lacking`` statements are such whose model is sure (0.5 or more) that the catalogue lacks them, ``doubtful`` ones the rest,
    whose concept was only not guessed. ``nearest`` is the concept of the catalogue whose names the statements repeat most, and
    ``similarity`` how much of a name, 0 to 1.
    """

    id: str
    label: str
    phrases: tuple[str, ...]
    statements: int
    lacking: int
    doubtful: int
    reports: int
    bureaus: int
    years: tuple[int, ...]
    nearest: str | None
    similarity: float
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The candidates, that of most reports first, and the numbers that they stand against.

    ``ungrouped`` of the statements ``without_concept`` share no telling phrase with another.
    """

    candidates: tuple[Candidate, ...]
    reports: int
    measures: int
    without_concept: int
    ungrouped: int


@dataclass(frozen=True, slots=True)
class _Statement:
    report: Report
    measure: Measure


def suggest(extractions: Iterable[Extraction], vocabulary: Vocabulary) -> Suggestions:
    """Group the measures without a concept over all extractions; a report that comes twice counts once.

    The outcome depends on the reports, not on their order.
    """
    seen: set[str] = set()
    unlinked: list[_Statement] = []
    elsewhere: Counter[str] = Counter()
    measures = 0
    for extraction in extractions:
        if (report := extraction.report.id or extraction.report.file) in seen:
            continue
        seen.add(report)
        measures += len(extraction.measures)
        for measure in extraction.measures:
            if measure.concept is None:
                unlinked.append(_Statement(extraction.report, measure))
            else:
                elsewhere.update(phrases_of(measure.text))
    unlinked.sort(key=lambda entry: (entry.report.id, entry.report.file, entry.measure.start, entry.measure.end))
    phrases = [phrases_of(entry.measure.text) for entry in unlinked]
    groups = group(phrases, elsewhere, measures - len(unlinked))
    names = Names({concept.id: concept.names for concept in vocabulary.concepts.values()})
    candidates = [_candidate(found, unlinked, names) for found in groups if found.phrases]
    return Suggestions(
        candidates=tuple(sorted(candidates, key=lambda entry: (-entry.reports, -entry.statements, entry.label))),
        reports=len(seen),
        measures=measures,
        without_concept=len(unlinked),
        ungrouped=len(unlinked) - sum(len(found.members) for found in groups),
    )


def _candidate(found: Group, unlinked: Sequence[_Statement], names: Names) -> Candidate:
    members = [unlinked[index] for index in found.members]
    label, *further = found.phrases
    lacking = sum(entry.measure.confidence >= _SURE for entry in members)
    nearest, similarity = names.nearest([entry.measure.text for entry in members])
    return Candidate(
        id=key_of(label),
        label=label,
        phrases=tuple(further[: _PHRASES - 1]),
        statements=len(members),
        lacking=lacking,
        doubtful=len(members) - lacking,
        reports=len({entry.report.id for entry in members}),
        bureaus=len({entry.report.bureau for entry in members if entry.report.bureau}),
        years=tuple(sorted({entry.report.year for entry in members if entry.report.year})),
        nearest=nearest,
        similarity=round(similarity, 2),
        examples=tuple(_example(entry) for entry in _varied(members)[:_EXAMPLES]),
    )


def _varied(members: Sequence[_Statement]) -> list[_Statement]:
    """The statements with the first of each report before the second of any."""
    rank: Counter[str] = Counter()
    ranked = []
    for place, entry in enumerate(members):
        ranked.append((rank[entry.report.id], place, entry))
        rank[entry.report.id] += 1
    return [entry for _, _, entry in sorted(ranked, key=lambda item: item[:2])]


def _example(entry: _Statement) -> Example:
    report, measure = entry.report, entry.measure
    return Example(report.file, report.bureau, report.year, measure.start, measure.end, measure.text, measure.confidence)
