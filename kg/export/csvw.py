"""The tables as CSV, with their dictionary as metadata of CSV on the Web (https://www.w3.org/TR/tabular-data-primer/)."""

import csv
import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.export.rows import Cell, read_rows
from kg.export.tables import Column, Table, load_tables
from kg.store.description import LICENCE, RIGHTS, TITLES
from kg.store.release import read_manifest

__all__ = ["METADATA", "write_csv"]

METADATA = "csv-metadata.json"


def write_csv(release: Path, out: Path) -> Mapping[str, int]:
    """Write a folder with a file ``TABLE.csv`` (RFC 4180, UTF-8) for each table, and ``csv-metadata.json``.

    The values of a column of many stand on lines of their own within the cell.
    """
    tables = load_tables()
    out.mkdir()
    runs = out.with_name(f"{out.name}.runs")
    runs.mkdir()
    counts = dict.fromkeys((table.name for table in tables), 0)
    with ExitStack() as stack:
        writers = {}
        for table in tables:
            file = stack.enter_context((out / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow(column.name for column in table.columns)
        for table, rows in read_rows(release, tables, runs):
            writers[table.name].writerows(map(_text, row) for row in rows)
            counts[table.name] += len(rows)
    content = json.dumps(_metadata(read_manifest(release).release_id, tables), ensure_ascii=False, indent=1)
    (out / METADATA).write_text(content + "\n", encoding="utf-8")
    return counts


def _text(cell: Cell) -> str:
    return "\n".join(cell) if isinstance(cell, tuple) else cell or ""


def _metadata(release: str, tables: tuple[Table, ...]) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:identifier": release,
        "dc:title": _in_languages(TITLES),
        "dc:license": {"@id": LICENCE},
        "dc:rights": _in_languages(RIGHTS),
        "tables": [_table(table, {other.name: other.key for other in tables}) for table in tables],
    }


def _table(table: Table, keys: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": _in_languages({"zh": table.zh, "en": table.en}),
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "columnReference": column.name,
                    "reference": {"resource": f"{column.references}.csv", "columnReference": list(keys[column.references])},
                }
                for column in table.columns
                if column.references
            ],
        },
    }


def _column(column: Column) -> dict[str, Any]:
    choices = {"base": column.datatype, "format": "|".join(column.choices)}
    return {
        "name": column.name,
        "titles": {"und": column.name, "zh": column.zh, "en": column.en},
        "datatype": choices if column.choices else column.datatype,
        "required": column.required,
        **({"separator": "\n"} if column.many else {}),
        **({"propertyUrl": column.path[-1]} if column.path else {}),
    }


def _in_languages(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]
