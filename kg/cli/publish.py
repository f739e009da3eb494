"""``kg publish``."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from kg.cli.wording import counted

__all__ = ["publish"]


def publish(
    release: Annotated[Path, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)],
    endpoint: Annotated[str, typer.Option("--endpoint", help="Where the server takes SPARQL queries.", show_default=False)],
    update: Annotated[str | None, typer.Option("--update", help="Where it takes SPARQL updates, if elsewhere.", show_default=False)] = None,
    graph_store: Annotated[
        str | None,
        typer.Option("--graph-store", help="Where it takes whole graphs, to send them so instead of by updates.", show_default=False),
    ] = None,
    batch: Annotated[int, typer.Option("--batch", help="Quads that one update may bring.", min=1)] = 5000,
) -> None:
    """Load a release into a SPARQL 1.1 server, or bring what was loaded before up to date.

    Only graphs that differ are sent, those that left the release are removed, and graphs that kg did not put there are left alone.
    What broke off is taken up again by the same command. Name and password come from KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or
    from ~/.netrc.
    """
    from kg.publish import publish as publish_release
    from kg.store import resolve
    from kg.store.addresses import Addresses, credentials_for
    from kg.store.server import Server

    addresses = Addresses(endpoint, update or endpoint, graph_store)
    console = Console(stderr=True)
    with (
        Server(addresses, credentials_for(endpoint)) as server,
        Progress(console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("quads")
        done = publish_release(
            resolve(release), server, batch=batch, observer=lambda now, total: progress.update(task, completed=now, total=total)
        )
    typer.echo(
        f"{counted(done.loaded, 'graph')} loaded ({counted(done.quads, 'quad')}), {done.removed:,} removed, {done.unchanged:,} unchanged"
    )
