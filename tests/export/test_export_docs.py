"""docs/export.md is the data dictionary, and names all formats."""

import re
from pathlib import Path

import pytest
import typer

from kg.cli import app
from kg.export import FORMATS
from kg.export.tables import Column, Table, load_tables

PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")


def line(column: Column) -> str:
    kind = f"key of `{column.references}`" if column.references else " ".join(f"`{choice}`" for choice in column.choices) or column.datatype
    values = "1" if column.required and not column.many else f"{int(column.required)}..{'n' if column.many else 1}"
    return f"| `{column.name}` | {kind} | {values} | {column.zh} | {column.en} |"


@pytest.mark.parametrize("table", load_tables(), ids=lambda table: table.name)
def test_a_table_is_documented_with_all_its_columns(table: Table) -> None:
    section = PAGE.partition(f"### `{table.name}`\n")[2].partition("\n###")[0]
    assert f"{table.zh} · {table.en}. Key: {', '.join(f'`{name}`' for name in table.key)}." in section
    assert [found for found in section.splitlines() if found.startswith("| `")] == [line(column) for column in table.columns]


def test_no_other_tables_are_documented() -> None:
    assert re.findall(r"^### `(\w+)`", PAGE, flags=re.MULTILINE) == [table.name for table in load_tables()]


def test_all_formats_are_documented() -> None:
    formats = PAGE.partition("| format |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)`", formats, flags=re.MULTILINE) == list(FORMATS)


def test_the_help_names_all_formats() -> None:
    command = typer.main.get_command(app).commands["export"]  # type: ignore[attr-defined]  # a group, which Typer does not say
    (option,) = (parameter for parameter in command.params if parameter.name == "output")
    assert re.findall(r"\w+", option.help.replace(" or ", " ")) == list(FORMATS)
