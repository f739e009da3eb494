"""``kg network``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.wording import counted

if TYPE_CHECKING:
    import networkx as nx

    from kg.analysis.networks import NetworkFormat

__all__ = ["network"]

_Kind = Literal["bureau-measure", "bureau-document", "bureaus", "measures", "bureaus-by-document", "documents"]


def network(
    out: Annotated[Path, typer.Option("--out", help="The file to write.", show_default=False)],
    release: Annotated[Path | None, typer.Argument(help="The folder of releases, or one release in it.", show_default="release")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="adopted or planned: only such statements; without it both.", show_default=False)
    ] = None,
    *,
    kind: Annotated[
        _Kind | None,
        typer.Option(
            help="Both kinds of nodes, or one: bureaus that share measures or documents, measures or documents together.",
            show_default="bureau-measure",
        ),
    ] = None,
    only_peers: Annotated[bool, typer.Option("--peers", help="The same as --kind bureaus.")] = False,
    normalisation: Annotated[
        Literal["count", "jaccard", "cosine", "newman"], typer.Option(help="What the edges of one kind of nodes weigh.")
    ] = "jaccard",
    backbone: Annotated[
        float | None,
        typer.Option(
            help="Of one kind of nodes, keep edges that are significant at this level, such as 0.05.", min=0, max=1, show_default=False
        ),
    ] = None,
    form: Annotated[
        Literal["graphml", "gexf", "json"] | None,
        typer.Option("--format", help="The format of the file; by default that of its ending.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier file.")] = False,
    by_option: Annotated[Path | None, typer.Option("--release", help="The same as RELEASE, as earlier.", show_default=False)] = None,
) -> None:
    """Write a network for Gephi, Cytoscape or networkx: bureaus with their measures or documents, or what these have in common.

    Bureaus are joined to what they adopt or plan, or act on or make; with one kind of nodes, to those that share it.
    Reports that name no bureau are not in it. The file appears when it is whole.
    """
    from kg.analysis.networks import BUREAU, DOCUMENT, MEASURE, NetworkFormat, Normalisation, projection, write_network
    from kg.export.output import writing
    from kg.store import resolve

    if release and by_option:
        raise typer.BadParameter(f"two releases are given, {release} and {by_option}: give one of them")
    if only_peers and kind not in {None, "bureaus"}:
        raise typer.BadParameter(f"--peers is --kind bureaus, and not {kind}: give one of them")
    written_as = NetworkFormat(form) if form else _format_of(out)
    chosen = "bureaus" if only_peers else kind or "bureau-measure"
    one_kind = {"bureaus": BUREAU, "bureaus-by-document": BUREAU, "measures": MEASURE, "documents": DOCUMENT}.get(chosen)
    graph = _two_mode(resolve(release or by_option or Path("release")), status, documents="document" in chosen)
    if one_kind:
        graph = projection(graph, one_kind, Normalisation(normalisation), backbone=backbone)
    elif backbone is not None:
        raise typer.BadParameter("--backbone is of networks with one kind of nodes: give --kind")
    with writing(out, force=force) as made:
        write_network(graph, made, written_as)
    typer.echo(f"{counted(graph.number_of_nodes(), 'node')}, {counted(graph.number_of_edges(), 'edge')}: {out}")


def _format_of(out: Path) -> "NetworkFormat":
    """The format that the ending of a file names; GraphML if it has none.

    Raises:
        BadParameter: the ending names none.
    """
    from kg.analysis.networks import NetworkFormat

    ending = out.suffix.removeprefix(".").lower() or NetworkFormat.GRAPHML
    if ending not in {*NetworkFormat}:
        raise typer.BadParameter(f"{out}: its ending is that of no format; end it in .graphml, .gexf or .json, or give --format")
    return NetworkFormat(ending)


def _two_mode(release: Path, status: str | None, *, documents: bool) -> "nx.Graph":
    """The network of both kinds of nodes."""
    from kg.analysis.indexed import read_panel
    from kg.analysis.networks import bureau_document_network, read_network
    from kg.index import Index
    from kg.iris import Iris

    if not documents:
        return read_network(release, status)
    if status is not None:
        raise typer.BadParameter("--status is of measures, not of documents")
    with Index.of_release(release) as index:
        return bureau_document_network(read_panel(index), Iris(index.base))
