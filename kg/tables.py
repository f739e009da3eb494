"""Tables that users write, as spreadsheet programs save them."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from kg.errors import InputError

__all__ = ["at_line", "read_table"]

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_table(path: Path, columns: Collection[str], *, needed: Collection[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file (RFC 4180) with a line of headings, in UTF-8, UTF-16 or GB18030: the line of each and its cells by column.

    Empty cells and blanks around cells are left out, and so are empty rows.

    Raises:
        InputError: the file cannot be read or is no such table, a column is unknown, needed and missing, or stands twice, or a needed
            cell is empty; the message names the line.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        heading = _heading(next(reader, []), path, columns, needed)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heading):
                raise at_line(path, reader.line_num, f"{len(cells)} cells, but {len(heading)} columns")
            row = {name: cell.strip() for name, cell in zip(heading, cells, strict=True) if cell.strip()}
            if empty := next((name for name in needed if name not in row), None):
                raise at_line(path, reader.line_num, f"the {empty} is missing")
            yield reader.line_num, row
    except csv.Error as error:
        raise at_line(path, reader.line_num, str(error)) from error


def at_line(path: Path, line: int, reason: str) -> InputError:
    """What is wrong in a line of a table."""
    return InputError(path, f"line {line}: {reason}")


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, (error.strerror or "cannot be read").lower()) from error
    for encoding in ("utf-16",) if data.startswith(_UTF_16) else ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise InputError(path, "not a table in UTF-8, UTF-16 or GB18030")


def _heading(cells: list[str], path: Path, columns: Collection[str], needed: Collection[str]) -> list[str]:
    heading = [cell.strip() for cell in cells]
    unknown = [name for name in heading if name not in columns]
    if unknown:
        raise at_line(path, 1, f"unknown column {unknown[0]!r}; the columns are {', '.join(columns)}")
    if missing := next((name for name in needed if name not in heading), None):
        raise at_line(path, 1, f"the column {missing} is missing")
    if len(set(heading)) < len(heading):
        raise at_line(path, 1, "a column stands twice")
    return heading
