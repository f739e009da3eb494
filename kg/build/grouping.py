"""The reports among the units: re-posts of one text are one report with several sources."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.build.differences import other_figures
from kg.build.duplicates import group
from kg.build.shards import Shard, texts
from kg.build.sidecar import Sidecar
from kg.build.units import Unit
from kg.store.manifest import KeptFile

__all__ = ["reports_of"]

_SHOWN = 100  # characters of a sentence


def reports_of(shards: Iterable[Shard], table: Sidecar) -> dict[str, Unit]:
    """The unit that each report is made of, by its id.

    Of re-posts that is the one that is quoted, with the others beside it, and what the table says of all their files: the
    longest, unless its characters were recognised on scans. Others whose figures differ have a remark that says so.
    """
    posted = {shard.result.item.key: shard for shard in shards if shard.result.item}
    found = {key: shard.result.unit for key, shard in posted.items()}
    items = (shard.result.item for shard in posted.values())
    with texts() as text:
        for keys in group((item for item in items if item), lambda key: text(posted[key])):
            first, *others = sorted(keys, key=lambda key: _rank(posted[key]))
            for key in others:
                del found[key]
            kept = (_remarked(posted[first], posted[key], text) for key in others)
            found[first] = _with_reposts(found[first], kept, table)
    return found


def _rank(shard: Shard) -> tuple[bool, int, str]:
    kept = shard.result.kept
    return bool(kept and kept.remarks), -shard.result.length, shard.result.unit.id


def _with_reposts(unit: Unit, kept: Iterable[KeptFile], table: Sidecar) -> Unit:
    reposts = tuple(sorted(kept, key=lambda other: other.file.names))
    known, conflicts = table.merged([*unit.names, *(name for other in reposts for name in other.file.names)])
    return replace(unit, known=known, conflicts=conflicts, reposts=reposts)


def _remarked(quoted: Shard, repost: Shard, text: Callable[[Shard], str]) -> KeptFile:
    """The file of a re-post, with a remark if its figures are other than those of the text that is quoted."""
    kept, item, own = repost.result.kept, repost.result.item, quoted.result.item
    assert kept is not None
    assert item is not None
    assert own is not None
    found = () if item.has_letters_of(own) else other_figures(text(repost), text(quoted))
    if not found:
        return kept
    first, name = found[0], quoted.result.unit.names[0]
    sentence = first.sentence if len(first.sentence) <= _SHOWN else f"{first.sentence[: _SHOWN - 1]}…"
    remark = f"figures other than in {name}, which is quoted: {len(found)}, first {first.here}, there {first.there} (“{sentence}”)"
    return replace(kept, remarks=(*kept.remarks, remark))
