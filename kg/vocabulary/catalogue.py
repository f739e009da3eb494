"""The concepts as plain data, from ``ontology/*.csv``."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TypeVar

from kg.errors import UnknownNameError, VocabularyError
from kg.resources import ontology_folder
from kg.vocabulary.units import Unit, check_units, parse_unit

__all__ = ["Category", "Concept", "Topic", "Vocabulary", "load_vocabulary", "read_vocabulary"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Category:
    """A field of law-based government: a top concept of the catalogue."""

    id: str
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A governance measure. ``aliases`` are other names of the same, ``examples`` wordings in which reports speak of it."""

    id: str
    category: str
    label_zh: str
    label_en: str
    scope_note: str
    examples: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """All that the concept is called in Chinese."""
        return frozenset((self.label_zh, *self.aliases, *self.examples))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a problem is about."""

    id: str
    label_zh: str
    label_en: str
    scope_note: str


_T = TypeVar("_T", Category, Concept, Topic, Unit)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The categories, the measures, the problem topics and the units, each in the order of its file and by id."""

    categories: Mapping[str, Category]
    concepts: Mapping[str, Concept]
    topics: Mapping[str, Topic]
    units: Mapping[str, Unit]

    def concept(self, concept_id: str) -> Concept:
        """Look a measure up; raises UnknownNameError."""
        return _get(self.concepts, "measure", concept_id)

    def named(self, name: str) -> Concept:
        """The measure with this id, label or other name; raises UnknownNameError with the nearest ones."""
        names = {
            known.casefold(): concept for concept in self.concepts.values() for known in (*concept.names, concept.label_en, concept.id)
        }
        if name.casefold() in names:
            return names[name.casefold()]
        close = dict.fromkeys(names[known].id for known in get_close_matches(name.casefold(), names, n=3))
        hint = f"did you mean {' or '.join(f'{near} ({self.concepts[near].label_zh})' for near in close)}?" if close else ""
        raise UnknownNameError("measure", name, hint)

    def topic(self, topic_id: str) -> Topic:
        """Look a problem topic up; raises UnknownNameError."""
        return _get(self.topics, "problem topic", topic_id)


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read ``categories.csv``, ``measures.csv``, ``aliases.csv``, ``problems.csv`` and ``units.csv`` of ``folder``.

    Raises VocabularyError, naming file and entry, if a file lacks a column, an id is malformed or stands
    twice, a category, an alias's concept or a unit's base does not exist, or a name is claimed by two entries.
    """
    categories = _by_id("categories.csv", (Category(**row) for row in _rows(folder / "categories.csv", "id", "label_zh", "label_en")))
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in _rows(folder / "aliases.csv", "id", "label"):
        aliases[row["id"]].append(row["label"])
    concepts = _by_id("measures.csv", (_concept(row, aliases) for row in _measure_rows(folder)))
    topics = _by_id("problems.csv", (Topic(**row) for row in _rows(folder / "problems.csv", "id", "label_zh", "label_en", "scope_note")))
    units = _by_id("units.csv", (parse_unit(row) for row in _unit_rows(folder)))

    for concept in concepts.values():
        if concept.category not in categories:
            raise VocabularyError(f"measures.csv: {concept.id}: no category {concept.category!r}")
    for unknown in sorted(aliases.keys() - concepts.keys()):
        raise VocabularyError(f"aliases.csv: no measure {unknown!r}")
    for shared in sorted(categories.keys() & concepts.keys()):
        raise VocabularyError(f"measures.csv: {shared}: a category has this id")
    _check_names("measures.csv", [(entry.id, entry.names) for entry in concepts.values()])
    _check_labels("measures.csv", (*categories.values(), *concepts.values()))
    _check_labels("problems.csv", tuple(topics.values()))
    check_units(units)
    _check_names("units.csv", [(unit.id, unit.names) for unit in units.values()])
    _check_labels("units.csv", tuple(units.values()))
    return Vocabulary(categories, concepts, topics, units)


@cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary that travels with the code, once."""
    return read_vocabulary(ontology_folder())


def _rows(path: Path, *columns: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != columns:
            raise VocabularyError(f"{path.name}: the columns are not {', '.join(columns)}")
        rows = list(reader)
    for row in rows:
        if len(row) != len(columns) or None in row.values():
            raise VocabularyError(f"{path.name}: {row['id']}: not {len(columns)} fields")
    return rows


def _measure_rows(folder: Path) -> list[dict[str, str]]:
    return _rows(folder / "measures.csv", "id", "category", "label_zh", "label_en", "scope_note", "examples")


def _unit_rows(folder: Path) -> list[dict[str, str]]:
    columns = ("id", "label_zh", "label_en", "aliases", "quantity_kind", "base", "factor", "qudt", "scope_note")
    return _rows(folder / "units.csv", *columns)


def _concept(row: dict[str, str], aliases: Mapping[str, list[str]]) -> Concept:
    names = tuple(aliases.get(row["id"], ()))
    examples = tuple(example for example in row["examples"].split("|") if example and example not in {row["label_zh"], *names})
    return Concept(row["id"], row["category"], row["label_zh"], row["label_en"], row["scope_note"], examples, names)


def _by_id(file: str, entries: Iterable[_T]) -> dict[str, _T]:
    result: dict[str, _T] = {}
    for entry in entries:
        if not _ID.fullmatch(entry.id):
            raise VocabularyError(f"{file}: {entry.id!r} is no id: lower-case letters, digits and single hyphens are")
        if entry.id in result:
            raise VocabularyError(f"{file}: {entry.id} stands twice")
        result[entry.id] = entry
    return result


def _check_names(file: str, claims: Iterable[tuple[str, frozenset[str]]]) -> None:
    owners: dict[str, str] = {}
    for owner, names in claims:
        for name in sorted(names):
            if owners.setdefault(name, owner) != owner:
                raise VocabularyError(f"{file}: {name!r} is claimed by {owners[name]} and {owner}")


def _check_labels(file: str, entries: Sequence[Category | Concept | Topic | Unit]) -> None:
    _check_names(file, [(entry.id, frozenset((entry.label_zh,))) for entry in entries])
    _check_names(file, [(entry.id, frozenset((entry.label_en,))) for entry in entries])


def _get(entries: Mapping[str, _T], kind: str, name: str) -> _T:
    if name not in entries:
        close = get_close_matches(name, entries, n=1)
        raise UnknownNameError(kind, name, f"did you mean {close[0]}?" if close else "")
    return entries[name]
