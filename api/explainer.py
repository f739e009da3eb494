"""Why sentences were read as they were: told by a process of its own, since the service knows nothing of the extraction."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from logging import getLogger
from math import ceil
from time import monotonic
from types import TracebackType
from typing import Any, Self

from api.problems import ProblemError

__all__ = ["Explainer"]

_PROGRAM = "from kg.extraction.measures.explanation.worker import main; main()"
_WAITING = 20  # questions
_TURN = 60.0  # seconds that a question waits for those before it
_START = 60.0  # seconds
_START_AGAIN = 5  # seconds after which a process that did not start is tried again
_LONGEST = 1 << 26  # bytes of an answer
_WHY_NOT = {
    "models": (HTTPStatus.NOT_IMPLEMENTED, "this release was made by other models than the service has; build it again"),
    "concept": (HTTPStatus.NOT_FOUND, "measure: the models know no measure of this id; categories are told by the measures in them"),
}

_log = getLogger(__name__)


class Explainer:
    """One process, confined, that answers one question at a time: an asynchronous context manager.

    It is started when first asked, if not before, reads its models in a second or two, and keeps them. An answer that takes longer than
    ``seconds`` ends it, and another takes its place: the questions that wait are asked of that one.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._under_way = 0
        self._process: Process | None = None
        self._not_before = 0.0

    async def start(self) -> None:
        """Start the process, so that nobody waits for that; if it does not start, the log tells why."""
        with suppress(ProblemError):
            async with self._taking_turns():
                await self._ready()

    async def explain(self, extraction: str, start: int, end: int, concept: str | None) -> list[dict[str, Any]]:
        """The sentences that a stretch of a report touches, as ``kg.extraction.measures.explanation`` tells them.

        Raises:
            ProblemError: there is no answer.
        """
        question = json.dumps({"extraction": extraction, "start": start, "end": end, "concept": concept})
        async with self._taking_turns():
            answer = await self._asked(await self._ready(), question)
        if "error" in answer:
            status, reason = _WHY_NOT[answer["error"]]
            raise ProblemError(status, reason)
        sentences: list[dict[str, Any]] = answer["sentences"]
        return sentences

    @asynccontextmanager
    async def _taking_turns(self) -> AsyncIterator[None]:
        """Wait until nobody else asks.

        Raises:
            ProblemError: too many wait, or those before take too long.
        """
        if self._under_way > _WAITING:
            raise _unavailable("too many questions wait already; ask again later", ceil(self._seconds))
        self._under_way += 1
        try:
            try:
                async with asyncio.timeout(_TURN):
                    await self._turn.acquire()
            except TimeoutError:
                raise _unavailable("the questions before take too long; ask again later", ceil(self._seconds)) from None
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._under_way -= 1

    async def _ready(self) -> Process:
        """The process, or its successor if it has ended. Those who wait share a start that fails: it is not tried again at once.

        Raises:
            ProblemError: there is none.
        """
        if self._process is not None and self._process.returncode is None:
            return self._process
        if monotonic() >= self._not_before:
            try:
                self._process = await _started()
            except OSError as error:
                _log.warning("what explains reports did not start: %s", error)
                self._not_before = monotonic() + _START_AGAIN
            else:
                return self._process
        raise _unavailable("what explains reports did not start; ask again later", _START_AGAIN)

    async def _asked(self, process: Process, question: str) -> dict[str, Any]:
        """The answer of the process, which is killed if that is not waited for.

        Raises:
            ProblemError: it took too long, or ended without one.
        """
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            async with asyncio.timeout(self._seconds):
                process.stdin.write(f"{question}\n".encode())
                await process.stdin.drain()
                line = await process.stdout.readline()
            answer: dict[str, Any] = json.loads(line)
        except TimeoutError:
            await _end(process)
            raise _unavailable(f"there was no answer within {self._seconds:g} s") from None
        except (OSError, ValueError):
            _log.warning("what explains reports has ended: %s", await _ended(process))
            raise _unavailable("what explains reports has ended; ask again") from None
        except asyncio.CancelledError:
            await _end(process)
            raise
        return answer

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process is not None:
            await _end(self._process)


async def _started() -> Process:
    """A process that has its models, which it says with a line.

    Raises:
        OSError: it cannot be started, or has none in time.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-c", _PROGRAM),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        process_group=0,
        limit=_LONGEST,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_START):
            if await process.stdout.readline():
                return process
    except TimeoutError:
        raise TimeoutError(f"it was not ready within {_START:g} s; {await _ended(process)}") from None
    except asyncio.CancelledError:
        await _end(process)
        raise
    raise OSError(await _ended(process))


async def _end(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
    await process.wait()


async def _ended(process: Process) -> str:
    """How a process ended, which is killed if it has not, and the last line that it wrote on standard error."""
    assert process.stderr is not None
    await _end(process)
    written = (await process.stderr.read()).decode(errors="replace").splitlines()
    return f"status {process.returncode}: {written[-1] if written else 'it said nothing'}"


def _unavailable(detail: str, retry_after: int | None = None) -> ProblemError:
    return ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, detail, retry_after=retry_after)
