"""Make a release from a folder of reports."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.build.assemble import Before, assemble
from kg.build.explain import Reasons
from kg.build.grouping import reports_of
from kg.build.incoming import Incoming, look_at
from kg.build.indexing import is_indexed
from kg.build.inputs import InputFile, list_files
from kg.build.making import Making, makers
from kg.build.packing import buckets_of_release
from kg.build.processes import Processes, processors, watched_memory
from kg.build.recipe import Extractor, recipe
from kg.build.release import point_current, prune, publish, staging
from kg.build.shards import Shard, is_undamaged, shards_of_batch
from kg.build.sidecar import NAME as SIDECAR
from kg.build.sidecar import Sidecar, read_sidecar
from kg.build.units import Unit
from kg.build.verify import is_described, is_whole
from kg.build.work import WORK, clean, finished, unpacked
from kg.errors import InputError, ReleaseError
from kg.extraction.pipeline import extract
from kg.linking.corrections import NAME as CORRECTIONS
from kg.linking.corrections import Corrections, read_corrections
from kg.reading import Reader
from kg.settings import Settings, load_settings
from kg.store.manifest import LeftOut, Manifest
from kg.store.oxigraph import open_store
from kg.store.release import CURRENT, MANIFEST, STORE, Release, open_release
from kg.vocabulary import load_vocabulary

__all__ = ["Built", "Observer", "Progress", "build"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: how many things of a stage are done, of how many, and the file that was done last, and why it is left out.

    The stages are ``look`` (files, by their hashes), ``read`` (files, into shards), ``join`` (reports with re-posts, into shards),
    ``pack`` (packs), ``load`` (reports, into the store) and ``index``.
    """

    stage: str
    done: int
    total: int
    file: str | None = None
    reason: str | None = None


