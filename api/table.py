"""Items as the rows of tables: CSV (RFC 4180) and XLSX that spreadsheets open as what they are."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from tempfile import SpooledTemporaryFile
from types import NoneType
from typing import IO, Any, get_args, get_origin

from pydantic import BaseModel
from xlsxwriter import Workbook

from api.bodies import Body

__all__ = ["CSV_MEDIA_TYPE", "MOST_ROWS", "XLSX_MEDIA_TYPE", "columns_of", "csv_lines", "field_paths", "pick", "write_xlsx"]

CSV_MEDIA_TYPE = "text/csv"
XLSX_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575  # of a sheet, below its header
_BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows UTF-8
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NAMES = ("title", "text", "name", "label", "file")  # what says in a cell which thing is meant: the first that there is
_BETWEEN = "; "
_ROWS = 500  # that are written at a time
_MOST_CHARACTERS = 32_767  # of a cell of XLSX
_LONGEST_NAME = 31  # of a sheet
_NOT_OF_SHEETS = re.compile(r"[\[\]:*?/\\]")  # what their names may not have
_IN_MEMORY = 4 << 20  # bytes


@cache
def field_paths(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of items, those of fields as well, such as ``bureau`` and ``bureau.name``."""
    return tuple(path for path, _ in _fields(model, within=True))


@cache
def columns_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of items that have one value or a list: the columns of their table."""
    return tuple(path for path, inner in _fields(model, within=True) if inner is None)


def pick(item: Body, fields: Iterable[str]) -> Body:
    """An item with some of its fields only."""
    picked: Body = {}
    for path in fields:
        source: Any = item
        target = picked
        *above, last = path.split(".")
        for name in above:
            source = source[name]
            if source is None:
                target[name] = None
                break
            target = target.setdefault(name, {})
        else:
            target[last] = source[last]
    return picked


def csv_lines(columns: Sequence[str], items: Iterable[Body], *, byte_order_mark: bool) -> Iterator[str]:
    """A table in CSV, some rows at a time. A cell that a spreadsheet would run as a formula has an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(map(_column, columns))
    yield (_BYTE_ORDER_MARK if byte_order_mark else "") + out.getvalue()
    rows = (tuple(_safe(_cell(item, column)) for column in columns) for item in items)
    while some := tuple(islice(rows, _ROWS)):
        out.seek(0)
        out.truncate()
        writer.writerows(some)
        yield out.getvalue()


def write_xlsx(columns: Sequence[str], items: Iterable[Body], name: str) -> IO[bytes]:
    """A workbook of one sheet, as a file that is open at its beginning. Texts are texts, whatever they begin with."""
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # the caller reads it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as workbook:
        sheet = workbook.add_worksheet(_NOT_OF_SHEETS.sub("-", name)[:_LONGEST_NAME])
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, list(map(_column, columns)), workbook.add_format({"bold": True}))
        for number, item in enumerate(islice(items, MOST_ROWS), start=1):
            for place, column in enumerate(columns):
                if (value := _cell(item, column)) != "":
                    sheet.write(number, place, value[:_MOST_CHARACTERS] if isinstance(value, str) else value)
    file.seek(0)
    return file


def _fields(model: type[BaseModel], *, within: bool) -> Iterator[tuple[str, type[BaseModel] | None]]:
    """The fields, each with the model of its value if that is one thing of several fields."""
    for name, field in model.model_fields.items():
        inner = _model_of(field.annotation)
        yield name, inner
        if inner is not None and within:
            yield from ((f"{name}.{path}", further) for path, further in _fields(inner, within=True))


def _model_of(annotation: Any) -> type[BaseModel] | None:
    """The model of a field that has one, or none; lists are values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) is list:
        return None
    models = [found for part in get_args(annotation) if part is not NoneType and (found := _model_of(part))]
    return models[0] if models else None


def _column(path: str) -> str:
    return path.replace(".", "_")


def _cell(item: Body, path: str) -> str | float:
    value: Any = item
    for name in path.split("."):
        value = value[name]
        if value is None:
            return ""
    return _BETWEEN.join(map(_words, value)) if isinstance(value, list) else value


def _words(thing: Any) -> str:
    """A thing of a list in one cell."""
    if not isinstance(thing, dict):
        return str(thing)
    named = next((thing[name] for name in _NAMES if thing.get(name)), "")
    return named["zh"] if isinstance(named, dict) else str(named)


def _safe(value: str | float) -> str | float:
    """A cell that no spreadsheet runs as a formula (OWASP: CSV injection)."""
    runs = isinstance(value, str) and value.startswith(_FORMULA) and value != "="  # a comparator, of which nothing can be worked out
    return f"'{value}" if runs else value
