"""The index of what is published has what that of the release folder has, is made once, and never from a part."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import time

import pytest
import servers

from kg.errors import EndpointError, OutputError
from kg.graph.ntriples import literal
from kg.index import INDEX_FILE
from kg.publish import index_published, publish
from kg.publish.fetching import fetch_graphs
from kg.publish.graphs import NamedGraph
from kg.settings import load_settings
from kg.store.addresses import Addresses
from kg.store.publication import Terms, read_publication
from kg.store.server import Server

BASE = load_settings({}).data_base


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all tables but those that SQLite makes for itself."""
    with closing(sqlite3.connect(path)) as index:
        names = [name for (name,) in index.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        own = [name for name in names if not name.startswith("sqlite_") and not name.endswith(("_data", "_idx", "_docsize", "_config"))]
        return {name: sorted(index.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in own}


def made_of(server: Server, folder: Path, observer: Callable[[int, int], None] = lambda _done, _total: None) -> Path:
    publication = read_publication(server, Terms(BASE), with_digests=True)
    assert publication
    return index_published(server, publication, BASE, folder, observer=observer)


def test_it_has_what_the_index_of_the_folder_has(release: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(release, server, batch=5000)
        told: list[tuple[int, int]] = []
        made = made_of(server, tmp_path / "kept", lambda *progress: told.append(progress))
    assert tables(made) == tables(release / INDEX_FILE)
    assert told == [(number, 5) for number in range(6)]


def test_it_is_made_once_for_each_release(first: Path, second: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        made = made_of(server, tmp_path)
        written = made.stat().st_mtime_ns
        assert made_of(server, tmp_path) == made
        assert made.stat().st_mtime_ns == written
        publish(second, server, batch=5000)
        later = made_of(server, tmp_path)
    assert later != made
    assert {row[1] for row in tables(later)["report"]} != {row[1] for row in tables(made)["report"]}
    assert {path.name for path in tmp_path.iterdir()} == {made.name, later.name}


def test_other_code_makes_it_anew(first: Path, oxigraph: Addresses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        made = made_of(server, tmp_path)
        monkeypatch.setattr("kg.publish.indexing.index_hash", lambda: "another")
        assert made_of(server, tmp_path) != made


def test_one_that_is_damaged_is_made_again(first: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        made = made_of(server, tmp_path)
        before = tables(made)
        made.write_bytes(b"no index")
        assert tables(made_of(server, tmp_path)) == before


@pytest.mark.parametrize("rows", [20, 500])
def test_large_graphs_come_in_parts(first: Path, oxigraph: Addresses, tmp_path: Path, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        whole = made_of(server, tmp_path / "whole")
        monkeypatch.setattr("kg.publish.fetching._ROWS", rows)
        assert tables(made_of(server, tmp_path / "parts")) == tables(whole)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE WHERE { GRAPH ?g { ?s a gm:Adoption } }", "is not as it was published"),
        ("INSERT DATA { GRAPH <https://w3id.org/governance-measures/data/identities> { gm:a gm:b gm:c } }", "is not as it was published"),
        ("DROP GRAPH <https://w3id.org/governance-measures/data/identities>", "identities is not as it was published"),
        ("DELETE WHERE { GRAPH ?g { ?graph <STATE#digest> ?digest } }", "is not as it was published"),
        ('INSERT DATA { GRAPH <STATE> { gm:other <STATE#digest> "" } }', "belongs to no release"),
    ],
)
def test_nothing_is_made_of_what_is_not_as_it_was_published(
    first: Path, oxigraph: Addresses, tmp_path: Path, change: str, told: str
) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        prefix = "PREFIX gm: <https://w3id.org/governance-measures/ontology#> "
        server.update(prefix + change.replace("STATE", f"{BASE}publication"), "a change")
        with pytest.raises(EndpointError, match=told):
            made_of(server, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_looks_like_the_end_of_a_line_is_none(oxigraph: Addresses) -> None:
    lines = tuple(sorted(f"<urn:s> <urn:p> {literal(f'甲{character}乙')} .\n" for character in "\x85\u2028\u2029\x7f\n\r\x1c\ufffe"))
    graph = NamedGraph("urn:g", lines)
    with Server(oxigraph, delays=()) as server:
        server.update(f"INSERT DATA {{ GRAPH <urn:g> {{ {''.join(lines)} }} }}", "a graph")
        assert [*fetch_graphs(server, {"urn:g": graph.digest})] == [graph]


def test_nothing_is_made_of_what_changes_meanwhile(first: Path, second: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)

        def change(done: int, total: int) -> None:
            if done == total:
                publish(second, server, batch=5000)

        with pytest.raises(EndpointError, match="meanwhile"):
            made_of(server, tmp_path, change)
    assert list(tmp_path.iterdir()) == []


def test_a_release_may_have_any_name_on_the_server(first: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        terms = Terms(BASE)
        server.update(
            f"WITH <{terms.state}> DELETE {{ ?p <{terms.release}> ?r }} INSERT {{ ?p <{terms.release}> '../../away' }} "
            f"WHERE {{ ?p <{terms.release}> ?r }}",
            "the name",
        )
        assert made_of(server, tmp_path / "kept").parent == tmp_path / "kept"


def test_a_folder_that_cannot_be_written_is_told(first: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        with pytest.raises(OutputError, match="not a directory"):
            made_of(server, tmp_path / "file" / "kept")


def test_what_was_abandoned_is_removed(first: Path, oxigraph: Addresses, tmp_path: Path) -> None:
    for name, age in (("making-old", 7200.0), ("making-new", 0.0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / INDEX_FILE).write_bytes(b"a part")
        for path in (tmp_path / name / INDEX_FILE, tmp_path / name):
            os.utime(path, (time() - age,) * 2)
    with Server(oxigraph, delays=()) as server:
        publish(first, server, batch=5000)
        made = made_of(server, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"making-new", made.name}


@pytest.mark.virtuoso
@pytest.mark.parametrize("rows", [5000, 200])
def test_virtuoso_gives_the_same(release: Path, tmp_path: Path, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.publish.fetching._ROWS", rows)
    with servers.virtuoso(tmp_path) as addresses, Server(addresses, servers.CREDENTIALS, delays=()) as server:
        publish(release, server, batch=1000)
        assert tables(made_of(server, tmp_path / "kept")) == tables(release / INDEX_FILE)
