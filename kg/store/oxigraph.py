"""The embedded store: filled from N-Quads, from then on opened for reading only.

Its default graph is the RDF merge of all named graphs. (Oxigraph's own union of graphs would give a
triple once for each graph that states it, and so inflate counts.)
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from kg.errors import ReleaseError
from kg.iris import RDF

__all__ = ["Counts", "count", "load_store", "open_store", "update_store"]

_PORTION = 128 << 20  # bytes that are loaded together, which takes some seven times as much memory; smaller ones are merged more often
_PIECE = 16 << 20  # bytes; longer pieces are cut, so that portions are not much longer than they should be
_AT_ONCE = 2  # portions: one is read while the indexes of the other are made, and each of these takes one processor
_GRAPH = re.compile(rb" <[^<>]*> \.$", re.MULTILINE)
_TYPE = NamedNode(RDF + "type")

# The default graph is a set of triples: what is counted there needs no DISTINCT, whose memory would grow with the release.
_PROPERTIES = "SELECT ?name (COUNT(*) AS ?count) { ?thing ?name ?value } GROUP BY ?name"
_CLASSES = f"SELECT ?name (COUNT(*) AS ?count) {{ ?thing {_TYPE} ?name }} GROUP BY ?name"


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of distinct triples with each property, and of the things of each class, by IRI; or how these numbers change."""

    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)

    def add(self, triple: Quad, number: int) -> None:
        """Count a triple so many times more."""
        self.properties[triple.predicate.value] += number
        if triple.predicate == _TYPE and isinstance(triple.object, NamedNode):
            self.classes[triple.object.value] += number


def load_store(pieces: Iterable[bytes], folder: Path) -> Counts:
    """Fill a new store in ``folder`` from pieces of N-Quads, whole lines each, and its default graph with the triples of all graphs.

    Raises:
        SyntaxError: a line is no N-Quad.
        OSError: the store cannot be written.
    """
    store = Store(folder)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        loading: deque[Future[None]] = deque()
        for portion in _portions(_with_triples(_cut(pieces))):
            loading.append(threads.submit(store.bulk_load, portion, RdfFormat.N_QUADS))
            if len(loading) == _AT_ONCE:
                loading.popleft().result()
        for last in loading:
            last.result()
    store.optimize()  # each portion leaves files of its own, in all of which a look-up would have to search
    store.flush()
    return count(store)


def update_store(old: Path, folder: Path, *, removed: Iterable[bytes], added: Iterable[bytes]) -> Counts:
    """Make a copy of the store ``old`` in ``folder`` that lacks some quads and has others, given as pieces of N-Quads.

    The files that do not change are the same on disk. Return how the counts change.

    Raises:
        ReleaseError: there is no such store.
        OSError: the new one cannot be written.
    """
    open_store(old).backup(folder)
    store = Store(folder)
    change = Counts()
    for quad in _parsed(added):
        triple = Quad(*quad.triple)
        if triple not in store:
            change.add(triple, 1)
        store.extend((quad, triple))
    graphs = set()
    for quad in _parsed(removed):
        store.remove(quad)
        graphs.add(quad.graph_name)
        triple = Quad(*quad.triple)
        if all(other == triple for other in store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)):
            store.remove(triple)
            change.add(triple, -1)
    for graph in graphs:
        if not any(store.quads_for_pattern(None, None, None, graph)):
            store.remove_graph(graph)
    store.flush()
    return change


def open_store(folder: Path) -> Store:
    """Open a finished store. Any number of processes may read one at the same time; nothing may write it.

    Raises:
        ReleaseError: there is no readable store.
    """
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise ReleaseError(f"{folder}: no readable store; build the release again") from error


def count(store: Store) -> Counts:
    """Count the triples of the default graph.

    Raises:
        ReleaseError: the store is damaged.
    """
    classes = _counted(store, _CLASSES)  # first: on a damaged store, to group all triples may take memory without end
    return Counts(_counted(store, _PROPERTIES), classes)


def _counted(store: Store, query: str) -> Counter[str]:
    try:
        solutions = store.query(query)
        assert isinstance(solutions, QuerySolutions)
        return Counter({solution["name"].value: int(solution["count"].value) for solution in solutions})
    except (OSError, RuntimeError) as error:
        raise ReleaseError(f"the store of the release is damaged: {error}; remove its folder and build again") from error


def _cut(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same lines in pieces of which none is much too long."""
    for piece in pieces:
        start = 0
        while start < len(piece):
            end = piece.find(b"\n", start + _PIECE) + 1 or len(piece)
            yield piece[start:end]
            start = end


def _with_triples(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece
        yield _GRAPH.sub(b" .", piece)


def _parsed(pieces: Iterable[bytes]) -> Iterator[Quad]:
    for piece in pieces:
        yield from parse(input=piece, format=RdfFormat.N_QUADS)


def _portions(pieces: Iterable[bytes]) -> Iterator[bytes]:
    portion: list[bytes] = []
    size = 0
    for piece in pieces:
        portion.append(piece)
        size += len(piece)
        if size >= _PORTION:
            yield b"".join(portion)
            portion, size = [], 0
    yield b"".join(portion)
