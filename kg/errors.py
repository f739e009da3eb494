"""The errors that users see. Each message says which thing, what is wrong and where.

::

    KgError
    ├── SettingError             an environment variable with a value that its setting cannot have
    ├── AddressError             an address that a server cannot listen at
    ├── InputError               a file or folder that cannot be read (``path``, ``reason``)
    ├── OutputError              a file that cannot be written (``path``, ``reason``)
    ├── ExtractionFormError      JSON that is no extraction
    ├── VocabularyError          a catalogue that contradicts itself
    ├── UnknownNameError         an id or a name of a query that does not exist (``kind``, ``name``)
    │   └── UnknownPlaceError    a bureau whose place is not known, so that it cannot be compared
    ├── MissingValueError        a named query without the value of a parameter (``parameter``)
    ├── ReleaseError             a folder that is no whole release
    ├── EndpointError            a server that cannot be reached, or does not do what it is asked (``address``, ``reason``)
    └── QueryError
        ├── QuerySyntaxError     not SPARQL (``line``, ``column``)
        ├── QueryRefusedError    SPARQL that this service does not run (``reason``)
        ├── QueryTooComplexError nested deeper, or of more words, than the settings allow
        ├── QueryTooLongError    more characters than the settings allow
        ├── QueryBusyError       too many others wait (``retry_after`` seconds)
        ├── QueryTimeoutError    stopped after ``seconds``
        ├── QueryFormatError     an answer that the format asked for cannot hold
        ├── QueryStoppedError    too much for the process or the server that ran it
        └── QueryIncompleteError of which a server gave a part as if it were the whole
"""

from pathlib import Path

__all__ = [
    "AddressError",
    "EndpointError",
    "ExtractionFormError",
    "InputError",
    "KgError",
    "MissingValueError",
    "OutputError",
    "QueryBusyError",
    "QueryError",
    "QueryFormatError",
    "QueryIncompleteError",
    "QueryRefusedError",
    "QueryStoppedError",
    "QuerySyntaxError",
    "QueryTimeoutError",
    "QueryTooComplexError",
    "QueryTooLongError",
    "ReleaseError",
    "SettingError",
    "UnknownNameError",
    "UnknownPlaceError",
    "VocabularyError",
]


class KgError(Exception):
    """Any error with a message meant for the user."""


class SettingError(KgError):
    """An environment variable with a value that its setting cannot have."""


class AddressError(KgError):
    """An address that a server cannot listen at."""


class InputError(KgError):
    """A file or folder that cannot be read."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason


class OutputError(KgError):
    """A file that cannot be written."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason


class ExtractionFormError(KgError):
    """JSON that does not have the form of an extraction."""


class VocabularyError(KgError):
    """A catalogue or ontology file that contradicts itself."""


class UnknownNameError(KgError):
    """An id or name that does not exist; ``nearest`` is the one that may have been meant."""

    def __init__(self, kind: str, name: str, hint: str = "", *, nearest: str | None = None) -> None:
        hint = hint or (f"did you mean {nearest}?" if nearest else "")
        super().__init__(f"unknown {kind} {name!r}" + (f"; {hint}" if hint else ""))
        self.kind = kind
        self.name = name
        self.nearest = nearest


class UnknownPlaceError(UnknownNameError):
    """A bureau whose place is not known, and so not which of its namesakes it is."""

    def __init__(self, bureau: str) -> None:
        KgError.__init__(self, f"{bureau}: its place is not known, so it cannot be compared with other bureaus")
        self.kind, self.name, self.nearest = "place", bureau, None


class MissingValueError(KgError):
    """A named query of which a parameter has no value."""

    def __init__(self, query: str, parameter: str, description: str) -> None:
        super().__init__(f"{query}: parameter {parameter} is missing: {description}")
        self.parameter = parameter


class ReleaseError(KgError):
    """A folder that is not a whole release."""


class EndpointError(KgError):
    """A server that cannot be reached, or does not do what it is asked; ``reason`` is without its address."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason


class QueryError(KgError):
    """A query that gives no answer."""


class QuerySyntaxError(QueryError):
    """Text that is not SPARQL; ``line`` and ``column`` count from 1."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        where = f" (line {line}, column {column})" if line is not None else ""
        super().__init__(message + where)
        self.line = line
        self.column = column


class QueryRefusedError(QueryError):
    """SPARQL that this service does not run for anyone: an update, or a request to another host."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class QueryTooComplexError(QueryError):
    """A query that nests deeper, or has more words and marks, than the settings allow."""


class QueryTooLongError(QueryError):
    """A query of more characters than the settings allow."""


class QueryBusyError(QueryError):
    """A query that was not taken up, since too many others wait; in ``retry_after`` seconds all of these are done."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("too many queries wait already; ask again later")
        self.retry_after = retry_after


class QueryTimeoutError(QueryError):
    """A query that took too long and was stopped."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the query was stopped after {seconds:g} s; ask for less, such as by LIMIT, or allow it more (KG_QUERY_TIMEOUT)")
        self.seconds = seconds


class QueryFormatError(QueryError):
    """A query with an answer that the format asked for cannot hold."""


class QueryStoppedError(QueryError):
    """A query that ended the process that ran it, or that a server gave up: it took too much memory, or was too deep."""


class QueryIncompleteError(QueryError):
    """A query of which a server gave a part of the answer as if it were the whole."""
