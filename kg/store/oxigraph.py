"""The embedded store: filled from N-Quads, from then on opened for reading only.

Its default graph is the RDF merge of all named graphs. (Oxigraph's own union of graphs would give a
triple once for each graph that states it, and so inflate counts.)
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.errors import ReleaseError

__all__ = ["load_store", "open_store", "update_store"]

_PORTION = 128 << 20  # bytes that are loaded at a time; loading takes some seven times as much memory
_GRAPH = re.compile(rb" <[^<>]*> \.$", re.MULTILINE)


def load_store(pieces: Iterable[bytes], folder: Path) -> int:
    """Fill a new store in ``folder`` from pieces of N-Quads, whole lines each, and its default graph with the triples of all graphs.

    Return the number of its quads, those of the default graph included.

    Raises:
        SyntaxError: a line is no N-Quad.
        OSError: the store cannot be written.
    """
    store = Store(folder)
    for portion in _portions(_with_triples(pieces)):
        store.bulk_load(input=portion, format=RdfFormat.N_QUADS)
    store.flush()
    return len(store)


def update_store(old: Path, folder: Path, *, removed: Iterable[bytes], added: Iterable[bytes]) -> int:
    """Make a copy of the store ``old`` in ``folder`` that lacks some quads and has others, given as pieces of N-Quads.

    The files that do not change are the same on disk. Return how many triples the default graph has more than that of the old one.

    Raises:
        ReleaseError: there is no such store.
        OSError: the new one cannot be written.
    """
    open_store(old).backup(folder)
    store = Store(folder)
    more = 0
    for quad in _parsed(added):
        triple = Quad(*quad.triple)
        more += triple not in store
        store.extend((quad, triple))
    graphs = set()
    for quad in _parsed(removed):
        store.remove(quad)
        graphs.add(quad.graph_name)
        triple = Quad(*quad.triple)
        if all(other == triple for other in store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)):
            store.remove(triple)
            more -= 1
    for graph in graphs:
        if not any(store.quads_for_pattern(None, None, None, graph)):
            store.remove_graph(graph)
    store.flush()
    return more


def open_store(folder: Path) -> Store:
    """Open a finished store. Any number of processes may read one at the same time; nothing may write it.

    Raises:
        ReleaseError: there is no readable store.
    """
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise ReleaseError(f"{folder}: no readable store; build the release again") from error


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
