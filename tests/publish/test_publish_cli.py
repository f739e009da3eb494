"""``kg publish`` and ``kg serve --endpoint`` as their users call them."""

import os
import signal
from pathlib import Path

import httpx2
import pytest
import servers
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import EndpointError, OutputError, ReleaseError
from kg.store.addresses import Addresses
from kg.store.release import read_manifest


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [*map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return f"{result.exit_code} {result.stdout}"


def test_tells_what_was_sent(first: Path, second: Path, oxigraph: Addresses) -> None:
    assert oxigraph.graph_store
    there = ("--endpoint", oxigraph.query, "--update", oxigraph.update)
    assert run("publish", first, *there) == f"0 10 graphs loaded ({read_manifest(first).quads:,} quads), 0 removed, 0 unchanged\n"
    assert run("publish", first, *there) == "0 0 graphs loaded (0 quads), 0 removed, 10 unchanged\n"
    output = run("publish", second, *there, "--graph-store", oxigraph.graph_store, "--batch", "10")
    assert output.startswith("0 3 graphs loaded (")
    assert output.endswith(" quads), 2 removed, 7 unchanged\n")


def test_an_error_of_the_server_is_one_of_the_user(first: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    with pytest.raises(EndpointError, match=r"/query: the publication: status 4.*; if the server takes updates at another .* --update"):
        run("publish", first, "--endpoint", oxigraph.query)
    with pytest.raises(ReleaseError):
        run("publish", tmp_path, "--endpoint", oxigraph.query)


def test_serves_look_ups_from_an_index_in_the_cache(first: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    run("publish", first, "--endpoint", oxigraph.query, "--update", oxigraph.update)
    kept = tmp_path / "governance-kg" / "published"
    written = set()
    for workers in ("1", "2"):
        options = ("--endpoint", oxigraph.query, "--workers", workers)
        with servers.serving(None, tmp_path / "log", *options, XDG_CACHE_HOME=str(tmp_path)) as (address, _process):
            assert httpx2.get(f"{address}/measures/double-random/adoptions", timeout=60).json()["found"]["bureaus"] == 3
        written |= {(path.name, path.stat().st_mtime_ns) for path in kept.iterdir()}
    assert len(written) == 1
    with servers.serving(None, tmp_path / "log", "--endpoint", oxigraph.query, "--no-look-ups") as (address, _process):
        assert httpx2.get(f"{address}/measures/double-random/adoptions", timeout=60).status_code == 501


def test_look_ups_and_queries_are_of_one_release(first: Path, second: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    there = ("--endpoint", oxigraph.query, "--update", oxigraph.update)
    run("publish", first, *there)
    options = ("--endpoint", oxigraph.query, "--workers", "2")
    with servers.serving(None, tmp_path / "log", *options, XDG_CACHE_HOME=str(tmp_path)) as (address, process):
        run("publish", second, *there)
        (worker, *_) = (path for path in servers.processes(process.pid) if "spawn_main" in (path / "cmdline").read_text())
        os.kill(int(worker.name), signal.SIGKILL)  # another is started
        for _ in range(20):
            health = httpx2.get(f"{address}/health", timeout=60).json()
            assert health["release"] == read_manifest(first).release_id
            assert len(httpx2.get(f"{address}/reports", timeout=60).json()["items"]) == 3


def test_a_cache_that_cannot_be_written_is_told(first: Path, oxigraph: Addresses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("publish", first, "--endpoint", oxigraph.query, "--update", oxigraph.update)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="governance-kg"):
        run("serve", "--endpoint", oxigraph.query, "--port", "0")


def test_serves_one_of_two(first: Path, oxigraph: Addresses) -> None:
    assert run("serve").startswith("2 ")
    assert run("serve", first, "--endpoint", oxigraph.query).startswith("2 ")
    with pytest.raises(EndpointError, match="no whole release"):
        run("serve", "--endpoint", oxigraph.query)
