"""The concepts as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from kg.errors import UnknownNameError
from kg.vocabulary.units import Unit

__all__ = ["Category", "Concept", "Section", "Sector", "Topic", "Vocabulary"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the Outline for Building a Law-based Government (2021–2025), or an item of the part ``broader``."""

    id: str
    number: str
    label_zh: str
    label_en: str
    broader: str


@dataclass(frozen=True, slots=True)
class Category:
    """A field of law-based government: a top concept of the catalogue. ``outline`` is the nearest section of the outline."""

    id: str
    label_zh: str
    label_en: str
    outline: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A governance measure.

    ``broader`` is a category or another measure, ``category`` the category above it. ``aliases`` are other names of the same,
    ``spellings`` ways of writing its names, ``examples`` wordings in which reports speak of it, ``negatives`` wordings that look
    like it and are not. ``outline`` is the nearest section of the outline, empty where none is near.
    """

    id: str
    broader: str
    category: str
    label_zh: str
    label_en: str
    scope_note_zh: str
    scope_note_en: str
    examples: tuple[str, ...]
    aliases: tuple[str, ...]
    spellings: tuple[str, ...]
    negatives: tuple[str, ...]
    outline: str

    @property
    def names(self) -> frozenset[str]:
        """All that the concept is called in Chinese."""
        return frozenset((self.label_zh, *self.aliases, *self.spellings, *self.examples))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a problem is about, with ``examples`` of how reports put it."""

    id: str
    label_zh: str
    label_en: str
    scope_note_zh: str
    scope_note_en: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of work that organs are divided by."""

    id: str
    label_zh: str
    label_en: str
    scope_note_zh: str
    scope_note_en: str


_T = TypeVar("_T", Concept, Topic)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The categories, the measures, the problem topics, the units, the outline and the sectors, each in the order of its file and by id."""

    categories: Mapping[str, Category]
    concepts: Mapping[str, Concept]
    topics: Mapping[str, Topic]
    units: Mapping[str, Unit]
    outline: Mapping[str, Section]
    sectors: Mapping[str, Sector]

    def concept(self, concept_id: str) -> Concept:
        """Look a measure up; raises UnknownNameError."""
        return _get(self.concepts, "measure", concept_id)

    def named(self, name: str) -> Concept:
        """The measure with this id, label or other name; raises UnknownNameError with the nearest ones, and with what lists all."""
        names = {
            known.casefold(): concept for concept in self.concepts.values() for known in (*concept.names, concept.label_en, concept.id)
        }
        if name.casefold() in names:
            return names[name.casefold()]
        close = dict.fromkeys(names[known].id for known in get_close_matches(name.casefold(), names, n=3))
        hint = f"did you mean {' or '.join(f'{near} ({self.concepts[near].label_zh})' for near in close)}?; " if close else ""
        raise UnknownNameError("measure", name, f"{hint}`kg catalogue list` has all")

    def topic(self, topic_id: str) -> Topic:
        """Look a problem topic up; raises UnknownNameError."""
        return _get(self.topics, "problem topic", topic_id)


def _get(entries: Mapping[str, _T], kind: str, name: str) -> _T:
    if name not in entries:
        close = get_close_matches(name, entries, n=1)
        raise UnknownNameError(kind, name, f"did you mean {close[0]}?" if close else "")
    return entries[name]
