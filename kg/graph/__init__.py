"""Extractions as RDF: the quads, their canonical form and the shapes that they must have."""

from kg.graph.canonical import nquads, nquads_by_subject
from kg.graph.identities import identity_quads, say_the_same
from kg.graph.quads import to_quads
from kg.graph.sources import source_quads
from kg.graph.vocabulary import vocabulary_quads

__all__ = [
    "identity_quads",
    "nquads",
    "nquads_by_subject",
    "say_the_same",
    "source_quads",
    "to_quads",
    "vocabulary_quads",
]
