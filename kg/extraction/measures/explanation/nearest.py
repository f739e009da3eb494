"""The clauses that come nearest to a concept, and what rejected them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from kg.errors import UnknownNameError
from kg.extraction.linear import FloatArray
from kg.extraction.linking import NO_MEASURE, OTHER, Linker
from kg.extraction.measures.denial import is_denied
from kg.extraction.measures.explanation.bounds import clause_tags, margin_without
from kg.extraction.measures.explanation.choices import rank, ranking
from kg.extraction.measures.explanation.rereading import Rereading
from kg.extraction.measures.explanation.types import Nearest, Reason
from kg.extraction.measures.segments import ClauseView, segments
from kg.extraction.measures.statements import Scored, SegmentReading

__all__ = ["every_clause", "nearest", "told"]

_MOST = 3


def every_clause(read: Rereading) -> list[ClauseView]:
    """All clauses of a report, those too that the pipeline passes over: in headings, tables and problems, before and after the body."""
    structure = read.structure
    opened = replace(
        structure,
        sections=tuple(replace(section, role="body") for section in structure.sections),
        sentences=tuple(sentence._replace(heading=False, row=False) for sentence in structure.sentences),
    )
    text = read.extraction.text
    return [view for segment in segments(opened, read.lexicon, read.lexicon.match(text), ()) for view in segment]


def nearest(read: Rereading, concept: str, views: Sequence[ClauseView]) -> list[Nearest]:
    """Up to three clauses that come nearest to a concept that has no measure, one of each statement, the nearest first.

    They have the highest scores for it; if phrases of the lexicon speak for it anywhere, the best such clause is one of them.
    """
    linker = read.model.linker
    if not views:
        return []
    scores = linker.scores(linker.sums(read.grams, views), linker.lexical(views))
    order = np.argsort(-scores[:, linker.model.classes.index(concept)], kind="stable").tolist()
    spoken = [index for index in order if any(hit.concept == concept for hit in views[index].hits)]
    places = _places(read)
    found: dict[int, Nearest] = {}
    for index in (*order[:1], *spoken[:1], *order):
        view = views[index]
        whole = _statement(places, view)
        place = whole.start if whole else view.start
        if place not in found:
            found[place] = _told(read, concept, view, scores[index], places)
        if len(found) == _MOST:
            break
    return sorted(found.values(), key=lambda near: -near.alone.score)


def told(read: Rereading, views: Sequence[ClauseView], concept: str | None) -> list[Nearest]:
    """How near clauses come to a concept, each by default to that measure which it comes nearest to, and what rejected or found it.

    Raises:
        UnknownNameError: the models know no such concept.
    """
    linker = read.model.linker
    if concept is not None and concept not in read.lexicon.concepts:
        raise UnknownNameError("measure", concept)
    if not views:
        return []
    scores = linker.scores(linker.sums(read.grams, views), linker.lexical(views))
    places = _places(read)
    return [_told(read, concept or _likeliest_measure(linker, row), view, row, places) for view, row in zip(views, scores, strict=True)]


def _likeliest_measure(linker: Linker, scores: FloatArray) -> str:
    return next(entry.concept for entry in ranking(linker, scores) if entry.concept != NO_MEASURE)


_Places = Mapping[int, tuple[SegmentReading, int]]
"""The reading of each clause that was read, and its place there, by where it starts."""


def _places(read: Rereading) -> _Places:
    return {view.start: (reading, index) for reading in read.readings for index, view in enumerate(reading.segment)}


def _statement(places: _Places, view: ClauseView) -> Scored | None:
    """The statement that a clause is part of."""
    chosen = places[view.start][0].chosen.values() if view.start in places else ()
    return next((whole for whole in chosen if whole.start <= view.start < whole.end), None)


def _told(read: Rereading, concept: str, view: ClauseView, scores: FloatArray, places: _Places) -> Nearest:
    near = _near(read, concept, view, scores)
    if view.start not in places:
        return _in_excluded_place(read, near)
    whole = _statement(places, view)
    return _in_statement(read, near, whole) if whole else _outside(read, near, *places[view.start])


def _near(read: Rereading, concept: str, view: ClauseView, scores: FloatArray) -> Nearest:
    linker = read.model.linker
    return Nearest(
        start=view.start,
        end=view.end,
        text=read.extraction.text[view.start : view.end],
        section=" / ".join(read.section(view.start).path),
        reason="outside",
        alone=rank(linker, scores, concept),
        likeliest=ranking(linker, scores)[0],
        least=linker.least,
        second=linker.second,
    )


def _in_excluded_place(read: Rereading, near: Nearest) -> Nearest:
    sentence = read.structure.sentence_at(near.start)
    assert sentence is not None, "clauses are made of sentences"
    role = read.section(near.start).role
    if role in ("front", "back"):
        return replace(near, reason=role)
    if sentence.heading:
        return replace(near, reason="heading")
    if sentence.row:
        return replace(near, reason="row")
    told = next(problem.id for problem in read.extraction.problems if problem.start < near.end and near.start < problem.end)
    return replace(near, reason="problem", problem=told)


def _outside(read: Rereading, near: Nearest, reading: SegmentReading, clause: int) -> Nearest:
    outside = clause_tags(read.extraction.text, reading)[clause].outside
    return replace(near, outside=outside, margin=margin_without(reading, clause))


def _in_statement(read: Rereading, near: Nearest, whole: Scored) -> Nearest:
    linker = read.model.linker
    statement = read.extraction.text[whole.start : whole.end]
    if is_denied(statement):
        return replace(near, reason="denied", statement=statement)
    first = ranking(linker, whole.scores)[0]
    reasons: dict[str, Reason] = {NO_MEASURE: "no-measure", OTHER: "other-measure"}
    doubtful = first.probability < linker.least
    return replace(
        near,
        reason=reasons.get(first.concept, "too-doubtful" if doubtful else "other-concept"),
        statement=statement,
        there=rank(linker, whole.scores, near.alone.concept),
        likeliest=first,
        measures=tuple(stated.measure.id for stated in read.stated if stated.whole is whole),
    )
