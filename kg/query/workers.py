"""A pool of worker processes that answer queries and can be killed."""

import asyncio
import os
import subprocess
import sys
from contextlib import suppress
from functools import partial
from multiprocessing import Pipe
from pathlib import Path
from queue import Empty, Queue
from time import monotonic
from types import TracebackType
from typing import Self

from kg.errors import KgError, QueryStoppedError, QueryTimeoutError, ReleaseError
from kg.query.guard import Query
from kg.query.results import Answer
from kg.query.worker import Task
from kg.settings import Settings

__all__ = ["WorkerPool"]

_START_TIMEOUT = 30.0  # seconds
_PROGRAM = "from kg.query.worker import main; main()"


class WorkerPool:
    """A fixed number of worker processes on one release. Close it, or use it as a context manager.

    Its methods may be called from several threads.
    """

    def __init__(self, release: Path, settings: Settings) -> None:
        """Start ``settings.query_workers`` workers on a concrete release folder.

        Raises:
            ReleaseError: there is no readable store.
        """
        self._settings = settings
        self._start = partial(_Worker, release, settings.query_memory << 20)
        self._idle: Queue[_Worker] = Queue()
        self._closed = False
        workers = [self._start() for _ in range(settings.query_workers)]
        for worker in workers:
            self._idle.put(worker)
        try:
            for worker in workers:
                worker.wait_until_ready()
        except ReleaseError:
            self.close()
            raise

    def run(self, query: Query, format_name: str, seconds: float | None = None) -> Answer:
        """Answer a guarded query within ``seconds``, at most and by default ``settings.query_timeout``.

        Raises:
            QuerySyntaxError: it is not SPARQL.
            QueryRefusedError: it would make a request to another host.
            QueryTimeoutError: it was stopped after that time, or found no idle worker in that time.
            QueryStoppedError: it ended its worker.
        """
        limit = min(seconds or self._settings.query_timeout, self._settings.query_timeout)
        deadline = monotonic() + limit
        try:
            worker = self._idle.get(timeout=limit)
        except Empty:
            raise QueryTimeoutError(limit) from None
        remaining = max(deadline - monotonic(), 0)
        try:
            worker.wait_until_ready()
            return worker.run(Task(query, format_name, self._settings.query_max_rows, limit), remaining)
        finally:
            if worker.is_lost and not self._closed:
                worker = self._start()
            self._idle.put(worker)

    async def run_async(self, query: Query, format_name: str, seconds: float | None = None) -> Answer:
        """:meth:`run` for an event loop."""
        return await asyncio.to_thread(self.run, query, format_name, seconds)

    def close(self) -> None:
        """Kill the idle workers, and each busy one when it is done."""
        self._closed = True
        for _ in range(self._settings.query_workers):
            self._idle.get().kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class _Worker:
    """A process and our end of the pipe to it. ``is_lost``: it was killed and must be replaced.

    The process imports :mod:`kg.query` and nothing of the program that starts it, which may be large.
    """

    def __init__(self, release: Path, memory: int) -> None:
        self._pipe, theirs = Pipe()
        self._process = subprocess.Popen(  # noqa: S603 - the program is ours, and no shell reads the arguments
            [sys.executable, "-P", "-c", _PROGRAM, str(theirs.fileno()), str(release), str(memory)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            process_group=0,
        )
        theirs.close()
        self._is_ready = False
        self.is_lost = False

    def wait_until_ready(self) -> None:
        if not self._is_ready:
            try:
                self._receive(_START_TIMEOUT)
            except (TimeoutError, QueryStoppedError) as error:
                raise ReleaseError("a query worker did not start; KG_QUERY_MEMORY may be too little for this store") from error
            self._is_ready = True

    def run(self, task: Task, seconds: float) -> Answer:
        with suppress(BrokenPipeError):  # it died while idle: the answer will tell
            self._pipe.send(task)
        try:
            answer = self._receive(seconds)
        except TimeoutError:
            raise QueryTimeoutError(task.seconds) from None
        assert isinstance(answer, Answer)
        return answer

    def _receive(self, seconds: float) -> Answer | None:
        """Wait for the next reply; if there is none, the worker is lost."""
        try:
            if not self._pipe.poll(seconds):
                self.kill()
                raise TimeoutError
            reply: Answer | KgError | None = self._pipe.recv()
        except (EOFError, ConnectionResetError):
            self.kill()
            raise QueryStoppedError("the query was stopped: it took too much memory, or was too complex") from None
        if isinstance(reply, KgError):
            raise reply
        return reply

    def kill(self) -> None:
        if not self.is_lost:
            self.is_lost = True
            self._process.kill()
            self._process.wait()
            self._pipe.close()
