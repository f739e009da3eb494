"""The reports among the units: re-posts of one text are one report with several sources."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.build.duplicates import group
from kg.build.shards import Shard, texts
from kg.build.sidecar import Sidecar
from kg.build.units import Unit

__all__ = ["reports_of"]


def reports_of(shards: Iterable[Shard], table: Sidecar) -> dict[str, Unit]:
    """The unit that each report is made of, by its id.

    Of re-posts that is the one that is quoted, with the others beside it, and what the table says of all their files: the
    longest, unless its characters were recognised on scans.
    """
    posted = {shard.result.item.key: shard for shard in shards if shard.result.item}
    found = {key: shard.result.unit for key, shard in posted.items()}
    items = (shard.result.item for shard in posted.values())
    with texts() as text:
        groups = group((item for item in items if item), lambda key: text(posted[key]))
    for keys in groups:
        first, *others = sorted(keys, key=lambda key: _rank(posted[key]))
        for key in others:
            del found[key]
        found[first] = _with_reposts(first, others, posted, table)
    return found


def _rank(shard: Shard) -> tuple[bool, int, str]:
    kept = shard.result.kept
    return bool(kept and kept.remarks), -shard.result.length, shard.result.unit.id


def _with_reposts(first: str, others: Iterable[str], posted: Mapping[str, Shard], table: Sidecar) -> Unit:
    kept = (posted[key].result.kept for key in others)
    reposts = tuple(sorted((other for other in kept if other), key=lambda other: other.file.names))
    unit = posted[first].result.unit
    known, conflicts = table.merged([*unit.names, *(name for other in reposts for name in other.file.names)])
    return replace(unit, known=known, conflicts=conflicts, reposts=reposts)
