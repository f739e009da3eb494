"""``kg demo``: the whole way of the data, on the five reports that travel with the code."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from kg.cli.build import print_summary
from kg.cli.places import cache_folder
from kg.cli.serve import serve as serve_release
from kg.cli.wording import counted
from kg.errors import ReleaseError
from kg.resources import seeds_folder
from kg.settings import load_settings

if TYPE_CHECKING:
    from kg.build import Built

__all__ = ["demo"]


def demo(
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Where the release is kept; by default build/demo here, or a cache folder.", show_default=False),
    ] = None,
    *,
    serve: Annotated[bool, typer.Option(help="Serve the API until Ctrl-C, or stop after the answer.")] = True,
    port: Annotated[int, typer.Option(help="The port to serve at.", min=0, max=65535)] = 8000,
) -> None:
    """Build the graph of five real reports, ask it a question, and serve it."""
    from kg.build import build

    release = out or _usual_folder()
    typer.echo("Reading the five reports …")
    built = build(seeds_folder() / "reports", release)
    print_summary(built)
    _verify(release)
    _ask(built)
    if serve:
        serve_release(release, port=port)


def _usual_folder() -> Path:
    """``build/demo`` under the current folder, or the same in the user's cache (XDG) where that cannot be written."""
    here = Path("build", "demo")
    nearest = next(folder for folder in (here, *here.parents) if folder.exists())
    if os.access(nearest, os.W_OK):
        return here
    return cache_folder() / "demo"


def _verify(release: Path) -> None:
    from kg.build import verify

    result = verify(release)
    if result.faults:
        raise ReleaseError(f"{release}: {counted(len(result.faults), 'fault')}; `kg verify {release}` lists them")
    typer.echo(f"Verified: {result.quotes:,} quotes stand in their sources, {result.facts:,} facts have evidence and fit the shapes")


def _ask(built: "Built") -> None:
    """Print who adopted a measure, with the quotes, and how many of those held that is."""
    from kg.query.engine import Engine
    from kg.query.library import bind
    from kg.store import Release

    engine = Engine.open(built.folder)
    question = {"measure": "double-random", "status": "adopted"}
    rows = list(engine.rows(bind("who-adopted", question, engine=engine, settings=load_settings()).text))
    table = Table(Column("bureau", no_wrap=True), "year", Column("quote", overflow="fold"), show_lines=True)
    table.title = "哪些部门推行了双随机、一公开？ Which bureaus adopted 双随机、一公开?"
    for row in rows:
        table.add_row(row["bureau"], row["year"], row["quote"])
    Console(markup=False, highlight=False).print("", table, sep="\n")
    answering = {row["bureau"] for row in rows} - {None}
    bureaus = [entry.bureau for entry in Release(built.folder, built.manifest).reports()]
    held = {*bureaus} - {None}
    nameless = bureaus.count(None)
    typer.echo(f"{len(answering)} of the {len(held)} bureaus whose reports are held; reports that name no bureau: {nameless}")
