"""The process that answers queries: the engine has no time limit, and deep queries crash it."""

import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError, QueryStoppedError, ReleaseError
from kg.query.engine import Engine
from kg.query.guard import Query
from kg.query.results import Answer
from kg.sandbox import confine

__all__ = ["SIZE_BYTES", "Task", "main"]

SIZE_BYTES = 8  # before each reply: its size, the most significant byte first

_ALARM_GRACE = 1.0  # seconds
_STACK = 64 << 20  # bytes: the longest chain that a query of 5,000 tokens can have needs less than half of it
_NICENESS = 5  # so that the process that accepts requests need not wait for a processor


@dataclass(frozen=True, slots=True)
class Task:
    """A guarded query, the name of the answer's format, the rows and bytes it may have and the seconds it may take."""

    query: Query
    format_name: str
    max_rows: int
    max_bytes: int
    seconds: float


def main() -> None:
    """The whole life of a worker: open the store, say so, answer one task after the other until standard input closes.

    The arguments of the process are the concrete release folder, and the bytes of memory that the process may have of its own.
    Replies go to what is standard output at the start, and nothing else does.
    """
    release, memory = Path(sys.argv[1]), int(sys.argv[2])
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)
        _limit(memory)
        try:
            engine = Engine.open(release)
        except ReleaseError as error:
            _send(replies, error)
            return
        _send(replies, None)
        while (task := _next_task()) is not None:
            _send(replies, _outcome(partial(engine.answer, task.query, task.format_name, task.max_rows), task.seconds))


def _limit(memory: int) -> None:
    confine()
    os.nice(_NICENESS)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    resource.setrlimit(resource.RLIMIT_STACK, (_STACK if most == resource.RLIM_INFINITY else min(_STACK, most), most))


def _next_task() -> Task | None:
    try:
        task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 - of the process that started us
    except EOFError:
        return None
    return task


def _send(replies: BinaryIO, reply: Answer | KgError | None) -> None:
    content = pickle.dumps(reply)
    replies.write(len(content).to_bytes(SIZE_BYTES, "big"))
    replies.write(content)
    replies.flush()


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
