"""The table that a user may give with a folder of files: what is known of each, whatever its text says."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kg.tables import at_line, read_table
from kg.types import Metadata

__all__ = ["COLUMNS", "NAME", "Sidecar", "read_sidecar"]

NAME = "metadata.csv"
COLUMNS = ("file", "url", "bureau", "year", "published")

_URL = re.compile(r"https?://[^\s<>\"{}|^`\\]+")
_DATE = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the table says of each file, by the file's name within the folder, and the line that says so; nothing without a table."""

    path: Path | None = None
    rows: Mapping[str, tuple[int, Metadata]] = field(default_factory=dict)

    def merged(self, names: Iterable[str]) -> tuple[Metadata, tuple[str, ...]]:
        """What is known of a report by the lines of all its files, the first that says something first, and where they contradict it."""
        known: dict[str, tuple[str, str | int]] = {}
        contradictions = []
        for name in names:
            _, metadata = self.rows.get(_plain(name), (0, Metadata()))
            for column in COLUMNS[2:]:
                value = getattr(metadata, column)
                if value is None:
                    continue
                first, stated = known.setdefault(column, (name, value))
                if stated != value:
                    contradictions.append(f"the table has {column} {value} for {name}, but {stated} for {first}, which is the same report")
        return Metadata(**{column: value for column, (_, value) in known.items()}), tuple(contradictions)  # type: ignore[arg-type]  # by column

    def url(self, name: str) -> str | None:
        """The web address of a file."""
        return self.rows[_plain(name)][1].url if _plain(name) in self.rows else None

    def unused(self, names: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Line of each row that is about none of these files, and why."""
        known = {_plain(name) for name in names}
        for name, (line, _) in self.rows.items():
            if name not in known:
                is_archive = any(other.startswith(f"{name}/") for other in known)
                yield line, f"{name} is an archive: name its members, {name}/…" if is_archive else f"no such file: {name}"


def _plain(name: str) -> str:
    """A name in the form that names are compared in: macOS takes accents apart."""
    return unicodedata.normalize("NFC", name)


def read_sidecar(path: Path) -> Sidecar:
    """Read a table (CSV, RFC 4180, with a line of headings), in UTF-8, UTF-16 or GB18030 as spreadsheet programs write it.

    Columns: ``file`` (the name within the folder, ``archive.zip/name`` for a member of an archive), and any of ``url``, ``bureau``,
    ``year`` (four digits) and ``published`` (2024-01-31 or 2024/1/31). An empty cell says nothing.

    Raises:
        InputError: the file cannot be read, or a line is not as it should be; the message names the line.
    """
    rows: dict[str, tuple[int, Metadata]] = {}
    for line, cells in read_table(path, COLUMNS, needed=("file",)):
        name = _plain(cells["file"])
        if name in rows:
            raise at_line(path, line, f"{name} stands in line {rows[name][0]} already")
        rows[name] = line, _metadata(cells, path, line)
    return Sidecar(path, rows)


def _metadata(cells: Mapping[str, str], path: Path, line: int) -> Metadata:
    year, url = cells.get("year"), cells.get("url")
    if year and not _YEAR.fullmatch(year):
        raise at_line(path, line, f"{year!r} is no year of four digits")
    if url and not _URL.fullmatch(url):
        raise at_line(path, line, f"{url!r} is no web address")
    return Metadata(
        bureau=cells.get("bureau"),
        year=int(year) if year else None,
        published=_date(cells["published"], path, line) if "published" in cells else None,
        url=url,
    )


def _date(value: str, path: Path, line: int) -> str:
    parts = _DATE.fullmatch(value)
    try:
        return date(*map(int, parts.groups())).isoformat() if parts else date.fromisoformat(value).isoformat()
    except ValueError:
        raise at_line(path, line, f"{value!r} is no date like 2024-01-31 or 2024/1/31") from None
