"""Named graphs from a server, as they were published or not at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import EndpointError
from kg.iris import XSD
from kg.publish import updates
from kg.publish.graphs import NamedGraph
from kg.store.server import Server, Term

__all__ = ["fetch_graphs", "sizes_of"]

_ROWS = 5_000  # that one answer has, or so: fewer than servers cut answers at
_DIGITS = "0123456789abcdef"
_BOOLEAN = NamedNode(XSD + "boolean")
_CANONICAL = {Literal(form, datatype=_BOOLEAN): Literal(value, datatype=_BOOLEAN) for form, value in (("0", "false"), ("1", "true"))}


def sizes_of(server: Server, graphs: Sequence[str]) -> Mapping[str, int]:
    """The numbers of triples in named graphs, no more of these than a request can name.

    Raises:
        EndpointError: the server gives no answer.
    """
    text = f"SELECT ?graph (COUNT(*) AS ?n) {{ {updates.values(graphs)} GRAPH ?graph {{ ?s ?p ?o }} }} GROUP BY ?graph"
    return dict.fromkeys(graphs, 0) | {row["graph"]: int(row["n"]) for row in server.rows(text)}


def fetch_graphs(server: Server, digests: Mapping[str, str]) -> Iterator[NamedGraph]:
    """The named graphs with these digests (:attr:`NamedGraph.digest`) by their IRIs.

    Booleans get the form in which they were sent: Virtuoso writes them as 0 and 1.

    Raises:
        EndpointError: the server gives no whole answer, or a graph is not as it was published.
    """
    for graphs in updates.slices([*digests]):
        for iri, size in sizes_of(server, graphs).items():
            triples = {triple for part in _parts(size) for triple in _triples(server, iri, part)}
            graph = NamedGraph(iri, tuple(_lines(triples)))
            if graph.digest != digests[iri]:
                raise EndpointError(server.addresses.query, f"graph {iri} is not as it was published; publish the release again")
            yield graph


def _parts(size: int) -> Iterator[str]:
    """What splits a graph by its subjects: the beginnings of their hashes, so many that each part is small."""
    length = 0
    while size > _ROWS * len(_DIGITS) ** length:
        length += 1
    return map("".join, product(_DIGITS, repeat=length))


def _triples(server: Server, graph: str, part: str) -> Iterator[Triple]:
    condition = f'FILTER(STRSTARTS(MD5(STR(?s)), "{part}"))' if part else ""
    for row in server.solutions(f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} {condition} }}"):
        yield Triple(row["s"], row["p"], _canonical(row["o"]))  # type: ignore[arg-type]  # a triple of RDF has these places


def _canonical(term: Term) -> Term:
    return _CANONICAL.get(term, term) if isinstance(term, Literal) else term


def _lines(triples: Iterable[Triple]) -> list[str]:
    lines = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert lines is not None
    return [line.decode() for line in sorted(lines.splitlines(keepends=True))]  # bytes part at ends of lines only
