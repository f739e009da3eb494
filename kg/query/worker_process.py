"""Workers and the nursery they are forked from, as the process sees them that has them."""

import asyncio
import os
import pickle
import signal
import socket
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from kg.errors import KgError, QueryStoppedError, ReleaseError
from kg.query.nursery import message
from kg.query.results import Answer
from kg.query.worker import SIZE_BYTES, Task

__all__ = ["Nursery", "Worker"]

_START_TIMEOUT = 60.0  # seconds
_PROGRAM = "from kg.query.nursery import main; main()"

_GONE = object()  # in the place of a reply


class Nursery:
    """A process that forks workers (see :mod:`kg.query.nursery`). It imports nothing of the program that starts it, which may be large."""

    def __init__(self, orders: socket.socket, process: Process) -> None:
        self._orders = orders
        self._process = process

    @classmethod
    async def start(cls, release: Path, memory: int) -> "Nursery":
        """Start a nursery for workers on a concrete release folder, which may have so many bytes of their own.

        Raises:
            OSError: no process can be started.
        """
        orders, theirs = socket.socketpair()
        with theirs:
            try:
                process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-P", "-c", _PROGRAM, str(release), str(memory)),
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                    stdin=theirs.fileno(),
                    process_group=0,
                )
            except BaseException:
                orders.close()
                raise
        return cls(orders, process)

    @property
    def has_ended(self) -> bool:
        """Whether it must be replaced."""
        return self._process.returncode is not None

    async def fork(self) -> "Worker":
        """Start a worker and wait until it has opened the store.

        Raises:
            OSError: no process can be started.
            ReleaseError: it cannot open the store.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._orders, [message(0)], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        _, worker = await asyncio.get_running_loop().create_unix_connection(partial(Worker, self), sock=ours)
        try:
            await worker.begin()
        except BaseException:
            await worker.end()
            raise
        return worker

    def bury(self, process: int) -> None:
        """Let the number of a worker that has ended go to others."""
        with suppress(OSError):
            self._orders.sendall(message(process))

    async def end(self) -> None:
        """End it, and wait until it is gone."""
        self._orders.close()
        await self._process.wait()


class Worker(asyncio.Protocol):
    """A process that has opened the store, and the connection to it."""

    def __init__(self, nursery: Nursery) -> None:
        self._nursery = nursery
        self._transport: asyncio.Transport | None = None
        self._process = 0
        self._received = bytearray()
        self._replies: asyncio.Queue[object] = asyncio.Queue()
        self._ended = asyncio.Event()
        self.is_spent = False
        """Whether it has kept so much memory that it should answer no more."""

    async def begin(self) -> None:
        """Wait until it has opened the store.

        Raises:
            ReleaseError: it cannot.
        """
        try:
            async with asyncio.timeout(_START_TIMEOUT):
                self._process = await self._receive()
                error: ReleaseError | None = await self._receive()
        except (TimeoutError, QueryStoppedError):
            error = ReleaseError("a query worker did not start; KG_QUERY_MEMORY may be too little for this store")
        if error is not None:
            raise error

    @property
    def has_ended(self) -> bool:
        """Whether it can answer no more."""
        return self._ended.is_set()

    async def ask(self, task: Task) -> Answer | KgError:
        """The answer to a task, or why there is none.

        Raises:
            QueryStoppedError: the process has ended.
        """
        assert self._transport is not None
        self._transport.write(pickle.dumps(task))
        reply: Answer | KgError = await self._receive()
        self.is_spent = await self._receive()
        return reply

    async def _receive(self) -> Any:
        reply = await self._replies.get()
        if reply is _GONE:
            raise QueryStoppedError("the query was stopped: it took too much memory, or was too complex")
        return reply

    def kill(self) -> None:
        """Kill the process, if it has not been buried."""
        if not self.has_ended and self._process:
            with suppress(ProcessLookupError):  # its nursery has ended before it
                os.kill(self._process, signal.SIGKILL)

    async def ended(self) -> None:
        """Wait until the process has ended."""
        await self._ended.wait()

    async def end(self) -> None:
        """Kill the process and wait until it has ended."""
        assert self._transport is not None
        self.kill()
        if not self._process:
            self._transport.abort()
        await self.ended()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the process."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Put replies together."""
        self._received += data
        while len(self._received) >= SIZE_BYTES:
            end = SIZE_BYTES + int.from_bytes(self._received[:SIZE_BYTES], "big")
            if len(self._received) < end:
                return
            self._replies.put_nowait(pickle.loads(memoryview(self._received)[SIZE_BYTES:end]))  # noqa: S301 - of a process that we started
            del self._received[:end]

    def connection_lost(self, _error: Exception | None) -> None:
        """Tell whoever waits, and let the process be buried, which can do nothing any more."""
        self.kill()
        self._ended.set()
        self._replies.put_nowait(_GONE)
        if self._process:
            self._nursery.bury(self._process)
