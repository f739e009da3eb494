"""Where things are in a release, which release a path means, and what is in it.

::

    releases/<id>/manifest.json
                  description.ttl              what the release says of itself: counts, files, provenance
                  packs/<number>-<hash>.zip    of reports whose ids begin alike: index, extractions, N-Quads, decisions
                  sources/<number>-<hash>.zip  the files that these were read from
                  vocabulary.nq, identities.nq the graphs that all reports refer to
                  store/                       all of it to query, made from the packs
                  index.sqlite                 tables for look-ups, made from the packs too
    current -> releases/<id>
"""

import fcntl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from kg.errors import ReleaseError
from kg.store.manifest import KeptFile, Manifest, ReportEntry
from kg.store.packs import Pack, bucket_of

__all__ = [
    "CURRENT",
    "DESCRIPTION",
    "IDENTITIES",
    "INDEX",
    "MANIFEST",
    "PACKS",
    "RELEASES",
    "SOURCES",
    "STORE",
    "VOCABULARY",
    "Release",
    "decisions_member",
    "decisions_of",
    "decisions_on",
    "extraction_member",
    "held",
    "open_release",
    "quads_member",
    "read_index",
    "read_manifest",
    "resolve",
]

CURRENT = "current"
RELEASES = "releases"

MANIFEST = "manifest.json"
DESCRIPTION = "description.ttl"
PACKS = "packs"
SOURCES = "sources"
STORE = "store"
VOCABULARY = "vocabulary.nq"
IDENTITIES = "identities.nq"

INDEX = "index.json.gz"  # of each pack of reports


def extraction_member(report_id: str) -> str:
    """The member of a pack that has the extraction of a report as JSON."""
    return f"{report_id}.json.gz"


def quads_member(report_id: str) -> str:
    """The member of a pack that has the graph of a report as sorted N-Quads."""
    return f"{report_id}.nq.gz"


def decisions_member(report_id: str) -> str:
    """The member of a pack that has the decisions of the linking on a report, as CSV."""
    return f"{report_id}.csv.gz"


def decisions_of(packs: Iterable[Path]) -> Iterator[bytes]:
    """The decisions on each report in packs.

    Raises:
        ReleaseError: a pack is missing or damaged.
    """
    for path in packs:
        with Pack(path) as pack:
            yield from (pack.read(decisions_member(entry["id"])) for entry in read_index(pack)["reports"])


def decisions_on(report_ids: Iterable[str], packs: Sequence[Path]) -> Iterator[bytes]:
    """The decisions on each of some reports, whose ids are given with all packs of their release.

    Raises:
        ReleaseError: a pack is missing or damaged.
    """
    for path, ids in _parted(report_ids, packs).items():
        with Pack(path) as pack:
            yield from (pack.read(decisions_member(report_id)) for report_id in ids)


def read_index(pack: Pack) -> dict[str, Any]:
    """The index of a pack: ``reports``, the entries of its reports, and what builds keep beside them.

    Raises:
        ReleaseError: it is missing or damaged.
    """
    try:
        index = orjson.loads(pack.read(INDEX))
    except ValueError as error:
        raise ReleaseError(f"{pack.path}: {error}; build the release again") from error
    assert isinstance(index, dict)
    return index


