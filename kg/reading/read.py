"""Read one file."""

from pathlib import Path

from kg.errors import InputError
from kg.reading.document import parse
from kg.types import SourceText

__all__ = ["read"]


def read(path: Path | str) -> SourceText:
    """The cleaned text of a file of any format, with the way back to the source.

    Raises:
        InputError: the file is missing, unreadable, empty, damaged, in no known format or encoding, or holds no text.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, (error.strerror or "cannot be read").lower()) from error
    return parse(data, path)
