"""An index, opened for reading."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import ReleaseError
from kg.index.writing import INDEX_FILE

__all__ = ["Index"]

_MAP = 1 << 32  # bytes of the file that are read as memory
_KEPT = 4096  # answers to counts


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
        self._local = threading.local()
        self._kept: OrderedDict[tuple[str, tuple[object, ...]], list[sqlite3.Row]] = OrderedDict()
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        try:
            ((self.base,),) = self.rows("SELECT value FROM property WHERE name = 'base'")
        except (sqlite3.Error, ValueError) as error:
            self.close()
            raise ReleaseError(f"{path}: no readable index ({error}); build the release again") from error

    @classmethod
    def of_release(cls, release: Path) -> "Index":
        """The index of a concrete release folder.

        Raises:
            ReleaseError: there is none, or it cannot be read.
        """
        return cls(release / INDEX_FILE)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query."""
        return self._connection().execute(query, values).fetchall()

    def row(self, query: str, values: Sequence[object] = ()) -> sqlite3.Row | None:
        """The first row of a query, None if there is none."""
        found: sqlite3.Row | None = self._connection().execute(query, values).fetchone()
        return found

    def kept(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query, of which the answers are kept."""
        key = query, tuple(values)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self.rows(query, values)
        with self._lock:
            self._kept[key] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def close(self) -> None:
        """Close the file in all threads; nobody may be reading it."""
        while self._connections:
            self._connections.pop().close()
        self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _connection(self) -> sqlite3.Connection:
        connection: Any = getattr(self._local, "connection", None)
        if connection is None:
            address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, cached_statements=512, check_same_thread=False)  # closed by one thread for all
            self._connections.append(connection)
            connection.row_factory = sqlite3.Row
            connection.execute(f"PRAGMA mmap_size = {_MAP}")
            self._local.connection = connection
        assert isinstance(connection, sqlite3.Connection)
        return connection
