"""Character n-grams of a text, as rows of a table of weights."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Grams", "IntArray", "code_points", "mixed"]

IntArray = npt.NDArray[np.int64]

_PARTING = np.array([ord(char) for char in "，,；;：:。！？!?\n"], dtype=np.int64)  # no gram goes across these
_ZERO, _NINE, _WIDE_ZERO, _WIDE_NINE = (ord(char) for char in "09０９")
_MIX, _FINISH = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F  # odd, of 64 bits
_MOST_GRAMS = 1 << 12


def mixed(size: int, *values: IntArray | int) -> IntArray:
    """The row of each tuple of values, none negative, in a table of ``size`` rows, a power of two (multiplicative hashing, Knuth, 1973)."""
    total = np.zeros(1, dtype=np.uint64)
    for value in values:
        total = (total ^ np.asarray(value, dtype=np.uint64)) * np.uint64(_MIX)
        total = total ^ (total >> np.uint64(29))
    return (total * np.uint64(_FINISH) >> np.uint64(64 - size.bit_length() + 1)).astype(np.int64)


def code_points(text: str) -> IntArray:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)


class Grams:
    """The unigrams and bigrams of a text, in order.

    A run of digits counts as one 0. ``rows[i]`` is the row, of ``size``, of the gram that begins at offset
    ``places[i]`` of the text; ``lengths[i]`` is 1 or 2. ``codes`` are the text's code points.
    """

    def __init__(self, text: str, size: int) -> None:
        codes = self.codes = code_points(text)
        digit = ((codes >= _ZERO) & (codes <= _NINE)) | ((codes >= _WIDE_ZERO) & (codes <= _WIDE_NINE))
        kept = np.flatnonzero(~(digit & np.concatenate(([False], digit[:-1]))))
        plain = np.where(digit, _ZERO, codes)[kept]
        whole = ~np.isin(plain, _PARTING)
        paired = whole[:-1] & whole[1:]
        places = np.concatenate((kept[whole], kept[:-1][paired]))
        rows = np.concatenate((mixed(size, plain[whole]), mixed(size, plain[:-1][paired], plain[1:][paired])))
        lengths = np.repeat([1, 2], [whole.sum(), paired.sum()])
        order = np.argsort(places, kind="stable")
        self.places: IntArray = places[order]
        self.rows: IntArray = rows[order]
        self.lengths: IntArray = lengths[order]

    def bounds(self, starts: Sequence[int] | IntArray, ends: Sequence[int] | IntArray) -> tuple[IntArray, IntArray]:
        """Indices of the first gram that begins in each stretch, and of the first after it; of the longest the first 4,096 grams."""
        firsts, lasts = np.searchsorted(self.places, starts), np.searchsorted(self.places, ends)
        return firsts, np.minimum(lasts, firsts + _MOST_GRAMS)
