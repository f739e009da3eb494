"""Answers to queries that are kept, like those of the other routes."""

from api.kept import Kept
from kg.query.guard import Query
from kg.query.protocols import Runner
from kg.query.repeatable import is_repeatable
from kg.query.results import Answer

__all__ = ["Remembering"]

_LARGEST = 1 << 23  # bytes of an answer


class Remembering:
    """A runner on a release that never changes: it asks another runner, and gives again what was asked for last."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._answers: Kept[tuple[Query, str], Answer] = Kept(largest=_LARGEST)

    @property
    def is_ready(self) -> bool:
        """Whether there is anything to run queries now that have not been asked."""
        return self._runner.is_ready

    async def run_async(self, query: Query, format_name: str, seconds: float | None = None) -> Answer:
        """Answer a query, as the other runner did or does within ``seconds``.

        Raises:
            QueryError: there is no answer.
        """
        key = query, format_name
        if (kept := self._answers.get(key)) is not None:
            return kept
        answer = await self._runner.run_async(query, format_name, seconds)
        if is_repeatable(query) and query.dataset is None:  # the names of graphs may be many, and few ask twice of the same
            self._answers.put(key, answer, len(query.text) + len(answer.body))
        return answer
