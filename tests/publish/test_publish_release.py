"""A server holds what the release holds: at once, after changes, and after any interruption."""

import sys
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
import servers
from httpx2 import Client
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import EndpointError
from kg.iris import GM, VOCABULARIES
from kg.publish import Published, publish
from kg.publish.graphs import NamedGraph, read_graphs
from kg.publish.publish import _batches
from kg.settings import load_settings
from kg.store.addresses import Addresses, Credentials
from kg.store.publication import Terms, read_publication
from kg.store.release import open_release, read_manifest
from kg.store.server import Server

TERMS = Terms(load_settings({}).data_base)
FOREIGN = "https://example.org/graph"


def held(addresses: Addresses) -> set[Quad]:
    """All that Oxigraph's server holds, without the bookkeeping."""
    assert addresses.graph_store is not None
    with Client() as client:
        data = client.get(addresses.graph_store, headers={"Accept": "application/n-quads"}).raise_for_status().content
    return {quad for quad in parse(data, format=RdfFormat.N_QUADS) if str(quad.graph_name) != f"<{TERMS.state}>"}


def expected(release: Path, without: Container[str] = ()) -> set[Quad]:
    """The quads of a release, those of some graphs left out, and their merge in the default graph."""
    data = b"".join(open_release(release).read_quads())
    quads = {quad for quad in parse(data, format=RdfFormat.N_QUADS) if getattr(quad.graph_name, "value", "") not in without}
    store = Store()
    store.extend(quads | {Quad(quad.subject, quad.predicate, quad.object) for quad in quads})
    return set(store)  # whose numbers are written as the server's are


def put(addresses: Addresses, release: Path, batch: int = 1000, *, by_graph_store: bool = False) -> Published:
    chosen = addresses if by_graph_store else replace(addresses, graph_store=None)
    with Server(chosen, delays=()) as server:
        return publish(release, server, batch=batch)


def release_on(addresses: Addresses) -> str | None:
    with Server(addresses, delays=()) as server:
        publication = read_publication(server, TERMS)
        return publication and publication.release


def update(addresses: Addresses, text: str) -> None:
    with Server(addresses, delays=()) as server:
        server.update(text, "the test")


@pytest.mark.parametrize("by_graph_store", [False, True])
@pytest.mark.parametrize("batch", [100, 100_000])
def test_all_is_there_whatever_the_way(first: Path, oxigraph: Addresses, batch: int, by_graph_store: bool) -> None:
    published = put(oxigraph, first, batch, by_graph_store=by_graph_store)
    assert held(oxigraph) == expected(first)
    assert published == Published(loaded=10, removed=0, unchanged=0, quads=read_manifest(first).quads)
    assert release_on(oxigraph) == read_manifest(first).release_id


