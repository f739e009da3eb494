"""Tables in CSV whose every row knows where it stands, so that what is wrong in one can be named."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import VocabularyError

__all__ = ["Row", "by_id", "check_claims", "check_cycles", "read_table"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SEPARATOR = "|"  # between the values of a field that has several


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table ``file`` that ends on ``line``."""

    file: str
    line: int
    fields: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.fields[column]

    def several(self, column: str) -> tuple[str, ...]:
        """The values of a field that may have several."""
        return tuple(value for value in self[column].split(_SEPARATOR) if value)

    def one(self, column: str, what: str) -> str:
        """The value of a field that must have exactly one; raises VocabularyError."""
        values = self.several(column)
        if len(values) != 1:
            raise self.error(f"{self['id']} has {'two or more' if values else 'no'} {what}s: {self[column]!r}")
        return values[0]

    def error(self, reason: str) -> VocabularyError:
        """What is wrong with the row, for the caller to raise."""
        return VocabularyError(f"{self.file}, line {self.line}: {reason}")


def read_table(path: Path, columns: Iterable[str]) -> tuple[Row, ...]:
    """Read a CSV file in UTF-8 with a head; raises VocabularyError, naming file and line, unless it has exactly these columns."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            head = _head(path.name, next(reader, []), tuple(columns))
            return tuple(_row(path.name, reader.line_num, head, fields) for fields in reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(f"{path.name}: cannot be read: {error}") from error


def _head(file: str, head: list[str], columns: tuple[str, ...]) -> list[str]:
    for column in head:
        if column not in columns:
            raise VocabularyError(f"{file}, line 1: unknown column {column!r}; the columns are {', '.join(columns)}")
        if head.count(column) > 1:
            raise VocabularyError(f"{file}, line 1: the column {column!r} stands twice")
    for column in columns:
        if column not in head:
            raise VocabularyError(f"{file}, line 1: the column {column!r} is missing")
    return head


def _row(file: str, line: int, head: list[str], fields: list[str]) -> Row:
    row = Row(file, line, dict(zip(head, fields, strict=False)))
    if len(fields) != len(head):
        raise row.error(f"{len(fields)} fields instead of {len(head)}")
    return row


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """The rows by their ids, in their order; raises VocabularyError if an id is malformed or stands twice."""
    result: dict[str, Row] = {}
    for row in rows:
        name = row["id"]
        if not _ID.fullmatch(name):
            raise row.error(f"{name!r} is no id: lower-case letters, digits and single hyphens are")
        if (first := result.setdefault(name, row)) is not row:
            raise row.error(f"{name} stands twice, first in line {first.line}")
    return result


def check_claims(claims: Iterable[tuple[Row, str]]) -> None:
    """Raise VocabularyError if the rows of two ids claim one name, whatever its case."""
    owners: dict[str, Row] = {}
    for row, name in claims:
        owner = owners.setdefault(name.casefold(), row)
        if owner["id"] != row["id"]:
            raise row.error(f"{name!r} is claimed by {row['id']}, but also by {owner['id']} ({owner.file}, line {owner.line})")


def check_cycles(rows: Mapping[str, Row], broader: str) -> None:
    """Raise VocabularyError if going from a row to the one that its column ``broader`` names leads back to the row."""
    for name, row in rows.items():
        path = [name]
        while (wider := rows[path[-1]][broader]) in rows:
            if wider == name:
                raise row.error(f"a cycle: {' → '.join((*path, name))}")
            if wider in path:
                break  # a cycle that this row only leads to
            path.append(wider)
