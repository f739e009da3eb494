"""An index, opened for reading."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar, cast

from kg.errors import ReleaseError
from kg.index.writing import INDEX_FILE, layout

__all__ = ["Index"]

_MAP = 1 << 32  # bytes of the file that are read as memory
_KEPT = 4096  # answers to counts
_MADE = 16  # results of analyses, some of which are large

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_Found = TypeVar("_Found")


class Index:
    """The index of a concrete release folder. Close it, or use it as a context manager.

    It never changes, so any number of threads may read it, and answers to counts are kept.
    """

    def __init__(self, path: Path) -> None:
        """Open an index.

        Raises:
            ReleaseError: there is none, or it cannot be read.
        """
        self._path = path
        self._kept: OrderedDict[tuple[object, ...], list[sqlite3.Row]] = OrderedDict()
        self._lock = threading.Lock()
        self._made: OrderedDict[tuple[object, ...], object] = OrderedDict()
        self._making = threading.RLock()
        self._idle: list[sqlite3.Connection] = []
        try:
            told = dict(map(tuple, self.rows("SELECT name, value FROM property")))
            self.base = told["base"]
        except (sqlite3.Error, KeyError) as error:
            self.close()
            raise ReleaseError(f"{path}: no readable index ({error}); build the release again") from error
        if told.get("layout") != layout():
            self.close()
            raise ReleaseError(f"{path}: an index of another version; build the release again")

    @classmethod
    def of_release(cls, release: Path) -> "Index":
        """The index of a concrete release folder.

        Raises:
            ReleaseError: there is none, or it cannot be read.
        """
        return cls(release / INDEX_FILE)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query, on a connection that nobody else uses now.

        Threads come and go, and there are as many connections as ever read at the same time.
        """
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._opened()
        try:
            return connection.execute(query, values).fetchall()
        finally:
            self._idle.append(connection)

    def row(self, query: str, values: Sequence[object] = ()) -> sqlite3.Row | None:
        """The first row of a query, None if there is none."""
        return next(iter(self.rows(query, values)), None)

    def kept(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query, of which the answers are kept."""
        key = query, tuple(values)
        found = self._recalled(self._kept, key)
        if found is None:
            found = self.rows(query, values)
            self._remember(self._kept, key, found, _KEPT)
        return found

    def made(self, make: Callable[Concatenate["Index", _Given], _Made], *given: _Given.args, **named: _Given.kwargs) -> _Made:
        """What a function makes of the index and what else is given, never None: one at a time, and the last ones are kept."""
        key = make, given, tuple(sorted(named.items()))
        found = self._recalled(self._made, key)
        if found is None:
            with self._making:
                found = self._recalled(self._made, key)  # another thread may have made it
                if found is None:
                    found = make(self, *given, **named)
                    self._remember(self._made, key, found, _MADE)
        return cast("_Made", found)

    def close(self) -> None:
        """Close the file; nobody may be reading it."""
        while self._idle:
            self._idle.pop().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _recalled(self, results: OrderedDict[tuple[object, ...], _Found], key: tuple[object, ...]) -> _Found | None:
        with self._lock:
            if key in results:
                results.move_to_end(key)
            return results.get(key)

    def _remember(self, results: OrderedDict[tuple[object, ...], _Found], key: tuple[object, ...], found: _Found, most: int) -> None:
        with self._lock:
            results[key] = found
            if len(results) > most:
                results.popitem(last=False)

    def _opened(self) -> sqlite3.Connection:
        address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, cached_statements=512, check_same_thread=False)  # one thread at a time has it
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA mmap_size = {_MAP}")
        return connection
