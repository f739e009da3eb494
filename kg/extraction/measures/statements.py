"""Statements of measures: stretches of clauses that tell of one action, linked to the catalogue."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise

import numpy as np

from kg.extraction.grams import Grams, IntArray
from kg.extraction.lexicon import Lexicon, Matches
from kg.extraction.linear import FloatArray
from kg.extraction.linking import GRAM_ROWS, Link, Linker, Stretch, best_hits
from kg.extraction.measures import patterns
from kg.extraction.measures.denial import is_denied
from kg.extraction.measures.features import clause_rows
from kg.extraction.measures.model import MeasureModel
from kg.extraction.measures.segments import ClauseView, Segment, segments
from kg.extraction.measures.status import settings, statuses
from kg.extraction.measures.tagging import Table, candidates, decode, tag_scores
from kg.text.structure import Structure
from kg.text.structure.patterns import REMEDY_LABEL
from kg.types import Status

__all__ = ["Scored", "SegmentReading", "Statement", "find_statements", "linked", "read_segments"]

_BATCH = 2048  # clauses that are read at once
_COST = 0.6  # of each statement
_CLARITY = 0.7  # weight of how clearly a stretch speaks of one concept
_CLARITY_OF_PLANS = 1.4  # whose sentences list measures of several concepts more often
_PAUSE = re.compile("[，,；;] ?")


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch that states one action of a concept, None where the catalogue lacks it."""

    start: int
    end: int
    concept: str | None
    confidence: float
    status: Status


@dataclass(slots=True)
class Scored(Stretch):
    """What states a measure, with the linker's scores of its concepts."""

    scores: FloatArray


@dataclass(slots=True)
class SegmentReading:
    """A segment with the logarithms of its clauses' tags and its candidates, by first and last clause.

    ``values`` tells how well each candidate reads as one statement; those ``chosen`` are in order.
    """

    segment: Segment
    table: Table
    values: Mapping[tuple[int, int], float]
    chosen: Mapping[tuple[int, int], Scored]


def find_statements(
    text: str,
    structure: Structure,
    excluded: Sequence[tuple[int, int]],
    *,
    year: int | None,
    lexicon: Lexicon,
    model: MeasureModel,
) -> Iterator[Statement]:
    """Statements by place; stretches of ``excluded`` (problems) are left out. ``year`` is the one that the report covers."""
    matches = lexicon.match(text)
    grams = Grams(text, GRAM_ROWS)
    found = segments(structure, lexicon, matches, excluded)
    read = (candidate for reading in read_segments(found, grams, model) for candidate in reading.chosen.values())
    chosen = [candidate for candidate in read if not is_denied(text[candidate.start : candidate.end])]
    spans = [(entry.start, entry.end) for entry in chosen]
    known = statuses(tuple(settings(text, structure, spans, year)), spans, grams, model.status)
    links = linked(text, chosen, grams, lexicon=lexicon, matches=matches, linker=model.linker)
    statements = (
        [Statement(_past_label(text, whole), whole.end, link.concept, link.confidence, status) for _, link in concepts]
        for whole, status, concepts in zip(chosen, known, links, strict=True)
    )
    yield from chain.from_iterable(_united(text, statements))


def _past_label(text: str, whole: Stretch) -> int:
    """Where a stretch begins after its label (整改措施：)."""
    label = REMEDY_LABEL.match(text, whole.start, whole.end - 1)
    return label.end() if label else whole.start


def _united(text: str, found: Iterable[list[Statement]]) -> Iterator[list[Statement]]:
    """The statements of each stretch; neighbours in one sentence that state the same are one (seeds/gold/GUIDELINES.md, settled cases)."""
    before: list[Statement] = []
    for here in found:
        if before and _states_the_same(before, here) and _PAUSE.fullmatch(text, before[0].end, here[0].start):
            before = [
                replace(one, end=other.end, confidence=max(one.confidence, other.confidence))
                for one, other in zip(before, here, strict=True)
            ]
        else:
            yield before
            before = here
    yield before


def _states_the_same(before: Sequence[Statement], here: Sequence[Statement]) -> bool:
    """Whether two stretches have the same concepts of the catalogue and the same status."""
    stated = [(one.concept, one.status) for one in here]
    return None not in {one.concept for one in here} and [(one.concept, one.status) for one in before] == stated


