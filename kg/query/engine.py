"""One opened store, and queries on it."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import QueryRefusedError, ReleaseError
from kg.query.guard import Query
from kg.query.prefixes import PREFIXES
from kg.query.results import Answer, write
from kg.query.syntax import locate
from kg.query.tokens import tokenise
from kg.store.oxigraph import open_store
from kg.store.release import STORE

__all__ = ["Engine", "Row"]

Row = dict[str, str | None]


class Engine:
    """The store of one release, opened for reading. Nothing here stops a query: see :mod:`kg.query.workers`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, release: Path) -> "Engine":
        """Open the store of a concrete release folder.

        Raises:
            ReleaseError: there is no readable store.
        """
        return cls(open_store(release / STORE))

    def answer(self, query: Query, format_name: str, max_rows: int) -> Answer:
        """Run a guarded query; the default graph is the merge of all graphs unless the query says FROM.

        Raises:
            QuerySyntaxError: it is not SPARQL.
            QueryRefusedError: it makes a request to another host, which the sandbox of a worker prevents.
            ReleaseError: the store cannot be read.
        """
        try:
            return write(self._run(query.text), format_name, max_rows)
        except SyntaxError:
            raise locate(query.text) from None
        except OSError as error:
            if any(token.is_word("SERVICE") for token in tokenise(query.text)):
                raise QueryRefusedError("SERVICE is not run here: queries make no requests to other hosts") from error
            raise ReleaseError(f"the store could not be read: {error}") from error

    def rows(self, text: str) -> Iterator[Row]:
        """The rows of a SELECT query of our own, as strings by variable; unbound variables are None."""
        solutions = self._run(text)
        assert isinstance(solutions, QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: None if term is None else _text(term) for name, term in zip(names, solution, strict=True)}

    def says(self, subject: NamedNode, predicate: NamedNode) -> bool:
        """Whether the store says anything of the kind about a thing."""
        return next(self._store.quads_for_pattern(subject, predicate, None), None) is not None

    def _run(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        return self._store.query(text, prefixes=PREFIXES)


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
