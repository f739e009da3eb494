"""The client of programs that do something else while they wait."""

from collections.abc import AsyncIterator
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack, cast

import httpx2

from kg.client.items import Filters, PageContent
from kg.client.lists import List, content_of, path_of

__all__ = ["AsyncClient"]

_Item = TypeVar("_Item")
_LARGE = 1000  # items of a page of a list that is read to its end


class AsyncClient:
    """A client of the service at an address, as :class:`kg.client.Client` is."""

    def __init__(self, address: str, *, timeout: float = 60.0) -> None:
        self._http = httpx2.AsyncClient(base_url=address, timeout=timeout, headers={"Accept": "application/json"})

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def page(self, listed: List[_Item], *, cursor: str | None = None, **filters: Unpack[Filters]) -> PageContent[_Item]:
        """A page of a list such as :data:`kg.client.ADOPTIONS`, with how much is found, of how much that is held.

        Raises:
            ServiceError: the service does not give it.
            httpx2.TransportError: it does not answer.
        """
        given: dict[str, Any] = {**filters, **({"cursor": cursor} if cursor else {})}
        return cast("PageContent[_Item]", content_of(await self._http.get(listed.path, params=given or None)))

    async def items(self, listed: List[_Item], **filters: Unpack[Filters]) -> AsyncIterator[_Item]:
        """All items of a list, asked for page by page as they are read; ``limit`` is the size of the pages.

        Raises:
            ServiceError: the service does not give them.
            httpx2.TransportError: it does not answer.
        """
        wanted: Filters = {"limit": _LARGE, **filters}
        cursor: str | None = None
        while True:
            page = await self.page(listed, cursor=cursor, **wanted)
            for item in page["items"]:
                yield item
            if (cursor := page["next"]) is None:
                return

    async def get(self, *parts: str, **parameters: str | float) -> Any:
        """What the service tells at a path of parts, such as ``get("bureaus", "620300/transport", "timeline")``.

        Raises:
            ServiceError: it tells nothing.
            httpx2.TransportError: it does not answer.
        """
        return content_of(await self._http.get(path_of(*parts), params=parameters or None))
