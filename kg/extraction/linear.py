"""Linear models over hashed features (Weinberger et al., 2009), small enough to travel with the code."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kg.extraction.grams import IntArray

__all__ = ["FloatArray", "LinearModel", "log_softmax", "quantised"]

FloatArray = npt.NDArray[np.float64]

_LEVELS = 127
_GRID = 1 << 32
_BATCH = 1 << 11  # rows of weights that are held at once
_LANES, _BITS = 3, 21  # columns in a word of 64 bits, and the bits of each


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Scores of classes.

    The weight of a feature for a class is ``levels[row, column] * steps[column]``: a row for each hashed
    feature, a column for each class, 8 bits for each weight. Sums of levels are whole numbers, so that every
    machine gets the same. They are made of three columns at once, which share a word: no sum may reach 2²⁰.
    """

    classes: tuple[str, ...]
    levels: npt.NDArray[np.int8]
    steps: FloatArray
    bias: FloatArray
    _words: IntArray = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_words", _packed(self.levels))

    def totals(self, rows: IntArray) -> IntArray:
        """Sums of the levels of ``rows`` along the first axis (… × classes)."""
        return self._unpacked(self._words.take(rows, axis=0).sum(axis=0))

    def sums(self, rows: IntArray, firsts: IntArray, lasts: IntArray, counts: IntArray | None = None) -> IntArray:
        """Sums of the levels of ``rows[first:last]``, times their counts, for each pair of bounds (n × classes).

        ``firsts`` are in order.
        """
        result = np.zeros((len(firsts), self._words.shape[1]), dtype=np.int64)
        reach = np.maximum.accumulate(lasts)
        begin = 0
        while begin < len(firsts):
            start = firsts[begin]
            end = max(begin + 1, int(np.searchsorted(reach, start + _BATCH)))
            taken = self._words.take(np.append(rows[start : reach[end - 1]], 0), axis=0)
            if counts is not None:
                taken = taken * np.append(counts[start : reach[end - 1]], 0)[:, None]
            bounds = np.stack((firsts[begin:end], lasts[begin:end]), axis=1).ravel() - start
            result[begin:end] = np.add.reduceat(taken, bounds, axis=0)[::2]
            begin = end
        result[firsts == lasts] = 0
        return self._unpacked(result)

    def _unpacked(self, words: IntArray) -> IntArray:
        """The sums of all columns from those of words, whose bits above those of a lane have borrowed where its sum is negative."""
        result = np.empty((*words.shape[:-1], len(self.classes)), dtype=np.int64)
        for lane in range(_LANES):
            sums = words << (64 - _BITS) >> (64 - _BITS)
            columns = result[..., lane::_LANES]
            columns[:] = sums[..., : columns.shape[-1]]
            words = (words - sums) >> _BITS
        return result


def _packed(levels: npt.NDArray[np.int8]) -> IntArray:
    """Words of the columns 0 to 2, 3 to 5 and so on of each row."""
    words = np.zeros((len(levels), -(-levels.shape[1] // _LANES)), dtype=np.int64)
    for lane in range(_LANES):
        columns = levels[:, lane::_LANES].astype(np.int64)
        words[:, : columns.shape[1]] += columns << (lane * _BITS)
    return words


def quantised(classes: tuple[str, ...], weights: FloatArray, bias: FloatArray) -> LinearModel:
    """The model of real weights (features × classes), each rounded to 8 bits of its class's largest."""
    steps = np.maximum(np.abs(weights).max(axis=0), 1e-6) / _LEVELS
    return LinearModel(classes, np.rint(weights / steps).astype(np.int8), steps, bias)


def log_softmax(scores: FloatArray) -> FloatArray:
    """Logarithms of the probabilities that belong to scores, over the last axis.

    They are rounded to multiples of 2⁻³²: the last bits of exponentials differ between processors, and sums of
    multiples are exact in any order.
    """
    shifted = scores - scores.max(axis=-1, keepdims=True)
    logarithms: FloatArray = np.rint((shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))) * _GRID) / _GRID
    return logarithms
