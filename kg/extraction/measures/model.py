"""The trained models that find measures, as one file that travels with the code."""

from dataclasses import dataclass
from pathlib import Path

from kg.errors import VocabularyError
from kg.extraction.linear import LinearModel
from kg.extraction.linking import Linker, linker_rows
from kg.extraction.measures.features import TAG_ROWS
from kg.extraction.measures.status import STATUS_ROWS, STATUS_WORD_ROWS
from kg.extraction.measures.tagging import WORD_ROWS
from kg.extraction.weights import check_rows, linear_arrays, linear_of, linker_arrays, linker_of, read_arrays, write_arrays

__all__ = ["MODEL", "MeasureModel", "load_model", "read_model", "write_model"]

MODEL = Path(__file__).with_name("model.npz")


@dataclass(frozen=True, slots=True)
class MeasureModel:
    """A tagger of clauses, a linker of statements, and what tells plans from deeds."""

    tagger: LinearModel
    linker: Linker
    status: LinearModel


def write_model(model: MeasureModel, path: Path) -> None:
    """Write the models."""
    arrays = linear_arrays("tagger", model.tagger), linker_arrays("linker", model.linker), linear_arrays("status", model.status)
    write_arrays({name: array for part in arrays for name, array in part.items()}, path)


def read_model(path: Path) -> MeasureModel:
    """Read what :func:`write_model` wrote; its tables must have the sizes that the code looks up in.

    Raises:
        VocabularyError: the file is not such a model.
    """
    arrays = read_arrays(path)
    try:
        model = MeasureModel(linear_of("tagger", arrays), linker_of("linker", arrays), linear_of("status", arrays))
    except (KeyError, ValueError) as error:
        raise VocabularyError(f"{path.name} is no model of measures: {error}") from error
    check_rows(path, "tagger", model.tagger, TAG_ROWS + WORD_ROWS)
    check_rows(path, "linker", model.linker.model, linker_rows(model.linker.model.classes))
    check_rows(path, "status", model.status, STATUS_ROWS + STATUS_WORD_ROWS)
    return model


def load_model() -> MeasureModel:
    """Read the model that travels with the code."""
    return read_model(MODEL)
