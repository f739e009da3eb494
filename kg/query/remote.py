"""Queries on a release that was published on a server elsewhere: what the engine and its workers are to a release here."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from traceback import clear_frames
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse, parse_query_results

from kg.errors import EndpointError, QueryError, QueryIncompleteError, QueryStoppedError, QuerySyntaxError
from kg.query.dataset import Dataset
from kg.query.engine import Row
from kg.query.guard import Form, Query
from kg.query.outgoing import prepare, rows_of
from kg.query.results import Answer, write
from kg.query.syntax import fault_of
from kg.settings import Settings
from kg.store.publication import Publication
from kg.store.server import Reply, Server

__all__ = ["Remote"]

_MEDIA_TYPES = {
    Form.SELECT: QueryResultsFormat.JSON.media_type,
    Form.ASK: QueryResultsFormat.JSON.media_type,
    Form.CONSTRUCT: RdfFormat.N_TRIPLES.media_type,
    Form.DESCRIBE: RdfFormat.N_TRIPLES.media_type,
}
_TELLS_ITS_LIMIT_OF_ROWS_ONLY = "Virtuoso"  # and so not when triples are made of the first rows alone


class Remote:
    """A published release. Its methods may be called from several threads."""

    def __init__(self, server: Server, publication: Publication, settings: Settings) -> None:
        self._server = server
        self._merge = publication.merge
        self._settings = settings

    @property
    def is_ready(self) -> bool:
        """Always: whether the server answers is seen when it is asked."""
        return True

    def run(self, query: Query, format_name: str, seconds: float | None = None) -> Answer:
        """Answer a guarded query within ``seconds``, at most and by default ``settings.query_timeout``.

        Raises:
            QuerySyntaxError: it is not SPARQL, or not to the server.
            QueryRefusedError: it uses what is not SPARQL.
            QueryTimeoutError: it took longer.
            QueryIncompleteError: the server gave only a part of the answer.
            QueryStoppedError: the server gave none.
        """
        limit = self._settings.query_timeout
        seconds = min(seconds or limit, limit)
        max_rows, max_bytes = self._settings.query_max_rows, self._settings.query_max_bytes
        with self._asked(query, seconds) as reply:
            if query.form is not Form.CONSTRUCT or not reply.software.startswith(_TELLS_ITS_LIMIT_OF_ROWS_ONLY):
                return write(_result(query.form, reply.body), format_name, max_rows, max_bytes, is_part=reply.row_limit is not None)
            triples = list(islice(_triples(reply.body), max_rows + 1))
        with self._asked(rows_of(query), seconds) as rows:
            return write(iter(triples), format_name, max_rows, max_bytes, is_part=rows.row_limit is not None)

    async def run_async(self, query: Query, format_name: str, seconds: float | None = None) -> Answer:
        """:meth:`run` for an event loop."""
        return await asyncio.to_thread(self.run, query, format_name, seconds)

    def rows(self, text: str) -> Iterator[Row]:
        """The rows of a SELECT query of our own, as strings by variable; unbound variables are None.

        Raises:
            QueryError: there is no answer, or only a part.
        """
        with self._asked(Query(text, Form.SELECT), self._settings.query_timeout) as reply:
            if reply.row_limit is not None:
                raise QueryIncompleteError(f"the server cuts answers at {reply.row_limit:,} rows")
            yield from _rows(_result(Form.SELECT, reply.body))

    @contextmanager
    def _asked(self, query: Query, seconds: float) -> Iterator[Reply]:
        """The reply to a query, which is to be read within the context: that of a broken one raises there."""
        outgoing = prepare(query, self._merge, self._settings.data_base)
        graphs = outgoing.dataset or Dataset((), ())
        try:
            with self._server.query(outgoing.text, _MEDIA_TYPES[query.form], seconds, default=graphs.default, named=graphs.named) as reply:
                yield reply
        except (SyntaxError, QueryError) as error:
            clear_frames(error.__traceback__)  # of pyoxigraph's results, which may not end in another thread than they began
            if isinstance(error, QuerySyntaxError):
                raise fault_of(query.text, self._settings.data_base) or error from None
            if isinstance(error, QueryError):
                raise
            raise QueryIncompleteError("the answer of the server breaks off, or is in no format that was asked for") from error
        except EndpointError as error:
            raise QueryStoppedError(f"the server does not answer: {error.reason}") from error


def _result(form: Form, body: BinaryIO) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
    if form not in {Form.SELECT, Form.ASK}:
        return _triples(body)
    result = parse_query_results(body, format=QueryResultsFormat.JSON)
    if isinstance(result, QueryBoolean) is not (form is Form.ASK):
        raise QueryStoppedError(f"the server does not answer as {form.value.upper()} is to be answered")
    return result


def _triples(body: BinaryIO) -> Iterator[Triple]:
    return (quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))


def _rows(result: QuerySolutions | QueryBoolean | Iterator[Triple]) -> Iterator[Row]:
    assert isinstance(result, QuerySolutions)
    names = [variable.value for variable in result.variables]
    for solution in result:
        yield {name: None if term is None else _text(term) for name, term in zip(names, solution, strict=True)}


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
