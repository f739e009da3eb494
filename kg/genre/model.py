"""The weights of the features, as a small JSON file that travels with the code and can be read by eye."""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.genre.features import FEATURES

__all__ = ["MODEL", "GenreModel", "load_model", "read_model", "write_model"]

MODEL = Path(__file__).with_name("weights.json")
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class GenreModel:
    """A logistic regression: a weight for each of :data:`FEATURES`, and the mean of each over the texts it was fitted to."""

    intercept: float
    weights: tuple[float, ...]
    means: tuple[float, ...]

    def probability(self, values: tuple[float, ...]) -> float:
        """How likely a text with these values is a report."""
        score = self.intercept + sum(weight * value for weight, value in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-score))

    def contributions(self, values: tuple[float, ...]) -> tuple[float, ...]:
        """What each feature adds to the log odds, compared with its mean."""
        return tuple(weight * (value - mean) for weight, value, mean in zip(self.weights, values, self.means, strict=True))


def write_model(model: GenreModel, path: Path) -> None:
    """Write the weights, rounded to four decimals."""
    rows = {
        feature.name: {"weight": round(weight, _DECIMALS), "mean": round(mean, _DECIMALS)}
        for feature, weight, mean in zip(FEATURES, model.weights, model.means, strict=True)
    }
    data = {"intercept": round(model.intercept, _DECIMALS), "features": rows}
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


def read_model(path: Path) -> GenreModel:
    """Read what :func:`write_model` wrote.

    Raises:
        VocabularyError: the file is no such model, or one of other features.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        rows = [data["features"][feature.name] for feature in FEATURES]
        model = GenreModel(float(data["intercept"]), tuple(float(row["weight"]) for row in rows), tuple(float(row["mean"]) for row in rows))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise VocabularyError(f"{path.name}: not the weights of the {len(FEATURES)} features; run kg train") from error
    if len(data["features"]) != len(FEATURES):
        raise VocabularyError(f"{path.name}: it has other features than the {len(FEATURES)} of the code; run kg train")
    return model


@cache
def load_model() -> GenreModel:
    """The weights that travel with the code."""
    return read_model(MODEL)
