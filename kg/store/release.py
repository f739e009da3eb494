"""Where things are in a release, and which release a path means."""

from pathlib import Path

from kg.errors import ReleaseError
from kg.store.manifest import Manifest

__all__ = ["CURRENT", "DATA", "DECISIONS", "MANIFEST", "RELEASES", "SHARDS", "SOURCES", "STORE", "read_manifest", "resolve"]

CURRENT = "current"
RELEASES = "releases"

MANIFEST = "manifest.json"
DATA = "data.nq"
DECISIONS = "decisions.csv"
SHARDS = "shards"
SOURCES = "sources"
STORE = "store"


def resolve(path: Path) -> Path:
    """The concrete release folder that ``path`` means: itself, or the one that its ``current`` points to.

    The result stays the same folder when a later build replaces ``current``.

    Raises:
        ReleaseError: there is no release.
    """
    for folder in (path, path / CURRENT):
        if (folder / MANIFEST).is_file():
            return folder.resolve()
    reason = "no release in this folder; `kg build` makes one" if path.is_dir() else "no such folder"
    raise ReleaseError(f"{path}: {reason}")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a concrete release folder.

    Raises:
        ReleaseError: it cannot be read.
    """
    path = folder / MANIFEST
    try:
        return Manifest.from_bytes(path.read_bytes())
    except OSError as error:
        raise ReleaseError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
    except ReleaseError as error:
        raise ReleaseError(f"{path}: {error}") from error
