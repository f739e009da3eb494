"""Read single files."""

import atexit
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.reading.pool import Reader
from kg.settings import Settings, load_settings
from kg.types import SourceText

__all__ = ["read"]


def read(path: Path | str) -> SourceText:
    """The cleaned text of a file of any format, with the way back to the source.

    All calls share one process that reads, as long as the settings are the same; many files are read faster
    by :meth:`Reader.read_all`.

    Raises:
        InputError: as :meth:`Reader.read`.
        SettingError: a variable has a value that its setting cannot have.
    """
    return _reader(os.getpid(), replace(load_settings(), read_workers=1)).read(path)


@cache
def _reader(_process: int, settings: Settings) -> Reader:
    """The reader of one process: a fork must not ask the worker of another."""
    reader = Reader(settings)
    atexit.register(reader.close)
    return reader
