"""What words, phrases and headings add to a score, told so that a reader can follow it."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np

from kg.extraction.grams import Grams, IntArray
from kg.extraction.linear import FloatArray
from kg.extraction.measures.explanation.types import Share
from kg.extraction.segmentation import word_bounds

__all__ = ["foremost", "summed", "word_shares"]

_FOR = 6  # shares told that speak for the outcome
_AGAINST = 2
_LEAST = 0.005  # points of a share that is told by itself
_WORD = re.compile(r"\w")


def word_shares(text: str, spans: Sequence[tuple[int, int]], grams: Grams, points: Callable[[IntArray], FloatArray]) -> list[Share]:
    """What the words of stretches add; ``points`` gives those of grams, by their indices.

    A gram of two characters belongs half to each of them. Neighbouring words that speak for the same side are told as one.
    """
    found = [share for start, end in spans for share in _runs(text, start, end, grams, points)]
    return summed(found)


def _runs(text: str, start: int, end: int, grams: Grams, points: Callable[[IntArray], FloatArray]) -> Iterator[Share]:
    firsts, lasts = grams.bounds([start], [end])
    indices = np.arange(firsts[0], lasts[0])
    if not len(indices):
        return
    single = grams.lengths[indices] == 1
    char = np.cumsum(single) - 1
    halves = np.where(single, points(indices), points(indices) / 2)
    totals = np.bincount(char, halves) + np.bincount(np.minimum(char + 1, char[-1])[~single], halves[~single], minlength=char[-1] + 1)
    sums = np.concatenate(([0.0], totals.cumsum()))
    spans = [(start + begin, start + stop) for begin, stop in word_bounds(text[start:end])]
    bounds = np.searchsorted(grams.places[indices][single], [spans[0][0], *(stop for _, stop in spans)])
    told = np.diff(sums[bounds]).tolist()
    for (is_word, _), run in groupby(
        zip(spans, told, strict=True), key=lambda entry: (bool(_WORD.search(text, *entry[0])), math.copysign(1, entry[1]))
    ):
        members = list(run)
        quote = text[members[0][0][0] : members[-1][0][1]]
        yield Share("words" if is_word else "rest", quote if is_word else "", sum(value for _, value in members))


def summed(shares: Iterable[Share]) -> list[Share]:
    """Shares of the same thing as one, in the order in which they first came."""
    totals: dict[tuple[str, str, str | None], float] = defaultdict(float)
    for share in shares:
        totals[share.kind, share.quote, share.concept] += share.points
    return [Share(kind, quote, points, concept) for (kind, quote, concept), points in totals.items()]


def foremost(shares: Sequence[Share], total: float) -> tuple[Share, ...]:
    """The shares that count most for the side of ``total``, a few that count most against it, and the rest as one."""
    sign = math.copysign(1, total)
    ranked = sorted(
        (share for share in shares if share.kind != "rest" and abs(share.points) >= _LEAST), key=lambda share: -sign * share.points
    )
    told = [share for share in ranked[:_FOR] if sign * share.points > 0]
    told += [share for share in ranked[len(told) :][-_AGAINST:] if sign * share.points < 0]
    rest = math.fsum(share.points for share in shares if share not in told)
    return (*told, Share("rest", "", rest))
