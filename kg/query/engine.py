"""One opened store, and queries on it."""

import re
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import QueryRefusedError, ReleaseError
from kg.query.dataset import dataset_of, merged
from kg.query.guard import Query
from kg.query.prefixes import PREFIXES
from kg.query.results import Answer, write
from kg.query.syntax import locate
from kg.query.tokens import tokenise
from kg.store.oxigraph import open_store
from kg.store.release import STORE, read_manifest

__all__ = ["Engine", "Row"]

Row = dict[str, str | None]

_UNKNOWN_FUNCTION = re.compile(r"custom function (<[^>]*>)")


class Engine:
    """The store of one release, opened for reading. Nothing here stops a query: see :mod:`kg.query.workers`."""

    def __init__(self, store: Store, base: str | None = None) -> None:
        """Relative IRIs in queries stand for those under ``base``; without one they are errors."""
        self._store = store
        self._base = base

    @classmethod
    def open(cls, release: Path) -> "Engine":
        """Open the store of a concrete release folder, whose data have the base.

        Raises:
            ReleaseError: there is no readable store or manifest.
        """
        return cls(open_store(release / STORE), str(read_manifest(release).settings["data_base"]))

    def answer(self, query: Query, format_name: str, max_rows: int, max_bytes: int) -> Answer:
        """Run a guarded query; the default graph is the merge of all graphs unless the query has a dataset or says FROM.

        Raises:
            QuerySyntaxError: it is not SPARQL.
            QueryRefusedError: it makes a request to another host, which the sandbox of a worker prevents, or calls an unknown function.
            QueryFormatError: the format cannot hold the answer.
            ReleaseError: the store cannot be read.
        """
        try:
            return write(self._run(query), format_name, max_rows, max_bytes)
        except SyntaxError:
            raise locate(query.text, self._base) from None
        except RuntimeError as error:
            if function := _UNKNOWN_FUNCTION.search(str(error)):
                raise QueryRefusedError(f"the function {function[1]} is not known here") from None
            raise
        except OSError as error:
            if any(token.is_word("SERVICE") for token in tokenise(query.text)):
                raise QueryRefusedError("SERVICE is not run here: queries make no requests to other hosts") from error
            raise ReleaseError(f"the store could not be read: {error}") from error

    def rows(self, text: str) -> Iterator[Row]:
        """The rows of a SELECT query of our own, as strings by variable; unbound variables are None."""
        solutions = self._store.query(text, prefixes=PREFIXES)
        assert isinstance(solutions, QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: None if term is None else _text(term) for name, term in zip(names, solution, strict=True)}

    def _run(self, query: Query) -> QuerySolutions | QueryBoolean | QueryTriples:
        dataset = query.dataset or dataset_of(query.text)
        if dataset is None:
            return self._store.query(query.text, base_iri=self._base, prefixes=PREFIXES)
        is_merge = len(dataset.default) > 1
        return (merged(self._store, dataset) if is_merge else self._store).query(
            query.text,
            base_iri=self._base,
            prefixes=PREFIXES,
            default_graph=DefaultGraph() if is_merge else [NamedNode(iri) for iri in dataset.default],
            named_graphs=[NamedNode(iri) for iri in dataset.named],
        )


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
