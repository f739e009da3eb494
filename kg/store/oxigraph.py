"""The embedded store: filled once from N-Quads, from then on opened for reading only."""

from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.errors import ReleaseError

__all__ = ["load_store", "open_store"]


def load_store(nquads: Path, folder: Path) -> int:
    """Fill a new store in ``folder`` from a file of N-Quads; return the number of distinct quads.

    Raises:
        SyntaxError: the file is no N-Quads.
        OSError: a file cannot be read or written.
    """
    store = Store(folder)
    store.bulk_load(path=nquads, format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    return len(store)


def open_store(folder: Path) -> Store:
    """Open a finished store. Any number of processes may read one at the same time; nothing may write it.

    Raises:
        ReleaseError: there is no readable store.
    """
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise ReleaseError(f"{folder}: no readable store; build the release again") from error
