"""The tables of a release and their data dictionary, ``tables.csv`` and ``columns.csv``."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

from kg.query.prefixes import PREFIXES

__all__ = ["INVERSE", "Column", "Table", "load_tables"]

INVERSE = "^"
"""Before a property of a path that is followed from object to subject."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and what it is called in Chinese and English.

    ``about`` is what its values are taken from: the ``subject`` of the table, or, in a table of links, the ``object`` or the ``property``
    that joins the two. ``path`` leads there over the IRIs of properties, from object to subject where ``^`` stands before one, as in
    SPARQL; the empty path is the thing itself. Of texts only those in ``language`` are taken, unless it is empty. ``datatype`` is a type
    of XML Schema, ``references`` the table whose keys the values are, and ``choices`` are all values that there can be, if these are few:
    where several subjects have some, the first one holds. A column is ``required`` if each row has a value, and ``many`` if a row may
    have several.
    """

    name: str
    about: str
    path: tuple[str, ...]
    language: str
    datatype: str
    required: bool
    many: bool
    references: str
    choices: tuple[str, ...]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and what it is called in Chinese and English.

    It has a row for each thing of one of the classes ``of``, or, if there are ``links``, for each thing that one of these properties joins
    to it. ``key`` names the columns that tell the rows apart. Things of a ``shared`` table are described in several graphs; their
    rows join what all of them say.
    """

    name: str
    of: tuple[str, ...]
    links: tuple[str, ...]
    shared: bool
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    zh: str
    en: str


@cache
def load_tables() -> tuple[Table, ...]:
    """The tables, in the order of the dictionary."""
    columns = {name: tuple(map(_column, rows)) for name, rows in groupby(_read("columns.csv"), key=itemgetter("table"))}
    return tuple(
        Table(
            name=row["table"],
            of=tuple(map(_iri, row["classes"].split())),
            links=tuple(map(_iri, row["links"].split())),
            shared=row["shared"] == "yes",
            key=tuple(row["key"].split()),
            columns=columns[row["table"]],
            zh=row["zh"],
            en=row["en"],
        )
        for row in _read("tables.csv")
    )


def _column(row: Mapping[str, str]) -> Column:
    path, _, language = row["path"].partition("@")
    least, _, most = row["values"].partition("..")
    return Column(
        name=row["column"],
        about=row["about"],
        path=tuple(_iri(name) for name in path.split("/") if name),
        language=language,
        datatype=row["datatype"],
        required=least == "1",
        many=most == "n",
        references=row["references"],
        choices=tuple(row["choices"].split()),
        zh=row["zh"],
        en=row["en"],
    )


def _read(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files("kg.export").joinpath(name).read_text(encoding="utf-8").splitlines()))


def _iri(name: str) -> str:
    """The IRI of a name such as ``gm:Report``, after the ``^`` that may stand before it."""
    prefix, _, local = name.removeprefix(INVERSE).partition(":")
    return (INVERSE if name.startswith(INVERSE) else "") + PREFIXES[prefix] + local
