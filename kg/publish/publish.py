"""A release onto a server: only the graphs that differ, only graphs that are ours, and to be taken up again where it broke off."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import EndpointError
from kg.publish import updates
from kg.publish.fetching import sizes_of
from kg.publish.graphs import NamedGraph, read_graphs
from kg.store.publication import Terms, read_publication
from kg.store.release import read_manifest
from kg.store.server import Server

__all__ = ["Observer", "Published", "publish"]

_WHOLE = "the publication"  # what an update is about that is about no graph
_FOREIGN = "was not published by kg and is left alone; publish into a data set of its own"

Observer = Callable[[int, int], None]
"""Told, after each batch, the number of quads that are there by now, and of all that are to be sent."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publishing did: the numbers of graphs ``loaded``, ``removed`` and found ``unchanged``, and of ``quads`` sent."""

    loaded: int
    removed: int
    unchanged: int
    quads: int


def publish(release: Path, server: Server, *, batch: int, observer: Observer = lambda _done, _total: None) -> Published:
    """Make a server hold what a concrete release folder holds, sending at most ``batch`` quads in a request.

    The server's default graph, or where it has none of its own a named graph, gets the merge of all graphs.

    Raises:
        ReleaseError: the release cannot be read.
        EndpointError: the server cannot be reached or refuses, or holds graphs of the same names that are not ours.
    """
    manifest = read_manifest(release)
    terms = Terms(str(manifest.settings["data_base"]))
    wanted = {graph.iri: (graph.digest, len(graph.lines)) for graph in read_graphs(release)}
    found = read_publication(server, terms, with_digests=True)
    known = found.digests if found else {}
    sizes = {iri: size for iri, (digest, size) in wanted.items() if known.get(iri) != digest}
    gone = [iri for iri in known if iri not in wanted]
    if found and found.release == manifest.release_id and not sizes and not gone:
        return Published(0, 0, len(wanted), 0)
    if found:
        _refuse_foreign(server, [iri for iri in sizes if iri not in known])
        target = _Target(server, terms, found.merge, batch)
    else:
        _refuse_foreign(server, [*sizes, terms.merge])
        target = _Target(server, terms, _place_of_merge(server, terms), batch)
    server.update(updates.start(terms, target.merge), _WHOLE)
    for some in updates.slices(gone):
        target.remove(some)
    done, total = 0, sum(sizes.values())
    for graphs in _batches((graph for graph in read_graphs(release) if graph.iri in sizes), batch):
        target.replace(graphs, [graph.iri for graph in graphs if graph.iri in known])
        done += sum(len(graph.lines) for graph in graphs)
        observer(done, total)
    server.update(updates.complete(terms, manifest), _WHOLE)
    return Published(len(sizes), len(gone), len(wanted) - len(sizes), done)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where graphs go: a server, the place of the merge on it, and the number of quads that one request may bring."""

    server: Server
    terms: Terms
    merge: str | None
    batch: int

    def remove(self, graphs: Sequence[str]) -> None:
        """Take graphs away."""
        about = _named(graphs)
        self.server.update(updates.begin(self.terms, graphs), about)
        self.server.update(updates.withdraw(self.terms, self.merge, graphs), about)
        self.server.update(updates.forget(self.terms, graphs), about)

    def replace(self, graphs: Sequence[NamedGraph], there: Sequence[str]) -> None:
        """Give graphs, of which some are ``there``, their content, and check that it has arrived."""
        digests = {graph.iri: graph.digest for graph in graphs}
        about = _named(digests)
        self.server.update(updates.begin(self.terms, list(digests)), about)
        if there:
            self.server.update(updates.withdraw(self.terms, self.merge, there), about)
        self._send(graphs, about)
        self._check({graph.iri: len(graph.lines) for graph in graphs})
        self.server.update(updates.merge(self.terms, self.merge, digests), about)

    def _send(self, graphs: Sequence[NamedGraph], about: str) -> None:
        if self.server.addresses.graph_store:
            for graph in graphs:
                self.server.put(graph.iri, "".join(graph.lines).encode())
        else:
            for parts in _parts(graphs, self.batch):
                self.server.update(updates.insert(parts), about)

    def _check(self, sizes: Mapping[str, int]) -> None:
        counts = sizes_of(self.server, [*sizes])
        for graph, size in sizes.items():
            if counts[graph] != size:
                raise EndpointError(self.server.addresses.update, f"graph {graph}: {counts[graph]:,} of {size:,} triples arrived")


def _refuse_foreign(server: Server, graphs: Sequence[str]) -> None:
    """See that the server holds none of these graphs.

    Raises:
        EndpointError: it holds one.
    """
    for some in updates.slices(graphs):
        for row in server.rows(f"SELECT ?graph {{ {updates.values(some)} GRAPH ?graph {{ ?s ?p ?o }} }} LIMIT 1"):
            raise EndpointError(server.addresses.query, f"graph {row['graph']} {_FOREIGN}")


def _place_of_merge(server: Server, terms: Terms) -> str | None:
    """The graph for the merge: the default graph (None), unless that shows the named graphs, each with its own copy of a triple.

    Raises:
        EndpointError: the default graph holds something.
    """
    probe = f'GRAPH <{terms.state}> {{ <{terms.state}> <{terms.state}#probe> "" }}'
    server.update(f"INSERT DATA {{ {probe} }}", _WHOLE)
    shows_named_graphs = server.rows(f"SELECT ?o {{ <{terms.state}> <{terms.state}#probe> ?o }}")
    server.update(f"DELETE DATA {{ {probe} }}", _WHOLE)
    if shows_named_graphs:
        return terms.merge
    if server.rows("SELECT ?s { ?s ?p ?o } LIMIT 1"):
        raise EndpointError(server.addresses.query, f"what the default graph holds {_FOREIGN}")
    return None


def _batches(graphs: Iterable[NamedGraph], size: int) -> Iterator[list[NamedGraph]]:
    """Graphs together in lists of at most ``size`` quads and ``MOST_GRAPHS`` graphs; a graph of more quads is a list of its own."""
    batch: list[NamedGraph] = []
    quads = 0
    for graph in graphs:
        if batch and (quads + len(graph.lines) > size or len(batch) == updates.MOST_GRAPHS):
            yield batch
            batch, quads = [], 0
        batch.append(graph)
        quads += len(graph.lines)
    if batch:
        yield batch


def _parts(graphs: Sequence[NamedGraph], size: int) -> Iterator[list[tuple[str, Sequence[str]]]]:
    """What one request after the other inserts: a batch as a whole, or a graph that is longer in parts."""
    if len(graphs) > 1:
        yield [(graph.iri, graph.lines) for graph in graphs]
        return
    (graph,) = graphs
    for start in range(0, len(graph.lines), size):
        yield [(graph.iri, graph.lines[start : start + size])]


def _named(graphs: Iterable[str]) -> str:
    """What an error is about: the first of some graphs, and how many there are."""
    first, *others = graphs
    return f"graph {first}" + (f" and {len(others)} others" if others else "")
