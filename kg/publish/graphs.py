"""The named graphs of a release, as they are published."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.store.release import open_release

__all__ = ["NamedGraph", "read_graphs"]


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A named graph: sorted lines of N-Triples, each with its end of line."""

    iri: str
    lines: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the lines, in hexadecimal: equal graphs have equal digests."""
        return hashlib.sha256("".join(self.lines).encode()).hexdigest()


def read_graphs(release: Path) -> Iterator[NamedGraph]:
    """All graphs of a concrete release folder, one after the other.

    Raises:
        ReleaseError: it is damaged.
    """
    for piece in open_release(release).read_quads():
        lines: dict[str, list[str]] = defaultdict(list)
        for line in piece.splitlines():
            triple, _, graph = line.decode().removesuffix("> .").rpartition(" <")
            lines[graph].append(f"{triple} .\n")
        for iri in sorted(lines):
            yield NamedGraph(iri, tuple(lines.pop(iri)))
