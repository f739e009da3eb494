"""A pool of worker processes that read files, and are killed and replaced when a file is too much for them."""

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import LifoQueue
from time import monotonic
from types import TracebackType
from typing import NoReturn, Self, TypeVar

from kg.errors import InputError
from kg.reading.archive import Member
from kg.reading.wire import decode, decode_members, is_waiting, receive, send
from kg.reading.worker import MEMBERS, NO_ROOM, OUT_OF_MEMORY, TEXT, UNPACKED
from kg.settings import SETTINGS, Settings, load_settings
from kg.types import SourceText

__all__ = ["Reader"]

_PROGRAM = "from kg.reading.worker import main; main()"
_FILES_OF_A_WORKER = 500  # after which it is replaced, with all that libraries have leaked
_AHEAD = 2  # files for each worker that are read before the one that is waited for
_BYTES_PER_CHARACTER = 32  # of an answer: the text, its source, an offset, and room for cuts
_BYTES_BESIDES = 1 << 20
_BYTES_OF_MEMBERS = 64 << 20
_LONGEST_REASON = 500  # characters

_Found = TypeVar("_Found")


class _NoRoomError(OSError):
    """No room is left in the folder of a worker."""


class Reader:
    """Reads files in as many processes as ``settings.read_workers`` says, each within the limits of the settings.

    The processes start when they are needed. Close it, or use it as a context manager; its methods may be called from
    several threads.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        """Take the settings in force, unless others are given.

        Raises:
            SettingError: a variable has a value that its setting cannot have.
        """
        self._settings = settings or load_settings()
        self._size = self._settings.read_workers or len(os.sched_getaffinity(0))
        self._idle: LifoQueue[_Worker | None] = LifoQueue()  # None: one may be started
        for _ in range(self._size):
            self._idle.put(None)

    def read(self, path: Path | str) -> SourceText:
        """The cleaned text of a file of any format, with the way back to the source.

        Raises:
            InputError: the file is missing, unreadable, empty, damaged, in no known format or encoding, holds no text,
                or takes more time or memory than the settings allow.
            OSError: no room is left for temporary files.
        """
        return self._with_worker(Path(path), _Worker.read)

    def unpack(self, path: Path | str, into: Path) -> tuple[Member, ...] | None:
        """The members of an archive in the order of their names, their files moved into the folder ``into``; None for no archive.

        Raises:
            InputError: the archive is damaged or a bomb, or takes more time or memory than the settings allow.
            OSError: ``into`` cannot be written, or no room is left for temporary files.
        """
        return self._with_worker(Path(path), partial(_Worker.unpack, into=into))

    def _with_worker(self, path: Path, task: "Callable[[_Worker, Path], _Found]") -> _Found:
        slot = self._idle.get()
        try:
            try:
                slot = worker = self._usable(slot)
            except OSError as error:
                raise InputError(path, f"no process could be started to read it ({error.strerror})") from error
            return task(worker, path)
        finally:
            self._idle.put(slot)

    def read_all(self, paths: Iterable[Path | str]) -> Iterator[SourceText | InputError]:
        """The text of each file in the order given, or why it cannot be read; a few files are read ahead."""
        with ThreadPoolExecutor(self._size) as threads:
            ahead: deque[Future[SourceText | InputError]] = deque()
            try:
                for path in paths:
                    ahead.append(threads.submit(self._outcome, path))
                    if len(ahead) > _AHEAD * self._size:
                        yield ahead.popleft().result()
                while ahead:
                    yield ahead.popleft().result()
            finally:
                for future in ahead:
                    future.cancel()

    def close(self) -> None:
        """End the idle processes, and each busy one when it is done."""
        for worker in [self._idle.get() for _ in range(self._size)]:
            if worker:
                worker.kill()
            self._idle.put(None)

    def _usable(self, worker: "_Worker | None") -> "_Worker":
        """The worker, or a new one in its place.

        Raises:
            OSError: it cannot be started.
        """
        if worker:
            if not worker.is_spent:
                return worker
            worker.kill()
        return _Worker(self._settings)

    def _outcome(self, path: Path | str) -> SourceText | InputError:
        try:
            return self.read(path)
        except InputError as error:
            return error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class _Worker:
    """A process with a folder of its own, and our end of the connection to it.

    The process imports :mod:`kg.reading` and nothing of the program that starts it, which may be large.
    """

    def __init__(self, settings: Settings) -> None:
        """Start it.

        Raises:
            OSError: no process can be started, or no folder made for it.
        """
        self._settings = settings
        self._files_left = _FILES_OF_A_WORKER
        with ExitStack() as stack:
            folder = tempfile.mkdtemp(prefix="kg-read-")
            self._folder = Path(folder)
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            self._channel, theirs = map(stack.enter_context, socket.socketpair())
            self._process = subprocess.Popen(  # noqa: S603 - the program is ours, and no shell reads the arguments
                [sys.executable, "-P", "-c", _PROGRAM, str(theirs.fileno())],
                cwd=folder,
                env=_environment(settings, folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                process_group=0,
            )
            theirs.close()
            self._belongings = stack.pop_all()

    @property
    def is_spent(self) -> bool:
        """Whether it must be replaced: it has been killed, has read many files, or has hung up unasked."""
        return self._process.returncode is not None or not self._files_left or is_waiting(self._channel)

    def read(self, path: Path) -> SourceText:
        """The text of a file.

        Raises:
            InputError: there is none. The process is killed if it gave no reason, or none in time.
        """
        fields = self._ask(TEXT, path, _BYTES_PER_CHARACTER * self._settings.read_max_characters + _BYTES_BESIDES)
        try:
            return decode(fields, path.name)
        except ValueError as error:
            raise self._nonsense(path) from error

    def unpack(self, path: Path, into: Path) -> tuple[Member, ...] | None:
        """The members of an archive, their files moved into a folder; None if the file is no archive.

        Raises:
            InputError: there are none.
            OSError: the folder cannot be written.
        """
        fields = self._ask(MEMBERS, path, _BYTES_OF_MEMBERS)
        if not fields:
            return None
        try:
            members = decode_members(fields, self._folder / UNPACKED)
        except ValueError as error:
            raise self._nonsense(path) from error
        if any(member.path and (member.path.is_symlink() or not member.path.is_file()) for member in members):
            raise self._nonsense(path)
        return tuple(_moved(member, into) for member in members)

    def _ask(self, task: bytes, path: Path, limit: int) -> list[bytes]:
        """The answer to a task, of at most so many bytes.

        Raises:
            InputError: there is none. The process is killed if it gave no reason, or none in time.
        """
        settings = self._settings
        self._files_left -= 1
        seconds = settings.read_timeout + settings.ocr_timeout  # a process that reads no scan ends itself earlier
        try:
            self._channel.settimeout(seconds)
            send(self._channel, [task, os.fsencode(path.absolute())])
            kind, *fields = receive(self._channel, limit, monotonic() + seconds)
            if kind == task:
                return fields
            if kind == NO_ROOM:
                self._stop_for_room()
            (reason,) = (field.decode() for field in fields)
        except TimeoutError:
            self.kill()
            reason = _too_long(seconds, "KG_READ_TIMEOUT and KG_OCR_TIMEOUT" if settings.ocr_timeout else "KG_READ_TIMEOUT")
        except ValueError as error:
            raise self._nonsense(path) from error
        except _NoRoomError:
            raise
        except (EOFError, OSError):
            reason = _cause(self.kill(), settings)
        except BaseException:  # an answer that comes late must not be taken for that to the next question
            self.kill()
            raise
        raise InputError(path, _printable(reason))

    def _stop_for_room(self) -> NoReturn:
        raise _NoRoomError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._folder))

    def _nonsense(self, path: Path) -> InputError:
        self.kill()
        return InputError(path, "the reader's answer makes no sense")

    def kill(self) -> int:
        """End the process with the programs that it has started, and remove its folder; return its exit status."""
        if self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._belongings.close()
        return self._process.returncode


def _moved(member: Member, into: Path) -> Member:
    if member.path is None:
        return member
    target = into / member.path.name
    shutil.move(member.path, target)
    return replace(member, path=target)


def _environment(settings: Settings, folder: str) -> dict[str, str]:
    limits = {f"KG_{setting.name.upper()}": str(getattr(settings, setting.name)) for setting in SETTINGS}
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "MALLOC_ARENA_MAX": "1",  # of the C library, each of which would reserve 64 MiB of what a file may take
        **limits,
    }


def _cause(status: int, settings: Settings) -> str:
    """Why a process ended by itself."""
    if status == OUT_OF_MEMORY:
        return f"takes more than {settings.read_memory} MiB of memory to read (KG_READ_MEMORY)"
    if status == -signal.SIGALRM:
        return _too_long(settings.read_timeout, "KG_READ_TIMEOUT")
    return f"the reader crashed ({f'signal {-status}' if status < 0 else f'exit status {status}'})"


def _too_long(seconds: float, setting: str) -> str:
    return f"took longer than {seconds:g} s to read ({setting})"


def _printable(reason: str) -> str:
    """The reason as a short line without control characters; a worker that a file has taken over may send any."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in reason[:_LONGEST_REASON])
