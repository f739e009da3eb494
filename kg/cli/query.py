"""``kg query``."""

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli.wording import counted
from kg.errors import UnknownNameError
from kg.settings import Settings, load_settings

if TYPE_CHECKING:
    from kg.query.guard import Query
    from kg.query.results import Answer

__all__ = ["print_answer", "query"]

_Release = Annotated[Path, typer.Option("--release", help="The folder of releases, or one release in it.")]


def query(
    sparql: Annotated[str | None, typer.Argument(metavar="[SPARQL]", help="The query, or - to read it from standard input.")] = None,
    release: _Release = Path("release"),
    name: Annotated[str | None, typer.Option("--name", help="Ask a query of the library; --list shows them.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A parameter of the named query.")] = None,
    output: Annotated[
        str, typer.Option("--format", help="table, or json, xml, csv, tsv; for triples turtle, ntriples, nquads, trig, jsonld, rdfxml.")
    ] = "table",
    *,
    list_queries: Annotated[bool, typer.Option("--list", help="List the queries of the library.")] = False,
) -> None:
    """Ask a release: a SPARQL query, or one of the library by its name.

    Prefixes such as gm:, measure: and skos: need no declaration. An answer that is cut says so on stderr.
    """
    from kg.query.engine import Engine
    from kg.query.guard import guard
    from kg.query.library import bind
    from kg.query.release import settings_of
    from kg.store import resolve

    if list_queries:
        _print_library()
        return
    if (sparql is None) == (name is None):
        raise typer.BadParameter("give a SPARQL query or --name, one of the two")
    folder = resolve(release)
    settings = settings_of(folder, load_settings())
    if name is not None:
        asked = bind(name, _values(param or ()), engine=Engine.open(folder), settings=settings)
    else:
        asked = guard(sys.stdin.read() if sparql == "-" else str(sparql), settings)
    print_answer(asked, output, folder, settings)


def print_answer(asked: "Query", output: str, release: Path, settings: Settings) -> None:
    """Answer a query on stdout in the named format; rows by default as a table, triples as Turtle.

    Raises:
        UnknownNameError: the format is none of the query's form.
        QueryError: there is no answer.
    """
    from kg.query.guard import Form
    from kg.query.results import formats
    from kg.query.terms import unknown_terms
    from kg.query.workers import run_alone

    offered = formats(asked.form)
    wire = next(iter(offered)) if output == "table" else output
    if wire not in offered:
        raise UnknownNameError("format", output, f"for {asked.form.value.upper()} there are {', '.join(('table', *offered))}")
    as_table = output == "table" and asked.form is Form.SELECT
    answer = run_alone(release, settings, asked, "csv" if as_table else wire)
    if as_table:
        _print_table(answer)
    elif output == "table" and asked.form is Form.ASK:
        typer.echo("yes" if json.loads(answer.body)["boolean"] else "no")
    else:
        sys.stdout.buffer.write(answer.body)
        sys.stdout.buffer.flush()
    for term, nearest in unknown_terms(asked.text).items():
        typer.echo(f"the ontology has no {term}{f'; the nearest is {nearest}' if nearest else ''}", err=True)
    if answer.truncated:
        typer.echo(f"truncated: only the first {answer.size:,} shown", err=True)


def _print_table(answer: "Answer") -> None:
    header, *rows = csv.reader(io.StringIO(answer.body.decode(), newline=""))
    table = Table()
    for column in header:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row or [""] * len(header)))  # an empty line is a row whose one cell is empty
    Console(markup=False, highlight=False).print(table)
    typer.echo(counted(len(rows), "row"))


def _print_library() -> None:
    from kg.query.library import library

    for named in library().values():
        typer.echo(f"{named.name}: {named.title_en} · {named.title_zh}")
        for parameter in named.parameters:
            typer.echo(f"    {parameter.name}{' (optional)' if parameter.optional else ''}: {parameter.description}")


def _values(parameters: Iterable[str]) -> dict[str, str]:
    """The values of the parameters of a named query.

    Raises:
        UnknownNameError: a parameter is not written as one.
        typer.BadParameter: a parameter stands twice.
    """
    given = [_parameter(text) for text in parameters]
    if twice := next((key for key, count in Counter(key for key, _ in given).items() if count > 1), None):
        raise typer.BadParameter(f"--param {twice} stands twice")
    return dict(given)


def _parameter(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise UnknownNameError("parameter", text, "write it as NAME=VALUE")
    return key, value
