"""The store of a release: made from that of the release before where little changed, else from the packs.

To fill a large one takes hours, so it is filled in the work folder and stays there, portion by portion, when that is interrupted.
"""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg.build.files import replace_file
from kg.build.work import new_store
from kg.errors import ReleaseError
from kg.graph.canonical import lacking
from kg.iris import digest
from kg.store.oxigraph import Counts, load_store, open_store, update_store
from kg.store.release import STORE, Release

__all__ = ["fill_store"]

_MOST_CHANGED = 0.2  # of the reports; to change a quad takes several times as long as to load one
_PIECE = 1 << 20  # bytes of a file
_PROGRESS = "progress.json"  # beside the store

_Graphs = Mapping[str, str]  # what each report's graph was made of, by the report's id


@dataclass(frozen=True, slots=True)
class _Progress:
    """How many pieces of N-Quads a store has; when it is finished, what it holds."""

    pieces: int = 0
    counts: Counts | None = None

    @classmethod
    def read(cls, folder: Path) -> "_Progress":
        """That of the store in a folder. A store of which nothing is told, or that cannot be opened, is removed."""
        with suppress(OSError, ReleaseError, ValueError, KeyError):
            told = json.loads((folder / _PROGRESS).read_bytes())
            open_store(folder / STORE)
            return cls(told["pieces"]) if "pieces" in told else cls(counts=Counts(Counter(told["properties"]), Counter(told["classes"])))
        _remove(folder)
        return cls()

    def write(self, folder: Path) -> None:
        """Tell of it. The disk has the store: RocksDB waits for that whenever it takes a file in."""
        told = {"properties": self.counts.properties, "classes": self.counts.classes} if self.counts else {"pieces": self.pieces}
        replace_file(folder / _PROGRESS, json.dumps(told).encode())


def fill_store(
    new: Release, graphs: _Graphs, before: tuple[Release, _Graphs] | None, work: Path, observer: Callable[[int], None]
) -> tuple[Path, Counts]:
    """Make the store of a release, and count what it holds. Return where it lies: in the folder of the release, or still in ``work``.

    ``observer`` is told how many of the reports are loaded.

    Raises:
        ReleaseError: a pack is damaged, or the store of an earlier build that was gone on with.
        OSError: the store cannot be written.
    """
    if before:
        store = new.folder / STORE
        old, old_graphs = before
        come, gone = (_only_in(*pair) for pair in ((graphs, old_graphs), (old_graphs, graphs)))
        if len(come) + len(gone) <= _MOST_CHANGED * len(graphs):
            with suppress(ReleaseError):
                added, removed = _difference(new, come, old, gone), _difference(old, gone, new, come)
                change = update_store(old.folder / STORE, store, added=added, removed=removed)
                properties, classes = Counter(old.manifest.properties), Counter(old.manifest.classes)
                return store, Counts(properties + change.properties, classes + change.classes)
            shutil.rmtree(store, ignore_errors=True)
    folder = new_store(work, digest(new.manifest.code, new.manifest.libraries["pyoxigraph"], *sorted(new.manifest.files.values())))
    progress = _Progress.read(folder)
    counts = progress.counts
    if not counts:
        pieces = chain(chain.from_iterable(map(_pieces, new.common())), _told(new.graphs(), observer))
        try:
            counts = load_store(pieces, folder / STORE, after=progress.pieces, observer=lambda done: _Progress(done).write(folder))
        except (ReleaseError, RuntimeError) as error:  # it can be opened, but not read: every build would go on with it, and fail
            _remove(folder)
            raise ReleaseError(f"the store that was being filled is damaged: {error}; build again") from error
        _Progress(counts=counts).write(folder)
    return folder / STORE, counts


def _remove(folder: Path) -> None:
    """Remove a store, and before it what is told of it, which would else be taken for that of the next one."""
    (folder / _PROGRESS).unlink(missing_ok=True)
    shutil.rmtree(folder / STORE, ignore_errors=True)


def _told(graphs: Iterable[bytes], observer: Callable[[int], None]) -> Iterator[bytes]:
    for done, graph in enumerate(graphs, start=1):
        yield graph
        observer(done)


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