@dataclass(frozen=True, slots=True)
class Release:
    """A concrete release folder with its manifest. Nothing is read before it is asked for."""

    folder: Path
    manifest: Manifest

    def packs(self) -> tuple[Path, ...]:
        """The packs of reports, in the order of the ids in them."""
        return self._files(PACKS)

    def source_packs(self) -> tuple[Path, ...]:
        """The packs of sources: one beside each pack of reports, of the same hashes."""
        return self._files(SOURCES)

    def packs_of(self, report_ids: Iterable[str]) -> dict[Path, list[str]]:
        """The packs that so many reports of the release lie in, each with the ids of those that it has, in order."""
        return _parted(report_ids, self.packs())

    def reports(self) -> Iterator[ReportEntry]:
        """The entries of all reports, by id.

        Raises:
            ReleaseError: a pack is missing or damaged.
        """
        for path in self.packs():
            with Pack(path) as pack:
                yield from (ReportEntry.from_dict(entry) for entry in read_index(pack)["reports"])

    def report(self, report_id: str) -> ReportEntry:
        """The entry of a report.

        Raises:
            ReleaseError: there is none, or its pack is damaged.
        """
        packs = self.packs()
        with Pack(packs[_number(packs, report_id)]) as pack:
            for entry in read_index(pack)["reports"]:
                if entry["id"] == report_id:
                    return ReportEntry.from_dict(entry)
            raise ReleaseError(f"{pack.path}: there is no report {report_id}")

    def extraction(self, report_id: str) -> bytes:
        """The extraction of a report, as JSON.

        Raises:
            ReleaseError: there is none, or its pack is damaged.
        """
        return _read(self.packs(), report_id, extraction_member(report_id))

    def quads(self, report_id: str) -> bytes:
        """The graph of a report, as sorted N-Quads.

        Raises:
            ReleaseError: there is none, or its pack is damaged.
        """
        return _read(self.packs(), report_id, quads_member(report_id))

    def source(self, kept: KeptFile) -> bytes:
        """The bytes of a source file.

        Raises:
            ReleaseError: its pack is missing or damaged.
        """
        return _read(self.source_packs(), kept.copy, kept.copy)

    def common(self) -> tuple[Path, ...]:
        """The files of N-Quads with the graphs that all reports refer to."""
        return tuple(self.folder / name for name in sorted(self.manifest.files) if name.endswith(".nq"))

    def read_quads(self) -> Iterator[bytes]:
        """All quads as lines of N-Quads, graph by graph; each piece has whole lines, sorted, and no quad comes twice.

        Raises:
            ReleaseError: a pack is missing or damaged.
            OSError: another file is.
        """
        for path in self.common():
            yield path.read_bytes()
        yield from self.graphs()

    def graphs(self) -> Iterator[bytes]:
        """The graph of each report by itself, as sorted N-Quads.

        Raises:
            ReleaseError: a pack is missing or damaged.
        """
        for path in self.packs():
            with Pack(path) as pack:
                for entry in read_index(pack)["reports"]:
                    yield pack.read(quads_member(entry["id"]))

    def _files(self, kind: str) -> tuple[Path, ...]:
        return tuple(self.folder / name for name in sorted(self.manifest.files) if name.startswith(f"{kind}/") and name.endswith(".zip"))


def _read(packs: Sequence[Path], digest: str, member: str) -> bytes:
    with Pack(packs[_number(packs, digest)]) as pack:
        return pack.read(member)


def _parted(report_ids: Iterable[str], packs: Sequence[Path]) -> dict[Path, list[str]]:
    found: dict[Path, list[str]] = {}
    for report_id in sorted(report_ids):
        found.setdefault(packs[_number(packs, report_id)], []).append(report_id)
    return found


def _number(packs: Sequence[Path], digest: str) -> int:
    return bucket_of(digest, (len(packs) - 1).bit_length())


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep a concrete release folder from being removed by later builds, as long as a process serves it.

    Raises:
        ReleaseError: there is no release, or it has just been removed.
    """
    path = folder / MANIFEST
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            fcntl.flock(file, fcntl.LOCK_SH)
            path.stat()
        except OSError as error:
            raise ReleaseError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
        yield


def open_release(path: Path) -> Release:
    """The release that a path means (see :func:`resolve`).

    Raises:
        ReleaseError: there is none, or its manifest cannot be read.
    """
    folder = resolve(path)
    return Release(folder, read_manifest(folder))


def resolve(path: Path) -> Path:
    """The concrete release folder that ``path`` means: itself, or the one that its ``current`` points to.

    The result stays the same folder when a later build replaces ``current``.

    Raises:
        ReleaseError: there is no release.
    """
    for folder in (path, path / CURRENT):
        if (folder / MANIFEST).is_file():
            return folder.resolve()
    reason = "no release in this folder; `kg build` makes one" if path.is_dir() else "no such folder; name the one that `kg build` wrote to"
    raise ReleaseError(f"{path}: {reason}")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a concrete release folder.

    Raises:
        ReleaseError: it cannot be read.
    """
    path = folder / MANIFEST
    try:
        return Manifest.from_bytes(path.read_bytes())
    except OSError as error:
        raise ReleaseError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
    except ReleaseError as error:
        raise ReleaseError(f"{path}: {error}") from error
