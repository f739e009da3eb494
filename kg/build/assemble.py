"""A release folder from shards: the packs, the graphs that all reports refer to, the store, the manifest and the description."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from kg.build.indexing import fill_index
from kg.build.load import fill_store
from kg.build.packing import Bucket, PackTask, buckets, link_packs, write_bucket
from kg.build.processes import Processes, give_back_memory
from kg.build.recipe import Recipe
from kg.build.shards import Shard
from kg.graph import identity_quads, nquads, nquads_by_subject, say_the_same, vocabulary_quads
from kg.hashing import file_hash
from kg.index import index_hash
from kg.iris import digest
from kg.linking.decisions import Decision, read_decisions
from kg.reading import Reader
from kg.store.description import description
from kg.store.manifest import LeftOut, Manifest
from kg.store.release import DESCRIPTION, IDENTITIES, MANIFEST, PACKS, SOURCES, STORE, VOCABULARY, Release, decisions_of, decisions_on

__all__ = ["Before", "assemble"]


@dataclass(frozen=True, slots=True)
class Before:
    """The release that a new one is made from where it can, what lies in its packs, and whether all its files are as they were made."""

    release: Release
    buckets: tuple[Bucket, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _IdentitiesTask:
    """The staging folder with all packs, for a process that may end with what it needs for their decisions."""

    stage: Path
    recipe: Recipe


def assemble(
    stage: Path,
    work: Path,
    shards: Iterable[Shard],
    reports: Mapping[str, Shard],
    *,
    recipe: Recipe,
    left_out: tuple[LeftOut, ...],
    tables: Mapping[str, Path],
    before: Before | None,
    processes: Processes,
    observer: Callable[[str, int, int], None],
) -> Manifest:
    """Make a release in the folder ``stage`` of all ``shards``, of which ``reports`` by their ids are reports of it.

    ``tables`` are the user's, which are kept by their names. The store is filled in the folder ``work``, where an interrupted one goes on.

    ``observer`` is told each stage, how many things of it are done, and of how many.

    Raises:
        ReleaseError: a pack is damaged, or the store of the release before.
        OSError: the release cannot be written.
    """
    shards = list(shards)
    wanted = buckets(shards, reports)
    tasks = _unlike_before(stage, wanted, before, recipe)
    for done, _ in enumerate(processes.each(write_bucket, tasks), start=1):
        observer("pack", done, len(tasks))
    graphs = _graphs(wanted)
    whole = (before.release, _graphs(before.buckets)) if before and before.is_whole else None
    if whole and _has_the_same_identities(stage, graphs, whole, recipe):
        os.link(whole[0].folder / IDENTITIES, stage / IDENTITIES)
        unused = []
    else:
        (unused,) = processes.each(_write_identities, [_IdentitiesTask(stage, recipe)])
    processes.end()  # what they needed stays in their memory
    (stage / VOCABULARY).write_bytes(nquads(vocabulary_quads()))
    for name, path in tables.items():
        shutil.copyfile(path, stage / SOURCES / name)
    programs = {name: value for shard in shards if shard.result.kept for name, value in shard.result.circumstances.items()}
    manifest = Manifest(
        code=recipe.code,
        index=index_hash(),
        vocabulary=recipe.vocabulary,
        libraries={**recipe.libraries, **programs},
        settings=recipe.shaping,
        reports=len(reports),
        left_out=(*left_out, *unused),
        quads=sum(_lines(stage / name) for name in (VOCABULARY, IDENTITIES)) + sum(shard.result.quads for shard in reports.values()),
        properties={},
        classes={},
        files=_hashes(stage, before),
    )
    observer("load", 0, len(graphs))
    give_back_memory()
    # before the index, which leaves its memory less free than it found it
    store, counts = fill_store(Release(stage, manifest), graphs, whole, work, lambda done: observer("load", done, len(graphs)))
    observer("index", 0, 1)
    give_back_memory()
    fill_index(Release(stage, manifest), graphs, whole, processes)
    processes.end()
    manifest = replace(manifest, properties=dict(counts.properties), classes=dict(counts.classes))
    (stage / MANIFEST).write_bytes(manifest.to_bytes())
    (stage / DESCRIPTION).write_text(description(manifest), encoding="utf-8")
    if store != stage / STORE:
        shutil.move(store, stage / STORE)  # last: what fails before leaves it where the next build finds it
    observer("index", 1, 1)
    return manifest


def _hashes(stage: Path, before: Before | None) -> dict[str, str]:
    """The hash of each file. That of a pack is known if there was one of its name, which has the beginning of the hash."""
    known = {name: sha256 for name, sha256 in (before.release.manifest.files if before else {}).items() if name.endswith(".zip")}
    names = (path.relative_to(stage).as_posix() for path in sorted(stage.rglob("*")) if path.is_file())
    return {name: known.get(name) or file_hash(stage / name) for name in names}


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _has_the_same_identities(stage: Path, graphs: Mapping[str, str], before: tuple[Release, Mapping[str, str]], recipe: Recipe) -> bool:
    """Whether the graph of identities of the release before follows from the reports of this one as well."""
    release, graphs_before = before
    if recipe.corrections.path or any(recipe.changes_since(release.manifest)):
        return False
    changed = {report_id for report_id, _ in graphs.items() ^ graphs_before.items()}
    come = decisions_on(changed & graphs.keys(), sorted((stage / PACKS).glob("*.zip")))
    gone = decisions_on(changed & graphs_before.keys(), release.packs())
    return say_the_same(*(chain.from_iterable(map(read_decisions, tables)) for tables in (come, gone)))


def _write_identities(task: _IdentitiesTask, _reader: Reader) -> list[LeftOut]:
    """Write the graph of what the reports speak of, and return the corrections that none of them needs."""
    stage, recipe = task.stage, task.recipe
    used: set[int] = set()

    def decided() -> Iterator[Decision]:
        for table in decisions_of(sorted((stage / PACKS).glob("*.zip"))):
            for decision in read_decisions(table):
                used.update(recipe.corrections.lines(decision.kind, decision.name, decision.file))
                yield decision

    with (stage / IDENTITIES).open("wb") as file:
        file.writelines(nquads_by_subject(identity_quads(decided(), settings=recipe.settings)))
    name = recipe.corrections.path.name if recipe.corrections.path else ""
    return [LeftOut.of_line(name, line, reason) for line, reason in recipe.corrections.unused(used)]


def _unlike_before(stage: Path, wanted: list[Bucket], before: Before | None, recipe: Recipe) -> list[PackTask]:
    """The packs that have to be written, those being linked that are like packs of the release before."""
    (stage / PACKS).mkdir()
    (stage / SOURCES).mkdir()
    linked = set()
    if before and len(before.buckets) == len(wanted):
        same_deflate = before.release.manifest.libraries.get("deflate") == recipe.libraries["deflate"]
        linked = link_packs(stage, wanted, before.buckets, before.release, same_deflate=same_deflate)
    tasks = (PackTask(stage, bucket, tuple(kind for kind in (PACKS, SOURCES) if (kind, bucket.number) not in linked)) for bucket in wanted)
    return [task for task in tasks if task.kinds]


def _graphs(buckets_: Iterable[Bucket]) -> dict[str, str]:
    """What tells the graph of each report from others of its id: what it was made of, and by which programs."""
    results = (shard.result for bucket in buckets_ for shard in bucket.shards)
    return {
        result.unit.id: digest(result.key, *chain.from_iterable(sorted(result.circumstances.items())))
        for result in results
        if result.has_graph
    }
