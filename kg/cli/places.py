"""Where commands put what they are not told a place for."""

import os
from pathlib import Path

__all__ = ["cache_folder"]


def cache_folder() -> Path:
    """The folder of this program in the user's cache.

    Source: XDG Base Directory Specification.
    """
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "governance-kg"
