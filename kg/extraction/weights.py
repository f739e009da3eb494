"""Trained weights, as files that travel with the code."""

import json
import lzma
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from kg.errors import VocabularyError
from kg.extraction.linear import LinearModel
from kg.extraction.linking import Linker

__all__ = ["Arrays", "check_rows", "linear_arrays", "linear_of", "linker_arrays", "linker_of", "read_arrays", "write_arrays"]

Arrays = Mapping[str, np.ndarray]

_NUMBERS = "numbers"


def write_arrays(arrays: Arrays, path: Path) -> None:
    """Write arrays as NumPy reads them; the same arrays make the same file."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(arrays):
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_LZMA
            with archive.open(entry, "w") as file:
                np.lib.format.write_array(file, arrays[name], allow_pickle=False)


def read_arrays(path: Path) -> Arrays:
    """Read what :func:`write_arrays` wrote.

    Raises:
        VocabularyError: the file is no such file, or damaged.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return dict(arrays)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, lzma.LZMAError) as error:
        raise VocabularyError(f"{path.name} has no trained weights: {error}") from error


def linear_arrays(name: str, model: LinearModel) -> Arrays:
    """The arrays of a linear model, under its name."""
    return {
        f"{name}_levels": model.levels,
        f"{name}_steps": model.steps,
        f"{name}_bias": model.bias,
        f"{name}_classes": np.frombuffer(json.dumps(model.classes).encode(), dtype=np.uint8),
    }


def linear_of(name: str, arrays: Arrays) -> LinearModel:
    """The linear model of a name.

    Raises:
        KeyError: there is none.
    """
    return LinearModel(
        classes=tuple(json.loads(arrays[f"{name}_classes"].tobytes())),
        levels=arrays[f"{name}_levels"],
        steps=arrays[f"{name}_steps"],
        bias=arrays[f"{name}_bias"],
    )


def linker_arrays(name: str, linker: Linker) -> Arrays:
    """The arrays of a linker, under its name."""
    numbers = np.array([linker.slope, linker.intercept, linker.least, linker.second], dtype=np.float64)
    return {**linear_arrays(name, linker.model), f"{name}_{_NUMBERS}": numbers}


def linker_of(name: str, arrays: Arrays) -> Linker:
    """The linker of a name.

    Raises:
        KeyError: there is none.
    """
    slope, intercept, least, second = (float(number) for number in arrays[f"{name}_{_NUMBERS}"])
    return Linker(linear_of(name, arrays), slope, intercept, least, second)


def check_rows(path: Path, name: str, model: LinearModel, rows: int) -> None:
    """See that a model's table has as many rows as the code looks up in, and a column, a step and a bias for each class.

    Raises:
        VocabularyError: it has not.
    """
    if model.levels.shape != (rows, len(model.classes)) or not len(model.steps) == len(model.bias) == len(model.classes):
        raise VocabularyError(f"{path.name}: the {name} has {model.levels.shape}, not {(rows, len(model.classes))} weights; run kg train")
