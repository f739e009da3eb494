"""A release into Virtuoso by its own bulk loader, for ``queries.py``.

``python tests/benchmarks/virtuoso.py RELEASE FOLDER [--buffers N]``

Fills the FOLDER, which is to be new, with a database that holds what ``kg publish`` would put there, and prints how long the loader took
for the named graphs and for their merge; N buffers of 8 KiB are held in memory. Publishing sends every quad through the parser of
SPARQL, which for tens of millions takes too long to compare with.
"""

import argparse
import gzip
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

import servers

from kg.publish.graphs import read_graphs
from kg.store import resolve
from kg.store.publication import Terms
from kg.store.release import open_release

_GRAPH = re.compile(rb" <[^<>]*> \.$", re.MULTILINE)
_N_QUADS = 512  # among the flags of TTLP: the graph is told by the line
_BUFFERS = 170_000  # what Virtuoso advises for 2 GB


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--buffers", type=int, default=_BUFFERS)
    args = parser.parse_args()
    release, folder = resolve(args.release), args.folder.absolute()
    folder.mkdir(parents=True)
    terms = Terms(str(open_release(release).manifest.settings["data_base"]))
    parts = (
        ("named graphs", open_release(release).read_quads(), terms.state, _N_QUADS),
        ("merge", (_GRAPH.sub(b" .", piece) for piece in open_release(release).read_quads()), terms.merge, 0),
        ("publication", _publication(release, terms), terms.state, 0),
    )
    for name, lines, graph, flags in parts:
        seconds = _load(folder, lines, graph, flags, args.buffers)
        print(f"{name}: {seconds:.0f} s", flush=True)
    return 0


def _publication(release: Path, terms: Terms) -> Iterable[bytes]:
    """What ``kg publish`` keeps on a server of a release that it has put there (:mod:`kg.store.publication`)."""
    manifest = open_release(release).manifest
    for graph in read_graphs(release):
        yield f'<{graph.iri}> <{terms.digest}> "{graph.digest}" .\n'.encode()
    state = f"<{terms.state}>"
    yield f"{state} <{terms.merged_in}> <{terms.merge}> .\n".encode()
    yield f'{state} <{terms.release}> "{manifest.release_id}" .\n'.encode()
    yield f'{state} <{terms.left_out}> "{len(manifest.left_out)}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'.encode()


def _load(folder: Path, lines: Iterable[bytes], graph: str, flags: int, buffers: int) -> float:
    """Have lines of N-Triples or N-Quads loaded from a packed file, which is removed then; the seconds that this took Virtuoso."""
    file = folder / "lines.gz"
    with gzip.open(file, "wb", compresslevel=1) as packed:
        packed.writelines(lines)
    load = f"log_enable(2, 1); DB.DBA.TTLP_MT(gz_file_open('{file}'), '', '{graph}', {flags}, 2); checkpoint;"
    start = perf_counter()
    with servers.virtuoso(folder, buffers=buffers, statements=[load]):
        seconds = perf_counter() - start
    file.unlink()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
