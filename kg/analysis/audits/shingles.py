"""Texts that are nearly the same, found without comparing each with each.

A text is the set of its shingles (Broder, *On the resemblance and containment of documents*, 1997). Of each set some least hashes are kept,
which two sets share as often as they are alike; texts that agree in a band of them are compared (Leskovec, Rajaraman and Ullman, *Mining of
Massive Datasets*, chapter 3). A band is sorted and each text compared with the one before it, so that the time grows with their number.
"""

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["ALIKE", "families", "resemblance"]

ALIKE = 0.6  # of the shingles of both are in both

_SHINGLE = 3  # characters: in sentences of some thirty, a word that is replaced takes four or five
_BANDS, _ROWS = 20, 3  # texts of resemblance 0.6 agree in a band with probability 0.99, of 0.7 with 0.9998, of 0.2 with 0.15
_AT_ONCE = 20_000  # texts
_FACTORS = np.frombuffer(hashlib.shake_256(b"kg.analysis.audits").digest(8 * (_SHINGLE + _BANDS * _ROWS + _ROWS)), dtype="<u8") | np.uint64(
    1
)
_SHINGLE_FACTORS, _BAND_FACTORS, _ROW_FACTORS = np.split(_FACTORS, [_SHINGLE, _SHINGLE + _BANDS * _ROWS])


def resemblance(one: str, other: str) -> float:
    """The share of the shingles of two texts that are in both."""
    own, theirs = _shingles(one), _shingles(other)
    return len(own & theirs) / len(own | theirs)


def families(texts: Sequence[str]) -> Sequence[int]:
    """For each of several texts, the place of the first text of its family: those that are alike, one by one, to others of it.

    The texts are different ones, and have three characters or more.
    """
    first = list(range(len(texts)))

    def root(place: int) -> int:
        while first[place] != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    for one, other in _candidates(texts):
        low, high = sorted((root(one), root(other)))
        if low != high and resemblance(texts[one], texts[other]) >= ALIKE:
            first[high] = low
    return [root(place) for place in range(len(texts))]


def _shingles(text: str) -> set[str]:
    return {text[place : place + _SHINGLE] for place in range(len(text) - _SHINGLE + 1)}


def _candidates(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that follow each other in the order of a band and agree in it."""
    bands = np.empty((_BANDS, len(texts)), dtype=np.uint64)
    for start in range(0, len(texts), _AT_ONCE):
        bands[:, start : start + _AT_ONCE] = _sketches(texts[start : start + _AT_ONCE])
    for band in bands:
        order = np.argsort(band, kind="stable")
        same = np.flatnonzero(band[order[1:]] == band[order[:-1]])
        yield from zip(order[same].tolist(), order[same + 1].tolist(), strict=True)


def _sketches(texts: Sequence[str]) -> npt.NDArray[np.uint64]:
    """The hashes of the bands, a row for each band and a column for each text."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    hashes = np.zeros(codes.size - _SHINGLE + 1, dtype=np.uint64)
    for place, factor in enumerate(_SHINGLE_FACTORS):
        hashes += codes[place : place + hashes.size] * factor
    lengths = np.array([len(text) for text in texts])
    ends = np.cumsum(lengths)
    within = np.ones(hashes.size + _SHINGLE - 1, dtype=bool)
    for back in range(1, _SHINGLE):
        within[ends - back] = False  # a shingle that begins here reaches into the next text
    hashes = _mixed(hashes[within[: hashes.size]])
    starts = np.concatenate(([0], np.cumsum(lengths - _SHINGLE + 1)[:-1]))
    least = [np.minimum.reduceat(_mixed(hashes * factor), starts) for factor in _BAND_FACTORS]
    rows = np.array(least).reshape(_BANDS, _ROWS, -1)
    sketches: npt.NDArray[np.uint64] = np.einsum("brt,r->bt", rows, _ROW_FACTORS)
    return sketches


def _mixed(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    return hashes ^ (hashes >> np.uint64(32))
