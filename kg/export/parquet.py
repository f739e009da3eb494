"""The tables as Parquet, with typed columns."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.export.rows import Cell, Row, read_rows
from kg.export.tables import Column, Table, load_tables

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["write_parquet"]

_GROUP = 20_000  # rows that are written at a time
_VALUES: Mapping[str, Callable[[str], object]] = {
    "boolean": lambda text: text == "true",
    "date": date.fromisoformat,
    "decimal": float,
    "gYear": int,
    "integer": int,
}


def write_parquet(release: Path, out: Path) -> Mapping[str, int]:
    """Write a folder with a file ``TABLE.parquet`` for each table; decimals are doubles, years integers, columns of many lists.

    Raises:
        KgError: pyarrow is not installed.
    """
    try:
        from pyarrow.parquet import ParquetWriter
    except ModuleNotFoundError as error:
        raise KgError("Parquet needs pyarrow, which the extra governance-kg[parquet] installs") from error
    tables = load_tables()
    out.mkdir()
    runs = out.with_name(f"{out.name}.runs")
    runs.mkdir()
    counts = dict.fromkeys((table.name for table in tables), 0)
    waiting: dict[str, list[Row]] = defaultdict(list)
    with ExitStack() as stack:
        writers = {
            table.name: stack.enter_context(ParquetWriter(out / f"{table.name}.parquet", _schema(table), compression="zstd"))
            for table in tables
        }
        for table, rows in read_rows(release, tables, runs):
            counts[table.name] += len(rows)
            waiting[table.name] += rows
            if len(waiting[table.name]) >= _GROUP:
                writers[table.name].write_table(_arrow(table, waiting.pop(table.name)))
        for table in tables:
            writers[table.name].write_table(_arrow(table, waiting[table.name]))
    return counts


def _schema(table: Table) -> "pa.Schema":
    import pyarrow as pa

    types = {"boolean": pa.bool_(), "date": pa.date32(), "decimal": pa.float64(), "gYear": pa.int16(), "integer": pa.int64()}
    fields = []
    for column in table.columns:
        value = types.get(column.datatype, pa.string())
        titles = {"zh": column.zh, "en": column.en}
        fields.append(pa.field(column.name, pa.list_(value) if column.many else value, not column.required, titles))
    return pa.schema(fields, {"zh": table.zh, "en": table.en})


def _arrow(table: Table, rows: list[Row]) -> "pa.Table":
    import pyarrow as pa

    columns = [[_typed(row[number], column) for row in rows] for number, column in enumerate(table.columns)]
    return pa.table(columns, schema=_schema(table))


def _typed(cell: Cell, column: Column) -> object:
    value = _VALUES.get(column.datatype, str)
    return [value(text) for text in cell] if isinstance(cell, tuple) else cell and value(cell)
