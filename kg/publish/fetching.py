"""Named graphs from a server, none of them in part."""

from collections.abc import Iterable, Iterator
from itertools import product

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.errors import EndpointError
from kg.publish import updates
from kg.store.server import Server

__all__ = ["lines_of", "sizes_of"]

_ROWS = 20_000  # that one answer has, or so: servers cut long ones
_DIGITS = "0123456789abcdef"


def sizes_of(server: Server, graphs: Iterable[str]) -> dict[str, int]:
    """The numbers of triples in named graphs; no more graphs than a request can name.

    Raises:
        EndpointError: the server gives no answer.
    """
    graphs = tuple(graphs)
    text = f"SELECT ?graph (COUNT(*) AS ?n) {{ {updates.values(graphs)} GRAPH ?graph {{ ?s ?p ?o }} }} GROUP BY ?graph"
    return dict.fromkeys(graphs, 0) | {row["graph"]: int(row["n"]) for row in server.rows(text)}


def lines_of(server: Server, graph: str, size: int) -> bytes:
    """A named graph of so many triples as sorted lines of N-Quads.

    Raises:
        EndpointError: the server gives no answer, or another number of triples.
    """
    found = {quad for part in _parts(size) for quad in _quads(server, graph, part)}
    if len(found) != size:
        raise EndpointError(server.addresses.query, f"graph {graph}: {len(found):,} of {size:,} triples came")
    lines = serialize(found, format=RdfFormat.N_QUADS)
    assert lines is not None
    return b"".join(sorted(lines.splitlines(keepends=True)))


def _parts(size: int) -> Iterator[str]:
    """What splits a graph by its subjects: the beginnings of their hashes, so many that each part is small."""
    length = 0
    while size > _ROWS * len(_DIGITS) ** length:
        length += 1
    return map("".join, product(_DIGITS, repeat=length))


def _quads(server: Server, graph: str, part: str) -> Iterator[Quad]:
    condition = f'FILTER(STRSTARTS(MD5(STR(?s)), "{part}"))' if part else ""
    for row in server.solutions(f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} {condition} }}"):
        yield Quad(row["s"], row["p"], row["o"], NamedNode(graph))  # type: ignore[arg-type]  # a triple of RDF has these places
