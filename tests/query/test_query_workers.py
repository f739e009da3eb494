"""Workers are killed, replaced and closed; nothing that a query does reaches further."""

import asyncio
import os
import re
import signal
import socket
from collections.abc import Awaitable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any, NoReturn, Self, TypeVar

import pytest
from query_calls import CALLS, HOST, REMOTE, UPDATES

from kg.errors import KgError, QueryBusyError, QueryRefusedError, QueryStoppedError, QuerySyntaxError, QueryTimeoutError, ReleaseError
from kg.query.guard import Form, Query, guard
from kg.query.results import Answer
from kg.query.tokens import tokenise
from kg.query.workers import WorkerPool, run_alone
from kg.settings import Settings

EASY = Query("ASK { ?s a gm:Report }", Form.ASK)
ENDLESS = Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", Form.SELECT)
DOUBLINGS = " ".join(f"BIND(CONCAT(?{a}, ?{a}) AS ?{b})" for a, b in pairwise(["a", *(f"b{number}" for number in range(16)), "long"]))

Result = TypeVar("Result")


class Pool:
    """A pool with an event loop of its own, which stands still between two calls."""

    def __init__(self, release: Path, settings: Settings, **options: int) -> None:
        self.runner = asyncio.Runner()
        self.workers = WorkerPool(release, settings, **options)

    def __enter__(self) -> Self:
        self.wait(self.workers.__aenter__())
        return self

    def __exit__(self, *error: object) -> None:
        self.wait(self.workers.__aexit__(None, None, None))
        self.runner.close()

    def wait(self, task: Awaitable[Result]) -> Result:
        async def waited() -> Result:
            return await task

        return self.runner.run(waited())

    def run(self, query: Query, format_name: str = "json", seconds: float | None = None) -> Answer:
        return self.wait(self.workers.run_async(query, format_name, seconds))

    def answers(self) -> bool:
        return b"true" in self.run(EASY).body

    def processes(self, before: set[int] | None = None) -> set[int]:
        """The workers, when all are there, and are others than before."""

        async def complete() -> set[int]:
            while True:
                await asyncio.sleep(0.05)
                found = {worker._process for worker in self.workers._workers}
                if len(found) == self.workers._size and found != before:
                    return found

        return self.wait(asyncio.wait_for(complete(), 60))


@pytest.fixture(scope="module")
def pool(release: Path, settings: Settings) -> Iterator[Pool]:
    with Pool(release, settings) as pool:
        yield pool


@pytest.fixture
def fresh(release: Path, settings: Settings) -> Iterator[Pool]:
    """A pool of which no worker has been killed yet."""
    with Pool(release, settings) as pool:
        yield pool


def unguarded(text: str) -> Query:
    return Query(text, Form.SELECT)


def descriptors() -> int:
    """How many descriptors this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.fixture
def canary() -> Iterator[socket.socket]:
    """A server on loopback that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered_at_once(pool: Pool) -> None:
    start = perf_counter()
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 s"):
        pool.run(ENDLESS, seconds=0.3)
    assert perf_counter() - start < 0.8
    start = perf_counter()
    assert pool.answers()
    assert perf_counter() - start < 0.2


def test_a_client_cannot_ask_for_more_time_than_the_limit(release: Path, settings: Settings) -> None:
    with Pool(release, replace(settings, query_timeout=0.3), spares=0) as pool, pytest.raises(QueryTimeoutError, match=r"0\.3 s"):
        pool.run(ENDLESS, seconds=60)


def test_the_time_passes_in_the_queue_and_the_queue_is_bounded(release: Path, settings: Settings) -> None:
    async def ask(workers: WorkerPool) -> list[Answer | BaseException]:
        times = (0.5, 0.1, 0.1)
        return await asyncio.gather(*(workers.run_async(ENDLESS, "json", seconds) for seconds in times), return_exceptions=True)

    with Pool(release, replace(settings, query_queue=1)) as pool:
        running, waiting, refused = pool.wait(ask(pool.workers))
        assert isinstance(running, QueryTimeoutError)
        assert isinstance(waiting, QueryTimeoutError)
        assert isinstance(refused, QueryBusyError)
        assert refused.retry_after == settings.query_timeout
        assert pool.answers()


def test_a_query_that_nobody_waits_for_is_stopped(fresh: Pool) -> None:
    async def leave() -> None:
        task = asyncio.create_task(fresh.workers.run_async(ENDLESS, "json"))
        await asyncio.sleep(0.2)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    before = fresh.processes()
    fresh.wait(leave())
    assert fresh.answers()
    assert len(before - fresh.processes(before)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 100_000 + "}" * 100_000,
        "ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
        "ASK { FILTER(" + "!" * 100_000 + "?x) }",
        "ASK { ?s " + "a/" * 100_000 + "a ?o }",
        "SELECT * { BIND('"
        + "a" * 1000
        + "' AS ?a) "
        + "".join(f"BIND(CONCAT({', '.join([f'?{x}'] * 50)}) AS ?{y})" for x, y in ("ab", "bc", "cd", "de", "ef"))
        + " }",
    ],
    ids=["groups", "parentheses", "negations", "path", "growth"],
)
def test_a_bomb_ends_its_worker_at_most(pool: Pool, text: str) -> None:
    with pytest.raises((QueryStoppedError, QuerySyntaxError, QueryTimeoutError)):
        pool.run(unguarded(text), seconds=3)
    assert pool.answers()


