"""Where a server takes queries, updates and graphs, and who we say that we are."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from netrc import NetrcParseError, netrc
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import EndpointError

__all__ = ["Addresses", "Credentials", "credentials_for"]


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a server: for queries, for updates and, where graphs are to go that way, of its graph store."""

    query: str
    update: str
    graph_store: str | None = None

    def __post_init__(self) -> None:
        """Check the addresses.

        Raises:
            EndpointError: one is no address of HTTP, or has a password in it, which would be shown with it.
        """
        for address in (self.query, self.update, *(() if self.graph_store is None else (self.graph_store,))):
            parts = urlsplit(address)
            if parts.username is not None or parts.password is not None:
                shown = f"{parts.scheme}://{parts.hostname}"
                raise EndpointError(
                    shown, "give name and password by KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD or ~/.netrc, not in the address"
                )
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise EndpointError(address, "is no address that begins with http:// or https://")


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and its password, which is never shown."""

    name: str
    password: str = field(repr=False)


def credentials_for(address: str, environ: Mapping[str, str] | None = None) -> Credentials | None:
    """The credentials of the environment, else those that ``~/.netrc`` (or the file that ``NETRC`` names) has for the host.

    Raises:
        EndpointError: the file cannot be understood.
    """
    environ = os.environ if environ is None else environ
    if name := environ.get("KG_ENDPOINT_USER"):
        return Credentials(name, environ.get("KG_ENDPOINT_PASSWORD", ""))
    path = Path(environ.get("NETRC") or Path.home() / ".netrc")
    if not path.is_file():
        return None
    try:
        found = netrc(str(path)).authenticators(urlsplit(address).hostname or "")
    except (NetrcParseError, OSError) as error:
        raise EndpointError(address, f"{path} cannot be read for its password: {type(error).__name__}") from error
    return Credentials(found[0], found[2] or "") if found else None
