"""Packs: many files in one, so that a million reports do not make two million files.

A pack is a ZIP file that any tool opens. Each of its members is a gzip file (RFC 1952) by itself and lies in it as it is, so that it goes
from one pack to another without being unpacked. Dates are left at ZIP's first, and so equal members make equal packs.
"""

import os
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import deflate

from kg.errors import ReleaseError

__all__ = ["Pack", "bucket_bits", "bucket_of", "gzipped", "write_pack"]

_LEVEL = 1  # N-Quads shrink to a twentieth; the best level takes six times as long for another fifth
_GZIP = 31  # the window size by which zlib means this format
_MOST_IN_A_PACK = 256  # on average
_HASHED_BITS = 32


def bucket_bits(count: int) -> int:
    """How many first bits of their hashes part so many reports into packs of 128 to 256 on average; up to 256 are one pack."""
    return (max(count - 1, 0) // _MOST_IN_A_PACK).bit_length()


def bucket_of(digest: str, bits: int) -> int:
    """The number of the pack that a hash in hexadecimal belongs to."""
    return int(digest[: _HASHED_BITS // 4], 16) >> (_HASHED_BITS - bits)


def gzipped(content: bytes) -> bytes:
    """The content as a gzip file without name and time."""
    return bytes(deflate.gzip_compress(content, _LEVEL))


def write_pack(path: Path, members: Iterable[tuple[str, bytes]]) -> None:
    """Write names and their gzip files, in the order given, and wait until the disk has them.

    Raises:
        OSError: the pack cannot be written.
    """
    with path.open("wb") as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, data in members:
                archive.writestr(zipfile.ZipInfo(name), data)
        file.flush()
        os.fsync(file.fileno())


class Pack:
    """A pack, opened for reading. Close it, or use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            ReleaseError: it is missing, or no pack.
        """
        self.path = path
        try:
            self._archive = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise self._damaged(error) from error

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its members, in their order."""
        return tuple(self._archive.namelist())

    def packed(self, name: str) -> bytes:
        """A member as a gzip file.

        Raises:
            ReleaseError: there is none, or it is damaged.
        """
        try:
            return self._archive.read(name)
        except (KeyError, OSError, zipfile.BadZipFile) as error:
            raise self._damaged(error) from error

    def read(self, name: str) -> bytes:
        """The content of a member.

        Raises:
            ReleaseError: there is none, or it is damaged.
        """
        try:
            return zlib.decompress(self.packed(name), wbits=_GZIP)
        except zlib.error as error:
            raise self._damaged(error) from error

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def _damaged(self, error: Exception) -> ReleaseError:
        return ReleaseError(f"{self.path}: {getattr(error, 'strerror', None) or error}; build the release again")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
