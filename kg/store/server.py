"""A SPARQL 1.1 server elsewhere: queries, updates and graphs over HTTP.

Some servers send a part of an answer as if it were the whole: Oxigraph's, when its time is over, breaks off with a sentence of
English; Virtuoso sends well-formed rows, and says only in the headers ``X-SQL-State`` (it was interrupted) and ``X-SPARQL-MaxRows``
(it reached its limit of rows) that there would be more. So rows are asked for as JSON and triples as N-Triples, which no sentence of
English continues, and the headers are looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from logging import getLogger
from time import monotonic, sleep
from types import TracebackType
from typing import Any, BinaryIO, Self

from httpx2 import BasicAuth, Client, DigestAuth, Limits, Request, Response, TimeoutException, TransportError
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, Triple, parse_query_results

from kg.errors import EndpointError, QueryIncompleteError, QueryStoppedError, QuerySyntaxError, QueryTimeoutError
from kg.store.addresses import Addresses, Credentials

__all__ = ["Reply", "Server"]

Term = NamedNode | BlankNode | Literal | Triple
"""What a variable of an answer has."""

_log = getLogger(__name__)

_ROWS = "application/sparql-results+json"
_INTERRUPTED, _MAX_ROWS = "X-SQL-State", "X-SPARQL-MaxRows"
_SHOWN = 300  # characters of what a server says
_LARGEST = 256 << 20  # bytes that an answer may have
_NOT_FOR_HERE = frozenset((400, 403, 404, 405, 415, 501))
_UPDATES_ELSEWHERE = "; if the server takes updates at another address than queries, tell it by --update"
_DELAYS = (1.0, 2.0, 4.0)  # seconds before a request is repeated


@dataclass(frozen=True, slots=True)
class Reply:
    """The body of an answer, to be read once.

    ``row_limit`` is the number of rows at which the server cut it, or at which it may have; ``software`` what the server calls itself.
    """

    body: BinaryIO
    row_limit: int | None
    software: str


class Server:
    """A connection to a server. Close it, or use it as a context manager; several threads may share it."""

    def __init__(
        self,
        addresses: Addresses,
        credentials: Credentials | None = None,
        *,
        timeout: float = 600.0,
        connections: int = 1,
        delays: Sequence[float] = _DELAYS,
    ) -> None:
        """Nothing is sent yet.

        Args:
            addresses: Where the server takes what.
            credentials: A name and its password, which are sent once the server asks for them.
            timeout: Seconds that a request may take, except :meth:`query`, which is told.
            connections: Requests under way at the same time.
            delays: Seconds to wait before each repetition of a request that failed by the server's fault.
        """
        self.addresses = addresses
        self._credentials = credentials
        self._delays = delays
        self._client = Client(timeout=timeout, limits=Limits(max_connections=connections))

    @contextmanager
    def query(
        self, text: str, media_type: str, seconds: float, *, default: Sequence[str] = (), named: Sequence[str] = ()
    ) -> Iterator[Reply]:
        """Ask a query within ``seconds`` and once, by default of the server's own dataset; the reply is read within the context.

        Raises:
            QuerySyntaxError: the server does not take it for a query.
            QueryTimeoutError: the time is over; also on reading.
            QueryIncompleteError: the server says that it stopped before the end; also on reading, when the connection breaks.
            QueryStoppedError: the server refuses for a reason of its own.
            EndpointError: the server cannot be reached.
        """
        deadline = monotonic() + seconds
        form = {"query": text, "default-graph-uri": [*default], "named-graph-uri": [*named]}
        request = self._client.build_request("POST", self.addresses.query, data=form, headers={"Accept": media_type}, timeout=seconds)
        try:
            response = self._send(request, stream=True)
        except TimeoutException:
            raise QueryTimeoutError(seconds) from None
        except TransportError as error:
            raise EndpointError(self.addresses.query, _said(str(error))) from error
        try:
            if not response.is_success:
                response.read()
                kind = QuerySyntaxError if response.status_code == 400 else QueryStoppedError
                raise kind(f"the server did not answer: {_reason(response)}")
            yield _reply(response, deadline, seconds)
        finally:
            response.close()

    def rows(self, text: str) -> list[Mapping[str, str]]:
        """The rows of a SELECT query of our own, as strings by variable; a failure of the server is met with patience.

        Raises:
            EndpointError: there is no answer, or not the whole one.
        """
        return [{name: _value(term) for name, term in row.items()} for row in self.solutions(text)]

    def solutions(self, text: str) -> list[Mapping[str, Term]]:
        """The same rows as terms.

        Raises:
            EndpointError: there is no answer, or not the whole one.
        """
        form = {"query": text}
        response = self._patiently("a query", "POST", self.addresses.query, data=form, headers={"Accept": _ROWS})
        for header in (_INTERRUPTED, _MAX_ROWS):
            if value := response.headers.get(header):
                raise EndpointError(self.addresses.query, f"the answer to a query is not whole ({header}: {value})")
        try:
            solutions = parse_query_results(response.content, format=QueryResultsFormat.JSON)
            assert isinstance(solutions, QuerySolutions)
            names = [variable.value for variable in solutions.variables]
            return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in solutions]
        except SyntaxError as error:
            raise EndpointError(self.addresses.query, f"the answer to a query is no JSON of SPARQL, or not whole: {error.msg}") from error

    def update(self, text: str, what: str) -> None:
        """Run an update, which may be repeated after a failure of the server; ``what`` it is about is told in errors.

        Raises:
            EndpointError: it was not run.
        """
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        hint = _UPDATES_ELSEWHERE if self.addresses.update == self.addresses.query else ""
        self._patiently(what, "POST", self.addresses.update, content=text.encode(), headers=headers, hint=hint)

    def put(self, graph: str, ntriples: bytes) -> None:
        """Replace a named graph by way of the Graph Store Protocol.

        Raises:
            EndpointError: it was not replaced.
        """
        assert self.addresses.graph_store is not None
        headers = {"Content-Type": "text/turtle; charset=utf-8"}  # which N-Triples are too, and which more servers know
        params = {"graph": graph}
        self._patiently(f"graph {graph}", "PUT", self.addresses.graph_store, params=params, content=ntriples, headers=headers)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _patiently(
        self,
        what: str,
        method: str,
        address: str,
        *,
        headers: Mapping[str, str],
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        content: bytes | None = None,
        hint: str = "",
    ) -> Response:
        """The response to a request, repeated after each of the delays while the server fails; ``what`` it is about is told in errors.

        The ``hint`` is told as well where the server refuses as if the request were not for this address.
        """
        for delay in (*self._delays, None):
            request = self._client.build_request(method, address, headers=headers, params=params, data=data, content=content)
            try:
                response = self._send(request)
            except TransportError as error:
                reason = _said(str(error)) or type(error).__name__
            else:
                if response.is_success:
                    return response
                reason = _reason(response)
                if response.status_code in _NOT_FOR_HERE:
                    reason += hint
                if response.status_code < 500 or response.status_code in _NOT_FOR_HERE:
                    break
            if delay is not None:
                _log.warning("%s: %s: %s; trying again in %g s", address, what, reason, delay)
                sleep(delay)
        raise EndpointError(address, f"{what}: {reason}")

    def _send(self, request: Request, *, stream: bool = False) -> Response:
        """Send a request; when the server first asks who we are, again with the answer in the manner that it wants."""
        response = self._client.send(request, stream=stream)
        if response.status_code != 401 or self._client.auth is not None or self._credentials is None:
            return response
        response.close()
        wants_digest = "digest" in response.headers.get("WWW-Authenticate", "").lower()
        self._client.auth = (DigestAuth if wants_digest else BasicAuth)(self._credentials.name, self._credentials.password)
        return self._client.send(request, stream=stream)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class _Body(RawIOBase):
    """The bytes of a response, until a deadline."""

    def __init__(self, response: Response, deadline: float, seconds: float) -> None:
        self._chunks = response.iter_bytes()
        self._rest = b""
        self._left = _LARGEST
        self._deadline = deadline
        self._seconds = seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, or its beginning.

        Raises:
            QueryTimeoutError: the time is over.
            QueryIncompleteError: the connection broke.
            QueryStoppedError: there is too much to read.
        """
        into = memoryview(buffer)
        chunk = self._rest or self._next()
        size = min(len(chunk), len(into))
        into[:size], self._rest = chunk[:size], chunk[size:]
        return size

    def _next(self) -> bytes:
        if monotonic() > self._deadline:
            raise QueryTimeoutError(self._seconds)
        try:
            chunk = next(self._chunks, b"")
        except TimeoutException:
            raise QueryTimeoutError(self._seconds) from None
        except TransportError as error:
            raise QueryIncompleteError("the server broke off its answer") from error
        self._left -= len(chunk)
        if self._left < 0:
            raise QueryStoppedError(f"the query was stopped: its answer has more than {_LARGEST >> 20} MiB")
        return chunk


def _reply(response: Response, deadline: float, seconds: float) -> Reply:
    if response.headers.get(_INTERRUPTED):
        raise QueryIncompleteError(f"the server stopped the query: {_said(response.headers.get('X-SQL-Message', ''))}")
    limit = response.headers.get(_MAX_ROWS, "")
    body = BufferedReader(_Body(response, deadline, seconds))
    return Reply(body, int(limit) if limit.isdecimal() else None, response.headers.get("Server", ""))


def _reason(response: Response) -> str:
    return f"status {response.status_code}: {_said(response.text)}"


def _said(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _value(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
