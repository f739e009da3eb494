"""How long it takes to check a report's graph and to write it: ``python tests/benchmarks/shapes.py [FOLDER]``.

Prints for each report the processor time, in milliseconds, of the check against the shapes, of canonical N-Quads and of pySHACL, each
the least of several runs, and how many times as fast as pySHACL the check is; the last line is of all reports. Exits with 1 if the two
find different faults.
"""

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))

from graph_helpers import graph_of

from kg.extraction.pipeline import extract
from kg.graph import nquads
from kg.graph.judge import judge
from kg.graph.ntriples import Quad, terms
from kg.graph.shapes import validate
from kg.reading import read
from kg.resources import seeds_folder
from kg.settings import load_settings

ROW = "{:12}{:>8}{:>10}{:>10}{:>10}{:>8}"


def _least(action: Callable[[], object], runs: int) -> float:
    """The processor time of the fastest run, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times) * 1000


def _row(name: str, quads: int, times: Iterable[float]) -> str:
    checking, writing, judging = times
    return ROW.format(name, quads, f"{checking:.1f}", f"{writing:.1f}", f"{judging:.0f}", f"{judging / checking:.0f}")


def _graphs(folder: Path) -> dict[str, list[Quad]]:
    settings = load_settings()
    sources = [read(file) for file in sorted(folder.iterdir()) if file.is_file()]
    return {source.file: [*map(terms, graph_of(extract(source), settings, source))] for source in sources}


def main(folder: Path) -> int:
    """Print the table; the exit status."""
    print(ROW.format("report", "quads", "check ms", "write ms", "pySHACL", "times"))
    graphs = _graphs(folder)
    times = []
    for name, quads in graphs.items():
        if validate(quads) != judge(quads):
            print(f"{name}: pySHACL finds other faults")
            return 1
        actions = ((validate, 15), (nquads, 15), (judge, 2))
        times.append([_least(lambda action=action, quads=quads: action(quads), runs) for action, runs in actions])
        print(_row(name, len(quads), times[-1]))
    print(_row("all", sum(map(len, graphs.values())), map(sum, zip(*times, strict=True))))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else seeds_folder() / "reports"))
