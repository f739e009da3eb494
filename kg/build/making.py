"""What is made of units: taken from where it lies, or made now."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from kg.build.process import Batch, process
from kg.build.processes import Processes
from kg.build.recipe import Recipe, holds
from kg.build.shards import Shard, shards_of_batch
from kg.build.units import Unit
from kg.errors import KgError

__all__ = ["Makers", "Making", "makers"]

_BATCH = 32  # units

Makers = Callable[[Sequence[Batch]], Iterator[Path]]


def makers(processes: Processes, *, cluster: str | None, shared: str | None) -> Makers:
    """Who makes batches: processes of this machine, or the workers of a cluster (see :func:`kg.build.cluster.on_cluster`).

    Raises:
        KgError: what talks to clusters is not installed.
    """
    if cluster is None:
        return partial(processes.each, process)
    try:
        from kg.build.cluster import on_cluster
    except ModuleNotFoundError as error:
        raise KgError("a cluster needs Dask, which the extra governance-kg[cluster] installs") from error
    return partial(on_cluster, address=cluster, shared=shared)


class Making:
    """The shards that there are, and the way to those that there are not."""

    def __init__(self, recipe: Recipe, work: Path, makers: Makers) -> None:
        """Have shards made by a recipe, and keep them in a work folder until there is a release of them."""
        self._recipe = recipe
        self._work = work
        self._makers = makers
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

    def make(self, units: Sequence[Unit], paths: Mapping[str, Path]) -> Generator[Shard, None, None]:
        """Make the shards of units, of whose hashes these are the files, and tell of each.

        Raises:
            KgError: a process was killed, or the cluster cannot be used.
            OSError: a shard cannot be written.
        """
        groups = (units[start : start + _BATCH] for start in range(0, len(units), _BATCH))
        batches = [Batch(self._recipe, self._work, tuple((unit, paths[unit.sha256]) for unit in group)) for group in groups]
        for batch in self._makers(batches):
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
