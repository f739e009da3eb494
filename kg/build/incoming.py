"""The files of a folder, and the members of its archives, by the hashes of their bytes."""

import errno
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.build.inputs import InputFile
from kg.errors import InputError
from kg.hashing import file_hash, rest_hash
from kg.reading import Reader

__all__ = ["Incoming", "look_at"]

_ZIP = b"PK"
_NO_FAULT_OF_THE_FILE = frozenset({errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file or a member of an archive, under the ``name`` by which people know it.

    Either ``path`` is where its bytes are and ``sha256`` their hash, or ``reason`` says why there are none.
    """

    name: str
    path: Path | None = None
    sha256: str = ""
    reason: str | None = None


def look_at(files: Iterable[InputFile], unpacked: Path, reader: Reader) -> Iterator[tuple[Incoming, ...]]:
    """What each of the files is: itself, or the members of the archive that it is, which go to ``unpacked`` under their hashes."""
    unpacked.mkdir(parents=True, exist_ok=True)
    for file in files:
        try:
            yield tuple(_opened(file, unpacked, reader))
        except InputError as error:
            yield (Incoming(file.name, reason=error.reason),)
        except OSError as error:
            if error.errno in _NO_FAULT_OF_THE_FILE:
                raise
            yield (Incoming(file.name, reason=(error.strerror or "cannot be read").lower()),)


def _opened(file: InputFile, unpacked: Path, reader: Reader) -> Iterator[Incoming]:
    path = file.path
    if reason := _why_no_file(path):
        yield Incoming(file.name, reason=reason)
        return
    with path.open("rb", buffering=0) as opened:
        start = opened.read(len(_ZIP))
        sha256 = rest_hash(opened, start) if start != _ZIP else None
    members = reader.unpack(path, unpacked) if sha256 is None else None
    if members is None:
        yield Incoming(file.name, path, sha256 or file_hash(path))
        return
    if not members:
        raise InputError(path, "an archive without files")
    for member in members:
        found = Incoming(f"{file.name}/{member.name}", reason=member.reason)
        if member.path:
            digest = file_hash(member.path)
            found = replace(found, path=member.path.replace(unpacked / digest), sha256=digest)
        yield found


def _why_no_file(path: Path) -> str | None:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "a symbolic link, whose target may be anywhere; put the file itself here"
    if stat.S_ISDIR(mode):
        return "a folder that cannot be read"
    return None if stat.S_ISREG(mode) else "not a regular file"
