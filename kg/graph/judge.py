"""The faults of a graph as pySHACL finds them: an independent judge of :mod:`kg.graph.shapes`, fifty times slower."""

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox
import rdflib
from pyshacl import validate as run_shacl
from rdflib.namespace import RDF, SH, XSD

from kg.graph.canonical import nquads
from kg.graph.ntriples import Quad
from kg.graph.shapes import Fault, concepts
from kg.resources import ontology_folder

__all__ = ["judge", "known", "path_of", "read_shapes"]

_Term = rdflib.URIRef | rdflib.BNode | rdflib.Literal
_Triple = tuple[_Term, _Term, _Term]


def judge(quads: Iterable[Quad]) -> list[Fault]:
    """The faults of the graph that the quads make up, sorted: what :func:`kg.graph.shapes.validate` must answer."""
    data = rdflib.Graph()
    data.addN((*triple, data) for triple in (*known(), *_parsed(quads)))
    _, results, _ = run_shacl(data, shacl_graph=read_shapes(), inference="none", advanced=False, js=False, inplace=True)
    return sorted(_fault(results, result) for result in results.objects(None, SH.result))


@cache
def read_shapes() -> rdflib.Graph:
    """The shapes as rdflib reads them."""
    return rdflib.Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")


@cache
def known() -> tuple[_Triple, ...]:
    """What the shapes ask of the concepts."""
    return tuple(_parsed(concepts()))


def _parsed(quads: Iterable[Quad]) -> Iterator[_Triple]:
    return map(_to_rdflib, ox.parse(nquads(quads), format=ox.RdfFormat.N_QUADS))


def _to_rdflib(quad: ox.Quad) -> _Triple:
    """A quad without its graph.

    Raises:
        TypeError: it has a term that RDF 1.1 lacks.
    """
    return _term(quad.subject), _term(quad.predicate), _term(quad.object)


def path_of(graph: rdflib.Graph, path: rdflib.term.Node) -> str:
    """A path as SPARQL writes it."""
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return "^" + path_of(graph, inverse)
    if graph.value(path, RDF.first) is not None:
        return "/".join(path_of(graph, step) for step in graph.items(path))
    return f"<{path}>"


def _term(term: object) -> _Term:
    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal() if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        case ox.Literal() if term.datatype.value == str(XSD.string):  # to rdflib, "a" and "a"^^xsd:string are two
            return rdflib.Literal(term.value)
        case ox.Literal():
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise TypeError(term)


def _fault(results: rdflib.Graph, result: rdflib.term.Node) -> Fault:
    messages = {
        message.language: str(message) for message in results.objects(result, SH.resultMessage) if isinstance(message, rdflib.Literal)
    }
    path, value = results.value(result, SH.resultPath), results.value(result, SH.value)
    component = str(results.value(result, SH.sourceConstraintComponent))
    return Fault(
        node=str(results.value(result, SH.focusNode)),
        path="" if path is None else path_of(results, path),
        constraint=component.removeprefix(str(SH)).removesuffix("ConstraintComponent"),
        value=None if value is None else str(value),
        message_zh=messages.get("zh", ""),
        message_en=messages.get("en", ""),
    )
