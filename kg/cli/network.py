"""``kg network``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.wording import counted

__all__ = ["network"]


def network(
    out: Annotated[Path, typer.Option("--out", help="The GraphML file to write.", show_default=False)],
    release: Annotated[Path, typer.Option("--release", help="The folder of releases, or one release in it.")] = Path("release"),
    status: Annotated[
        str | None, typer.Option("--status", help="adopted or planned: only such statements; without it both.", show_default=False)
    ] = None,
    *,
    only_peers: Annotated[bool, typer.Option("--peers", help="Write the network of bureaus that share measures instead.")] = False,
) -> None:
    """Write the network of bureaus and their measures as GraphML, for Gephi, Cytoscape or networkx.

    Bureaus are joined to the measures that they adopted or plan, or, with --peers, to the bureaus with which they
    share measures. Reports that name no bureau are not in it.
    """
    from kg.analysis import peers, read_network, write_graphml
    from kg.store import resolve

    graph = read_network(resolve(release), status)
    graph = peers(graph) if only_peers else graph
    write_graphml(graph, out)
    typer.echo(f"{counted(graph.number_of_nodes(), 'node')}, {counted(graph.number_of_edges(), 'edge')}: {out}")
