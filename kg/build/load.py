"""The store of a release: made from that of the release before where little changed, else from the packs."""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress

from kg.errors import ReleaseError
from kg.store.oxigraph import Counts, load_store, update_store
from kg.store.release import STORE, Release

__all__ = ["fill_store"]

_MOST_CHANGED = 0.2  # of the reports; to change a quad takes several times as long as to load one

_Graphs = Mapping[str, str]  # what each report's graph was made of, by the report's id


def fill_store(new: Release, graphs: _Graphs, before: tuple[Release, _Graphs] | None) -> Counts:
    """Make the store of a release, and count what it holds.

    Raises:
        ReleaseError: a pack is damaged.
        OSError: the store cannot be written.
    """
    store = new.folder / STORE
    if before:
        old, old_graphs = before
        come, gone = (_only_in(*pair) for pair in ((graphs, old_graphs), (old_graphs, graphs)))
        if len(come) + len(gone) <= _MOST_CHANGED * len(graphs):
            with suppress(ReleaseError):
                added, removed = _difference(new, come, old, gone), _difference(old, gone, new, come)
                change = update_store(old.folder / STORE, store, added=added, removed=removed)
                properties, classes = Counter(old.manifest.properties), Counter(old.manifest.classes)
                return Counts(properties + change.properties, classes + change.classes)
            shutil.rmtree(store, ignore_errors=True)
    return load_store(new.read_quads(), store)


def _only_in(one: _Graphs, other: _Graphs) -> set[str]:
    return {report_id for report_id, key in one.items() if other.get(report_id) != key}


def _difference(one: Release, changed: set[str], other: Release, changed_there: set[str]) -> Iterator[bytes]:
    """The quads that one release has and another lacks, given the reports of each whose graphs the other lacks or has otherwise."""
    theirs = {path.name: path for path in other.common()}
    for path in one.common():
        if one.manifest.files[path.name] != other.manifest.files.get(path.name):
            yield _lines(path.read_bytes(), theirs[path.name].read_bytes() if path.name in theirs else b"")
    for report_id in sorted(changed):
        yield _lines(one.quads(report_id), other.quads(report_id) if report_id in changed_there else b"")


def _lines(one: bytes, other: bytes) -> bytes:
    known = set(other.splitlines(keepends=True))
    return b"".join(line for line in one.splitlines(keepends=True) if line not in known)
