"""How long the stages of a build take: ``python tests/benchmarks/build.py [FOLDER]``.

Prints each stage's time per report, reports and quads per second, and how many times faster than rdflib's
parser the store takes the same N-Quads in, measured in the same run.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import rdflib

from kg.build import build, verify
from kg.extraction.pipeline import extract
from kg.graph import nquads, to_quads
from kg.graph.shapes import validate
from kg.linking.link import link
from kg.reading import read
from kg.resources import seeds_folder
from kg.settings import load_settings
from kg.store import load_store

_T = TypeVar("_T")


def _timed(action: Callable[[], _T]) -> tuple[_T, float]:
    start = time.perf_counter()
    result = action()
    return result, time.perf_counter() - start


def main(folder: Path) -> None:
    """Measure on the files of ``folder``."""
    settings = load_settings()
    files = sorted(path for path in folder.iterdir() if path.is_file())
    extract(read(files[0]))  # the pipeline is made at its first use

    sources, reading = _timed(lambda: [read(file) for file in files])
    extractions, extracting = _timed(lambda: [extract(source) for source in sources])
    graphs, graphing = _timed(lambda: [to_quads(extraction, link(extraction), settings=settings) for extraction in extractions])
    data, writing = _timed(lambda: nquads(quad for graph in graphs for quad in graph))
    faults, validating = _timed(lambda: [fault for graph in graphs for fault in validate(graph)])
    stages = {"read": reading, "extract": extracting, "to quads": graphing, "write N-Quads": writing, "validate shapes": validating}
    for stage, seconds in stages.items():
        print(f"{stage:16} {seconds / len(files) * 1000:9.1f} ms/report")
    assert not faults, faults

    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        built, building = _timed(lambda: build(folder, out / "release"))
        result, verifying = _timed(lambda: verify(out / "release"))
        reports, quads = built.manifest.reports, built.manifest.quads
        print(f"{'kg build':16} {reports / building:9.1f} reports/s {quads / building:9.0f} quads/s")
        print(f"{'kg verify':16} {reports / verifying:9.1f} reports/s {result.quotes / verifying:9.0f} quotes/s")

        count = len(data.splitlines())
        _, loading = _timed(lambda: load_store([data], out / "store"))
        _, parsing = _timed(lambda: rdflib.Dataset().parse(data=data, format="nquads"))
        print(f"{'Oxigraph load':16} {count / loading:9.0f} quads/s")
        print(f"{'rdflib parse':16} {count / parsing:9.0f} quads/s")
        print(f"Oxigraph loads these {count} quads {parsing / loading:.1f} times as fast as rdflib parses them")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else seeds_folder() / "reports")
