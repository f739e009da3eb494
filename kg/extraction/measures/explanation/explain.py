"""The two questions: why this measure, and why (or why not) this concept."""

from collections.abc import Mapping, Sequence

from kg.errors import UnknownNameError
from kg.extraction.measures.explanation.bounds import bounds
from kg.extraction.measures.explanation.choices import choice
from kg.extraction.measures.explanation.nearest import every_clause, nearest
from kg.extraction.measures.explanation.rereading import Rereading, Stated
from kg.extraction.measures.explanation.statuses import status_reason
from kg.extraction.measures.explanation.types import ConceptExplanation, MeasureExplanation
from kg.extraction.measures.segments import ClauseView
from kg.text.structure import Role
from kg.types import Status

__all__ = ["explain_concept", "explain_measure", "explained"]

_PARTS: Mapping[Status, Role] = {"adopted": "body", "planned": "plans"}


def explain_measure(read: Rereading, measure_id: str) -> MeasureExplanation:
    """Why a measure was found, with its concept, its bounds and its status.

    Raises:
        UnknownNameError: the report has no measure of this id.
    """
    if stretches := read.by_measure.get(measure_id):
        return explained(read, stretches[0])
    there = (
        f"{read.extraction.report.file} has m1 to m{len(read.by_measure)}" if read.by_measure else f"{read.extraction.report.file} has none"
    )
    raise UnknownNameError("measure", measure_id, there)


def explain_concept(read: Rereading, concept: str, status: Status | None = None) -> ConceptExplanation:
    """Why the measures of a concept were found, or what rejected the clauses that come nearest to it.

    ``concept`` is an id of the catalogue. With ``status`` measures of the other one are kept apart; if all are, the nearest
    clauses are those of the parts of the report in which statements of ``status`` stand.

    Raises:
        UnknownNameError: the models know no such concept.
    """
    if concept not in read.lexicon.concepts:
        raise UnknownNameError("measure", concept)
    of_concept = [explained(read, stated) for stated in read.clearest if stated.measure.concept == concept]
    measures = tuple(entry for entry in of_concept if status in (None, entry.measure.status))
    of_other_status = tuple(entry for entry in of_concept if status not in (None, entry.measure.status))
    views = every_clause(read)
    candidates = _eligible(read, views, status, of_other_status) if status and of_other_status else views
    text = read.extraction.text
    return ConceptExplanation(
        concept=concept,
        measures=measures,
        of_other_status=of_other_status,
        nearest=() if measures else tuple(nearest(read, concept, candidates)),
        phrases=tuple(dict.fromkeys(text[hit.start : hit.end] for view in views for hit in view.hits if hit.concept == concept)),
    )


def _eligible(read: Rereading, views: Sequence[ClauseView], status: Status, others: Sequence[MeasureExplanation]) -> list[ClauseView]:
    """The clauses of the parts in which statements of a status stand, without those of other statements."""
    taken = [entry.measure for entry in others]
    return [
        view
        for view in views
        if read.section(view.start).role == _PARTS[status] and not any(measure.start <= view.start < measure.end for measure in taken)
    ]


def explained(read: Rereading, stated: Stated) -> MeasureExplanation:
    """Why a measure was found, by a stretch that states it."""
    text = read.extraction.text
    others = [other.whole for other in read.by_measure[stated.measure.id] if other is not stated]
    return MeasureExplanation(
        measure=stated.measure,
        choice=choice(read, stated),
        bounds=bounds(text, stated.reading, stated.pair),
        status=status_reason(read, stated),
        united=tuple(text[whole.start : whole.end] for whole in others),
    )
