"""The catalogue of governance measures and the topics of problems: read from CSV, written as SKOS."""

from kg.vocabulary.catalogue import Category, Concept, Topic, Vocabulary, load_vocabulary, read_vocabulary
from kg.vocabulary.turtle import to_turtle

__all__ = ["Category", "Concept", "Topic", "Vocabulary", "load_vocabulary", "read_vocabulary", "to_turtle"]
