"""What a user knows better: the table of corrections, which wins over the program."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Literal, get_args

from kg.iris import digest
from kg.linking.bodies import describe
from kg.tables import at_line, read_table

__all__ = ["COLUMNS", "NAME", "Correction", "Corrections", "Kind", "read_corrections"]

NAME = "corrections.csv"
COLUMNS = ("kind", "name", "file", "key", "note")

Kind = Literal["bureau", "organization", "policy"]
_Subject = tuple[Kind, str, str]


@dataclass(frozen=True, slots=True)
class Correction:
    """The key that a name means, and the line of the table that says so."""

    key: str
    line: int


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections by kind, name as the report has it, and name of the file, which is empty where any file is meant."""

    path: Path | None = None
    rows: Mapping[_Subject, Correction] = field(default_factory=dict)

    def find(self, kind: Kind, name: str, file: str) -> Correction | None:
        """What the name means in the file; a line for the file goes before one for all."""
        return self.rows.get((kind, _plain(name), _plain(file))) or self.rows.get((kind, _plain(name), ""))

    def digest(self, files: Iterable[str]) -> str:
        """A hash of all corrections that may concern these files: those for them, and those for all; empty without any."""
        names = {"", *map(_plain, files)}
        told = sorted((*subject, correction.key) for subject, correction in self.rows.items() if subject[2] in names)
        return digest(*chain.from_iterable(told)) if told else ""

    def lines(self, kind: Kind, name: str, file: str) -> Iterator[int]:
        """The lines about a name in a file."""
        for subject in ((kind, _plain(name), _plain(file)), (kind, _plain(name), "")):
            if subject in self.rows:
                yield self.rows[subject].line

    def unused(self, used: Collection[int]) -> Iterator[tuple[int, str]]:
        """Line and reason of each correction but those in the lines ``used``."""
        for (kind, name, file), correction in self.rows.items():
            if correction.line not in used:
                yield correction.line, f"{file or 'no report'} {'has no' if file else 'has the'} {kind} {name}"


def read_corrections(path: Path) -> Corrections:
    """Read a table of corrections (CSV, RFC 4180, with a line of headings).

    Columns: ``kind`` (bureau, organization or policy), ``name`` as ``kg decisions`` prints it, ``key`` (what it means: a key
    that stands there, or a new one), and, if wanted, ``file`` (the one file that it holds for) and ``note`` (for the reader).

    Raises:
        InputError: the file cannot be read, a column is unknown or missing, a cell is empty or malformed, or two lines are about the
            same name; the message names the line.
    """
    rows: dict[_Subject, Correction] = {}
    for line, cells in read_table(path, COLUMNS, needed=("kind", "name", "key")):
        kind = next((kind for kind in get_args(Kind) if kind == cells["kind"]), None)
        if kind is None:
            raise at_line(path, line, f"{cells['kind']!r} is no kind; there are {', '.join(get_args(Kind))}")
        if kind != "policy":
            try:
                describe(cells["key"])
            except ValueError as error:
                raise at_line(path, line, str(error)) from None
        subject = kind, _plain(cells["name"]), _plain(cells.get("file", ""))
        if earlier := rows.get(subject):
            raise at_line(path, line, f"{cells['name']} stands in line {earlier.line} already")
        rows[subject] = Correction(cells["key"], line)
    return Corrections(path, rows)


def _plain(name: str) -> str:
    """A name in the form that names are compared in: macOS takes accents apart."""
    return unicodedata.normalize("NFC", name)
