"""Batches made by the workers of a Dask cluster, as local processes would make them.

The machines share storage and nothing else. For each batch, the build puts the bytes of its files there as one pack, a worker
(:mod:`kg.build.errands`) makes the batch of them and puts it beside; the build takes it home and removes both. Their names tell the batch,
and so it changes nothing when something is done twice, because a worker was killed or a build begun again.
"""

import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore

from distributed import Client, KilledWorker
from distributed.comm import resolve_address

from kg.build.errands import Errand, installed
from kg.build.process import Batch
from kg.build.processes import as_done
from kg.build.storage import Storage
from kg.build.work import named_folder, new_batch
from kg.errors import EndpointError, KgError
from kg.store.packs import gzipped, write_pack

__all__ = ["on_cluster"]

_AT_WORK = 256  # batches that are handed out at a time
_TRANSFERS = 16  # of them that are on their way to or from the storage


def on_cluster(batches: Sequence[Batch], *, address: str, shared: str | None) -> Iterator[Path]:
    """Have batches made on the cluster whose scheduler has the address; yield each when it is in its work folder.

    ``shared`` is the URL of storage that all machines reach; without one, the work folder itself is taken for such. What is in it for this
    build is removed in the end, unless the build fails: the next one goes on with it.

    Raises:
        EndpointError: no scheduler answers, or it is gone.
        KgError: the storage cannot be used, a worker has something else installed, or workers are killed again and again.
        OSError: a batch cannot be written in the work folder.
    """
    if not batches:
        return
    folder = named_folder(batches[0].work)
    storage = Storage(shared or str(folder.parent.absolute()), folder.name)
    storage.make()
    errands = (Errand(batch, storage) for batch in batches)
    with _connected(address) as client, ThreadPoolExecutor(_AT_WORK) as threads:
        try:
            yield from as_done(threads, partial(_carried, client, BoundedSemaphore(_TRANSFERS)), errands, ahead=_AT_WORK)
        except BaseException:
            client.close()  # no thread waits for a batch any longer
            raise
    storage.remove_all()


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of the scheduler at an address.

    Raises:
        EndpointError: none answers.
    """
    try:
        resolve_address(address)  # a client of what is no address cannot even be closed
        client = Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EndpointError(address, f"no Dask scheduler answers: {error}") from error
    with client:
        yield client


def _carried(client: Client, transfers: BoundedSemaphore, errand: Errand) -> Path:
    """Have a batch made, and return it in the work folder."""
    with transfers:
        _give(errand)
    _have_made(client, errand)
    with transfers, new_batch(errand.batch.work, errand.batch.name) as (part, batch):
        errand.storage.get(errand.made, part)
    errand.storage.remove(errand.files, errand.made)
    return batch


def _give(errand: Errand) -> None:
    """Put the bytes of a batch's files into the storage; a file that has vanished is found missing by who makes the batch."""
    with tempfile.TemporaryDirectory(prefix="kg-cluster-") as folder:
        pack = Path(folder, errand.files)
        write_pack(pack, ((unit.sha256, gzipped(path.read_bytes())) for unit, path in errand.batch.units if path.is_file()))
        errand.storage.put(pack, errand.files)


def _have_made(client: Client, errand: Errand) -> None:
    """Wait until a worker has made a batch.

    Raises:
        EndpointError: the scheduler is gone.
        KgError: no worker can make it.
    """
    scheduler = client.scheduler.address
    key = f"{errand.storage.name}/{errand.made}"  # of this build alone
    try:
        refusal = client.submit(_sent(), pickle.dumps(errand), installed(), key=key).result()
    except KilledWorker as error:
        died = f"{error.allowed_failures + 1} workers died over one batch, for want of memory perhaps"
        raise KgError(f"{died}; the last was {error.last_worker.address}") from error
    except CancelledError as error:
        raise EndpointError(scheduler, "the scheduler is gone; build again to go on") from error
    if refusal:
        raise KgError(refusal)


def _sent() -> Callable[[bytes, dict[str, str]], str]:
    """What a worker is to do: answer why it cannot, or nothing.

    The function is sent as its code, since it has no name to be imported by. So the scheduler needs nothing of ours, and a worker that has
    no kg, or another, says so instead of dying of a message that it does not understand.
    """

    def run(errand: bytes, wanted: dict[str, str]) -> str:
        try:
            from kg.build.errands import run as run_errand
        except ImportError as error:
            from distributed import get_worker

            return f"worker {get_worker().address}: {error}; install there what the build has, and start it anew"
        return run_errand(errand, wanted)

    return run
