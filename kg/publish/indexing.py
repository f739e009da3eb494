"""The index of what is published on a server, made here from its graphs: look-ups cannot wait for a server elsewhere."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from time import time

from kg.errors import EndpointError, OutputError, ReleaseError
from kg.index import INDEX_FILE, Index, Writer, changes, index_hash, report_rows
from kg.iris import VOCABULARIES, Iris, digest
from kg.publish.fetching import fetch_graphs
from kg.publish.graphs import NamedGraph
from kg.store.publication import Publication, Terms, read_publication
from kg.store.server import Server

__all__ = ["index_published"]

_STAGE = "making-"
_ABANDONED = 3600.0  # seconds in which nothing was written

Observer = Callable[[int, int], None]


def index_published(
    server: Server, publication: Publication, base: str, folder: Path, *, observer: Observer = lambda _done, _total: None
) -> Path:
    """The index of a whole release with the base ``base``, of which the digests are known, in a folder that keeps one for each release.

    Where there is none yet, all graphs are fetched; ``observer`` is told the number of reports that are done by now, from 0 on, and of all.

    Raises:
        EndpointError: the server gives no whole answer, or has other graphs than were published.
        OutputError: the folder cannot be written.
    """
    path = folder / f"{digest(publication.release or '', base, index_hash())}.sqlite"
    if _is_readable(path):
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(folder)
        with TemporaryDirectory(prefix=_STAGE, dir=folder) as stage:
            made = Path(stage, INDEX_FILE)
            with Writer(made) as writer:
                _write(writer, server, publication.digests, base, observer)
            if read_publication(server, Terms(base), with_digests=True) != publication:
                raise EndpointError(server.addresses.query, "another release was published there meanwhile; try again")
            made.replace(path)
    except OSError as error:
        raise OutputError(folder, (error.strerror or "cannot be written").lower()) from error
    except sqlite3.OperationalError as error:
        raise OutputError(folder, str(error)) from error
    return path


def _is_readable(path: Path) -> bool:
    with suppress(ReleaseError), Index(path):
        return True
    return False


def _remove_abandoned(folder: Path) -> None:
    """Remove what programs left that were killed at it."""
    for stage in folder.glob(f"{_STAGE}*"):
        if time() - max(path.stat().st_mtime for path in (stage, *stage.iterdir())) > _ABANDONED:
            rmtree(stage)


def _write(writer: Writer, server: Server, digests: Mapping[str, str], base: str, observer: Observer) -> None:
    iris = Iris(base)
    reports = {iri: sha256 for iri, sha256 in sorted(digests.items()) if iri.startswith(iris.report(""))}
    shared = {iri: digests.get(iri, "") for iri in (*VOCABULARIES, iris.identities)}
    if unknown := digests.keys() - reports.keys() - shared.keys():
        raise EndpointError(server.addresses.query, f"graph {min(unknown)} belongs to no release of this version")
    observer(0, len(reports))
    found = {graph.iri: _nquads(graph).splitlines() for graph in fetch_graphs(server, shared)}
    identities = found.pop(iris.identities)
    writer.write_identities(changes(chain.from_iterable(found.values()), (), identities, base), base)
    for done, graph in enumerate(fetch_graphs(server, reports), start=1):
        writer.write_report(report_rows(_nquads(graph), graph.iri.removeprefix(iris.report("")), base))
        observer(done, len(reports))
    writer.finish()


def _nquads(graph: NamedGraph) -> bytes:
    end = f" <{graph.iri}> .\n"
    return "".join(line.removesuffix(" .\n") + end for line in graph.lines).encode()
