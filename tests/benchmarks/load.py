"""How long a release takes to load: ``python tests/benchmarks/load.py RELEASE [RUNS]``.

Prints the seconds by the clock and of the processors (of the fastest of RUNS, 3) in which its quads go into a new store as a build does it,
read from the packs and with the merge of all graphs beside them, and those of pyoxigraph's ``bulk_load`` of the same quads from one
uncompressed file, in the same run.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.store import load_store, open_release, open_store
from kg.store.release import STORE


def _least(action: Callable[[Path], object], runs: int) -> tuple[float, float]:
    """The time of the fastest run by the clock and of the processors, in seconds, each in an empty folder."""
    times = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            start, spent = time.perf_counter(), time.process_time()
            action(Path(folder, STORE))
            times.append((time.perf_counter() - start, time.process_time() - spent))
    return min(times)


def main(path: Path, runs: int) -> None:
    """Measure and print."""
    release = open_release(path)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "all.nq")
        open_store(release.folder / STORE).dump(str(file), RdfFormat.N_QUADS)

        def bulk_load(store: Path) -> None:
            opened = Store(store)
            opened.bulk_load(path=file, format=RdfFormat.N_QUADS)
            opened.flush()

        ours, theirs = _least(lambda store: load_store(release.read_quads(), store), runs), _least(bulk_load, runs)
    count = release.manifest.quads + release.manifest.triples
    print(f"{release.manifest.reports:,} reports, {release.manifest.quads:,} quads and {release.manifest.triples:,} triples of their merge")
    for name, (clock, processors) in (("load_store", ours), ("bulk_load", theirs)):
        print(f"{name:12} {clock:9.2f} s {count / clock:12,.0f} quads/s {processors:9.2f} s of the processors")
    print(f"load_store / bulk_load: {ours[0] / theirs[0]:.2f}; of the processors {ours[1] / theirs[1]:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
