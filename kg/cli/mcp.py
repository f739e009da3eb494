"""``kg mcp``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.errors import KgError

__all__ = ["mcp"]


def mcp(release: Annotated[Path, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)]) -> None:
    """Serve the look-ups as tools of the Model Context Protocol, over standard input and output.

    An assistant that starts this program can answer with quotes and IRIs. It needs the extra `mcp`.
    """
    try:
        from kg.mcp import make_server
    except ModuleNotFoundError as error:
        raise KgError(f"kg mcp needs the package {error.name}: install governance-kg[mcp]") from error

    make_server(release).run("stdio")
