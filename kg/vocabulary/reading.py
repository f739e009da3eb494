"""The vocabulary from ``ontology/*.csv``, refused as a whole if it contradicts itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from kg.resources import ontology_folder
from kg.vocabulary.catalogue import Category, Concept, Section, Sector, Topic, Vocabulary
from kg.vocabulary.tables import Row, by_id, check_claims, check_cycles, read_table
from kg.vocabulary.units import check_units, parse_unit

__all__ = ["load_vocabulary", "read_vocabulary"]

_LABELS = ("id", "label_zh", "label_en")
_NOTES = ("scope_note_zh", "scope_note_en")
_COLUMNS = {
    "outline.csv": ("id", "number", "label_zh", "label_en", "broader"),
    "categories.csv": (*_LABELS, "outline"),
    "measures.csv": (*_LABELS, *_NOTES, "broader", "examples", "outline"),
    "labels.csv": ("id", "kind", "label"),
    "problems.csv": (*_LABELS, *_NOTES, "examples"),
    "sectors.csv": (*_LABELS, *_NOTES),
    "units.csv": (*_LABELS, "aliases", "quantity_kind", "base", "factor", "qudt", "scope_note"),
}
_KINDS = ("alternative", "hidden", "negative")

_Labels = Mapping[tuple[str, str], tuple[Row, ...]]  # the rows of labels.csv by id and kind


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read the tables of ``folder``.

    Raises VocabularyError, naming file, line and reason, if a table lacks a column or has an unknown one, an id is malformed,
    stands twice or names nothing, an entry has no label or two in one language, a name is claimed by two entries or both given
    to and denied an entry, a category has no measure, or broader entries form a cycle.
    """
    tables = {name: read_table(folder / name, columns) for name, columns in _COLUMNS.items()}
    outline, categories, measures, problems, units, sectors = (
        by_id(tables[name]) for name in ("outline.csv", "categories.csv", "measures.csv", "problems.csv", "units.csv", "sectors.csv")
    )
    labels = _labels(tables["labels.csv"], measures)
    _check_categories(categories, measures)
    _check_references(measures, "broader", categories.keys() | measures.keys())
    _check_references(outline, "broader", outline.keys())
    for rows in (categories, measures):
        _check_references(rows, "outline", outline.keys())
    for rows in (measures, outline):
        check_cycles(rows, "broader")
    names = {name: tuple(_names(row, labels)) for name, row in measures.items()}
    _check_negatives(labels, names)
    check_claims(claim for claims in names.values() for claim in claims)
    _check_labels((*categories.values(), *measures.values()))
    for rows in (problems, units, outline, sectors):
        _check_labels(rows.values())
    parsed = {name: parse_unit(row) for name, row in units.items()}
    check_units(parsed, units)
    return Vocabulary(
        categories={name: Category(**row.fields) for name, row in categories.items()},
        concepts={name: _concept(row, measures, labels) for name, row in measures.items()},
        topics={name: _topic(row) for name, row in problems.items()},
        units=parsed,
        outline={name: Section(**row.fields) for name, row in outline.items()},
        sectors={name: Sector(**row.fields) for name, row in sectors.items()},
    )


@cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary that travels with the code, once."""
    return read_vocabulary(ontology_folder())


def _labels(rows: Iterable[Row], measures: Mapping[str, Row]) -> _Labels:
    labels: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["id"] not in measures:
            raise row.error(f"no measure {row['id']!r}")
        if row["kind"] not in _KINDS:
            raise row.error(f"{row['kind']!r} is no kind of label: {', '.join(_KINDS)} are")
        row.one("label", "label")
        labels[row["id"], row["kind"]].append(row)
    return {key: tuple(entries) for key, entries in labels.items()}


def _check_categories(categories: Mapping[str, Row], measures: Mapping[str, Row]) -> None:
    used = {row["broader"] for row in measures.values()}
    for name, row in categories.items():
        if name in measures:
            raise measures[name].error(f"a category has the id {name}")
        if name not in used:
            raise row.error(f"no measure is in the category {name}")


def _check_references(rows: Mapping[str, Row], column: str, known: Iterable[str]) -> None:
    for row in rows.values():
        if row[column] and row[column] not in known:
            raise row.error(f"{row['id']}: {column} names {row[column]!r}, which does not exist")


def _check_negatives(labels: _Labels, names: Mapping[str, Iterable[tuple[Row, str]]]) -> None:
    for (concept, kind), rows in labels.items():
        own = {name for _, name in names[concept]}
        for row in rows:
            if kind == "negative" and row["label"] in own:
                raise row.error(f"{row['label']!r} is both a name of {concept} and denied it")


def _check_labels(rows: Iterable[Row]) -> None:
    entries = tuple(rows)
    check_claims((row, row.one("label_zh", "preferred label")) for row in entries)
    check_claims((row, row.one("label_en", "preferred label")) for row in entries)
    check_claims((row, alias) for row in entries if "aliases" in row.fields for alias in (row["label_zh"], *row.several("aliases")))


def _names(row: Row, labels: _Labels) -> Iterator[tuple[Row, str]]:
    """All that a measure is called in Chinese, with the rows that say so."""
    yield row, row["label_zh"]
    for kind in ("alternative", "hidden"):
        yield from ((label, label["label"]) for label in labels.get((row["id"], kind), ()))
    yield from ((row, example) for example in row.several("examples"))


def _topic(row: Row) -> Topic:
    labels, notes = (row["label_zh"], row["label_en"]), (row["scope_note_zh"], row["scope_note_en"])
    return Topic(row["id"], *labels, *notes, row.several("examples"))


def _concept(row: Row, measures: Mapping[str, Row], labels: _Labels) -> Concept:
    aliases, spellings, negatives = (tuple(label["label"] for label in labels.get((row["id"], kind), ())) for kind in _KINDS)
    category = row["broader"]
    while category in measures:
        category = measures[category]["broader"]
    named = {row["label_zh"], *aliases, *spellings}
    return Concept(
        id=row["id"],
        broader=row["broader"],
        category=category,
        label_zh=row["label_zh"],
        label_en=row["label_en"],
        scope_note_zh=row["scope_note_zh"],
        scope_note_en=row["scope_note_en"],
        examples=tuple(example for example in row.several("examples") if example not in named),
        aliases=aliases,
        spellings=spellings,
        negatives=negatives,
        outline=row["outline"],
    )
