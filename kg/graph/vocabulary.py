"""The graphs that all reports refer to: the ontology and the schemes of measures, problem topics, units, outline and sectors."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, parse

from kg.iris import MEASURE, ONTOLOGY_IRI, OUTLINE, PROBLEM, SECTOR, UNIT
from kg.resources import ontology_folder

__all__ = ["vocabulary_quads"]

_GRAPHS = {
    "governance.ttl": ONTOLOGY_IRI,
    "measures.ttl": MEASURE,
    "problems.ttl": PROBLEM,
    "units.ttl": UNIT,
    "outline.ttl": OUTLINE,
    "sectors.ttl": SECTOR,
}


def vocabulary_quads() -> Iterator[Quad]:
    """The ontology and the concept schemes, each in the graph that bears its IRI."""
    for file, graph in _GRAPHS.items():
        for quad in parse(path=ontology_folder() / file):
            yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))
