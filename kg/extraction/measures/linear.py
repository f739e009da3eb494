"""Linear models over hashed features (Weinberger et al., 2009), small enough to travel with the code."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

__all__ = ["FloatArray", "LinearModel", "dequantise", "hashed", "log_softmax", "quantise"]

FloatArray = npt.NDArray[np.float32]


@lru_cache(maxsize=1 << 18)
def hashed(name: str, size: int) -> int:
    """The row of a feature in a table of ``size`` rows, a power of two; CRC-32, the same in every process."""
    return zlib.crc32(name.encode()) & (size - 1)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Scores of classes: ``weights`` has a row for each hashed feature and a column for each class."""

    classes: tuple[str, ...]
    weights: FloatArray
    bias: FloatArray

    def rows(self, features: Mapping[str, float]) -> tuple[npt.NDArray[np.intp], FloatArray]:
        """The rows of named features, and their values."""
        size = len(self.weights)
        rows = np.fromiter((hashed(name, size) for name in features), dtype=np.intp, count=len(features))
        return rows, np.fromiter(features.values(), dtype=np.float32, count=len(features))

    def partial(self, features: Mapping[str, float]) -> FloatArray:
        """The share of some features in the scores, without the bias."""
        rows, values = self.rows(features)
        scores: FloatArray = values @ self.weights[rows]
        return scores

    def scores(self, features: Mapping[str, float]) -> FloatArray:
        """The scores of the classes."""
        total: FloatArray = self.partial(features) + self.bias
        return total


def quantise(weights: FloatArray) -> tuple[npt.NDArray[np.int8], FloatArray]:
    """Weights as 8-bit integers, and the step of each column."""
    steps = np.maximum(np.abs(weights).max(axis=0), 1e-6).astype(np.float32) / 127
    return np.rint(weights / steps).astype(np.int8), steps


def dequantise(levels: npt.NDArray[np.int8], steps: FloatArray) -> FloatArray:
    """The weights that :func:`quantise` took apart."""
    weights: FloatArray = levels.astype(np.float32) * steps
    return weights


def log_softmax(scores: FloatArray) -> FloatArray:
    """Logarithms of the probabilities that belong to scores."""
    shifted = scores - scores.max()
    logarithms: FloatArray = shifted - np.log(np.exp(shifted).sum())
    return logarithms
