"""The graphs of a release, read from its files one after another."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import ReleaseError
from kg.iris import VOCABULARIES
from kg.store.release import DATA, SHARDS

__all__ = ["read_graphs", "read_parts"]

_OF_VOCABULARY = tuple(f" <{graph}> .\n".encode() for graph in VOCABULARIES)


def read_parts(release: Path) -> Iterator[bytes]:
    """The N-Quads of a concrete release folder in parts: the vocabulary, then the reports by their ids. No graph is in two parts.

    Raises:
        ReleaseError: a file cannot be read.
    """
    try:
        with (release / DATA).open("rb") as lines:
            yield b"".join(line for line in lines if line.endswith(_OF_VOCABULARY))
        for shard in sorted((release / SHARDS).glob("*.nq")):
            yield shard.read_bytes()
    except OSError as error:
        raise ReleaseError(f"{error.filename}: {(error.strerror or 'cannot be read').lower()}") from error


def read_graphs(release: Path) -> Iterator[tuple[NamedNode, list[Quad]]]:
    """Each named graph of a concrete release folder with its quads, those about one subject together; one part is in memory at a time.

    Raises:
        ReleaseError: a file cannot be read, or is no N-Quads.
    """
    for part in read_parts(release):
        graphs: dict[NamedNode, list[Quad]] = {}
        try:
            for quad in parse(part, format=RdfFormat.N_QUADS):
                assert isinstance(quad.graph_name, NamedNode)
                graphs.setdefault(quad.graph_name, []).append(quad)
        except SyntaxError as error:
            raise ReleaseError(f"{release}: its quads cannot be read: {error}; build the release again") from error
        yield from graphs.items()
