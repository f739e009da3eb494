"""What the rest of the program asks of a store, be it here or on a server elsewhere."""

from collections.abc import Iterator
from typing import Protocol

from kg.query.engine import Row
from kg.query.guard import Query
from kg.query.results import Answer

__all__ = ["Runner", "Source"]


class Source(Protocol):
    """What the queries of the library are asked of."""

    def rows(self, text: str) -> Iterator[Row]:
        """The rows of a SELECT query of our own, as strings by variable; unbound variables are None."""


class Runner(Protocol):
    """What the guarded queries of strangers are run by."""

    @property
    def is_ready(self) -> bool:
        """Whether there is anything to run them now."""

    async def run_async(self, query: Query, format_name: str, seconds: float | None = None) -> Answer:
        """Answer a query within ``seconds``, at most and by default those of the settings.

        Raises:
            QueryError: there is no answer.
        """
