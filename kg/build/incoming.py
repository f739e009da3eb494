"""The files of a folder, and the members of its archives, as copies that can be read and kept."""

import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.build.inputs import InputFile
from kg.errors import InputError
from kg.reading import Reader
from kg.types import SourceText

__all__ = ["Incoming", "read_incoming"]

_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file or a member of an archive, under the ``name`` by which people know it.

    Either ``path`` is its copy in the staging folder and ``source`` its text, or ``reason`` says why it cannot be read.
    """

    name: str
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
        else:
            yield replace(incoming, source=replace(found, file=incoming.name))
    finally:
        incoming.path.unlink(missing_ok=True)


def _copies(files: Iterable[InputFile], stage: Path, reader: Reader) -> Iterator[Incoming]:
    for number, file in enumerate(files):
        copy = stage / f"{number}"
        if reason := _copy(file.path, copy):
            yield Incoming(file.name, reason=reason)
        else:
            yield from _opened(Incoming(file.name, copy), reader)


def _copy(path: Path, copy: Path) -> str | None:
    """Copy a file, or say why it cannot be copied."""
    if path.is_symlink():
        return "a symbolic link, whose target may be anywhere; put the file itself here"
    if not path.is_file():
        return "not a regular file"
    try:
        shutil.copyfile(path, copy)
    except OSError as error:
        if error.filename != str(path):  # the staging folder cannot be written, which is no fault of the file
            raise
        return (error.strerror or "cannot be read").lower()
    return None


def _opened(incoming: Incoming, reader: Reader) -> Iterator[Incoming]:
    """The file itself, or the members of the archive that it is."""
    assert incoming.path
    with incoming.path.open("rb") as file:
        may_be_archive = file.read(len(_ZIP)) == _ZIP
    if not may_be_archive:
        yield incoming
        return
    members = incoming.path.with_suffix(".members")
    members.mkdir()
    try:
        found = reader.unpack(incoming.path, members)
    except InputError as error:
        yield replace(incoming, path=None, reason=error.reason)
        return
    if found is None:
        yield incoming
        return
    for member in found:
        yield Incoming(f"{incoming.name}/{member.name}", member.path, reason=member.reason)
