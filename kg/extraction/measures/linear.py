"""Linear models over hashed features (Weinberger et al., 2009), small enough to travel with the code."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

__all__ = ["FloatArray", "LinearModel", "hashed", "log_softmax", "quantised"]

FloatArray = npt.NDArray[np.float64]
_LEVELS = 127


@lru_cache(maxsize=1 << 18)
def hashed(name: str, size: int) -> int:
    """The row of a feature in a table of ``size`` rows, a power of two; CRC-32, the same in every process."""
    return zlib.crc32(name.encode()) & (size - 1)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Scores of classes.

    The weight of a feature for a class is ``levels[row, column] * steps[column]``: a row for each hashed
    feature, a column for each class, 8 bits for each weight.
    """

    classes: tuple[str, ...]
    levels: npt.NDArray[np.int8]
    steps: FloatArray
    bias: FloatArray

    def partial(self, features: Mapping[str, float]) -> FloatArray:
        """The share of some features in the scores, without the bias.

        Summed row by row, so that every machine gets the same bits.
        """
        size = len(self.levels)
        rows = np.fromiter((hashed(name, size) for name in features), dtype=np.intp, count=len(features))
        values = np.fromiter(features.values(), dtype=np.float64, count=len(features))
        scores: FloatArray = (values[:, None] * self.levels[rows]).sum(axis=0) * self.steps
        return scores

    def scores(self, features: Mapping[str, float]) -> FloatArray:
        """The scores of the classes."""
        total: FloatArray = self.partial(features) + self.bias
        return total


def quantised(classes: tuple[str, ...], weights: FloatArray, bias: FloatArray) -> LinearModel:
    """The model of real weights (features × classes), each rounded to 8 bits of its class's largest."""
    steps = np.maximum(np.abs(weights).max(axis=0), 1e-6) / _LEVELS
    return LinearModel(classes, np.rint(weights / steps).astype(np.int8), steps, bias)


def log_softmax(scores: FloatArray) -> FloatArray:
    """Logarithms of the probabilities that belong to scores."""
    shifted = scores - scores.max()
    logarithms: FloatArray = shifted - np.log(np.exp(shifted).sum())
    return logarithms
