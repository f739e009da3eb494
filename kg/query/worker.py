"""The process that answers queries: the engine has no time limit, and deep queries crash it."""

import os
import pickle
import resource
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from kg.errors import KgError, QueryStoppedError, ReleaseError
from kg.query.engine import Engine
from kg.query.guard import Query
from kg.query.results import Answer
from kg.sandbox import confine

__all__ = ["SIZE_BYTES", "Task", "serve"]

SIZE_BYTES = 8  # before each reply: its size, the most significant byte first

_ALARM_GRACE = 1.0  # seconds
_STACK = 64 << 20  # bytes: the longest chain that a query of 5,000 tokens can have needs less than half of it
_KEPT = 1 / 8  # of its memory that a worker may keep from its answers: the engine gives little back, and the next query would have less
_PAGE = resource.getpagesize()
_NICENESS = 5  # so that the process that accepts requests need not wait for a processor


@dataclass(frozen=True, slots=True)
class Task:
    """A guarded query, the name of the answer's format, the rows and bytes it may have and the seconds it may take."""

    query: Query
    format_name: str
    max_rows: int
    max_bytes: int
    seconds: float


def serve(connection: socket.socket, release: Path, memory: int) -> None:
    """The whole life of a worker: tell its number, open the store of a concrete release folder, answer tasks until the connection ends.

    It may have ``memory`` bytes of its own. After each answer it tells whether it is spent, since it has kept too much of them.
    """
    with suppress(BrokenPipeError), connection, connection.makefile("rb") as tasks:
        _send(connection, os.getpid())
        _limit(memory)
        try:
            engine = Engine.open(release)
        except ReleaseError as error:
            _send(connection, error)
            return
        _send(connection, None)
        begun = _held()
        while (task := _next_task(tasks)) is not None:
            answer = partial(engine.answer, task.query, task.format_name, task.max_rows, task.max_bytes)
            _send(connection, _outcome(answer, task.seconds))
            _send(connection, _held() - begun > _KEPT * memory)


def _limit(memory: int) -> None:
    confine()
    os.nice(_NICENESS)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    resource.setrlimit(resource.RLIMIT_STACK, (_STACK if most == resource.RLIM_INFINITY else min(_STACK, most), most))


def _held() -> int:
    """The bytes of its own that this process has, its stack included."""
    return int(Path("/proc/self/statm").read_text().split()[5]) * _PAGE


def _next_task(tasks: IO[bytes]) -> Task | None:
    try:
        task: Task = pickle.load(tasks)  # noqa: S301 - of the process that started us
    except (EOFError, ConnectionResetError):
        return None
    return task


def _send(connection: socket.socket, reply: Answer | KgError | int | None) -> None:
    content = pickle.dumps(reply)
    connection.sendall(len(content).to_bytes(SIZE_BYTES, "big"))
    connection.sendall(content)


def _outcome(answer: Callable[[], Answer], seconds: float) -> Answer | KgError:
    """The answer or the error. Should our parent be gone, an alarm ends us."""
    signal.setitimer(signal.ITIMER_REAL, seconds + _ALARM_GRACE)
    try:
        return answer()
    except KgError as error:
        return error
    except MemoryError:
        return QueryStoppedError("the query was stopped: it took too much memory")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
