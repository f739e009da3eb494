"""Storage that several machines reach: a folder of a file system, or of any other service that fsspec has an implementation for.

Each file has a name that tells its content, appears whole or not at all, and may be written twice. Names are never listed, and looked up
only where they are expected, as a network file system may remember for a while that there was nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from kg.errors import KgError

__all__ = ["Storage"]


@dataclass(frozen=True, slots=True)
class Storage:
    """The folder ``name`` under a URL of fsspec, or under a path. All methods raise a :class:`~kg.errors.KgError` when they fail."""

    url: str
    name: str

    def make(self) -> None:
        """Make the folder, if it is not there."""
        with self._opened("made") as (files, folder):
            files.makedirs(folder, exist_ok=True)

    def has(self, name: str) -> bool:
        """Whether there is a file of a name."""
        with self._opened("read") as (files, folder):
            return bool(files.exists(f"{folder}/{name}"))

    def put(self, path: Path, name: str) -> None:
        """Copy a file into the folder."""
        with self._opened("written") as (files, folder):
            partial = f"{folder}/.{uuid4().hex}"
            files.put_file(str(path), partial)
            files.mv(partial, f"{folder}/{name}")

    def get(self, name: str, path: Path) -> None:
        """Copy a file out of the folder."""
        with self._opened("read") as (files, folder):
            files.get_file(f"{folder}/{name}", str(path))

    def remove(self, *names: str) -> None:
        """Remove files, if they are there."""
        with self._opened("written") as (files, folder):
            for name in names:
                with suppress(FileNotFoundError):
                    files.rm_file(f"{folder}/{name}")

    def remove_all(self) -> None:
        """Remove the folder, if it is there."""
        with self._opened("removed") as (files, folder), suppress(FileNotFoundError):
            files.rm(folder, recursive=True)

    @contextmanager
    def _opened(self, done: str) -> Iterator[tuple[AbstractFileSystem, str]]:
        """The file system and the folder in it, to do something with.

        Raises:
            KgError: it cannot be done.
        """
        try:
            yield url_to_fs(f"{self.url}/{self.name}")
        except Exception as error:  # each service has errors of its own
            reason = f"no such file: {error.filename or error}" if isinstance(error, FileNotFoundError) else error
            raise KgError(f"{self.url}: cannot be {done} ({reason}); --shared names storage that all machines read and write") from error
