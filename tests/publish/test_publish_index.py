"""The index of what is published has what that of the release folder has, is made once, and never from a part."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import servers

from kg.errors import EndpointError
from kg.index import INDEX_FILE
from kg.publish import index_published, publish
from kg.settings import load_settings
from kg.store.addresses import Addresses
from kg.store.server import Server

BASE = load_settings({}).data_base


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all tables but those that SQLite makes for itself."""
    with closing(sqlite3.connect(path)) as index:
        names = [name for (name,) in index.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        own = [name for name in names if not name.startswith("sqlite_") and not name.endswith(("_data", "_idx", "_docsize", "_config"))]
        return {name: sorted(index.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in own}


def test_it_has_what_the_index_of_the_folder_has(release: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(release, server, batch=5000)
        told: list[tuple[int, int]] = []
        made = index_published(server, BASE, tmp_path / "kept", observer=lambda *progress: told.append(progress))
    assert tables(made) == tables(release / INDEX_FILE)
    assert told == [(number, 5) for number in range(1, 6)]


def test_it_is_made_once_for_each_release(first: Path, second: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        made = index_published(server, BASE, tmp_path)
        written = made.stat().st_mtime_ns
        assert index_published(server, BASE, tmp_path) == made
        assert made.stat().st_mtime_ns == written
        publish(second, server, batch=5000)
        later = index_published(server, BASE, tmp_path)
    assert later != made
    assert {row[1] for row in tables(later)["report"]} != {row[1] for row in tables(made)["report"]}
    assert {path.name for path in tmp_path.iterdir()} == {made.name, later.name}


def test_one_that_is_damaged_is_made_again(first: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        made = index_published(server, BASE, tmp_path)
        before = tables(made)
        made.write_bytes(b"no index")
        assert tables(index_published(server, BASE, tmp_path)) == before


@pytest.mark.parametrize("rows", [20, 500])
def test_large_graphs_come_in_parts(first: Path, oxigraph: Addresses, tmp_path: Path, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        whole = index_published(server, BASE, tmp_path / "whole")
        monkeypatch.setattr("kg.publish.fetching._ROWS", rows)
        assert tables(index_published(server, BASE, tmp_path / "parts")) == tables(whole)


def test_nothing_is_made_of_a_part(first: Path, oxigraph: Addresses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(oxigraph, delays=()) as server:
        with pytest.raises(EndpointError, match="no whole release"):
            index_published(server, BASE, tmp_path)
        publish(first, server, batch=5000)
        monkeypatch.setattr("kg.publish.indexing.sizes_of", lambda _server, graphs: dict.fromkeys(graphs, 7))
        with pytest.raises(EndpointError, match=r"triples came"):
            index_published(server, BASE, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_of_what_changes_meanwhile(first: Path, second: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)

        def change(done: int, total: int) -> None:
            if done == total:
                publish(second, server, batch=5000)

        with pytest.raises(EndpointError, match="meanwhile"):
            index_published(server, BASE, tmp_path, observer=change)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.virtuoso
def test_virtuoso_gives_the_same(release: Path, tmp_path: Path) -> None:
    with servers.virtuoso(tmp_path, max_rows=100_000) as addresses, Server(addresses, servers.CREDENTIALS, delays=()) as server:
        publish(release, server, batch=1000)
        assert tables(index_published(server, BASE, tmp_path / "kept")) == tables(release / INDEX_FILE)
