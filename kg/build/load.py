"""The store of a release: made from that of the release before where little changed, else from the packs."""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path

from kg.errors import ReleaseError
from kg.graph.canonical import lacking
from kg.store.oxigraph import Counts, load_store, update_store
from kg.store.release import STORE, Release

__all__ = ["fill_store"]

_MOST_CHANGED = 0.2  # of the reports; to change a quad takes several times as long as to load one
_PIECE = 1 << 20  # bytes of a file

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
    return load_store(chain(*map(_pieces, new.common()), new.graphs()), store)


def _only_in(one: _Graphs, other: _Graphs) -> set[str]:
    return {report_id for report_id, key in one.items() if other.get(report_id) != key}


def _difference(one: Release, changed: set[str], other: Release, changed_there: set[str]) -> Iterator[bytes]:
    """The quads that one release has and another lacks, given the reports of each whose graphs the other lacks or has otherwise."""
    for mine, theirs in zip(one.common(), other.common(), strict=True):
        if one.manifest.files[mine.name] != other.manifest.files[theirs.name]:
            with mine.open("rb") as file, theirs.open("rb") as other_file:
                yield from lacking(file, other_file)
    for report_id in sorted(changed):
        others = other.quads(report_id) if report_id in changed_there else b""
        yield b"".join(lacking(one.quads(report_id).splitlines(keepends=True), others.splitlines(keepends=True)))


def _pieces(path: Path) -> Iterator[bytes]:
    """The lines of a file, so many at a time that they need little memory."""
    with path.open("rb") as file:
        while lines := file.readlines(_PIECE):
            yield b"".join(lines)
