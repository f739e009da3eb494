"""Workers are killed, replaced and closed; nothing that a query does reaches further."""

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import perf_counter, sleep
from typing import NoReturn

import pytest

from kg.errors import QueryRefusedError, QueryStoppedError, QuerySyntaxError, QueryTimeoutError, ReleaseError
from kg.query.guard import Form, Query, guard
from kg.query.workers import WorkerPool
from kg.settings import Settings

EASY = Query("ASK { ?s a gm:Report }", Form.ASK)
ENDLESS = Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", Form.SELECT)
DOUBLINGS = " ".join(f"BIND(CONCAT(?{a}, ?{a}) AS ?{b})" for a, b in pairwise(["a", *(f"b{number}" for number in range(16)), "long"]))


def unguarded(text: str) -> Query:
    return Query(text, Form.SELECT)


def answers(pool: WorkerPool) -> bool:
    return b"true" in pool.run(EASY, "json").body


def descriptors() -> int:
    """How many descriptors this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.fixture
def canary() -> Iterator[socket.socket]:
    """A server on loopback that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered(pool: WorkerPool) -> None:
    start = perf_counter()
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 s"):
        pool.run(ENDLESS, "json", 0.3)
    assert perf_counter() - start < 2.0
    assert answers(pool)


def test_a_client_cannot_ask_for_more_time_than_the_limit(release: Path, settings: Settings) -> None:
    with WorkerPool(release, replace(settings, query_timeout=0.3)) as pool, pytest.raises(QueryTimeoutError, match=r"0\.3 s"):
        pool.run(ENDLESS, "json", 60)


def test_queries_that_find_no_idle_worker_are_stopped_too(release: Path, settings: Settings) -> None:
    with WorkerPool(release, settings) as pool, ThreadPoolExecutor(1) as threads:
        running = threads.submit(pool.run, ENDLESS, "json", 2)
        while not pool._idle.empty():
            pass
        with pytest.raises(QueryTimeoutError, match=r"0\.1 s"):
            pool.run(EASY, "json", 0.1)
        assert isinstance(running.exception(), QueryTimeoutError)


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
def test_a_bomb_ends_its_worker_at_most(pool: WorkerPool, text: str) -> None:
    with pytest.raises((QueryStoppedError, QuerySyntaxError, QueryTimeoutError)):
        pool.run(unguarded(text), "json", 3)
    assert answers(pool)


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_a_worker_has_no_network(pool: WorkerPool, canary: socket.socket, silent: str) -> None:
    query = unguarded(f"SELECT * {{ SERVICE {silent}<http://127.0.0.1:{canary.getsockname()[1]}/> {{ ?s ?p ?o }} }}")
    if silent:
        assert pool.run(query, "json").size == 1
    else:
        with pytest.raises(QueryRefusedError):
            pool.run(query, "json")
    with pytest.raises(BlockingIOError):
        canary.accept()


def test_syntax_errors_come_with_their_place(pool: WorkerPool, settings: Settings) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        pool.run(guard("SELECT *\n{ ?s ?p }", settings), "json")
    assert (caught.value.line, caught.value.column) == (2, 9)
    assert answers(pool)


def test_waits_in_an_event_loop(release: Path, settings: Settings) -> None:
    async def both(pool: WorkerPool) -> list[int]:
        return [answer.size for answer in await asyncio.gather(*(pool.run_async(EASY, "json") for _ in range(2)))]

    with WorkerPool(release, replace(settings, query_workers=2)) as pool:
        assert asyncio.run(both(pool)) == [1, 1]


def test_the_time_passes_while_all_threads_are_taken(pool: WorkerPool) -> None:
    async def ask_when_busy() -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        busy = asyncio.create_task(asyncio.to_thread(sleep, 0.3))
        await asyncio.sleep(0)
        with pytest.raises(QueryTimeoutError, match=r"0\.1 s"):
            await pool.run_async(EASY, "json", 0.1)
        await busy

    asyncio.run(ask_when_busy())
    assert answers(pool)


def test_the_time_passes_while_a_worker_starts(pool: WorkerPool) -> None:
    with pytest.raises(QueryTimeoutError):
        pool.run(ENDLESS, "json", 0.1)
    started = pool._idle.queue[0]
    with pytest.raises(QueryTimeoutError, match=r"0\.001 s"):
        pool.run(EASY, "json", 0.001)
    assert pool._idle.queue[0] is started
    assert answers(pool)


def test_a_worker_that_cannot_be_started_is_tried_again(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_process() -> NoReturn:
        raise BlockingIOError

    with monkeypatch.context() as patch:
        patch.setattr(pool, "_start", no_process)
        with pytest.raises(QueryTimeoutError):
            pool.run(ENDLESS, "json", 0.1)
        with pytest.raises(QueryStoppedError, match="no process could be started"):
            pool.run(EASY, "json")
    assert answers(pool)


@pytest.mark.usefixtures("ends")
def test_a_pool_closes_without_its_workers(release: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_process() -> NoReturn:
        raise BlockingIOError

    with WorkerPool(release, settings) as pool:
        monkeypatch.setattr(pool, "_start", no_process)
        with pytest.raises(QueryTimeoutError):
            pool.run(ENDLESS, "json", 0.1)


def test_a_worker_that_died_idle_is_replaced(pool: WorkerPool) -> None:
    worker = pool._idle.queue[0]
    worker._process.kill()
    worker._process.wait()
    with pytest.raises(QueryStoppedError):
        pool.run(EASY, "json")
    assert answers(pool)


def test_a_query_may_take_no_more_memory_than_is_set(release: Path, settings: Settings) -> None:
    hungry = unguarded("SELECT (STRLEN(?long) AS ?n) { BIND('" + "a" * 3000 + "' AS ?a) " + DOUBLINGS + " }")
    with WorkerPool(release, replace(settings, query_memory=8192, query_timeout=60.0)) as pool:
        assert str(3000 << 17).encode() in pool.run(hungry, "json").body
    with WorkerPool(release, replace(settings, query_memory=1024, query_timeout=60.0)) as pool:
        with pytest.raises(QueryStoppedError):
            pool.run(hungry, "json")
        assert answers(pool)


def test_leaves_no_process_and_no_descriptor(release: Path, settings: Settings) -> None:
    before = descriptors()
    with WorkerPool(release, replace(settings, query_workers=2)) as pool:
        processes = [worker._process for worker in pool._idle.queue]
        with pytest.raises(QueryTimeoutError):
            pool.run(ENDLESS, "json", 0.1)
        processes += [worker._process for worker in pool._idle.queue]
    assert all(process.returncode is not None for process in processes)
    assert descriptors() == before


def test_a_folder_without_a_store_is_no_release(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(ReleaseError, match="store"):
        WorkerPool(tmp_path, settings)