def test_what_is_there_is_not_sent_again(first: Path, oxigraph: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    put(oxigraph, first)
    monkeypatch.setattr(Server, "update", lambda *_: pytest.fail("nothing is to be changed"))
    assert put(oxigraph, first) == Published(loaded=0, removed=0, unchanged=10, quads=0)


@pytest.mark.parametrize("by_graph_store", [False, True])
def test_a_new_release_sends_what_differs_and_removes_what_left(
    first: Path, second: Path, oxigraph: Addresses, by_graph_store: bool
) -> None:
    put(oxigraph, first)
    published = put(oxigraph, second, by_graph_store=by_graph_store)
    assert (published.loaded, published.removed, published.unchanged) == (3, 2, 7)
    assert held(oxigraph) == expected(second)
    assert release_on(oxigraph) == read_manifest(second).release_id


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Releases are published without their vocabularies, which are the most of them here."""
    graphs = read_graphs
    module = sys.modules[publish.__module__]
    monkeypatch.setattr(module, "read_graphs", lambda folder: (graph for graph in graphs(folder) if graph.iri not in VOCABULARIES))


def interruptions(addresses: Addresses, release: Path, monkeypatch: pytest.MonkeyPatch, *, after: bool) -> Iterator[int]:
    """Publishings that break off at one update after the other, before it is run or after, when its answer is lost."""
    run = Server.update
    for last in count():
        numbers = count()

        def update(server: Server, text: str, what: str, last: int = last, numbers: Iterator[int] = numbers) -> None:
            number = next(numbers)
            if number < last or after:
                run(server, text, what)
            if number == last:
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(Server, "update", update)
            try:
                put(addresses, release)
            except KeyboardInterrupt:
                pass
            else:
                return
        yield last


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("after", [False, True])
def test_a_change_that_broke_off_anywhere_is_taken_up_again(
    first: Path, second: Path, oxigraph: Addresses, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(oxigraph, first)
    broken_off = 0
    for number in interruptions(oxigraph, second, monkeypatch, after=after):
        if number > 0:
            assert release_on(oxigraph) != read_manifest(first).release_id
        put(oxigraph, second)
        assert held(oxigraph) == expected(second, VOCABULARIES)
        put(oxigraph, first)
        broken_off += 1
    assert broken_off >= 8


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("after", [False, True])
def test_a_first_publishing_that_broke_off_anywhere_is_taken_up_again(
    first: Path, oxigraph: Addresses, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_off = 0
    for _ in interruptions(oxigraph, first, monkeypatch, after=after):
        put(oxigraph, first)
        assert held(oxigraph) == expected(first, VOCABULARIES)
        update(oxigraph, "DROP ALL")
        broken_off += 1
    assert broken_off >= 7


def test_graphs_of_others_are_left_alone(first: Path, second: Path, oxigraph: Addresses) -> None:
    shared = next(quad for quad in expected(first) if getattr(quad.object, "value", None) == "草原法")
    update(oxigraph, f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ {shared.triple} }} }}")
    put(oxigraph, first)
    put(oxigraph, second)
    assert held(oxigraph) == expected(second) | {Quad(*shared.triple, NamedNode(FOREIGN))}


@pytest.mark.parametrize("graph", [f"{GM[:-1]}", TERMS.merge])
def test_a_graph_of_the_same_name_that_is_not_ours_is_not_overwritten(first: Path, oxigraph: Addresses, graph: str) -> None:
    update(oxigraph, f"INSERT DATA {{ GRAPH <{graph}> {{ <{FOREIGN}> <{FOREIGN}> 1 }} }}")
    before = held(oxigraph)
    with pytest.raises(EndpointError, match=rf"/query: graph {graph} was not published by kg"):
        put(oxigraph, first)
    assert held(oxigraph) == before


def test_a_default_graph_that_is_not_ours_is_left_alone(first: Path, oxigraph: Addresses) -> None:
    update(oxigraph, f"INSERT DATA {{ <{FOREIGN}> <{FOREIGN}> 1 }}")
    with pytest.raises(EndpointError, match="what the default graph holds was not published by kg"):
        put(oxigraph, first)
    assert len(held(oxigraph)) == 1


@pytest.mark.parametrize("release", ["first", "second"])
def test_a_default_graph_that_shows_all_graphs_has_the_merge_beside_it(release: str, request: pytest.FixtureRequest) -> None:
    with servers.oxigraph("--union-default-graph") as addresses:
        put(addresses, request.getfixturevalue("first"))
        folder = request.getfixturevalue(release)
        put(addresses, folder)
        quads = expected(folder)
        merge = {Quad(*quad.triple, NamedNode(TERMS.merge)) for quad in quads}
        assert held(addresses) == {quad for quad in quads if quad.graph_name != DefaultGraph()} | merge


def test_what_does_not_arrive_is_missed(first: Path, oxigraph: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.publish.updates.insert", lambda _parts: "INSERT DATA {}")
    with pytest.raises(EndpointError, match=r"/update: graph \S+: 0 of [\d,]+ triples arrived$"):
        put(oxigraph, first)
    assert release_on(oxigraph) is None


def test_batches_keep_to_their_size_where_graphs_do() -> None:
    graphs = [NamedGraph(f"urn:{number}", ("line",) * size) for number, size in enumerate([3, 4, 9, 1, 1, *[0] * 150])]
    assert [[len(graph.lines) for graph in batch] for batch in _batches(graphs, 7)] == [[3, 4], [9], [1, 1, *[0] * 98], [0] * 52]


def sizes(quads: set[Quad], merge: str) -> dict[str, int]:
    """The number of triples in each named graph, and of their merge."""
    return dict(Counter(merge if quad.graph_name == DefaultGraph() else quad.graph_name.value for quad in quads))


@pytest.mark.virtuoso
@pytest.mark.parametrize("by_graph_store", [False, True])
def test_virtuoso_holds_it_too(first: Path, second: Path, tmp_path: Path, by_graph_store: bool) -> None:
    with servers.virtuoso(tmp_path) as addresses:
        chosen = addresses if by_graph_store else replace(addresses, graph_store=None)
        with Server(chosen, servers.CREDENTIALS, delays=()) as server:
            for release, changes in ((first, (10, 0, 0)), (second, (3, 2, 7)), (second, (0, 0, 10)), (first, (3, 2, 7))):
                published = publish(release, server, batch=1000)
                assert (published.loaded, published.removed, published.unchanged) == changes
                rows = server.rows("SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph")
                ours = {row["graph"]: int(row["n"]) for row in rows if row["graph"].startswith("https://w3id.org/governance-measures/")}
                del ours[TERMS.state]
                assert ours == sizes(expected(release), TERMS.merge)


@pytest.mark.virtuoso
def test_virtuoso_refuses_who_may_not_write(first: Path, tmp_path: Path) -> None:
    with servers.virtuoso(tmp_path) as addresses, Server(addresses, Credentials("kg", "wrong"), delays=()) as server:
        with pytest.raises(EndpointError, match="/sparql-auth: the publication: status 401") as caught:
            publish(first, server, batch=1000)
        assert "wrong" not in str(caught.value)
