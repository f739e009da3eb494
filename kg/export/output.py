"""Exports appear whole or not at all: made in a hidden folder beside their place, then renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import OutputError

__all__ = ["writing"]


@contextmanager
def writing(out: Path, *, force: bool) -> Iterator[Path]:
    """A path of the same name as ``out`` in a new, else empty folder; what is there in the end becomes ``out``.

    ``force`` lets it take the place of a file, or of a folder in which nothing else lies than it brings itself.

    Raises:
        OutputError: ``out`` is there already, its folder is not, or it cannot be written.
    """
    if out.exists() and not force:
        raise OutputError(out, "is there already; --force writes it anew")
    if not out.parent.is_dir():
        raise OutputError(out.parent, "no such folder")
    try:
        with TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent, ignore_cleanup_errors=True) as folder:
            made = Path(folder, out.name)
            yield made
            _sync(made)
            if out.is_dir():
                _check_replaceable(out, made)
                out.rename(Path(folder, "replaced"))
            made.replace(out)
    except OSError as error:
        raise OutputError(out, (error.strerror or "cannot be written").lower()) from error


def _check_replaceable(out: Path, made: Path) -> None:
    brought = {path.name for path in made.iterdir()} if made.is_dir() else set()
    if others := sorted({path.name for path in out.iterdir()} - brought):
        raise OutputError(out, f"is a folder with other things in it, such as {others[0]}; choose another place")


def _sync(made: Path) -> None:
    for path in (*made.rglob("*"), made):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
