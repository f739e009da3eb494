"""The embedded store: filled once from N-Quads, from then on opened for reading only.

Its default graph is the RDF merge of all named graphs. (Oxigraph's own union of graphs would give a
triple once for each graph that states it, and so inflate counts.)
"""

from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.errors import ReleaseError

__all__ = ["load_store", "open_store"]


def load_store(nquads: Path, folder: Path) -> None:
    """Fill a new store in ``folder`` from a file of N-Quads, and its default graph with the triples of all graphs.

    Raises:
        SyntaxError: the file is no N-Quads.
        OSError: a file cannot be read or written.
    """
    store = Store(folder)
    store.bulk_load(path=nquads, format=RdfFormat.N_QUADS)
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in parse(path=nquads, format=RdfFormat.N_QUADS))
    store.optimize()
    store.flush()


def open_store(folder: Path) -> Store:
    """Open a finished store. Any number of processes may read one at the same time; nothing may write it.

    Raises:
        ReleaseError: there is no readable store.
    """
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise ReleaseError(f"{folder}: no readable store; build the release again") from error
