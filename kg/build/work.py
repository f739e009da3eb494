"""The folder of what is being made: each batch of results is a pack, and a finished batch is never made again.

Of a build that was interrupted only these are kept, and the store as far as it was filled. A batch has its name from what it was made
of, and comes to be in one step: who makes it once more, here or on another machine, changes nothing.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from kg.build.files import sync
from kg.store.packs import write_pack

__all__ = ["WORK", "clean", "finished", "named_folder", "new_batch", "new_store", "unpacked", "write_batch"]

WORK = ".work"  # beside the releases; hidden, and so no input where the reports themselves are there

_BATCHES = "batches"
_UNPACKED = "unpacked"
_PARTIAL = ".partial-"
_NAMED = "kg-build-"
_STORE = "store-"


def unpacked(work: Path) -> Path:
    """The folder with the members of archives."""
    return work / _UNPACKED


def finished(work: Path) -> list[Path]:
    """The finished batches."""
    return sorted((work / _BATCHES).glob("*.zip"))


def named_folder(work: Path) -> Path:
    """A folder whose name no other build has; this one finds it again until there is a release of it."""
    folder = next(work.glob(f"{_NAMED}*"), work / f"{_NAMED}{uuid4().hex}")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def new_store(work: Path, key: str) -> Path:
    """The folder for a store, of which the key tells the content: that of an earlier build, if it began the same; others are removed."""
    folder = work / f"{_STORE}{key}"
    for other in work.glob(f"{_STORE}*"):
        if other != folder:
            shutil.rmtree(other)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def write_batch(work: Path, name: str, members: Iterable[tuple[str, bytes]]) -> Path:
    """Keep a batch under a name.

    Raises:
        OSError: it cannot be written.
    """
    with new_batch(work, name) as (partial, batch):
        write_pack(partial, members)
    return batch


@contextmanager
def new_batch(work: Path, name: str) -> Iterator[tuple[Path, Path]]:
    """The file to write a batch of a name to, and the one that it becomes when it is whole.

    Raises:
        OSError: it cannot be kept.
    """
    batch = work / _BATCHES / f"{name}.zip"
    partial = batch.with_name(f"{_PARTIAL}{os.getpid()}-{name}")
    batch.parent.mkdir(parents=True, exist_ok=True)
    yield partial, batch
    sync(partial)
    partial.replace(batch)
    sync(batch.parent)


def clean(work: Path, *, everything: bool) -> None:
    """Remove what an interrupted build left half done, or all, when there is a release of it; a link to the folder stays."""
    for folder in list(work.glob("*")) if everything else [unpacked(work)]:
        shutil.rmtree(folder, ignore_errors=True)
    for partial in (work / _BATCHES).glob(f"{_PARTIAL}*"):
        partial.unlink()
    if everything:
        with suppress(OSError):
            work.rmdir()
