"""Validation of a report's graph against ``ontology/shapes.ttl`` (SHACL Core)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.graph.ntriples import Quad, iri, text
from kg.graph.shacl import Columns, Finding, Shape, read_shapes
from kg.graph.vocabulary import vocabulary_quads
from kg.iris import RDF, SKOS
from kg.resources import ontology_folder

__all__ = ["Fault", "concepts", "validate"]

_OF_CONCEPTS = frozenset({iri(RDF + "type"), iri(SKOS + "inScheme"), iri(SKOS + "broader")})


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


def validate(quads: Iterable[Quad]) -> list[Fault]:
    """The faults of the graph that the quads make up, sorted; none if it conforms.

    The concepts of the catalogue are known; graph names are left aside.
    """
    graph = Columns(quads, known=_known())
    return sorted(_fault(finding) for shape in _shapes() for finding in shape.validate(graph))


def concepts() -> Iterator[Quad]:
    """What the shapes ask of a concept: its type, scheme and broader concept."""
    return (quad for quad in vocabulary_quads() if quad[1] in _OF_CONCEPTS)


@cache
def _known() -> Columns:
    return Columns(concepts())


@cache
def _shapes() -> tuple[Shape, ...]:
    return read_shapes(ontology_folder() / "shapes.ttl")


def _fault(finding: Finding) -> Fault:
    messages = finding.shape.messages
    return Fault(
        node=text(finding.node),
        path="/".join(map(str, finding.path)),
        constraint=finding.constraint,
        value=None if finding.value is None else text(finding.value),
        message_zh=messages.get("zh", ""),
        message_en=messages.get("en", ""),
    )
