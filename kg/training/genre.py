"""Fit what tells reports from other texts, and see how it does on texts and kinds of text that it has not learnt from."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from kg.errors import InputError
from kg.evaluation import SETS, load_set
from kg.genre.features import observe
from kg.genre.model import GenreModel
from kg.reading import read
from kg.reading.cleaning import clean
from kg.resources import seeds_folder
from kg.training.markup import parse_markup

__all__ = ["GenreText", "fit_genre", "left_out", "load_genre", "load_genre_texts", "train_genre"]

_C = 10.0  # weaker regularisation than usual: few features, and probabilities that are as sure as they are right
_SEPARATOR = "\n====\n"
_VERDICTS = {"reports": True, "others": False}


@dataclass(frozen=True, slots=True)
class GenreText:
    """A cleaned text, its kind, and whether it is a report."""

    kind: str
    is_report: bool
    text: str


def train_genre() -> GenreModel:
    """Fit the model that travels with the code."""
    return fit_genre(load_genre_texts())


def load_genre_texts() -> tuple[GenreText, ...]:
    """All that is learnt from: the annotated reports, the marked reports and the texts of ``seeds/genre``."""
    marked = sorted((seeds_folder() / "training" / "reports").glob("*.txt"))
    return (
        *(GenreText("annotated", is_report=True, text=read(report.path).text) for name in SETS for report in load_set(name)),
        *(GenreText("marked", is_report=True, text=parse_markup(path.read_text(encoding="utf-8"), path).source.text) for path in marked),
        *load_genre(seeds_folder() / "genre"),
    )


def load_genre(folder: Path) -> tuple[GenreText, ...]:
    """The texts in the files ``reports/KIND.txt`` and ``others/KIND.txt`` of a folder, parted by lines of ``====``.

    Raises:
        InputError: a text is empty.
    """
    texts = []
    for name, is_report in _VERDICTS.items():
        for path in sorted((folder / name).glob("*.txt")):
            for number, raw in enumerate(path.read_text(encoding="utf-8").split(_SEPARATOR), 1):
                text, _ = clean(raw)
                if not text:
                    raise InputError(path, f"text {number} is empty")
                texts.append(GenreText(path.stem, is_report, text))
    return tuple(texts)


def fit_genre(texts: Sequence[GenreText]) -> GenreModel:
    """Fit a logistic regression to texts of both verdicts."""
    return _fit(_values(texts), _verdicts(texts))


def left_out(texts: Sequence[GenreText], groups: Sequence[Hashable]) -> list[float]:
    """The probability of each text by a model that has learnt from the texts of all other groups."""
    values, verdicts = _values(texts), _verdicts(texts)
    probabilities = np.empty(len(texts))
    for group in dict.fromkeys(groups):
        held = np.array([other == group for other in groups])
        model = _fit(values[~held], verdicts[~held])
        probabilities[held] = [model.probability(tuple(row)) for row in values[held].tolist()]
    return probabilities.tolist()


def _fit(values: np.ndarray, verdicts: np.ndarray) -> GenreModel:
    fitted = LogisticRegression(C=_C, max_iter=1000).fit(values, verdicts)
    return GenreModel(float(fitted.intercept_[0]), tuple(fitted.coef_[0].tolist()), tuple(values.mean(axis=0).tolist()))


def _values(texts: Sequence[GenreText]) -> np.ndarray:
    return np.array([observe(entry.text).values for entry in texts])


def _verdicts(texts: Sequence[GenreText]) -> np.ndarray:
    return np.array([entry.is_report for entry in texts])
