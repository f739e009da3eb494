"""The trained models, as one file that travels with the code."""

import json
import lzma
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.errors import VocabularyError
from kg.extraction.measures.features import TAG_ROWS
from kg.extraction.measures.linear import LinearModel
from kg.extraction.measures.linking import GRAM_ROWS, Linker
from kg.extraction.measures.status import STATUS_ROWS, STATUS_WORD_ROWS
from kg.extraction.measures.tagging import WORD_ROWS

__all__ = ["MODEL", "MeasureModel", "load_model", "read_model", "write_model"]

MODEL = Path(__file__).with_name("model.npz")
_PARTS = ("tagger", "linker", "status")


@dataclass(frozen=True, slots=True)
class MeasureModel:
    """A tagger of clauses, a linker of statements, and what tells plans from deeds."""

    tagger: LinearModel
    linker: Linker
    status: LinearModel


def write_model(model: MeasureModel, path: Path) -> None:
    """Write the models."""
    arrays: dict[str, np.ndarray] = {}
    for name, linear in zip(_PARTS, (model.tagger, model.linker.model, model.status), strict=True):
        arrays |= {f"{name}_levels": linear.levels, f"{name}_steps": linear.steps, f"{name}_bias": linear.bias}
        arrays[f"{name}_classes"] = np.frombuffer(json.dumps(linear.classes).encode(), dtype=np.uint8)
    linker = model.linker
    arrays["linker_numbers"] = np.array([linker.slope, linker.intercept, linker.least, linker.second], dtype=np.float64)
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(arrays):
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_LZMA
            with archive.open(entry, "w") as file:
                np.lib.format.write_array(file, arrays[name], allow_pickle=False)


def read_model(path: Path) -> MeasureModel:
    """Read what :func:`write_model` wrote; its tables must have the sizes that the code looks up in.

    Raises:
        VocabularyError: the file is not such a model.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            tagger, linker, status = (
                LinearModel(
                    classes=tuple(json.loads(arrays[f"{name}_classes"].tobytes())),
                    levels=arrays[f"{name}_levels"],
                    steps=arrays[f"{name}_steps"],
                    bias=arrays[f"{name}_bias"],
                )
                for name in _PARTS
            )
            slope, intercept, least, second = (float(number) for number in arrays["linker_numbers"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, lzma.LZMAError) as error:
        raise VocabularyError(f"{path.name} is no model of measures: {error}") from error
    concepts = len(linker.classes) - 2
    sizes = (TAG_ROWS + WORD_ROWS, GRAM_ROWS + 3 * concepts, STATUS_ROWS + STATUS_WORD_ROWS)
    for name, model, size in zip(_PARTS, (tagger, linker, status), sizes, strict=True):
        if model.levels.shape != (size, len(model.classes)):
            raise VocabularyError(
                f"{path.name}: the {name} has {model.levels.shape}, not {(size, len(model.classes))} weights; run kg train"
            )
    return MeasureModel(tagger, Linker(linker, slope, intercept, least, second), status)


def load_model() -> MeasureModel:
    """Read the model that travels with the code."""
    return read_model(MODEL)
