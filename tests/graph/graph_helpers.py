"""The graph of one report with the things that it speaks of."""

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, parse

from kg.graph import identity_quads, nquads, shapes, to_quads
from kg.graph import judge as pyshacl
from kg.graph.ntriples import Quad as Terms
from kg.graph.ntriples import terms
from kg.linking.decisions import decisions
from kg.linking.link import link
from kg.settings import Settings
from kg.types import Extraction, SourceText


def parsed(quads: Iterable[Terms]) -> list[Quad]:
    """Quads as the RDF library has them."""
    return [*parse(nquads(quads), format=RdfFormat.N_QUADS)]


def canonical(quads: Iterable[Quad]) -> bytes:
    """Quads of the RDF library as canonical N-Quads."""
    return nquads(map(terms, quads))


def validate(quads: Iterable[Quad]) -> list[shapes.Fault]:
    """The faults of quads that the RDF library has."""
    return shapes.validate(map(terms, quads))


def judge(quads: Iterable[Quad]) -> list[shapes.Fault]:
    """The same by pySHACL."""
    return pyshacl.judge(map(terms, quads))


def report_quads(extraction: Extraction, settings: Settings, source: SourceText | None = None) -> list[Quad]:
    """What the report itself states."""
    return parsed(to_quads(extraction, link(extraction), settings=settings, source=source))


def graph_of(extraction: Extraction, settings: Settings, source: SourceText | None = None) -> list[Quad]:
    """What the report states, and what is said of the things that it speaks of."""
    identities = parsed(identity_quads(decisions(extraction, link(extraction)), settings=settings))
    return [*report_quads(extraction, settings, source), *identities]
