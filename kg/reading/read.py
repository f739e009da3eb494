"""Read one file."""

import hashlib
from pathlib import Path

from kg.errors import InputError
from kg.reading.cleaning import clean
from kg.reading.plain import decode
from kg.types import SourceText

__all__ = ["read"]


def read(path: Path | str) -> SourceText:
    """The cleaned text of a file, with the way back to the source.

    Raises:
        InputError: the file is missing, unreadable, empty, binary, in an unknown encoding, or holds no text.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, (error.strerror or "cannot be read").lower()) from error
    if not data:
        raise InputError(path, "the file is empty")
    raw, encoding = decode(data, path)
    text, offsets = clean(raw)
    if not text:
        raise InputError(path, "the file holds nothing but blanks")
    return SourceText(
        file=path.name,
        text=text,
        raw=raw,
        offsets=offsets,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        encoding=encoding,
    )
