"""The server of the tools."""

from collections.abc import Callable
from functools import wraps
from inspect import getmembers, ismethod
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

import kg
from api.facts import Facts
from api.problems import ProblemError
from kg.errors import KgError
from kg.index import Index
from kg.mcp.lookups import LookUps
from kg.store.release import read_manifest, resolve

__all__ = ["make_server"]

_INSTRUCTIONS = """
What Chinese bureaus say in their yearly reports on law-based government (法治政府建设情况报告). Answer with the quote, the bureau, the year
and the IRI of each statement. `held` says how many reports could have said it: the silence of a report is not "no", and a bureau of
which no report is held says nothing. `next` is the cursor of the next page.
"""


def make_server(release: Path) -> MCPServer:
    """A server of the look-ups in the release that a folder has now.

    Raises:
        ReleaseError: there is none with an index.
    """
    folder = resolve(release)
    lookups = LookUps(Facts(Index.of_release(folder), read_manifest(folder).release_id, folder))
    server = MCPServer("governance-measures", version=kg.__version__, instructions=_INSTRUCTIONS)
    for name, tool in getmembers(lookups, ismethod):
        if not name.startswith("_"):
            server.add_tool(_explaining(tool), annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False))
    return server


def _explaining(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The tool, whose errors tell the assistant what it may have meant."""

    @wraps(tool)
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return tool(*arguments, **named)
        except (KgError, ProblemError) as error:
            raise ToolError(str(error)) from error

    return call
