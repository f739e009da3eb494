"""Tasks on several processes, and how much memory all of them take."""

import ctypes
import gc
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from kg.errors import KgError
from kg.reading import Reader
from kg.settings import Settings

__all__ = ["Memory", "Processes", "as_done", "give_back_memory", "processors", "watched_memory", "with_reader"]

_AHEAD = 2  # tasks for each process that are handed out
_WORTH_PROCESSES = 8  # tasks
_SAMPLE = 0.5  # seconds
_PAGE = resource.getpagesize()

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


class Processes:
    """So many processes, of which none is started before there is enough for them to do. They stay until the end of the context.

    They start anew (spawn), and end when this one does.
    """

    def __init__(self, settings: Settings, jobs: int) -> None:
        """Nothing is started yet. The settings are those of the readers."""
        self._settings = settings
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def each(self, function: Callable[[_Task, Reader], _Done], tasks: Sequence[_Task]) -> Iterator[_Done]:
        """The results of tasks, in the order in which they are done; a task is given a reader of files besides.

        Unless there are processes, a few tasks are done in this one, as it takes seconds to start others.

        Raises:
            KgError: a process was killed.
            Exception: whatever the function raises. Tasks that are at work then are finished, but not told.
        """
        if self._jobs == 1 or (self._pool is None and len(tasks) < _WORTH_PROCESSES):
            with Reader(self._settings) as reader:
                for task in tasks:
                    yield function(task, reader)
            return
        readers = self._settings.read_workers or max(processors() // self._jobs, 1)
        work = partial(with_reader, function, replace(self._settings, read_workers=readers))
        self._pool = self._pool or ProcessPoolExecutor(self._jobs, multiprocessing.get_context("spawn"), initializer=_begin)
        try:
            yield from as_done(self._pool, work, tasks, ahead=_AHEAD * self._jobs)
        except BrokenProcessPool as error:
            raise KgError("a process was killed, for want of memory perhaps (--jobs takes fewer); build again to go on") from error

    def end(self) -> None:
        """End the processes, each when it has done the task that it is at. Others are started if there is something to do again."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()


def give_back_memory() -> None:
    """Give the system back what is free in this process. The GNU C library would keep hundreds of megabytes for later."""
    gc.collect()
    with suppress(AttributeError):  # another library
        ctypes.CDLL(None).malloc_trim(0)


def as_done(pool: Executor, function: Callable[[_Task], _Done], tasks: Iterable[_Task], *, ahead: int) -> Iterator[_Done]:
    """The results of tasks, in the order in which they are done; no more than ``ahead`` are handed out at a time."""
    waiting = iter(tasks)
    at_work: set[Future[_Done]] = set()
    while True:
        at_work |= {pool.submit(function, task) for task in islice(waiting, ahead - len(at_work))}
        if not at_work:
            return
        done, at_work = wait(at_work, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in done)


def with_reader(function: Callable[[_Task, Reader], _Done], settings: Settings, task: _Task) -> _Done:
    """The result of a task, which is given the reader that this process has for the settings."""
    return function(task, _reader(settings))


_reader = cache(Reader)  # one for the life of a process


def _begin() -> None:
    """Leave Ctrl-C to the process that started this one, and end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent

    def end() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end, daemon=True).start()


@dataclass(slots=True)
class Memory:
    """The most memory that this process and all that it started had resident at one time, in bytes."""

    peak: int = 0


@contextmanager
def watched_memory() -> Iterator[Memory]:
    """Look at the memory of this process and its descendants twice a second. Pages that they share count for each."""
    memory = Memory()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            memory.peak = max(memory.peak, _resident(os.getpid()))
            done.wait(_SAMPLE)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield memory
    finally:
        done.set()
        thread.join()


def _resident(process: int) -> int:
    children: dict[int, list[int]] = {}
    pages: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(folder.name))
            pages[int(folder.name)] = int(fields[21])
    total, family = 0, [process]
    while family:
        member = family.pop()
        total += pages.get(member, 0)
        family += children.get(member, [])
    return total * _PAGE
