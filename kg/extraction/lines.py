"""Extractions in a file, one a line."""

import json
from collections.abc import Iterator
from pathlib import Path

from kg.errors import ExtractionFormError, InputError
from kg.form import from_dict
from kg.types import Extraction

__all__ = ["read_lines"]


def read_lines(path: Path) -> Iterator[Extraction]:
    """The extractions of a JSON Lines file, in its order.

    Raises:
        InputError: the file cannot be read, or a line of it is no JSON.
        ExtractionFormError: a line is JSON, but no extraction; the error tells which.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(path, (error.strerror or "cannot be read").lower()) from error
    except UnicodeDecodeError as error:
        raise InputError(path, "is not UTF-8") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            flat = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(path, f"line {number} is no JSON ({error.msg}, column {error.colno})") from error
        try:
            extraction = from_dict(flat)
        except ExtractionFormError as error:
            raise ExtractionFormError(f"{path}: line {number}: {error}") from error
        yield extraction
