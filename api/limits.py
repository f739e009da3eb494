"""How much one client may ask at the same time."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import Depends, Request

from api.problems import ProblemError

__all__ = ["LIMITED", "ClientLimit"]

_RETRY_AFTER = 1  # seconds


class ClientLimit:
    """Lets each client have so many requests under way.

    A client is an address: that of the connection, or the one that a trusted proxy tells.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._under_way: Counter[str] = Counter()

    @asynccontextmanager
    async def counted(self, request: Request) -> AsyncIterator[None]:
        """Count a request for as long as it is answered.

        Raises:
            ProblemError: there are too many.
        """
        client = request.client.host if request.client else ""
        if self._under_way[client] >= self._most:
            detail = f"{self._most} queries of yours are under way; ask again when one of them is answered"
            raise ProblemError(HTTPStatus.TOO_MANY_REQUESTS, detail, retry_after=_RETRY_AFTER)
        self._under_way[client] += 1
        try:
            yield
        finally:
            self._under_way[client] -= 1
            if not self._under_way[client]:
                del self._under_way[client]


async def _limited(request: Request) -> AsyncIterator[None]:
    limit: ClientLimit = request.app.state.limit
    async with limit.counted(request):
        yield


LIMITED = Depends(_limited)
"""The dependency of routes whose answers may take their time: the limit of the application."""