Observer = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build.

    ``folder`` is the concrete release, ``reused`` whether an earlier build had made the same. ``redone`` tells of each file that was read
    now why, ``withdrawn`` names those that the release before had and this one has not, ``pruned`` the releases that were removed, and
    ``memory`` is the most that the build and its processes had resident, in bytes.
    """

    folder: Path
    manifest: Manifest
    reused: bool
    redone: Mapping[str, str]
    withdrawn: tuple[str, ...]
    pruned: tuple[str, ...]
    memory: int


def build(
    folder: Path,
    out: Path,
    *,
    settings: Settings | None = None,
    sidecar: Path | None = None,
    corrections: Path | None = None,
    force: bool = False,
    jobs: int | None = None,
    cluster: str | None = None,
    shared: str | None = None,
    extractor: Extractor = extract,
    observer: Observer = lambda _progress: None,
) -> Built:
    """Put every report under ``folder`` into a graph, and make that the current release of ``out``.

    The release is a function of the files' names and bytes, the code, the libraries, the vocabulary and
    the settings. Archives are taken apart. Files with the same bytes, and re-posts of the same text, are one report with
    several sources. A file that cannot be read, that is no report on law-based government (unless ``force``), or whose extraction
    fails, is left out, and the manifest says why. ``sidecar`` is a table of what is known of the files
    (:func:`kg.build.sidecar.read_sidecar`), by default ``metadata.csv`` in the folder, if there is one; ``corrections`` is one of what
    names mean (:func:`kg.linking.corrections.read_corrections`), by default ``corrections.csv``.

    Only what changed since the current release is done, by ``jobs`` processes, one for each processor if None. With the address
    ``cluster`` of a Dask scheduler, its workers read and extract; they reach this machine's files through the storage ``shared``
    (any URL of fsspec), by default through ``out``. A build that was interrupted goes on where it was. Until the release is complete,
    ``current`` stays what it was. With several processes, ``extractor`` is a function of a module, and a script calls this under
    ``if __name__ == "__main__"``.

    Raises:
        VocabularyError: the catalogue contradicts itself.
        InputError: the folder is missing or empty, none of its files can be taken, or a table has a fault.
        ReleaseError: ``out`` cannot be written, or another build is writing there.
        KgError: a process was killed, or the cluster or its storage cannot be used.
    """
    load_vocabulary()
    settings = settings or load_settings()
    table = read_sidecar(path) if (path := sidecar or _table(folder, SIDECAR)) else Sidecar()
    corrected = read_corrections(path) if (path := corrections or _table(folder, CORRECTIONS)) else Corrections()
    tables = [path for path in (folder / SIDECAR, folder / CORRECTIONS, table.path, corrected.path) if path]
    taken, places = {path.name for path in tables}, {path.resolve() for path in tables}
    files = tuple(file for file in list_files(folder, without=out) if file.path.name not in taken or file.path.resolve() not in places)
    how = recipe(settings, force=force, extractor=extractor, corrections=corrected)
    processes = Processes(settings, jobs or processors())
    by = makers(processes, cluster=cluster, shared=shared)
    with watched_memory() as memory, staging(out) as stage, processes:
        work = out / WORK
        clean(work, everything=False)
        incoming = list(_look(files, unpacked(work), settings, observer))
        names = [found.name for found in incoming]
        units, paths = _units(incoming, table, corrected)
        before = _before(out)
        shards_before = [shard for bucket in before.buckets for shard in bucket.shards] if before else []
        reasons = Reasons(before.release.manifest if before else None, (shard.result for shard in shards_before), how)
        making = Making(how, work, by)
        making.take(shards_before)
        for batch in finished(work):
            making.take(shards_of_batch(batch))
        missing = making.missing(units, graphs=False)
        kept = len(names) - sum(len(unit.names) for unit in missing)
        _tell(making.make(missing, paths), "read", kept, len(names), observer)
        reports = reports_of((making[unit] for unit in units), table)
        rejoined = making.missing(reports.values(), graphs=True)
        _tell(making.make(rejoined, paths), "join", 0, sum(len(unit.names) for unit in rejoined), observer)
        shards = [making[unit] for unit in (*units, *reports.values())]
        left_out = _left_out(incoming, shards, table)
        graphs = {key: making[unit] for key, unit in reports.items() if making[unit].result.kept}
        if not graphs:
            raise InputError(folder, f"none of its {len(names)} files can be taken: {left_out[0].file}: {left_out[0].reason}")
        manifest = assemble(
            stage,
            work,
            shards,
            graphs,
            recipe=how,
            left_out=left_out,
            tables={name: path for name, path in ((SIDECAR, table.path), (CORRECTIONS, corrected.path)) if path},
            before=before,
            processes=processes,
            observer=lambda *stage: observer(Progress(*stage)),
        )
        release = stage.parent / manifest.release_id
        is_before = before is not None and before.is_whole and before.release.folder == release and is_indexed(before.release)
        if reused := is_before or is_whole(release):
            (release / MANIFEST).touch()
        else:
            publish(stage, release)
        point_current(release)
        clean(work, everything=True)
        pruned = prune(out, settings.keep_releases)
    redone = {name: why for unit in (*missing, *rejoined) for name, why in reasons.why(unit)}
    withdrawn = tuple(reasons.withdrawn(names))
    return Built(release, manifest, reused, redone, withdrawn, tuple(folder.name for folder in pruned), memory.peak)


def _table(folder: Path, name: str) -> Path | None:
    return folder / name if (folder / name).is_file() else None


def _before(out: Path) -> Before | None:
    """The current release, if this version can read it."""
    with suppress(ReleaseError):
        release = open_release(out / CURRENT)
        buckets = tuple(buckets_of_release(release))
        return Before(release, buckets, all(bucket.shards for bucket in buckets) and _is_undamaged_but_for_packs(release))
    return None


def _is_undamaged_but_for_packs(release: Release) -> bool:
    with suppress(ReleaseError):
        open_store(release.folder / STORE)
        return is_described(release) and all(is_undamaged(release, path) for path in release.common())
    return False


def _look(files: Sequence[InputFile], unpacked_: Path, settings: Settings, observer: Observer) -> Iterator[Incoming]:
    with Reader(settings) as reader:
        for done, found in enumerate(look_at(files, unpacked_, reader), start=1):
            yield from found
            observer(Progress("look", done, len(files)))


def _units(incoming: Iterable[Incoming], table: Sidecar, corrections: Corrections) -> tuple[list[Unit], dict[str, Path]]:
    """The distinct bytes among the files, and where there is a file of each, by their hashes."""
    names: dict[str, list[str]] = {}
    paths: dict[str, Path] = {}
    for found in incoming:
        if found.path:
            names.setdefault(found.sha256, []).append(found.name)
            paths[found.sha256] = found.path
    units = []
    for sha256, same in names.items():
        known, conflicts = table.merged(sorted(same))
        urls = tuple(table.url(name) for name in sorted(same))
        units.append(Unit(sha256, tuple(sorted(same)), urls, known, conflicts, corrections.digest(same)))
    return units, paths


def _tell(shards: Generator[Shard, None, None], stage: str, done: int, total: int, observer: Observer) -> None:
    """Tell of the files of each shard as it is made; whoever makes them stops when the observer ends this."""
    with closing(shards):
        observer(Progress(stage, done, total))
        for shard in shards:
            for name in shard.result.unit.names:
                done += 1
                observer(Progress(stage, done, total, name, shard.result.reason))


def _left_out(incoming: Iterable[Incoming], shards: Iterable[Shard], table: Sidecar) -> tuple[LeftOut, ...]:
    """The files that are not in the release, by name, and then the lines of the table that are about no file."""
    incoming = list(incoming)
    found = {entry.name: entry.reason for entry in incoming if entry.reason}
    for shard in shards:
        if reason := shard.result.reason:
            reposts = (name for other in shard.result.unit.reposts for name in other.file.names)
            found |= dict.fromkeys((*shard.result.unit.names, *reposts), reason)
    files = [LeftOut(name, reason) for name, reason in sorted(found.items())]
    name = table.path.name if table.path else ""
    lines = (LeftOut.of_line(name, line, reason) for line, reason in table.unused(entry.name for entry in incoming))
    return (*files, *lines)
