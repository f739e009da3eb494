"""How fast is a release exported, and in how much memory? ``python tests/benchmarks/export.py RELEASE``.

Exports the release in each format, in a process of its own, and prints the seconds that the processor worked, the reports in each of
these, and the largest size of the process.
"""

import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.export import FORMATS, export
from kg.query.engine import Engine
from kg.query.library import named_query
from kg.store import resolve


def measure(release: Path, name: str) -> tuple[float, int]:
    """The seconds of processor time and the largest size in MiB of one export."""
    with TemporaryDirectory() as folder:
        start = time.process_time()
        export(release, name, Path(folder, "out"))
        return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(release: Path) -> None:
    (counts,) = Engine.open(release).rows(named_query("counts").text)
    reports = int(counts["reports"] or 0)
    print(f"{reports:,} reports")
    for name in FORMATS:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            seconds, size = pool.submit(measure, release, name).result()
        print(f"{name:8} {seconds:7.1f} s {reports / seconds:7.0f} reports/s {size:5} MiB")


if __name__ == "__main__":
    main(resolve(Path(sys.argv[1])))
