"""Why sentences were read as they were: told by a process of its own, since the service knows nothing of the extraction."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from http import HTTPStatus
from math import ceil
from types import TracebackType
from typing import Any, Self

from api.problems import ProblemError

__all__ = ["Explainer"]

_PROGRAM = "from kg.extraction.measures.explanation.worker import main; main()"
_WAITING = 20  # questions
_START = 60.0  # seconds
_LONGEST = 1 << 26  # bytes of an answer
_WHY_NOT = {
    "models": (HTTPStatus.NOT_IMPLEMENTED, "this release was made by other models than the service has; build it again"),
    "concept": (HTTPStatus.NOT_FOUND, "measure: the models know no measure of this id; categories are told by the measures in them"),
}


class Explainer:
    """One process, confined and started when first asked, that answers one question at a time: an asynchronous context manager.

    It reads its models in a second or two, and keeps them. An answer that takes longer than ``seconds`` ends it; another takes its place.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._starting = asyncio.Lock()
        self._turn = asyncio.Lock()
        self._under_way = 0
        self._process: Process | None = None

    async def explain(self, extraction: str, start: int, end: int, concept: str | None) -> list[dict[str, Any]]:
        """The sentences that a stretch of a report touches, as ``kg.extraction.measures.explanation`` tells them.

        Raises:
            ProblemError: there is no answer.
        """
        if self._under_way > _WAITING:
            raise ProblemError(
                HTTPStatus.SERVICE_UNAVAILABLE, "too many questions wait already; ask again later", retry_after=ceil(self._seconds)
            )
        self._under_way += 1
        question = json.dumps({"extraction": extraction, "start": start, "end": end, "concept": concept})
        try:
            async with self._starting:
                process = self._process
                if process is None or process.returncode is not None:
                    process = self._process = await _started()
            async with asyncio.timeout(self._seconds), self._turn:
                answer = await self._asked(process, question)
        except TimeoutError:
            raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, f"there was no answer within {self._seconds:g} s") from None
        finally:
            self._under_way -= 1
        if "error" in answer:
            status, reason = _WHY_NOT[answer["error"]]
            raise ProblemError(status, reason)
        sentences: list[dict[str, Any]] = answer["sentences"]
        return sentences

    async def _asked(self, process: Process, question: str) -> dict[str, Any]:
        """The answer of the process, which is killed if that is not waited for.

        Raises:
            ProblemError: it ended without one.
        """
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{question}\n".encode())
            await process.stdin.drain()
            line = await process.stdout.readline()
            answer: dict[str, Any] = json.loads(line)
        except BaseException as error:
            await _end(process)
            if isinstance(error, OSError | ValueError):
                raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "what explains reports has ended; ask again") from None
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
        ProblemError: it has none in time.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-c", _PROGRAM),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        process_group=0,
        limit=_LONGEST,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_START):
            if await process.stdout.readline():
                return process
    except TimeoutError:
        pass
    except asyncio.CancelledError:
        await _end(process)
        raise
    await _end(process)
    raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "what explains reports did not start; ask again")


async def _end(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
    await process.wait()
