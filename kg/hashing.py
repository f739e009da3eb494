"""Hashes of files and folders."""

import hashlib
from collections.abc import Iterable
from io import RawIOBase
from pathlib import Path

__all__ = ["file_hash", "rest_hash", "tree_hash"]

_NOT_CODE = frozenset({"__pycache__", "_data"})
_PIECE = 1 << 18  # bytes


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb", buffering=0) as file:
        return rest_hash(file)


def rest_hash(file: RawIOBase, start: bytes = b"") -> str:
    """SHA-256 of the ``start`` of a file and what is left of it to read, in hexadecimal."""
    found = hashlib.sha256(start)
    while piece := file.read(_PIECE):  # most files are small: hashlib.file_digest would clear a buffer of 256 KB for each
        found.update(piece)
    return found.hexdigest()


def tree_hash(folder: Path, suffixes: frozenset[str], *, without: Iterable[str] = ()) -> str:
    """SHA-256 over the names and contents of the files with these suffixes in a folder, ``without`` those in some folders of it.

    Hidden files, caches, and the data that a wheel carries inside a package do not count.
    """
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix in suffixes and path.is_file())
    kept = sorted(name.as_posix() for name in names if name.parts[0] not in without and not _skipped(name.parts))
    lines = (f"{file_hash(folder / name)}  {name}\n" for name in kept)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _skipped(parts: Iterable[str]) -> bool:
    return any(part in _NOT_CODE or part.startswith(".") for part in parts)
