"""Validation of a report's graph against ``ontology/shapes.ttl`` (SHACL Core)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import rdflib
from pyshacl import validate as run_shacl
from rdflib.namespace import RDF, SH, SKOS, XSD

from kg.graph.vocabulary import vocabulary_quads
from kg.resources import ontology_folder

__all__ = ["Fault", "validate"]

_OF_CONCEPTS = frozenset({str(RDF.type), str(SKOS.inScheme), str(SKOS.broader)})
_STRING = str(XSD.string)

_Term = rdflib.URIRef | rdflib.BNode | rdflib.Literal
_Triple = tuple[_Term, _Term, _Term]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What a graph has against the shapes.

    ``node`` is the IRI at fault, ``path`` the property as SPARQL writes paths (empty if the fault is the node's
    own), ``constraint`` the SHACL component, as ``MinCount``, and ``value`` the offending value, if one offends.
    """

    node: str
    path: str
    constraint: str
    value: str | None
    message_zh: str
    message_en: str

    def __str__(self) -> str:
        value = "" if self.value is None else f" {self.value!r}"
        return f"<{self.node}> {self.path or 'itself'}{value}: {self.message_en}"


def validate(quads: Iterable[ox.Quad]) -> list[Fault]:
    """The faults of the graph that the quads make up, sorted; none if it conforms.

    The concepts of the catalogue are known; graph names are left aside.
    """
    data = rdflib.Graph()
    data.addN((*triple, data) for triple in _concepts())
    data.addN((*_to_rdflib(quad), data) for quad in quads)
    _, results, _ = run_shacl(data, shacl_graph=_shapes(), inference="none", advanced=False, js=False, inplace=True)
    return sorted(_fault(results, result) for result in results.subjects(RDF.type, SH.ValidationResult))


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")


@cache
def _concepts() -> tuple[_Triple, ...]:
    """What the shapes ask of a concept: its type, scheme and broader concept."""
    return tuple(_to_rdflib(quad) for quad in vocabulary_quads() if quad.predicate.value in _OF_CONCEPTS)


def _to_rdflib(quad: ox.Quad) -> _Triple:
    return _term(quad.subject), _term(quad.predicate), _term(quad.object)


def _term(term: object) -> _Term:
    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal() if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        case ox.Literal() if term.datatype.value == _STRING:  # to rdflib, "a" and "a"^^xsd:string are two
            return rdflib.Literal(term.value)
        case ox.Literal():
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"{term}: no term of RDF 1.1")


def _fault(results: rdflib.Graph, result: rdflib.term.Node) -> Fault:
    messages = {
        message.language: str(message) for message in results.objects(result, SH.resultMessage) if isinstance(message, rdflib.Literal)
    }
    path, value = results.value(result, SH.resultPath), results.value(result, SH.value)
    component = str(results.value(result, SH.sourceConstraintComponent))
    return Fault(
        node=str(results.value(result, SH.focusNode)),
        path="" if path is None else _path(results, path),
        constraint=component.removeprefix(str(SH)).removesuffix("ConstraintComponent"),
        value=None if value is None else str(value),
        message_zh=messages.get("zh", ""),
        message_en=messages.get("en", ""),
    )


def _path(graph: rdflib.Graph, path: rdflib.term.Node) -> str:
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return "^" + _path(graph, inverse)
    if graph.value(path, RDF.first) is not None:
        return "/".join(_path(graph, step) for step in graph.items(path))
    return f"<{path}>"
