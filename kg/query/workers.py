"""A pool of worker processes that answer queries and can be killed."""

import asyncio
import os
import subprocess
import sys
from contextlib import ExitStack, suppress
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
        with ExitStack() as started:
            for _ in range(settings.query_workers):
                worker = self._start()
                started.callback(worker.kill)
                self._idle.put(worker)
            for worker in tuple(self._idle.queue):
                worker.wait_until_ready(_START_TIMEOUT)
            started.pop_all()

    def run(self, query: Query, format_name: str, seconds: float | None = None) -> Answer:
        """Answer a guarded query within ``seconds``, at most and by default ``settings.query_timeout``.

        Raises:
            QuerySyntaxError: it is not SPARQL.
            QueryRefusedError: it would make a request to another host.
            QueryTimeoutError: it was stopped after that time, or found no idle worker in that time.
            QueryStoppedError: it ended its worker, or no worker could be started.
            ReleaseError: a new worker could not open the store.
        """
        task = self._task(query, format_name, seconds)
        return self._run(task, monotonic() + task.seconds)

    async def run_async(self, query: Query, format_name: str, seconds: float | None = None) -> Answer:
        """:meth:`run` for an event loop; the time also passes while all threads are taken."""
        task = self._task(query, format_name, seconds)
        return await asyncio.to_thread(self._run, task, monotonic() + task.seconds)

    def close(self) -> None:
        """Kill the idle workers, and each busy one when it is done."""
        self._closed = True
        for _ in range(self._settings.query_workers):
            self._idle.get().kill()

    def _task(self, query: Query, format_name: str, seconds: float | None) -> Task:
        limit = self._settings.query_timeout
        return Task(query, format_name, self._settings.query_max_rows, min(seconds or limit, limit))

    def _run(self, task: Task, deadline: float) -> Answer:
        try:
            worker = self._idle.get(timeout=max(deadline - monotonic(), 0))
        except Empty:
            raise QueryTimeoutError(task.seconds) from None
        try:
            worker = self._renewed(worker)
            worker.wait_until_ready(deadline - monotonic())
            return worker.run(task, deadline - monotonic())
        except TimeoutError:
            raise QueryTimeoutError(task.seconds) from None
        finally:
            self._idle.put(self._renewed(worker))

    def _renewed(self, worker: "_Worker") -> "_Worker":
        """The worker; if it is lost, a new one in its place, where one can be started."""
        if worker.is_lost and not self._closed:
            with suppress(OSError):
                return self._start()
        return worker

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
        self._start_deadline = monotonic() + _START_TIMEOUT
        self._is_ready = False
        self.is_lost = False

    def wait_until_ready(self, seconds: float) -> None:
        """Wait until it has opened the store.

        Raises:
            TimeoutError: it needs more than those seconds.
            QueryStoppedError: it is lost.
            ReleaseError: it cannot open the store.
        """
        if self.is_lost:
            raise QueryStoppedError("the query was stopped: no process could be started for it")
        if self._is_ready:
            return
        if not self._pipe.poll(max(seconds, 0)) and monotonic() < self._start_deadline:
            raise TimeoutError
        try:
            self._receive(0)
        except (TimeoutError, QueryStoppedError) as error:
            raise ReleaseError("a query worker did not start; KG_QUERY_MEMORY may be too little for this store") from error
        self._is_ready = True

    def run(self, task: Task, seconds: float) -> Answer:
        """Answer a task.

        Raises:
            TimeoutError: it took more than those seconds, and the worker is lost unless there were none.
            KgError: there is no answer.
        """
        if seconds <= 0:
            raise TimeoutError
        with suppress(BrokenPipeError):  # it died while idle: the answer will tell
            self._pipe.send(task)
        answer = self._receive(seconds)
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
