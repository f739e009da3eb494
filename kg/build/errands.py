"""What a worker of a cluster does for a build: it makes a batch of the bytes in a storage, and puts it there."""

import pickle
import platform
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from distributed import get_worker

from kg.build.manifest import PROGRAMS, code_hash, library_versions, program_version, vocabulary_hash
from kg.build.process import Batch, process
from kg.build.processes import with_reader
from kg.build.storage import Storage
from kg.errors import KgError
from kg.store.packs import Pack

__all__ = ["Errand", "installed", "run"]

_HASH = 16  # digits of a hash that tell one version from another


@dataclass(frozen=True, slots=True)
class Errand:
    """A batch for a worker, and where the bytes of its files are and the batch is to go."""

    batch: Batch
    storage: Storage

    @property
    def files(self) -> str:
        """The name of the pack of bytes."""
        return f"{self.batch.name}.files.zip"

    @property
    def made(self) -> str:
        """The name of the batch."""
        return f"{self.batch.name}.zip"


@cache  # as long as the code that was read is in memory
def installed() -> dict[str, str]:
    """What a batch depends on besides files and settings, and its versions; a program that is not there has none."""
    programs = {name: program_version(name) for name in PROGRAMS}
    return {"kg": code_hash()[:_HASH], "vocabulary": vocabulary_hash()[:_HASH], **library_versions(), **programs}


def run(errand: bytes, wanted: Mapping[str, str]) -> str:
    """Do an errand (pickled), if what is wanted is installed, unless it has been done; answer why that cannot be, or nothing."""
    worker = get_worker()
    try:
        _refuse_unlike(wanted)
        _refuse_threads(worker.state.nthreads)
        _do(pickle.loads(errand), worker.local_directory)  # noqa: S301 - whoever reaches a scheduler of Dask may run any code
    except (KgError, OSError) as error:
        return f"worker {worker.address} on {platform.node()}: {error}"
    return ""


def _refuse_unlike(wanted: Mapping[str, str]) -> None:
    """Make nothing that would not be the same, byte for byte, elsewhere.

    Raises:
        KgError: something else is installed.
    """
    here = installed().items()
    unlike = [f"{name} {own or 'missing'}, not {wanted.get(name) or 'missing'}" for name, own in here if own != wanted.get(name)]
    if unlike:
        raise KgError(f"it has {'; '.join(unlike)}; install there what the build has, and start it anew")


def _refuse_threads(count: int) -> None:
    """Make nothing in one of several threads: they would take turns.

    Raises:
        KgError: there are several.
    """
    if count > 1:
        raise KgError(f"it has {count} threads; start a process of one thread for each processor (--nworkers {count} --nthreads 1)")


def _do(errand: Errand, scratch: str) -> None:
    if errand.storage.has(errand.made):
        return
    with tempfile.TemporaryDirectory(dir=scratch) as name:
        folder = Path(name)
        errand.storage.get(errand.files, folder / errand.files)
        with Pack(folder / errand.files) as pack:
            for member in pack.names:
                (folder / member).write_bytes(pack.read(member))
        units = tuple((unit, folder / unit.sha256) for unit, _ in errand.batch.units)
        settings = errand.batch.recipe.settings
        readers = replace(settings, read_workers=settings.read_workers or 1)
        made = with_reader(process, readers, replace(errand.batch, work=folder, units=units))
        errand.storage.put(made, errand.made)
