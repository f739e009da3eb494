"""Why a stretch has its concept."""

import math
from typing import Literal

import numpy as np

from kg.extraction.grams import IntArray
from kg.extraction.linear import FloatArray
from kg.extraction.linking import GRAM_ROWS, LEXICON_SCALE, NO_MEASURE, OTHER, Linker, confidence, lexicon_counts, lexicon_rows
from kg.extraction.measures.explanation.rereading import Rereading, Stated
from kg.extraction.measures.explanation.shares import foremost, summed, word_shares
from kg.extraction.measures.explanation.types import Choice, Ranked, Share

__all__ = ["choice", "rank", "ranking"]

_RUNNERS_UP = 5
_HEADING = 2  # of the three kinds of rows that the lexicon has


def rank(linker: Linker, scores: FloatArray, concept: str) -> Ranked:
    """A class with its score and probability."""
    score = float(scores[linker.model.classes.index(concept)])
    return Ranked(concept, score, confidence(score, linker.slope, linker.intercept))


def ranking(linker: Linker, scores: FloatArray) -> list[Ranked]:
    """All classes, the likeliest first, in the linker's own order."""
    return [rank(linker, scores, linker.model.classes[index]) for index in np.argsort(-scores, kind="stable")]


def choice(read: Rereading, stated: Stated) -> Choice:
    """Why a measure has its concept, or none."""
    linker = read.model.linker
    is_means = stated.part is not stated.whole
    ranked = [entry for entry in ranking(linker, stated.part.scores) if not (is_means and entry.concept == NO_MEASURE)]
    first = ranked[0].concept
    subject = stated.link.concept or first
    given = {first, subject} | {other.link.concept for other in read.stated if other.part is stated.part}
    rival = next(entry.concept for entry in ranked if entry.concept not in given)
    chosen, beaten = (rank(linker, stated.part.scores, name) for name in (subject, rival))
    lead = chosen.score - beaten.score
    decision: Literal["likeliest", "second", "too-doubtful", "other-measure"]
    if stated.link.concept is None:
        decision = "other-measure" if first == OTHER else "too-doubtful"
    else:
        decision = "likeliest" if subject == first else "second"
    return Choice(
        decision=decision,
        subject=subject,
        probability=chosen.probability,
        rival=rival,
        lead=lead,
        shares=foremost(_shares(read, stated, subject, rival), lead),
        ranking=tuple(ranked[: _RUNNERS_UP + 1]),
        least=linker.least,
        second=linker.second,
        means=read.extraction.text[stated.part.start : stated.part.end] if is_means else None,
    )


def _shares(read: Rereading, stated: Stated, subject: str, rival: str) -> list[Share]:
    """All that tells the score of ``subject`` from that of ``rival``."""
    model, grams = read.model.linker.model, read.grams
    columns = [model.classes.index(subject), model.classes.index(rival)]

    def points(rows: IntArray) -> FloatArray:
        mine, theirs = (model.levels[rows, column] * model.steps[column] for column in columns)
        difference: FloatArray = mine - theirs
        return difference

    firsts, lasts = grams.bounds([start for start, _ in stated.spans], [end for _, end in stated.spans])
    length = math.sqrt(max(int((lasts - firsts).sum()), 1))
    text = read.extraction.text
    shares = word_shares(text, stated.spans, grams, lambda indices: points(grams.rows[indices]) / length)
    rows = lexicon_rows(model.classes)
    names = list(rows)
    quotes = {hit.concept: text[hit.start : hit.end] for hit in stated.part.hits}
    heading = "".join(read.section(stated.whole.start).path[-1:])
    known = []
    for row, count in lexicon_counts(stated.part, rows):
        kind, place = divmod(row - GRAM_ROWS, len(rows))
        concept = names[place]
        value = float(points(np.array([row]))[0]) * count / LEXICON_SCALE
        known.append(Share("heading", heading, value, concept) if kind == _HEADING else Share("phrase", quotes[concept], value, concept))
    bias = float(model.bias[columns[0]] - model.bias[columns[1]])
    return [*summed(known), *shares, Share("start", "", bias)]
