"""The graphs that all reports refer to: the ontology and the schemes of measures, problem topics, units, outline and sectors."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, parse

from kg.graph.rules import all_above
from kg.iris import MEASURE, ONTOLOGY_IRI, OUTLINE, PROBLEM, SECTOR, SKOS, UNIT
from kg.resources import ontology_folder

__all__ = ["vocabulary_quads"]

_BROADER = NamedNode(SKOS + "broader")
_ALL_BROADER = NamedNode(SKOS + "broaderTransitive")
_GRAPHS = {
    "governance.ttl": ONTOLOGY_IRI,
    "measures.ttl": MEASURE,
    "problems.ttl": PROBLEM,
    "units.ttl": UNIT,
    "outline.ttl": OUTLINE,
    "sectors.ttl": SECTOR,
}


def vocabulary_quads() -> Iterator[Quad]:
    """The ontology and the concept schemes with all that is above each concept, each in the graph that bears its IRI."""
    for file, graph in _GRAPHS.items():
        name = NamedNode(graph)
        said = [Quad(quad.subject, quad.predicate, quad.object, name) for quad in parse(path=ontology_folder() / file)]
        yield from said
        yield from (Quad(concept, _ALL_BROADER, wider, name) for concept, above in all_above(said, _BROADER).items() for wider in above)
