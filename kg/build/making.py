"""What is made of units: taken from where it lies, or made now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from kg.build.process import Batch, process
from kg.build.processes import each
from kg.build.recipe import Recipe, holds
from kg.build.shards import Shard, shards_of_batch
from kg.build.units import Unit

__all__ = ["Making"]

_BATCH = 32  # units


class Making:
    """The shards that there are, and the way to those that there are not."""

    def __init__(self, recipe: Recipe, work: Path, jobs: int) -> None:
        """Make shards by a recipe, in so many processes, and keep them in a work folder until there is a release of them."""
        self._recipe = recipe
        self._work = work
        self._jobs = jobs
        self._shards: dict[str, Shard] = {}
        self._key = cache(lambda unit: unit.key(recipe.digest))

    def take(self, shards: Iterable[Shard]) -> None:
        """Take shards that were made earlier, unless they were made under other circumstances."""
        for shard in shards:
            if holds(shard.result.circumstances, self._recipe.settings):
                self._add(shard)

    def missing(self, units: Iterable[Unit], *, graphs: bool) -> list[Unit]:
        """The units of which nothing has been made, or, if ``graphs``, no graph that there still is; those of like hashes together."""
        missing = [unit for unit in units if not self._has(unit, graphs=graphs)]
        return sorted(missing, key=lambda unit: unit.sha256)

    def make(self, units: Sequence[Unit], paths: Mapping[str, Path]) -> Iterator[Shard]:
        """Make the shards of units, of whose hashes these are the files, and tell of each.

        Raises:
            KgError: a process was killed.
            OSError: a shard cannot be written.
        """
        groups = (units[start : start + _BATCH] for start in range(0, len(units), _BATCH))
        batches = [Batch(self._recipe, self._work, tuple((unit, paths[unit.sha256]) for unit in group)) for group in groups]
        for batch in each(process, batches, settings=self._recipe.settings, jobs=self._jobs):
            for shard in shards_of_batch(batch):
                self._add(shard)
                yield shard

    def __getitem__(self, unit: Unit) -> Shard:
        """The shard of a unit of which one has been made."""
        return self._shards[self._key(unit)]

    def _has(self, unit: Unit, *, graphs: bool) -> bool:
        shard = self._shards.get(self._key(unit))
        return shard is not None and (shard.result.has_graph or shard.result.reason is not None or not graphs)

    def _add(self, shard: Shard) -> None:
        known = self._shards.get(shard.result.key)
        if known is None or shard.result.has_graph:
            self._shards[shard.result.key] = shard
