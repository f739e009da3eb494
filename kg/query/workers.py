"""A pool of worker processes that answer queries and can be killed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from logging import getLogger
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import KgError, QueryBusyError, QueryTimeoutError, ReleaseError
from kg.query.guard import Query
from kg.query.results import Answer
from kg.query.worker import Task
from kg.query.worker_process import Nursery, Worker
from kg.settings import Settings

__all__ = ["WorkerPool", "run_alone"]

_START_AGAIN = 1.0  # seconds after which a worker that did not start is tried again

_log = getLogger(__name__)


class WorkerPool:
    """Worker processes on one release: an asynchronous context manager, whose methods belong to its event loop.

    A worker that has ended has its successor at once: there are as many spare ones, with the store open, as may be at work.
    """

    def __init__(self, release: Path, settings: Settings, *, spares: int | None = None) -> None:
        """Nothing is started yet on the concrete release folder; by default there is a spare worker for each one at work."""
        self._release = release
        self._settings = settings
        self._size = settings.query_workers + (settings.query_workers if spares is None else spares)
        self._nursery: Nursery | None = None
        self._starting = asyncio.Lock()
        self._turns = asyncio.Semaphore(settings.query_workers)
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()  # whoever was at work last has in memory what most ask for
        self._workers: set[Worker] = set()
        self._keepers: list[asyncio.Task[None]] = []
        self._under_way = 0
        self._is_failing = False

    @property
    def is_ready(self) -> bool:
        """Whether there is a worker, be it at work, or soon will be."""
        return not self._is_failing

    async def run_async(self, query: Query, format_name: str, seconds: float | None = None) -> Answer:
        """Answer a guarded query within ``seconds``, at most and by default ``settings.query_timeout``, the wait for a worker included.

        A query whose task is cancelled stops at once.

        Raises:
            QuerySyntaxError: it is not SPARQL.
            QueryRefusedError: it would make a request to another host.
            QueryBusyError: too many others wait.
            QueryTimeoutError: it was stopped after that time.
            QueryStoppedError: it ended its worker.
        """
        settings = self._settings
        limit = min(seconds or settings.query_timeout, settings.query_timeout)
        if self._under_way >= settings.query_workers + settings.query_queue:
            raise QueryBusyError(ceil(settings.query_timeout))
        self._under_way += 1
        try:
            async with asyncio.timeout(limit), self._turns, self._lent() as worker:
                reply = await worker.ask(Task(query, format_name, settings.query_max_rows, settings.query_max_bytes, limit))
        except TimeoutError:
            raise QueryTimeoutError(limit) from None
        finally:
            self._under_way -= 1
        if isinstance(reply, KgError):
            raise reply
        return reply

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[Worker]:
        """A worker that is idle. If it is not done in the end, or spent, it is killed."""
        while (worker := await self._idle.get()).has_ended:
            pass
        try:
            yield worker
        except BaseException:
            worker.kill()
            raise
        if worker.is_spent:
            worker.kill()
        else:
            self._idle.put_nowait(worker)

    async def _keep(self, worker: Worker) -> None:
        """When the worker has ended, start another one in its place."""
        while True:
            await worker.ended()
            self._workers.remove(worker)
            worker = await self._restarted()

    async def _restarted(self) -> Worker:
        while True:
            try:
                return await self._start()
            except (OSError, ReleaseError):
                self._is_failing = not self._workers
                _log.exception("a query worker did not start")
                await asyncio.sleep(_START_AGAIN)

    async def _start(self) -> Worker:
        async with self._starting:
            if self._nursery is not None and self._nursery.has_ended:
                await self._nursery.end()
                self._nursery = None
            if self._nursery is None:
                self._nursery = await Nursery.start(self._release, self._settings.query_memory << 20)
        worker = await self._nursery.fork()
        self._workers.add(worker)
        self._is_failing = False
        self._idle.put_nowait(worker)
        return worker

    async def __aenter__(self) -> Self:
        """Start the workers.

        Raises:
            OSError: no process can be started.
            ReleaseError: there is no readable store.
        """
        async with AsyncExitStack() as started:
            started.push_async_callback(self._close)
            try:
                async with asyncio.TaskGroup() as starting:
                    for _ in range(self._size):
                        starting.create_task(self._start())
            except* (OSError, ReleaseError) as errors:
                raise errors.exceptions[0] from None
            started.pop_all()
        self._keepers = [asyncio.create_task(self._keep(worker)) for worker in tuple(self._workers)]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._close()

    async def _close(self) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._workers))
        if self._nursery is not None:
            await self._nursery.end()


def run_alone(release: Path, settings: Settings, query: Query, format_name: str) -> Answer:
    """Answer one guarded query on a concrete release folder, by a worker of its own.

    Raises:
        QueryError: there is no answer.
        ReleaseError: there is no readable store.
    """

    async def answer() -> Answer:
        async with WorkerPool(release, replace(settings, query_workers=1), spares=0) as pool:
            return await pool.run_async(query, format_name)

    return asyncio.run(answer())
