"""The process that answers queries: the engine has no time limit, and deep queries crash it."""

import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import KgError, QueryStoppedError, ReleaseError
from kg.query.engine import Engine
from kg.query.guard import Query
from kg.query.results import Answer
from kg.sandbox import confine

__all__ = ["Task", "main"]

_ALARM_GRACE = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Task:
    """A guarded query, the name of the answer's format, the rows it may have and the seconds it may take."""

    query: Query
    format_name: str
    max_rows: int
    seconds: float


def main() -> None:
    """The whole life of a worker: open the store, say so, answer one task after the other until the pipe closes.

    The arguments of the process are the descriptor of the pipe, the concrete release folder, and the bytes of
    address space that the process may have, into which the store's files are mapped too.
    """
    pipe, release = Connection(int(sys.argv[1])), Path(sys.argv[2])
    confine()
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]),) * 2)
    try:
        engine = Engine.open(release)
    except ReleaseError as error:
        pipe.send(error)
        return
    pipe.send(None)
    with suppress(EOFError):
        while True:
            task: Task = pipe.recv()
            pipe.send(_outcome(partial(engine.answer, task.query, task.format_name, task.max_rows), task.seconds))


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
