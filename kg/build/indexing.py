"""The index of a release: that of the release before where nothing changed, made from it where little did, else from the packs."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.build.processes import Processes
from kg.errors import ReleaseError
from kg.index import INDEX_FILE, Index, ReportRows, Writer, changes, index_hash, report_rows
from kg.reading import Reader
from kg.store.packs import Pack
from kg.store.release import IDENTITIES, VOCABULARY, Release, quads_member

__all__ = ["fill_index", "index_faults", "is_indexed"]

_MOST_CHANGED = 0.2  # of the reports
_AT_ONCE = 1 << 30  # bytes


@dataclass(frozen=True, slots=True)
class _Task:
    """The reports of a pack whose rows are wanted."""

    pack: Path
    reports: tuple[str, ...]
    base: str


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a file, read anew each time."""

    path: Path

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            yield from file


def fill_index(new: Release, graphs: Mapping[str, str], before: tuple[Release, Mapping[str, str]] | None, processes: Processes) -> None:
    """Make the index of a release. ``graphs`` tells what the graph of each report was made of, also those of the release ``before``.

    Raises:
        ReleaseError: a pack is damaged.
        OSError: the index cannot be written.
    """
    path = new.folder / INDEX_FILE
    old: Release | None = None
    come, gone = set(graphs), set[str]()
    if before and is_indexed(before[0]):
        changed = {report_id for report_id, _ in graphs.items() ^ before[1].items()}
        if not changed and _shared_hashes(new) == _shared_hashes(before[0]):
            os.link(before[0].folder / INDEX_FILE, path)
            return
        if len(changed) <= _MOST_CHANGED * len(graphs):
            old = before[0]
            _copy(old.folder / INDEX_FILE, path)
            come, gone = changed & graphs.keys(), changed & before[1].keys()
    try:
        _write(new, old, come, gone, processes)
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


def _copy(old: Path, new: Path) -> None:
    """Copy a file; let a file system that can (Btrfs, XFS) share what the two have in common."""
    try:
        with old.open("rb") as source, new.open("wb") as target:
            while os.copy_file_range(source.fileno(), target.fileno(), _AT_ONCE):
                pass
    except OSError:
        new.unlink(missing_ok=True)  # the system cannot, or the disk is full, which the next line tells
    if not new.exists() or new.stat().st_size != old.stat().st_size:
        shutil.copyfile(old, new)


def is_indexed(release: Release) -> bool:
    """Whether a release has an index that can be read and that this version of the code made."""
    try:
        Index.of_release(release.folder).close()
    except ReleaseError:
        return False
    return release.manifest.index == index_hash()


def _write(new: Release, old: Release | None, come: set[str], gone: set[str], processes: Processes) -> None:
    """Write what the index lacks, which is a copy of that of the release ``old``, if there is one."""
    base = str(new.manifest.settings["data_base"])
    with Writer(new.folder / INDEX_FILE) as writer:
        writer.remove_reports(gone)
        if not old or _shared_hashes(new) != _shared_hashes(old):
            before = _Lines(old.folder / IDENTITIES) if old else ()
            writer.write_identities(changes(_Lines(new.folder / VOCABULARY), before, _Lines(new.folder / IDENTITIES), base), base)
        tasks = [_Task(pack, tuple(ids), base) for pack, ids in new.packs_of(come).items()]
        for rows in processes.each(_rows, tasks):
            for row in rows:
                writer.write_report(row)
        writer.finish()


def index_faults(release: Release, report_id: str, lines: bytes) -> Iterator[str]:
    """Where the index of a release does not have the rows that follow from the graph of a report, given as its N-Quads."""
    try:
        rows = report_rows(lines, report_id, str(release.manifest.settings["data_base"]))
    except ValueError:
        yield f"the report {report_id} has a graph of which no rows can be made"
        return
    try:
        with Index.of_release(release.folder) as index:
            for kind, expected in (("adoption", rows.adoptions), ("metric", rows.metrics), ("problem", rows.problems)):
                wanted = {(row["key"], row["quote"], row["start"], row["end"]) for row in expected}
                for key, *_ in sorted(wanted ^ set(_indexed(index, kind, report_id))):
                    yield f"the {kind} {key} is not as the graph has it"
    except (ReleaseError, sqlite3.Error) as error:
        yield f"the report {report_id} stays unchecked ({error})"


def _indexed(index: Index, kind: str, report_id: str) -> Iterator[tuple[object, ...]]:
    columns = "t.key, t.quote, t.start, t.end"
    query = f"SELECT {columns} FROM {kind} AS t JOIN report AS r ON r.id = t.report WHERE r.identifier = ?"
    return map(tuple, index.rows(query, (report_id,)))


def _shared_hashes(release: Release) -> list[str]:
    return [release.manifest.files[path.name] for path in release.common()]


def _rows(task: _Task, _reader: Reader) -> list[ReportRows]:
    with Pack(task.pack) as pack:
        return [report_rows(pack.read(quads_member(report_id)), report_id, task.base) for report_id in task.reports]
