"""The index of what is published on a server, made here from its graphs: look-ups cannot wait for a server elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import kg
from kg.errors import EndpointError, ReleaseError
from kg.index import INDEX_FILE, Index, Writer, changes, layout, report_rows
from kg.iris import VOCABULARIES, Iris, digest
from kg.publish.fetching import lines_of, sizes_of
from kg.store.publication import Terms, read_publication
from kg.store.server import Server

__all__ = ["index_published"]

_GRAPHS = 100  # that are counted at a time


def index_published(server: Server, base: str, folder: Path, *, observer: Callable[[int, int], None] = lambda _done, _total: None) -> Path:
    """The index of the release with the base ``base`` that is published on a server, in a folder that keeps one for each release.

    Where there is none yet, all graphs are fetched; ``observer`` is told the number of reports that are done by now, and of all.

    Raises:
        EndpointError: no whole release is there, it changes meanwhile, or the server gives no whole answer.
        OSError: the folder cannot be written.
    """
    before = read_publication(server, Terms(base), with_digests=True)
    if before is None or before.release is None:
        raise EndpointError(server.addresses.query, f"no whole release with the base {base} is published there")
    path = folder / f"{before.release}-{digest(base, layout(), kg.__version__)}.sqlite"
    if _is_readable(path):
        return path
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as stage:
        made = Path(stage, INDEX_FILE)
        with Writer(made) as writer:
            _write(writer, server, base, list(before.digests), observer)
        if read_publication(server, Terms(base), with_digests=True) != before:
            raise EndpointError(server.addresses.query, "another release was published there meanwhile; try again")
        made.replace(path)
    return path


def _is_readable(path: Path) -> bool:
    with suppress(ReleaseError), closing(Index(path)):
        return True
    return False


def _write(writer: Writer, server: Server, base: str, graphs: list[str], observer: Callable[[int, int], None]) -> None:
    iris = Iris(base)
    shared = [graph for graph in graphs if graph in {*VOCABULARIES, iris.identities}]
    reports = sorted(set(graphs).difference(shared))
    writer.write_identities(changes(b"", b"".join(lines for _, lines in _fetched(server, shared)), base), base)
    for done, (graph, lines) in enumerate(_fetched(server, reports), start=1):
        writer.write_report(report_rows(lines, graph.removeprefix(iris.report("")), base))
        observer(done, len(reports))
    writer.finish()


def _fetched(server: Server, graphs: list[str]) -> Iterator[tuple[str, bytes]]:
    waiting = iter(graphs)
    while some := list(islice(waiting, _GRAPHS)):
        for graph, size in sizes_of(server, some).items():
            yield graph, lines_of(server, graph, size)
