"""The graphs that all reports refer to: the ontology and the schemes of measures, problem topics, units, outline and sectors."""

from collections.abc import Iterator

from pyoxigraph import parse

from kg.graph.ntriples import Quad, iri, terms
from kg.graph.rules import all_above
from kg.iris import MEASURE, ONTOLOGY_IRI, OUTLINE, PROBLEM, SECTOR, SKOS, UNIT
from kg.resources import ontology_folder

__all__ = ["vocabulary_quads"]

_BROADER = iri(SKOS + "broader")
_ALL_BROADER = iri(SKOS + "broaderTransitive")
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
        name = iri(graph)
        said = [terms(quad)[:3] for quad in parse(path=ontology_folder() / file)]
        yield from ((*triple, name) for triple in said)
        yield from ((concept, _ALL_BROADER, wider, name) for concept, above in all_above(said, _BROADER).items() for wider in above)
