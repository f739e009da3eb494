"""The commands of ``kg``, and how an error reaches its user.

The modules of the commands import within their functions what takes long to import, so that the help comes at once
and each command waits only for what it needs.
"""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import kg
from kg.cli.audit import audit
from kg.cli.build import build, verify
from kg.cli.catalogue import catalogue
from kg.cli.decisions import decisions
from kg.cli.demo import demo
from kg.cli.diff import diff
from kg.cli.diffusion import diffusion
from kg.cli.evaluate import evaluate
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.extract import extract
from kg.cli.inspect import inspect
from kg.cli.mcp import mcp
from kg.cli.network import network
from kg.cli.peers import peers
from kg.cli.publish import publish
from kg.cli.query import query
from kg.cli.rates import rates
from kg.cli.releases import releases, rollback
from kg.cli.serve import serve
from kg.cli.train import train
from kg.cli.vocabulary import vocabulary
from kg.errors import KgError

__all__ = ["app", "main"]

_USER_ERROR = 2


class _Commands(TyperGroup):
    """Commands whose messages on wrong values are without what Pydantic puts before them."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def _kg(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """A knowledge graph of what Chinese bureaus do for law-based government.

    Their yearly reports (法治政府建设情况报告) say which measures they adopted or plan, on which policy documents, with
    which figures, together with whom, and what remains a problem. kg reads the reports, puts these facts with their
    sentences into a graph, and answers questions about it.

    Start with: kg demo
    """


_PANELS = {
    "See how it works": (demo,),
    "From reports to a graph": (inspect, extract, explain, build, decisions, verify, releases, rollback, diff),
    "Ask the graph": (query, network, export, serve, mcp, publish),
    "Analyse the reports": (audit, diffusion, peers, rates),
    "Look after the extraction": (evaluate, train, vocabulary),
}
for _panel, _functions in _PANELS.items():
    for _function in _functions:
        app.command(rich_help_panel=_panel)(_function)
app.add_typer(catalogue, name="catalogue", rich_help_panel="Look after the extraction")


def main() -> None:
    """Run the command line; a :class:`~kg.errors.KgError` becomes one line on stderr and exit status 2."""
    try:
        app(prog_name="kg")
    except KgError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(_USER_ERROR)
