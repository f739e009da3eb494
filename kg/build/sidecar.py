"""The table that a user may give with a folder of files: what is known of each, whatever its text says."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import InputError
from kg.types import Metadata

__all__ = ["COLUMNS", "NAME", "Sidecar", "read_sidecar"]

NAME = "metadata.csv"
COLUMNS = ("file", "url", "bureau", "year", "published")

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_URL = re.compile(r"https?://[^\s<>\"{}|^`\\]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the table says of each file, by the file's name within the folder, and the line that says so."""

    path: Path
    rows: Mapping[str, tuple[int, Metadata]]

    def metadata(self, name: str) -> Metadata:
        """What is known of a file: nothing, if the table lacks it."""
        return self.rows[name][1] if name in self.rows else Metadata()

    def unused(self, names: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Line and file of the rows that are about none of these files."""
        known = set(names)
        yield from ((line, name) for name, (line, _) in self.rows.items() if name not in known)


def read_sidecar(path: Path) -> Sidecar:
    """Read a table (CSV, RFC 4180, with a line of headings), in UTF-8, UTF-16 or GB18030 as spreadsheet programs write it.

    Columns: ``file`` (the name within the folder, ``archive.zip/name`` for a member of an archive), and any of ``url``, ``bureau``,
    ``year`` (four digits) and ``published`` (YYYY-MM-DD). An empty cell says nothing.

    Raises:
        InputError: the file cannot be read, or a line is not as it should be; the message names the line.
    """
    text = _text(path)
    rows: dict[str, tuple[int, Metadata]] = {}
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = _heading(next(reader, []), path)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                name, metadata = _row(cells, heading, path, reader.line_num)
                if name in rows:
                    raise _at(path, reader.line_num, f"{name} stands in line {rows[name][0]} already")
                rows[name] = reader.line_num, metadata
    except csv.Error as error:
        raise _at(path, reader.line_num, str(error)) from error
    return Sidecar(path, rows)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, (error.strerror or "cannot be read").lower()) from error
    for encoding in ("utf-16",) if data.startswith(_UTF_16) else ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise InputError(path, "not a table in UTF-8, UTF-16 or GB18030")


def _heading(cells: list[str], path: Path) -> list[str]:
    heading = [cell.strip() for cell in cells]
    unknown = [name for name in heading if name not in COLUMNS]
    if unknown:
        raise _at(path, 1, f"unknown column {unknown[0]!r}; the columns are {', '.join(COLUMNS)}")
    if "file" not in heading or len(set(heading)) < len(heading):
        raise _at(path, 1, "the column file is missing" if "file" not in heading else "a column stands twice")
    return heading


def _row(cells: list[str], heading: list[str], path: Path, line: int) -> tuple[str, Metadata]:
    if len(cells) != len(heading):
        raise _at(path, line, f"{len(cells)} cells, but {len(heading)} columns")
    values = {name: cell.strip() for name, cell in zip(heading, cells, strict=True) if cell.strip()}
    name, year = values.get("file"), values.get("year")
    if name is None:
        raise _at(path, line, "the file is missing")
    if year and not _YEAR.fullmatch(year):
        raise _at(path, line, f"{year!r} is no year of four digits")
    if (url := values.get("url")) and not _URL.fullmatch(url):
        raise _at(path, line, f"{url!r} is no web address")
    return name, Metadata(
        bureau=values.get("bureau"),
        year=int(year) if year else None,
        published=_date(values["published"], path, line) if "published" in values else None,
        url=url,
    )


def _date(value: str, path: Path, line: int) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise _at(path, line, f"{value!r} is no date like 2024-01-31") from None


def _at(path: Path, line: int, reason: str) -> InputError:
    return InputError(path, f"line {line}: {reason}")
