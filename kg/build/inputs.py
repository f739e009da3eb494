"""Which files a folder of reports holds."""

import os
import re
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from kg.errors import InputError
from kg.store.release import CURRENT, MANIFEST, RELEASES, VOCABULARY

__all__ = ["InputFile", "list_files"]

_RELEASE = frozenset({MANIFEST, VOCABULARY})
_RELEASE_ID = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    r"""A file, or a folder that cannot be read, and its ``name``.

    The name is the path within the input folder, parted by ``/``, with bytes that are no UTF-8 as ``\\xNN``.
    """

    name: str
    path: Path


def list_files(folder: Path, *, without: Path | None = None) -> tuple[InputFile, ...]:
    """The files of a folder and its subfolders, ordered by name.

    Hidden files and folders, releases and the folder ``without``, where releases are kept, are passed over; if that is
    the folder itself, so are its ``releases`` and ``current``. Links to folders are not followed.

    Raises:
        InputError: the folder is missing, unreadable or has no files but releases; or what is no release lies where its own
            are to be kept.
    """
    if not folder.is_dir():
        raise InputError(folder, "not a folder" if folder.exists() else "no such folder")
    if without is not None and without.resolve() == folder.resolve():
        _check_own(folder)
    excluded = set() if without is None else {path.resolve() for path in (without, without / RELEASES, without / CURRENT)}
    files: list[InputFile] = []

    def unreadable(error: OSError) -> None:
        path = Path(error.filename)
        if path == folder:
            raise InputError(folder, (error.strerror or "cannot be read").lower()) from error
        files.append(InputFile(_name(path, folder), path))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        if _RELEASE.issubset(names):
            folders.clear()
            continue
        parent = Path(place)
        folders[:] = [name for name in folders if not name.startswith(".") and (parent / name).resolve() not in excluded]
        prefix = "" if parent == folder else f"{_name(parent, folder)}/"
        files += [InputFile(prefix + _readable(name), parent / name) for name in names if not name.startswith(".")]
    if not files:
        raise InputError(folder, "the folder has no reports")
    return tuple(sorted(files, key=attrgetter("name", "path")))


def _check_own(folder: Path) -> None:
    """See that nothing of a folder of reports lies where its releases are to be kept, and so would be passed over, or in the way.

    Raises:
        InputError: something does.
    """
    releases, current = folder / RELEASES, folder / CURRENT
    found = [path for path in releases.iterdir() if not path.name.startswith(".")] if releases.is_dir() else []
    strangers = [path for path in sorted(found) if not _is_release(path)]
    if strangers or (current.exists() and not current.is_symlink()):
        place = strangers[0] if strangers else current
        raise InputError(place, f"is no release, and {folder} is to keep its releases there; give another folder with --out")


def _is_release(path: Path) -> bool:
    """Whether it is a release, perhaps a damaged one, or a copy of one under a name of its own."""
    return (path.is_dir() and _RELEASE_ID.fullmatch(path.name) is not None) or (path / MANIFEST).is_file()


def _name(path: Path, folder: Path) -> str:
    return _readable(path.relative_to(folder).as_posix())


def _readable(name: str) -> str:
    return os.fsencode(name).decode(errors="backslashreplace")
