"""The named graphs of a release, as they are published."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.store.release import DATA

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
    """All graphs of a concrete release folder."""
    lines: dict[str, list[str]] = defaultdict(list)
    with (release / DATA).open(encoding="utf-8") as quads:
        for quad in quads:
            triple, _, graph = quad.removesuffix("> .\n").rpartition(" <")
            lines[graph].append(f"{triple} .\n")
    for iri in sorted(lines):
        yield NamedGraph(iri, tuple(lines.pop(iri)))
