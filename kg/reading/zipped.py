"""ZIP files, which archives and the newer office formats are, without trust in what they say of themselves."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from kg.errors import InputError

__all__ = ["chunks", "open_zip", "part"]

_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError)  # what zipfile raises
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1  # the bit of the general purpose flags
_CHUNK = 1 << 20  # bytes
_LARGEST_PART = 32 << 20  # bytes: ten times the XML of a report of 100,000 characters


def open_zip(file: Path | BytesIO, path: Path) -> zipfile.ZipFile:
    """The ZIP file with its directory read; ``path`` names it in errors.

    Raises:
        InputError: the directory is missing or damaged.
    """
    try:
        return zipfile.ZipFile(file)
    except _DAMAGE as error:
        raise InputError(path, "a ZIP or Office file that is damaged or cut off") from error


def chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> Iterator[bytes]:
    """The content of a member, inflated piece by piece to no more than its declared size.

    Raises:
        InputError: the member is encrypted, compressed by a rare method, damaged, or not of its declared size.
    """
    if info.flag_bits & _ENCRYPTED:
        raise InputError(path, "encrypted")
    if info.compress_type not in _METHODS:
        raise InputError(path, f"compressed by method {info.compress_type}, which is not supported")
    try:
        with archive.open(info) as stream:
            left = info.file_size
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                yield chunk
    except _DAMAGE as error:
        raise InputError(path, "damaged") from error
    if left:
        raise InputError(path, "damaged: it is shorter than it says")


def part(archive: zipfile.ZipFile, name: str, path: Path) -> bytes | None:
    """The content of a part of an office file; None where it has no such part.

    Raises:
        InputError: the part is damaged, encrypted or larger than any document's.
    """
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > _LARGEST_PART:
        raise InputError(path, f"{name} inflates to {info.file_size >> 20} MiB, more than the {_LARGEST_PART >> 20} MiB of any document")
    try:
        return b"".join(chunks(archive, info, path))
    except InputError as error:
        raise InputError(path, f"{name} is {error.reason}") from error
