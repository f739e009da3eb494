"""The folder of what is being made: each batch of results is a pack, and a finished batch is never made again.

Nothing else is kept of a build that was interrupted. A batch has its name from what it was made of, and comes to be in one step: who
makes it once more, here or on another machine, changes nothing.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from kg.build.files import sync
from kg.store.packs import write_pack

__all__ = ["WORK", "clean", "finished", "unpacked", "write_batch"]

WORK = ".work"  # beside the releases; hidden, and so no input where the reports themselves are there

_BATCHES = "batches"
_UNPACKED = "unpacked"
_PARTIAL = ".partial-"


def unpacked(work: Path) -> Path:
    """The folder with the members of archives."""
    return work / _UNPACKED


def finished(work: Path) -> list[Path]:
    """The finished batches."""
    return sorted((work / _BATCHES).glob("*.zip"))


def write_batch(work: Path, name: str, members: Iterable[tuple[str, bytes]]) -> Path:
    """Keep a batch under a name.

    Raises:
        OSError: it cannot be written.
    """
    batch = work / _BATCHES / f"{name}.zip"
    partial = batch.with_name(f"{_PARTIAL}{os.getpid()}-{name}")
    batch.parent.mkdir(parents=True, exist_ok=True)
    write_pack(partial, members)
    partial.replace(batch)
    sync(batch.parent)
    return batch


def clean(work: Path, *, everything: bool) -> None:
    """Remove what an interrupted build left half done, or all, when there is a release of it."""
    shutil.rmtree(work if everything else unpacked(work), ignore_errors=True)
    for partial in (work / _BATCHES).glob(f"{_PARTIAL}*"):
        partial.unlink()
