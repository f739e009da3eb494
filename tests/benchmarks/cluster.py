"""What a cluster costs and saves: ``python tests/benchmarks/cluster.py N [--workers W] [--kills K] [--seed S]``.

Writes N reports (``synthesise.py``) and builds them three times: by W processes, by a cluster of W workers on this machine, and by one
of whose workers about K are killed (SIGKILL) in the course. Prints Markdown for ``docs/scaling.md``; exit status 1 if the releases are
not all the same.
"""

import argparse
import logging
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from distributed import LocalCluster
from scale import run, size

from kg.store.release import STORE, Release, open_release

_HERE = Path(__file__).parent
_KG = (sys.executable, "-c", "from kg.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Build:
    """A build that has ended: what it took, workers apart, and its release. Seconds and bytes."""

    seconds: float
    processor: float
    memory: int
    release: Release


def build(folder: Path, out: Path, log: Path, *options: str) -> Build:
    """Build by the command line."""
    before = _processor()
    done = run([*_KG, "build", folder, "--out", out, *options], log)
    return Build(done.seconds, _processor() - before, done.memory, open_release(out))


def _processor() -> float:
    """The processor time of all processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def cluster(workers: int, *, kill_every: float | None = None, seed: int = 0) -> Iterator[tuple[str, list[int]]]:
    """The address of a cluster on this machine, and the workers of it that were killed, one every so many seconds."""
    done = Event()
    chance = random.Random(seed)
    killed: list[int] = []
    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL) as started:

        def kill() -> None:
            while not done.wait(kill_every):
                killed.append(chance.choice([nanny.pid for nanny in started.workers.values() if nanny.pid]))
                os.kill(killed[-1], signal.SIGKILL)

        if kill_every:
            Thread(target=kill, daemon=True).start()
        yield started.scheduler_address, killed
        done.set()


def markdown(count: int, builds: Mapping[str, Build]) -> Iterator[str]:
    """A table of the builds, of which the first is that by processes and the second that by a cluster, and what a report costs."""
    yield f"| {count:,} reports | time | reports/s | memory, without workers |"
    yield "| --- | ---: | ---: | ---: |"
    for name, one in builds.items():
        yield f"| {name} | {one.seconds:,.0f} s | {count / one.seconds:.1f} | {one.memory / 2**20:,.0f} MiB |"
    local, whole, *_ = builds.values()
    packs, sources = (sum(path.stat().st_size for path in paths) / count for paths in (local.release.packs(), local.release.source_packs()))
    yield ""
    yield "| of each report | |"
    yield "| --- | ---: |"
    yield f"| processor time of the workers | {(local.processor - whole.processor) / count * 1000:.0f} ms |"
    yield f"| processor time of the build beside them | {whole.processor / count * 1000:.0f} ms |"
    yield f"| in packs | {(packs + sources) / 1024:.1f} kB |"
    yield f"| in the store | {size(local.release.folder / STORE) / count / 1024:.1f} kB |"
    yield f"| to the storage and from it, of build and workers together | {(packs + 2 * sources) * 2 / 1024:.1f} kB |"
    yield f"| quads | {local.release.manifest.quads / count:,.0f} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        log = work / "log.txt"
        subprocess.run([sys.executable, _HERE / "synthesise.py", str(args.count), "--out", work, "--seed", str(args.seed)], check=True)
        builds = {f"`--jobs {args.workers}`": build(work / "reports", work / "local", log, "--jobs", str(args.workers))}
        with cluster(args.workers) as (address, _):
            whole = build(work / "reports", work / "whole", log, "--cluster", address)
            builds[f"`--cluster`, {args.workers} workers"] = whole
        with cluster(args.workers, kill_every=whole.seconds / (args.kills + 1), seed=args.seed) as (address, killed):
            last = build(work / "reports", work / "killed", log, "--cluster", address)
            builds[f"`--cluster`, {args.workers} workers, {len(killed)} killed on the way"] = last
        print("\n".join(markdown(args.count, builds)))
    releases = {one.release.folder.name for one in builds.values()}
    print(f"\nThe releases: {', '.join(sorted(releases))}.")
    return int(len(releases) > 1)


if __name__ == "__main__":
    sys.exit(main())
