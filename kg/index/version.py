"""Which version of the code makes an index."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from kg.hashing import tree_hash

__all__ = ["index_hash"]

_CODE = frozenset({".py", ".sql", ".txt"})
_LIBRARIES = ("pypinyin", "rjieba")  # that cut words


@cache
def index_hash() -> str:
    """SHA-256 over the modules and tables that make an index of graphs, and the versions of the libraries that cut its words."""
    code = tree_hash(Path(__file__).parent, _CODE)
    return hashlib.sha256("\n".join((code, *map(version, _LIBRARIES))).encode()).hexdigest()
