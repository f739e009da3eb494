"""What releases made of the files that they were built from, and which of two releases belong together."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.store.manifest import ReportEntry
from kg.store.packs import Pack
from kg.store.release import read_index

__all__ = ["Holding", "Packs", "Pair", "holdings", "in_step", "paired"]


class Packs:
    """The packs of a release. The one that was asked for last is open, until the end of the context."""

    def __init__(self) -> None:
        self._open: Pack | None = None

    def __getitem__(self, path: Path) -> Pack:
        """The pack in a file, opened.

        Raises:
            ReleaseError: it is missing or damaged.
        """
        if self._open is None or self._open.path != path:
            self._close()
            self._open = Pack(path)
        return self._open

    def _close(self) -> None:
        if self._open:
            self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()


@dataclass(frozen=True, slots=True)
class Holding:
    """What a release made of some bytes: a report with its ``entry``, a re-post of another, or nothing, because they are left out.

    ``known`` is what the user's table says of the files that have them.
    """

    sha256: str
    path: Path
    packs: Packs
    known: Mapping[str, object]
    entry: ReportEntry | None
    is_repost: bool

    @property
    def pack(self) -> Pack:
        """The pack that it lies in.

        Raises:
            ReleaseError: the pack is missing or damaged.
        """
        return self.packs[self.path]


Pair = tuple[Holding | None, Holding | None]
"""What the first and the second release have; None where one has nothing."""


def holdings(paths: Iterable[Path], packs: Packs) -> Iterator[Holding]:
    """What lies in some of the packs of a release, in the order of the hashes.

    Raises:
        ReleaseError: a pack is missing or damaged.
    """
    for path in paths:
        index = read_index(packs[path])
        entries = {entry.sources[0].file.sha256: entry for entry in map(ReportEntry.from_dict, index["reports"])}
        reports_last = sorted(index["results"], key=lambda result: bool(result["has_graph"]))  # with what is known of their re-posts
        results = {result["unit"]["sha256"]: result for result in reports_last}
        for sha256, result in sorted(results.items()):
            entry = entries.get(sha256)
            yield Holding(sha256, path, packs, result["unit"]["known"], entry, is_repost=entry is None and result["reason"] is None)


def in_step(before: Iterator[Holding], after: Iterator[Holding]) -> Iterator[Pair]:
    """What two releases have of the same bytes; neither is read further than to the pair that is yielded."""
    old, new = next(before, None), next(after, None)
    while old or new:
        is_old = new is None or (old is not None and old.sha256 <= new.sha256)
        is_new = old is None or (new is not None and new.sha256 <= old.sha256)
        yield (old if is_old else None), (new if is_new else None)
        old = next(before, None) if is_old else old
        new = next(after, None) if is_new else new


def paired(before: Iterable[Holding], after: Iterable[Holding]) -> list[Pair]:
    """Reports of different bytes, in the order of the packs.

    Those belong together that share a file name, and then those that are the only ones of their bureau and year.
    """
    pairs = _paired(*({holding.sha256: holding for holding in held} for held in (before, after)))
    return sorted(pairs, key=lambda pair: next(holding.sha256 for holding in reversed(pair) if holding))


def _paired(old: dict[str, Holding], new: dict[str, Holding]) -> Iterator[Pair]:
    for keys in (_names, _bureau_and_year):
        first, second = _alone(old.values(), keys), _alone(new.values(), keys)
        for key, holding in first.items():
            other = second.get(key)
            if other and holding.sha256 in old and other.sha256 in new:
                yield old.pop(holding.sha256), new.pop(other.sha256)
    yield from ((holding, None) for holding in old.values())
    yield from ((None, holding) for holding in new.values())


def _alone(held: Iterable[Holding], keys: Callable[[ReportEntry], Iterable[Hashable]]) -> dict[Hashable, Holding]:
    """The reports by keys that no other has."""
    found = [(key, holding) for holding in held if holding.entry for key in keys(holding.entry)]
    count = Counter(key for key, _ in found)
    return {key: holding for key, holding in found if count[key] == 1}


def _names(entry: ReportEntry) -> Iterator[str]:
    yield from (name for kept in entry.sources for name in kept.file.names)


def _bureau_and_year(entry: ReportEntry) -> Iterator[tuple[str, int]]:
    if entry.bureau and entry.year:
        yield entry.bureau, entry.year
