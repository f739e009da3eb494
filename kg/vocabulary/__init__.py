"""The catalogue of measures, the topics of problems, the units, the outline and the sectors: read from CSV, written as SKOS."""

from kg.vocabulary.catalogue import Category, Concept, Section, Sector, Topic, Vocabulary
from kg.vocabulary.reading import load_vocabulary, read_vocabulary
from kg.vocabulary.turtle import to_turtle
from kg.vocabulary.units import Unit

__all__ = ["Category", "Concept", "Section", "Sector", "Topic", "Unit", "Vocabulary", "load_vocabulary", "read_vocabulary", "to_turtle"]
