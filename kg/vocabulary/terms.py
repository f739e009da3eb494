"""The terms of the ontology as plain data, from ``governance.ttl``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import VocabularyError
from kg.iris import GM, ONTOLOGY_IRI, OWL, RDF, RDFS, SKOS

__all__ = ["Ontology", "Term", "read_ontology"]


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or individual of the ontology, with the objects of its triples by the IRI of their predicate, in file order."""

    name: str
    objects: Mapping[str, tuple[NamedNode | Literal, ...]]

    @property
    def is_class(self) -> bool:
        """Whether the term is a class."""
        return OWL + "Class" in self.iris(RDF + "type")

    @property
    def is_individual(self) -> bool:
        """Whether the term is one of the things of a class that the ontology lists."""
        return OWL + "NamedIndividual" in self.iris(RDF + "type")

    def iris(self, predicate: str) -> tuple[str, ...]:
        """The IRIs that a predicate leads to."""
        return tuple(node.value for node in self.objects.get(predicate, ()) if isinstance(node, NamedNode))

    def texts(self, predicate: str, language: str) -> tuple[str, ...]:
        """The texts of a predicate in a language; those in none if it is empty."""
        literals = (node for node in self.objects.get(predicate, ()) if isinstance(node, Literal))
        return tuple(node.value for node in literals if (node.language or "") == language)

    def label(self, language: str) -> str:
        """The label in a language; the name where there is none."""
        return next(iter(self.texts(RDFS + "label", language)), self.name)

    def definition(self, language: str) -> str:
        """The definition in a language, empty where there is none."""
        return next(iter(self.texts(SKOS + "definition", language)), "")


@dataclass(frozen=True, slots=True)
class Ontology:
    """The ontology: what is said of it as a whole, and its terms by their names, in file order."""

    about: Term
    terms: Mapping[str, Term]


def read_ontology(path: Path) -> Ontology:
    """Read ``governance.ttl``; raises VocabularyError, with the line, if it cannot be read or is no Turtle."""
    found: dict[str, dict[str, list[NamedNode | Literal]]] = {ONTOLOGY_IRI: {}}
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    except OSError as error:
        raise VocabularyError(f"{path.name}: cannot be read: {error.strerror}") from error
    except SyntaxError as error:
        raise VocabularyError(f"{path.name}, line {error.lineno}: {error.msg}") from error
    terms = {
        iri.removeprefix(GM): Term(iri.removeprefix(GM), {predicate: tuple(values) for predicate, values in objects.items()})
        for iri, objects in found.items()
    }
    return Ontology(terms.pop(ONTOLOGY_IRI), terms)
