"""``kg serve``."""

import os
import socket
from contextlib import ExitStack, suppress
from functools import partial
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.places import cache_folder
from kg.cli.wording import counted
from kg.errors import AddressError
from kg.settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from kg.store.publication import Publication
    from kg.store.server import Server

__all__ = ["serve"]

_GRACE = 5  # seconds beyond the time of a query in which requests under way are answered before the end


def serve(
    release: Annotated[Path | None, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)] = None,
    endpoint: Annotated[
        str | None,
        typer.Option("--endpoint", help="Serve what `kg publish` put on the server that takes queries here.", show_default=False),
    ] = None,
    port: Annotated[int, typer.Option(help="The port to listen at.", min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen at; 0.0.0.0 for all.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="Processes that answer requests, each with its own workers for SPARQL.", min=1)] = 1,
    *,
    look_ups: Annotated[bool, typer.Option(help="With --endpoint, answer look-ups as well, for which all graphs are fetched once.")] = True,
) -> None:
    """Serve a release: the SPARQL endpoint, the REST routes and their documentation at /docs. Ctrl-C ends it.

    The release is a folder here, or with --endpoint what is published on another server; the index for its look-ups is made once and kept
    in the user's cache. Another release that becomes current in the folder is served from then on. SIGTERM ends it when all requests
    under way are answered.
    """
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from api.observation import LOGGING, METRICS_FOLDER
    from api.request_line import PatientProtocol

    settings = load_settings()
    if (release is None) == (endpoint is None):
        raise typer.BadParameter("give a folder or --endpoint, one of the two")
    with ExitStack() as opened:
        listener = opened.enter_context(_listen(host, port))
        application = _of_folder(release, settings) if release else _of_endpoint(str(endpoint), settings, look_ups=look_ups)
        config = uvicorn.Config(
            application(),
            http=PatientProtocol,
            workers=workers,
            log_config=LOGGING,
            log_level="warning",
            access_log=False,
            proxy_headers=settings.trusted_proxies != "none",
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=ceil(settings.query_timeout) + _GRACE,
        )
        address = f"http://{host}:{listener.getsockname()[1]}"
        typer.echo(f"\nServing {address} (documentation at {address}/docs) until Ctrl-C")
        if workers == 1:
            with suppress(KeyboardInterrupt):
                uvicorn.Server(config).run([listener])
        else:
            os.environ[METRICS_FOLDER] = opened.enter_context(TemporaryDirectory(prefix="kg-metrics-"))
            config.app, config.factory = application, True  # each process makes its own
            Multiprocess(config, [listener]).run()


def _of_folder(release: Path, settings: Settings) -> "Callable[[], FastAPI]":
    """What makes the application that serves a release folder."""
    from api.app import create_app

    return partial(create_app, release, settings, ahead=True)


def _of_endpoint(endpoint: str, settings: Settings, *, look_ups: bool) -> "Callable[[], FastAPI]":
    """What makes the application that serves what is now published at an endpoint, whatever is published there later.

    Raises:
        EndpointError: there is no whole release.
        OutputError: the index for its look-ups cannot be written.
    """
    from rich.console import Console
    from rich.progress import Progress

    from api.service import published_on
    from kg.publish import index_published

    console = Console(stderr=True)
    with _server(endpoint) as server, Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        publication = published_on(server, settings, with_digests=look_ups)
        if not look_ups:
            return partial(_application, endpoint, publication, None, settings)
        task = progress.add_task("reports fetched", total=None)

        def show(done: int, total: int) -> None:
            if not done:
                console.print(f"Fetching {counted(total, 'report')} for the index that look-ups need (--no-look-ups goes without) …")
            progress.update(task, completed=done, total=total)

        index = index_published(server, publication, settings.data_base, cache_folder() / "published", observer=show)
        return partial(_application, endpoint, publication, index, settings)


def _application(endpoint: str, publication: "Publication", index: Path | None, settings: Settings) -> "FastAPI":
    """The application over a connection that stays open."""
    from api.app import create_app
    from api.service import RemoteRelease

    with ExitStack() as opened:
        server = opened.enter_context(_server(endpoint, connections=settings.query_workers))
        application = create_app(RemoteRelease(server, publication, index), settings, ahead=True)
        opened.pop_all()
    return application


def _server(endpoint: str, *, connections: int = 1) -> "Server":
    from kg.store.addresses import Addresses, credentials_for
    from kg.store.server import Server

    return Server(Addresses(endpoint, endpoint), credentials_for(endpoint), connections=connections)


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        AddressError: the address cannot be had, because another program listens there, say.
    """
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise AddressError(f"{host}:{port}: {reason}; choose another address with --port and --host") from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else the body of an answer may wait 40 ms for its head's receipt
    return listener