def linked(
    text: str, statements: Sequence[Scored], grams: Grams, *, lexicon: Lexicon, matches: Matches, linker: Linker
) -> Iterator[list[tuple[Scored, Link]]]:
    """The concepts of each statement, each with what speaks of it: the whole, or one of the means that it lists.

    Of a means only a concept that the lexicon finds in it counts: most means (实地核查, 网络监测) are no measures of their own.
    """
    scores = np.array([whole.scores for whole in statements]).reshape(-1, len(linker.model.classes))
    for whole, concepts in zip(statements, linker.link(scores), strict=True):
        links = [(whole, link) for link in concepts]
        if means := _means(text, lexicon, matches, whole):
            rows = linker.scores(linker.sums(grams, means), linker.lexical(means))
            parts = [_scored(entry, row) for entry, row in zip(means, rows, strict=True)]
            links += [
                (part, link)
                for part, some in zip(parts, linker.link(rows, is_measure=True), strict=True)
                for link in some
                if any(hit.concept == link.concept for hit in part.hits)
            ]
        first: dict[str | None, tuple[Scored, Link]] = {}
        for part, link in links:
            if link.concept or not first:
                first.setdefault(link.concept, (part, link))
        yield list(first.values())


def read_segments(found: Iterable[Segment], grams: Grams, model: MeasureModel) -> Iterator[SegmentReading]:
    """How the models read each segment, in order."""
    batch: list[Segment] = []
    size = 0
    for segment in found:
        batch.append(segment)
        size += len(segment)
        if size >= _BATCH:
            yield from _read_batch(batch, grams, model)
            batch, size = [], 0
    if batch:
        yield from _read_batch(batch, grams, model)


def _read_batch(found: Sequence[Segment], grams: Grams, model: MeasureModel) -> Iterator[SegmentReading]:
    views = [view for segment in found for view in segment]
    sums, known = model.linker.sums(grams, views), model.linker.lexical(views)
    rows = clause_rows(grams.codes, found, model.linker.scores(sums, known), model.linker.model.classes)
    logarithms = tag_scores(grams, found, rows, model.tagger).tolist()
    ends = list(accumulate((len(segment) for segment in found), initial=0))
    tables = [logarithms[begin:end] for begin, end in pairwise(ends)]
    pairs = [[*candidates(table)] for table in tables]
    bounds = [(begin + first, begin + last + 1) for begin, some in zip(ends, pairs, strict=False) for first, last in some]
    scores = _scores(views, bounds, sums, known, model.linker)
    clarity = model.linker.clarity(scores).tolist()
    begin = 0
    for segment, table, some in zip(found, tables, pairs, strict=True):
        weight = _CLARITY_OF_PLANS if segment[0].role == "plans" else _CLARITY
        worth = {pair: weight * lead - _COST for pair, lead in zip(some, clarity[begin : begin + len(some)], strict=True)}
        chosen = {  # with copies of the scores, which outlive the batch that they are rows of
            (first, last): _scored(_joined(segment[first : last + 1]), scores[begin + some.index((first, last))].copy())
            for first, last in decode(table, worth)
        }
        begin += len(some)
        yield SegmentReading(segment, table, worth, chosen)


def _scores(
    views: Sequence[ClauseView], bounds: Sequence[tuple[int, int]], sums: tuple[IntArray, IntArray], known: IntArray, linker: Linker
) -> FloatArray:
    """Scores of the stretches from one clause to before another, from what grams and lexicon say of each clause.

    The lexicon's part comes from the clauses that it speaks in: where that is one, it is that clause's, and stretches
    with the same ones share theirs.
    """
    firsts, lasts = np.array(bounds, dtype=np.int64).reshape(-1, 2).T
    said, counts = (np.concatenate((np.zeros_like(each[:1]), each.cumsum(axis=0))) for each in sums)
    speaking = [index for index, view in enumerate(views) if view.hits]
    begins, ends = np.searchsorted(speaking, firsts), np.searchsorted(speaking, lasts)
    sources = np.where(begins < ends, np.array([*speaking, 0])[begins], firsts)
    several = ends - begins > 1
    shared: dict[tuple[int, int], int] = {}
    sources[several] = [
        len(views) + shared.setdefault(pair, len(shared)) for pair in zip(begins[several].tolist(), ends[several].tolist(), strict=True)
    ]
    joined = [_joined([views[index] for index in speaking[begin:end]]) for begin, end in shared]
    lexical = np.concatenate((known, linker.lexical(joined)))[sources]
    return linker.scores((said[lasts] - said[firsts], counts[lasts] - counts[firsts]), lexical)


def _joined(views: Sequence[ClauseView]) -> Stretch:
    return Stretch(views[0].start, views[-1].end, best_hits([view.hits for view in views]), views[0].heading_concepts)


def _scored(stretch: Stretch, scores: FloatArray) -> Scored:
    return Scored(stretch.start, stretch.end, stretch.hits, stretch.heading_concepts, scores)


def _means(text: str, lexicon: Lexicon, matches: Matches, whole: Stretch) -> list[Stretch]:
    """The means that a statement lists (通过A、B、C等措施)."""
    match = patterns.MEANS.search(text, whole.start, whole.end)
    found = []
    start = match.start() if match else 0
    for part in match[0].split("、") if match else ():
        end = start + len(part.split("等")[0])
        found.append(Stretch(start, end, lexicon.hits(matches, start, end), whole.heading_concepts))
        start += len(part) + 1
    return found
