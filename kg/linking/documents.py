"""The documents of the whole country that reports name most, from ``data/policies.csv``."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar, get_args

from kg.errors import InputError
from kg.linking.titles import Title, read_title
from kg.types import PolicyKind

__all__ = ["Document", "Documents", "Level", "load_documents", "normalise_number", "read_documents"]

Level = Literal["national", "provincial", "prefecture", "county", "township", "own"]
"""Of which level the body behind a document is, ``own`` for the reporting bureau."""

_COLUMNS = ("title", "numbers", "issuer", "kind", "level", "issued", "revised", "effective", "aliases", "verified")
_DATE = re.compile(r"(?:\d{4}(?:-\d\d-\d\d)?)?")
_K = TypeVar("_K", str, tuple[str, bool])
_PROVISIONAL = "暂行"
_NOT_NUMBER = re.compile(r"中华人民共和国|[令第号年]|[^\w]|_")


@dataclass(frozen=True, slots=True)
class Document:
    """A document and what is known of it; dates are of ISO 8601, empty where unknown.

    ``numbers`` are those that it was issued and revised under, ``issued`` is the date of its first version, ``revised`` that of
    the last, ``effective`` the day that the text itself names. ``verified`` says that all of it was looked up.
    """

    title: str
    numbers: tuple[str, ...]
    issuer: str
    kind: PolicyKind | None
    level: Level
    issued: str
    revised: str
    effective: str
    aliases: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Documents:
    """The table: by number, by the key of a title or alias, and by its name without the years."""

    all: tuple[Document, ...]
    by_number: Mapping[str, Document]
    by_title: Mapping[tuple[str, bool], Document]
    by_name: Mapping[str, tuple[Document, ...]]

    def titled(self, title: Title, year: int | None) -> tuple[Document, ...]:
        """The document of that title, or those that it may mean where it lacks the years or 试行, in a report of ``year``.

        A title without its years means the plan whose years the report falls in; it never means the list of one year. One without
        试行 or 暂行 means the trial version where the table has no other.
        """
        if exact := self.by_title.get((title.key, title.trial)):
            return (exact,)
        if title.trial or title.years:
            return ()
        spans = {document: read_title(document.title).years for document in self.by_name.get(title.name, ())}
        lasting = tuple(document for document, years in spans.items() if len(years) != 1)
        current = tuple(document for document in lasting if year and spans[document] and spans[document][0] <= year <= spans[document][-1])
        return current if len(current) == 1 else lasting


def normalise_number(number: str) -> str:
    """A document number as a key: 国务院令第713号 is 中华人民共和国国务院令（第713号）, 国办发[2018]118号 is 国办发〔2018〕118号."""
    return _NOT_NUMBER.sub("", unicodedata.normalize("NFKC", number))


@cache
def load_documents() -> Documents:
    """Read the table that travels with the code, once."""
    return read_documents(Path(__file__).parent / "data" / "policies.csv")


def read_documents(path: Path) -> Documents:
    """Read a table of documents.

    Raises:
        InputError: the columns are others, a field is wrong, or two documents claim one number, title or alias; with the line.
    """
    documents: list[Document] = []
    numbers: dict[str, Document] = {}
    titles: dict[tuple[str, bool], Document] = {}
    names: defaultdict[str, list[Document]] = defaultdict(list)
    for line, document in _rows(path):
        for number in document.numbers:
            _claim(path, line, numbers, normalise_number(number), document)
        for written in (document.title, *document.aliases):
            title = read_title(written)
            _claim(path, line, titles, (title.key, title.trial), document)
            for name in {title.name, title.name.replace(_PROVISIONAL, "")}:
                if document not in names[name]:
                    names[name].append(document)
        documents.append(document)
    return Documents(tuple(documents), numbers, titles, {name: tuple(named) for name, named in names.items()})


def _rows(path: Path) -> Iterator[tuple[int, Document]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, "cannot be read as UTF-8") from error
    reader = csv.DictReader(lines, strict=True)
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        raise InputError(path, f"the columns are not {', '.join(_COLUMNS)}")
    for row in reader:
        yield reader.line_num, _document(path, reader.line_num, row)


def _document(path: Path, line: int, row: dict[str, str]) -> Document:
    if len(row) != len(_COLUMNS) or None in row.values():
        raise InputError(path, f"line {line}: not {len(_COLUMNS)} fields")
    kind = next((kind for kind in get_args(PolicyKind) if kind == row["kind"]), None)
    level: Level | None = next((level for level in get_args(Level) if level == row["level"]), None)
    if level is None or level == "own":
        raise InputError(path, f"line {line}: {row['level']!r} is no level")
    wrong = {
        "title": not row["title"],
        "kind": bool(row["kind"]) and kind is None,
        "verified": row["verified"] not in {"yes", "no"},
        **{date: not _DATE.fullmatch(row[date]) for date in ("issued", "revised", "effective")},
    }
    if column := next((column for column, is_wrong in wrong.items() if is_wrong), None):
        raise InputError(path, f"line {line}: {row[column]!r} is no {column}")
    return Document(
        title=row["title"],
        numbers=_several(row["numbers"]),
        issuer=row["issuer"],
        kind=kind,
        level=level,
        issued=row["issued"],
        revised=row["revised"],
        effective=row["effective"],
        aliases=_several(row["aliases"]),
        verified=row["verified"] == "yes",
    )


def _several(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)


def _claim(path: Path, line: int, claims: dict[_K, Document], name: _K, document: Document) -> None:
    if claims.setdefault(name, document) is not document:
        raise InputError(path, f"line {line}: {document.title} and {claims[name].title} share a number, a title or an alias: {name}")
