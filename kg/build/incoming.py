"""The files of a folder, and the members of its archives, as copies that can be read and kept."""

import errno
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.build.inputs import InputFile
from kg.build.manifest import file_hash
from kg.errors import InputError
from kg.reading import Reader
from kg.types import SourceText

__all__ = ["Incoming", "read_incoming"]

_ZIP = b"PK"
_NO_FAULT_OF_THE_FILE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file or a member of an archive, under the ``name`` by which people know it, and the ``number`` of the file among all.

    Either ``path`` is its copy in the staging folder and ``source`` its text, or ``reason`` says why it cannot be read.
    """

    name: str
    number: int
    path: Path | None = None
    source: SourceText | None = None
    reason: str | None = None


def read_incoming(files: Iterable[InputFile], stage: Path, reader: Reader) -> Iterator[Incoming]:
    """Copy each file into ``stage`` and read the copy, so that what is kept is what was read; in the order of the files.

    Archives are taken apart. A copy is removed when the next file is asked for, unless it was moved.
    """
    stage.mkdir()
    waiting: deque[Incoming] = deque()

    def paths() -> Iterator[Path]:
        for incoming in _copies(files, stage, reader):
            waiting.append(incoming)
            if incoming.path:
                yield incoming.path

    for found in reader.read_all(paths()):
        while waiting[0].path is None:
            yield waiting.popleft()
        yield from _read(waiting.popleft(), found)
    yield from waiting


def _read(incoming: Incoming, found: SourceText | InputError) -> Iterator[Incoming]:
    assert incoming.path
    try:
        if isinstance(found, InputError):
            yield replace(incoming, path=None, reason=found.reason)
        elif found.sha256 != file_hash(incoming.path):
            yield replace(incoming, path=None, reason="the reader's answer makes no sense: it is about another file")
        else:
            yield replace(incoming, source=replace(found, file=incoming.name))
    finally:
        incoming.path.unlink(missing_ok=True)


def _copies(files: Iterable[InputFile], stage: Path, reader: Reader) -> Iterator[Incoming]:
    for number, file in enumerate(files, start=1):
        copy = stage / f"{number}"
        if reason := _copy(file.path, copy):
            yield Incoming(file.name, number, reason=reason)
        else:
            yield from _opened(Incoming(file.name, number, copy), reader)


def _copy(path: Path, copy: Path) -> str | None:
    """Copy a file, or say why it cannot be copied."""
    try:
        if path.is_symlink():
            return "a symbolic link, whose target may be anywhere; put the file itself here"
        if path.is_dir():
            return "a folder that cannot be read"
        if not path.is_file():
            return "not a regular file"
        shutil.copyfile(path, copy)
    except OSError as error:
        copy.unlink(missing_ok=True)
        if error.errno in _NO_FAULT_OF_THE_FILE:
            raise
        return (error.strerror or "cannot be read").lower()
    return None


def _opened(incoming: Incoming, reader: Reader) -> Iterator[Incoming]:
    """The file itself, or the members of the archive that it is."""
    copy = incoming.path
    assert copy
    with copy.open("rb") as file:
        may_be_archive = file.read(2) == _ZIP
    if not may_be_archive:
        yield incoming
        return
    members = copy.with_suffix(".members")
    members.mkdir()
    try:
        found = reader.unpack(copy, members)
    except InputError as error:
        copy.unlink()
        yield replace(incoming, path=None, reason=error.reason)
        return
    if found is None:
        yield incoming
        return
    copy.unlink()
    if not found:
        yield replace(incoming, path=None, reason="an archive without files")
    for member in found:
        yield Incoming(f"{incoming.name}/{member.name}", incoming.number, member.path, reason=member.reason)