def test_the_longest_chains_that_are_let_through_end_no_worker(fresh: Pool, settings: Settings) -> None:
    before = fresh.processes()
    for unit in ("FILTER(?s=?s)", "BIND(?s AS ?b{})", "MINUS{{?s ?p 2}}", "FILTER EXISTS{{?s ?p ?o}}"):
        length = (settings.query_max_tokens - 20) // len(tuple(tokenise(unit.format(1))))
        chain = "".join(unit.format(number) for number in range(length))
        assert fresh.run(guard(f"SELECT * {{ ?s a gm:Report {chain} }} LIMIT 1", settings), seconds=30).size <= 1
    assert fresh.processes() == before


def test_a_worker_has_no_network(pool: Pool, canary: socket.socket) -> None:
    address = f"http://127.0.0.1:{canary.getsockname()[1]}/"
    queries = [text.replace("HOST", address) for text in (*CALLS, *UPDATES, *REMOTE)]
    assert len(queries) >= 40
    for text in [*queries, f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}"]:
        with suppress(KgError):
            pool.run(unguarded(text), seconds=2)
    with pytest.raises(BlockingIOError):
        canary.accept()


def test_a_call_that_the_guard_would_let_through_is_refused(pool: Pool) -> None:
    with pytest.raises(QueryRefusedError):
        pool.run(unguarded(f"SELECT * {{ SERVICE <{HOST}> {{}} }}"))


def test_syntax_errors_come_with_their_place(fresh: Pool, settings: Settings) -> None:
    before = fresh.processes()
    with pytest.raises(QuerySyntaxError) as caught:
        fresh.run(guard("SELECT *\n{ ?s ?p }", settings))
    assert (caught.value.line, caught.value.column) == (2, 9)
    assert fresh.processes() == before


def test_a_worker_that_was_killed_idle_is_replaced_unnoticed(fresh: Pool) -> None:
    before = fresh.processes()
    os.kill(min(before), signal.SIGKILL)
    assert len(before - fresh.processes(before)) == 1
    assert [fresh.answers() for _ in before] == [True] * len(before)


def test_a_nursery_that_was_killed_is_replaced(fresh: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.query.workers._START_AGAIN", 0.05)
    nursery = fresh.workers._nursery
    assert nursery is not None
    os.kill(nursery._process.pid, signal.SIGKILL)
    for worker in fresh.processes():
        os.kill(worker, signal.SIGKILL)
    while fresh.workers._nursery is nursery:
        fresh.wait(asyncio.sleep(0.05))
    assert fresh.answers()


def test_a_worker_that_cannot_be_started_is_tried_again(
    release: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_process(*_arguments: Any, **_options: Any) -> NoReturn:
        raise BlockingIOError

    monkeypatch.setattr("kg.query.workers._START_AGAIN", 0.1)
    with Pool(release, settings, spares=0) as pool:
        with monkeypatch.context() as patch:
            patch.setattr(socket, "send_fds", no_process)
            for _ in range(2):
                with pytest.raises(QueryTimeoutError):
                    pool.run(ENDLESS, seconds=0.2)
            assert not pool.workers.is_ready
        assert pool.answers()
        assert pool.workers.is_ready
    assert "a query worker did not start" in caplog.messages


def memory_of(process: int) -> int:
    """The most memory that a process had, in bytes."""
    match = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
    assert match
    return int(match[1]) << 10


def test_a_query_may_take_no_more_memory_than_is_set(release: Path, settings: Settings) -> None:
    def hungry(length: int) -> Query:
        return unguarded(f"SELECT (STRLEN(?long) AS ?n) {{ BIND('{'a' * length}' AS ?a) {DOUBLINGS} }}")

    with Pool(release, replace(settings, query_timeout=60.0), spares=0) as pool:
        assert str(200 << 17).encode() in pool.run(hungry(200)).body
        (worker,) = pool.processes()
        assert 50 << 20 < memory_of(worker) < 512 << 20
        with pytest.raises(QueryStoppedError):
            pool.run(hungry(3000))
        assert pool.answers()


def test_a_worker_that_has_kept_much_memory_is_replaced(release: Path, settings: Settings) -> None:
    many = unguarded("SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?a ?b ?c ?d { ?a ?p ?b . ?c ?q ?d } LIMIT 400000 } }")
    with Pool(release, replace(settings, query_memory=256, query_timeout=60.0), spares=0) as pool:
        before = pool.processes()
        assert pool.answers()
        assert pool.processes() == before
        assert not any(worker.is_spent for worker in pool.workers._workers)
        assert b"400000" in pool.run(many).body
        assert not before & pool.processes(before)
        assert pool.answers()


def test_leaves_no_process_and_no_descriptor(release: Path, settings: Settings) -> None:
    descriptors_before = descriptors()
    with Pool(release, replace(settings, query_workers=2)) as pool:
        processes = pool.processes()
        with pytest.raises(QueryTimeoutError):
            pool.run(ENDLESS, seconds=0.1)
        processes |= pool.processes(processes)
        assert pool.workers._nursery is not None
        processes.add(pool.workers._nursery._process.pid)
    assert len(processes) == 6
    assert not any(Path(f"/proc/{process}").exists() for process in processes)
    assert descriptors() == descriptors_before


def test_answers_one_query_alone(release: Path, settings: Settings) -> None:
    assert run_alone(release, settings, EASY, "csv").body.strip() == b"true"


def test_a_folder_without_a_store_is_no_release(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(ReleaseError, match="store"):
        run_alone(tmp_path, settings, EASY, "json")
