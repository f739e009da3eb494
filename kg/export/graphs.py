"""The graphs of a release, read from its packs one after another."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import ReleaseError
from kg.store.release import open_release

__all__ = ["read_graphs"]


def read_graphs(release: Path) -> Iterator[tuple[NamedNode, list[Quad]]]:
    """Each named graph of a concrete release folder with its quads, those about one subject together; one file or report is in memory.

    Raises:
        ReleaseError: a file cannot be read, or is no N-Quads.
    """
    for lines in open_release(release).read_quads():
        graphs: dict[NamedNode, list[Quad]] = {}
        try:
            for quad in parse(lines, format=RdfFormat.N_QUADS):
                assert isinstance(quad.graph_name, NamedNode)
                graphs.setdefault(quad.graph_name, []).append(quad)
        except SyntaxError as error:
            raise ReleaseError(f"{release}: its quads cannot be read: {error}; build the release again") from error
        yield from graphs.items()
