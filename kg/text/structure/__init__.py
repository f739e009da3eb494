"""Outline of a report: sections, items, sentences and clauses."""

from kg.text.structure.outline import outline
from kg.text.structure.types import Clause, Item, Role, Section, Sentence, Structure

__all__ = ["Clause", "Item", "Role", "Section", "Sentence", "Structure", "outline"]
