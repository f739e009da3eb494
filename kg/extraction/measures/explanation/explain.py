"""The two questions: why this measure, and why (or why not) this concept."""

from kg.errors import UnknownNameError
from kg.extraction.measures.explanation.bounds import bounds
from kg.extraction.measures.explanation.choices import choice
from kg.extraction.measures.explanation.nearest import every_clause, nearest
from kg.extraction.measures.explanation.rereading import Rereading, Stated
from kg.extraction.measures.explanation.statuses import status_reason
from kg.extraction.measures.explanation.types import ConceptExplanation, MeasureExplanation
from kg.types import Status

__all__ = ["explain_concept", "explain_measure"]


def explain_measure(read: Rereading, measure_id: str) -> MeasureExplanation:
    """Why a measure was found, with its concept, its bounds and its status.

    Raises:
        UnknownNameError: the report has no measure of this id.
    """
    for stated in read.stated:
        if stated.measure.id == measure_id:
            return _explained(read, stated)
    there = f"{read.extraction.report.file} has m1 to m{len(read.stated)}" if read.stated else f"{read.extraction.report.file} has none"
    raise UnknownNameError("measure", measure_id, there)


def explain_concept(read: Rereading, concept: str, status: Status | None = None) -> ConceptExplanation:
    """Why the measures of a concept were found, or what rejected the clauses that come nearest to it.

    ``concept`` is an id of the catalogue. With ``status`` measures of the other one are kept apart.

    Raises:
        UnknownNameError: the models know no such concept.
    """
    if concept not in read.lexicon.concepts:
        raise UnknownNameError("measure", concept)
    of_concept = [_explained(read, stated) for stated in read.stated if stated.measure.concept == concept]
    views = every_clause(read)
    text = read.extraction.text
    return ConceptExplanation(
        concept=concept,
        measures=tuple(entry for entry in of_concept if status in (None, entry.measure.status)),
        of_other_status=tuple(entry for entry in of_concept if status not in (None, entry.measure.status)),
        nearest=() if of_concept else tuple(nearest(read, concept, views)),
        phrases=tuple(dict.fromkeys(text[hit.start : hit.end] for view in views for hit in view.hits if hit.concept == concept)),
    )


def _explained(read: Rereading, stated: Stated) -> MeasureExplanation:
    return MeasureExplanation(
        measure=stated.measure,
        choice=choice(read, stated),
        bounds=bounds(read.extraction.text, stated.reading, stated.pair),
        status=status_reason(read, stated),
    )
