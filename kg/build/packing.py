"""The packs of a release, from shards. A pack that has the same content as that of the release before is the same file on disk."""

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from kg.build.processes import processors
from kg.build.shards import Shard, is_undamaged, shards_of_packs
from kg.hashing import file_hash
from kg.reading import Reader
from kg.store.packs import Pack, bucket_bits, bucket_of, gzipped, write_pack
from kg.store.release import INDEX, PACKS, SOURCES, Release, decisions_member, extraction_member, quads_member, read_index
from kg.types import fields_of

__all__ = ["Bucket", "PackTask", "buckets", "buckets_of_release", "link_packs", "write_bucket"]

_HASH = 16  # digits of the hash in the name of a pack


@dataclass(frozen=True, slots=True)
class Bucket:
    """What a pack of reports holds, and the pack of their sources beside it: all results whose hashes begin alike.

    Those that are reports of the release are told by ``has_graph``.
    """

    number: int
    shards: tuple[Shard, ...]

    @property
    def results(self) -> set[tuple[str, bool, tuple[tuple[str, str], ...]]]:
        """What tells one pack of reports from another."""
        results = (shard.result for shard in self.shards)
        return {(result.key, result.has_graph, tuple(sorted(result.circumstances.items()))) for result in results}

    @property
    def sources(self) -> dict[str, Path]:
        """The names of the sources, which are made of their hashes, and the packs that they lie in."""
        return {shard.result.kept.copy: shard.sources for shard in self.shards if shard.result.kept}


@dataclass(frozen=True, slots=True)
class PackTask:
    """The packs of a bucket that are to be written into a staging folder: ``packs``, ``sources`` or both."""

    stage: Path
    bucket: Bucket
    kinds: tuple[str, ...]


def buckets(units: Iterable[Shard], reports: Mapping[str, Shard]) -> list[Bucket]:
    """The buckets of all results, of which these are the ``reports`` by their ids."""
    chosen = {shard.result.key: shard for shard in (*units, *reports.values())}
    with_graph = {shard.result.key for shard in reports.values()}
    bits = bucket_bits(len({shard.result.unit.id for shard in chosen.values()}))
    found = defaultdict(list)
    for key, shard in chosen.items():
        found[bucket_of(shard.result.unit.id, bits)].append(_told(shard, has_graph=key in with_graph))
    return [Bucket(number, tuple(sorted(found[number], key=_order))) for number in range(1 << bits)]


def buckets_of_release(release: Release) -> list[Bucket]:
    """The buckets of a release; one whose packs are damaged is empty, as if nothing had ever been made of it."""
    pairs = list(zip(release.packs(), release.source_packs(), strict=True))
    with ThreadPoolExecutor(processors()) as threads:  # hashing leaves the interpreter to the reading of the packs before
        undamaged = threads.map(lambda pair: all(is_undamaged(release, path) for path in pair), pairs)
        found = (shards_of_packs(*pair) if whole else () for pair, whole in zip(pairs, undamaged, strict=True))
        return [Bucket(number, shards) for number, shards in enumerate(found)]


def link_packs(
    stage: Path, wanted: Sequence[Bucket], before: Sequence[Bucket], release: Release, *, same_deflate: bool
) -> set[tuple[str, int]]:
    """Link the packs of a release that the new one has as well; return their kinds and numbers."""
    linked = set()
    for new, old, pack, sources in zip(wanted, before, release.packs(), release.source_packs(), strict=True):
        if old.shards and new.results == old.results:
            os.link(pack, stage / PACKS / pack.name)
            linked.add((PACKS, new.number))
        if old.shards and same_deflate and new.sources.keys() == old.sources.keys():
            os.link(sources, stage / SOURCES / sources.name)
            linked.add((SOURCES, new.number))
    return linked


def write_bucket(task: PackTask, _reader: Reader) -> None:
    """Write packs; the name of each has its number and the beginning of its hash.

    Raises:
        ReleaseError: a pack that it is made from is damaged.
        OSError: it cannot be written.
    """
    with ExitStack() as stack:

        @cache
        def opened(path: Path) -> Pack:
            return stack.enter_context(Pack(path))

        for kind in task.kinds:
            path = task.stage / kind / f"{task.bucket.number:04x}.zip"
            write_pack(path, (_reports if kind == PACKS else _sources)(task.bucket, opened))
            path.rename(path.with_stem(f"{path.stem}-{file_hash(path)[:_HASH]}"))


def _sources(bucket: Bucket, opened: Callable[[Path], Pack]) -> Iterator[tuple[str, bytes]]:
    for name, path in sorted(bucket.sources.items()):
        yield name, opened(path).packed(name)


def _reports(bucket: Bucket, opened: Callable[[Path], Pack]) -> Iterator[tuple[str, bytes]]:
    """The members of a pack of reports: each text's extraction, each report's graph and decisions, and the index of all results."""
    entries = []
    entries_of = cache(lambda path: {entry["id"]: entry for entry in read_index(opened(path))["reports"]})
    for report_id, group in groupby((shard for shard in bucket.shards if shard.result.kept), key=lambda shard: shard.result.unit.id):
        shard = max(group, key=lambda shard: shard.result.has_graph)
        pack = opened(shard.pack)
        yield extraction_member(report_id), pack.packed(extraction_member(report_id))
        if shard.result.has_graph:
            for member in (quads_member(report_id), decisions_member(report_id)):
                yield member, pack.packed(member)
            entries.append(entries_of(shard.pack)[report_id])
    results = [shard.result.to_dict() for shard in bucket.shards]
    yield INDEX, gzipped(json.dumps({"reports": entries, "results": results}, default=fields_of, sort_keys=True).encode())


def _told(shard: Shard, *, has_graph: bool) -> Shard:
    return shard if shard.result.has_graph == has_graph else replace(shard, result=replace(shard.result, has_graph=has_graph))


def _order(shard: Shard) -> tuple[str, str]:
    return shard.result.unit.id, shard.result.key
