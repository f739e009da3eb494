"""Results and where they lie: in the batches of the work folder, or in the packs of a release."""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.build.units import Result
from kg.hashing import file_hash
from kg.store.packs import Pack
from kg.store.release import Release, extraction_member, read_index

__all__ = ["Shard", "is_undamaged", "shards_of_batch", "shards_of_packs", "texts"]

_OPEN = 256  # packs


@dataclass(frozen=True, slots=True)
class Shard:
    """A result, the pack that has its extraction, entry and graph, and the one that has its source."""

    result: Result
    pack: Path
    sources: Path


@contextmanager
def texts() -> Iterator[Callable[[Shard], str]]:
    """What gives the texts of reports, and raises a :class:`~kg.errors.ReleaseError` if a pack is damaged.

    The packs that it read last stay open: to read the table of a pack takes longer than to read one text.
    """
    packs: OrderedDict[Path, Pack] = OrderedDict()

    def text(shard: Shard) -> str:
        packs[shard.pack] = pack = packs.pop(shard.pack, None) or Pack(shard.pack)
        if len(packs) > _OPEN:
            packs.popitem(last=False)[1].close()
        found = json.loads(pack.read(extraction_member(shard.result.unit.id)))["text"]
        assert isinstance(found, str)
        return found

    try:
        yield text
    finally:
        for pack in packs.values():
            pack.close()


def shards_of_batch(batch: Path) -> Iterator[Shard]:
    """The results in a finished batch.

    Raises:
        ReleaseError: it is damaged.
    """
    with Pack(batch) as pack:
        yield from (Shard(Result.from_dict(entry), batch, batch) for entry in read_index(pack)["results"])


def shards_of_packs(pack: Path, sources: Path) -> tuple[Shard, ...]:
    """The results in a pack of reports, whose sources are in the other pack.

    Raises:
        ReleaseError: it is damaged.
    """
    with Pack(pack) as opened:
        return tuple(Shard(Result.from_dict(entry), pack, sources) for entry in read_index(opened)["results"])


def is_undamaged(release: Release, path: Path) -> bool:
    """Whether a file of a release has the hash that its manifest tells."""
    try:
        return file_hash(path) == release.manifest.files[path.relative_to(release.folder).as_posix()]
    except OSError:
        return False
