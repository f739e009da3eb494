"""The process that reads files: a file can make a library hang, crash or swell."""

import errno
import os
import resource
import select
import shutil
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from kg.errors import InputError
from kg.reading.archive import NO_ROOM_LEFT, Limits, unpack
from kg.reading.document import parse
from kg.reading.formats import Format, detect, zip_format
from kg.reading.wire import encode, encode_members, receive, send
from kg.sandbox import confine
from kg.settings import Settings, load_settings
from kg.types import SourceText

__all__ = ["MEMBERS", "NO_ROOM", "OUT_OF_MEMORY", "REFUSED", "TEXT", "UNPACKED", "main"]

TEXT = b"text"
MEMBERS = b"members"
NO_ROOM = b"no room"
REFUSED = b"refused"
OUT_OF_MEMORY = errno.ENOMEM  # the exit status

UNPACKED = Path("unpacked")  # within the folder of the process

_REQUEST_LIMIT = 1 << 20  # bytes
_ALARM_GRACE = 1.0  # seconds
_PROGRAM_MEMORY = 2 << 30  # bytes that a reader may allow an external program; LibreOffice takes 600 MiB
_SOCKETS = Path("/tmp")  # noqa: S108  where LibreOffice makes a socket, whatever TMPDIR says


def main() -> None:
    """The whole life of a worker: read one file after the other until the pool hangs up.

    The argument of the process is the descriptor of its socket; its folder is the only one that it may write in,
    and the settings are in its environment.
    """
    channel = socket.socket(fileno=int(sys.argv[1]))
    settings = load_settings()
    folder = Path.cwd()
    watch = Thread(target=_end_with, args=(channel, folder), daemon=True)
    watch.start()
    resource.setrlimit(resource.RLIMIT_FSIZE, (settings.read_max_size << 20,) * 2)
    most = _mapped() + max(settings.read_memory << 20, _PROGRAM_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    confine([folder], sockets=[_SOCKETS])
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())  # what libraries print about a file is of no use to anybody
    while True:
        try:
            task, path = receive(channel, _REQUEST_LIMIT)
        except EOFError:
            watch.join()
        _end_after(settings.read_timeout)
        resource.setrlimit(resource.RLIMIT_AS, (min(_mapped() + (settings.read_memory << 20), most), most))
        try:
            send(channel, _answer(task, Path(os.fsdecode(path)), settings))
        except MemoryError:  # a library may have left something half done
            os._exit(OUT_OF_MEMORY)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _end_with(channel: socket.socket, folder: Path) -> None:
    """When the pool hangs up, or its process dies, end this one with its programs, and remove its folder."""
    poll = select.poll()
    poll.register(channel, 0)  # nothing but the end
    poll.poll()
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


def _mapped() -> int:
    """Bytes of address space of this process."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()


def _end_after(seconds: float) -> None:
    """End this process in so many seconds and the grace that the pool has to do so first, unless it is set anew."""
    signal.setitimer(signal.ITIMER_REAL, seconds + _ALARM_GRACE)


def _answer(task: bytes, path: Path, settings: Settings) -> tuple[bytes, ...]:
    """The text of a file or the members of an archive, or why there are none.

    Raises:
        MemoryError: it takes more memory than it may.
    """
    try:
        return _members(path, settings) if task == MEMBERS else (TEXT, *encode(_source(path, settings)))
    except InputError as error:
        reason = error.reason
    except UnicodeEncodeError:
        reason = "its text has halves of surrogate pairs, which are no characters"
    except MemoryError:
        raise
    except OSError as error:
        if error.errno in NO_ROOM_LEFT:
            return (NO_ROOM,)
        reason = f"the reader failed ({type(error).__name__}: {error})"
    except Exception as error:  # noqa: BLE001  whatever a library raises at a file must not end the batch
        reason = f"the reader failed ({type(error).__name__}: {error})"
    return REFUSED, reason.encode(errors="backslashreplace")


def _members(path: Path, settings: Settings) -> tuple[bytes, ...]:
    """Unpack an archive into the folder of this process; a document that only looks like one has no members to tell of."""
    with _opened(path, settings.archive_max_size, "KG_ARCHIVE_MAX_SIZE"):
        if zip_format(path) not in {Format.ZIP, Format.DAMAGED_ZIP}:
            return (MEMBERS,)
    shutil.rmtree(UNPACKED, ignore_errors=True)
    UNPACKED.mkdir()
    return MEMBERS, *encode_members(unpack(path, UNPACKED, Limits(settings.archive_max_size << 20, settings.archive_max_files)))


def _source(path: Path, settings: Settings) -> SourceText:
    data = _bytes(path, settings.read_max_size)
    if settings.ocr_timeout and detect(data) is Format.PDF:
        _end_after(settings.read_timeout + settings.ocr_timeout)
    source = parse(data, path)
    if max(len(source.raw), len(source.text)) > settings.read_max_characters:
        raise InputError(path, f"its text has more than {settings.read_max_characters:,} characters (KG_READ_MAX_CHARACTERS)")
    return source


def _bytes(path: Path, most: int) -> bytes:
    """The content of a regular file of at most so many MiB.

    Raises:
        InputError: as :func:`_opened`.
    """
    with _opened(path, most, "KG_READ_MAX_SIZE") as file:
        return file.read()


@contextmanager
def _opened(path: Path, most: int, setting: str) -> Iterator[BinaryIO]:
    """A regular file of at most so many MiB, as the setting says; no other is waited for.

    Raises:
        InputError: it is another thing, larger, missing or unreadable.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise InputError(path, "not a regular file")
            if status.st_size > most << 20:
                raise InputError(path, f"larger than {most} MiB ({setting})")
            yield file
    except OSError as error:
        if error.errno in NO_ROOM_LEFT:
            raise
        raise InputError(path, (error.strerror or "cannot be read").lower()) from error


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)
