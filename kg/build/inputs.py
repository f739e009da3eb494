"""Which files a folder of reports holds."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from kg.errors import InputError

__all__ = ["InputFile", "list_files"]


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    r"""A file and its ``name``: the path within the input folder, parted by ``/``, bytes that are no UTF-8 as ``\\xNN``."""

    name: str
    path: Path


def list_files(folder: Path, *, without: Path | None = None) -> tuple[InputFile, ...]:
    """The files of a folder and its subfolders, ordered by name.

    Hidden files and folders and the folder ``without`` are passed over; links to folders are not followed.

    Raises:
        InputError: the folder is missing, unreadable or has no files.
    """
    if not folder.is_dir():
        raise InputError(folder, "not a folder" if folder.exists() else "no such folder")
    excluded = None if without is None else without.resolve()
    files = []
    for place, folders, names in os.walk(folder, onerror=_refuse):
        parent = Path(place)
        folders[:] = [name for name in folders if not name.startswith(".") and (parent / name).resolve() != excluded]
        files += [InputFile(_name(parent / name, folder), parent / name) for name in names if not name.startswith(".")]
    if not files:
        raise InputError(folder, "the folder has no files")
    return tuple(sorted(files))


def _name(path: Path, folder: Path) -> str:
    return os.fsencode(path.relative_to(folder).as_posix()).decode(errors="backslashreplace")


def _refuse(error: OSError) -> NoReturn:
    raise InputError(error.filename, (error.strerror or "cannot be read").lower()) from error
