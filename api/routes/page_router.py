"""Routes of pages at the addresses of data, and the parameters that they take."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.routing import Match
from starlette.types import Scope

from api.lists import Listing
from api.negotiation import prefers_page
from api.pages.asking import check_parameters

__all__ = ["PageRouter", "takes"]


class PageRouter(APIRouter):
    """Pages whose addresses are those of data, too: who asks for a format, or likes none better than HTML, gets those."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a request is for one of the pages."""
        return super().matches(scope) if scope["type"] == "http" and _is_for_page(Request(scope)) else (Match.NONE, {})


def _is_for_page(request: Request) -> bool:
    return prefers_page(request.headers.get("accept")) and not request.query_params.get("format")


def takes(*names: str, lists: Listing | None = None, of_data: Sequence[str] = ()) -> Any:
    """The dependency of a page that takes parameters of some names, and those that narrow what it lists; all others are refused."""
    known = (*(lists.filters if lists else ()), *names)

    def check(request: Request) -> None:
        check_parameters(request, known, (*(lists.known if lists else ()), *of_data))

    return Depends(check)
