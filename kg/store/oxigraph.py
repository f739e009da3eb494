"""The embedded store: filled from N-Quads, from then on opened for reading only.

Its default graph is the RDF merge of all named graphs. (Oxigraph's own union of graphs would give a
triple once for each graph that states it, and so inflate counts.)
"""

import io
import resource
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from kg.errors import ReleaseError
from kg.iris import RDF

__all__ = ["Counts", "count", "load_store", "open_store", "update_store"]

_PORTION = 4 << 30  # bytes of triples; each portion's files are merged with those before, and all files of one are open at once
_OPEN_FILES = 200  # of a store that is filled: the index of each, 1.2 MB, stays in memory as long as it is open
_READ = 1 << 20  # bytes
_HALF_DONE = "bulk-*.sst"  # what Oxigraph has of a portion until all of it is in, and leaves behind when it is killed
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


def load_store(pieces: Iterable[bytes], folder: Path, *, after: int = 0, observer: Callable[[int], None] = lambda _pieces: None) -> Counts:
    """Fill a store in ``folder`` from pieces of N-Quads, whole lines each, and its default graph with the triples of all graphs.

    ``observer`` is told after each portion how many pieces are in. Where that was interrupted, another call with the same pieces, and
    this number as ``after``, goes on.

    Raises:
        SyntaxError: a line is no N-Quad.
        OSError: the store cannot be written.
    """
    with _few_open_files():
        store = Store(folder)
    _remove_half_done(folder)
    pieces, done = islice(pieces, after, None), after
    try:
        for first in pieces:
            with tempfile.TemporaryFile(dir=folder.parent) as triples:
                portion = _Pieces(_with_triples(chain((first,), pieces), triples))
                store.bulk_load(io.BufferedReader(portion, _READ), RdfFormat.N_QUADS)
                triples.seek(0)
                store.bulk_load(triples, RdfFormat.N_TRIPLES, lenient=True)  # their terms have just been checked
            store.flush()
            done += portion.read_so_far
            observer(done)
    except BaseException:
        del store  # who keeps the traceback would keep its lock, and could not go on
        raise
    finally:
        _remove_half_done(folder)
    with ThreadPoolExecutor(1) as thread:  # this takes one processor, and to count another
        optimized = thread.submit(store.optimize)  # each million quads leave files of their own, and a look-up would have to search all
        counts = count(store)
        optimized.result()
    store.flush()
    return counts


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
    except (OSError, RuntimeError) as error:
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


@contextmanager
def _few_open_files() -> Iterator[None]:
    """Let a store that is opened here keep few files open at a time, as it takes from the limit of the process how many it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = sum(1 for _ in Path("/proc/self/fd").iterdir()) + _OPEN_FILES
    resource.setrlimit(resource.RLIMIT_NOFILE, (most if soft == resource.RLIM_INFINITY else min(soft, most), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _remove_half_done(folder: Path) -> None:
    for path in folder.glob(_HALF_DONE):
        path.unlink()


def _with_triples(pieces: Iterable[bytes], triples: IO[bytes]) -> Iterator[bytes]:
    """The pieces of a portion; the same lines without what they end with, the names of their graphs, go into a file."""
    for piece in pieces:
        triples.write(b" .\n".join([line.rpartition(b" <")[0] for line in piece.split(b"\n")]))
        yield piece
        if triples.tell() >= _PORTION:
            break


def _parsed(pieces: Iterable[bytes]) -> Iterator[Quad]:
    for piece in pieces:
        yield from parse(input=piece, format=RdfFormat.N_QUADS)


class _Pieces(io.RawIOBase):
    """Pieces to be read as one file; ``read_so_far`` is the number of those that were."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.read_so_far = 0
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self.read_so_far += 1
            self._rest = memoryview(piece)
        view = memoryview(buffer)
        size = min(len(view), len(self._rest))
        view[:size], self._rest = self._rest[:size], self._rest[size:]
        return size
