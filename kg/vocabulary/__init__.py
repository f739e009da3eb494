"""The catalogue of governance measures, the topics of problems and the units: read from CSV, written as SKOS."""

from kg.vocabulary.catalogue import Category, Concept, Topic, Vocabulary, load_vocabulary, read_vocabulary
from kg.vocabulary.turtle import to_turtle
from kg.vocabulary.units import Unit

__all__ = ["Category", "Concept", "Topic", "Unit", "Vocabulary", "load_vocabulary", "read_vocabulary", "to_turtle"]
