"""What the routes share: one release, opened here or published on a server, and what runs queries on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from api.models import Held, Holdings
from kg.errors import EndpointError
from kg.query.engine import Engine, Row
from kg.query.library import bind, named_query
from kg.query.protocols import Runner, Source
from kg.query.release import settings_of
from kg.query.remote import Remote
from kg.query.workers import WorkerPool
from kg.settings import Settings
from kg.store.publication import Publication, Terms, read_publication
from kg.store.release import held, read_manifest
from kg.store.server import Server

__all__ = ["Service", "ServiceDependency", "number", "open_published", "open_service", "publication_on", "text"]


@dataclass(frozen=True, slots=True)
class Service:
    """A release being served. Queries of the library are asked of the engine, those of strangers run by the workers."""

    settings: Settings
    release_id: str
    left_out: int
    engine: Source
    workers: Runner
    holdings: Holdings

    @property
    def held(self) -> Held:
        """The denominators of all counts."""
        return Held(bureaus=self.holdings.bureaus, reports=self.holdings.reports)

    def ask(self, name: str, **values: str | None) -> list[Row]:
        """The rows of a named query; parameters that are None are left out.

        Raises:
            UnknownNameError: a value names nothing in the release.
        """
        given = {parameter: value for parameter, value in values.items() if value is not None}
        return list(self.engine.rows(bind(name, given, engine=self.engine, settings=self.settings).text))


@contextmanager
def open_service(release: Path, settings: Settings) -> Iterator[Service]:
    """Open a concrete release folder, and close its workers in the end.

    Raises:
        ReleaseError: it cannot be read.
    """
    settings = settings_of(release, settings)
    engine, manifest = Engine.open(release), read_manifest(release)
    with held(release), WorkerPool(release, settings) as workers:
        yield Service(settings, manifest.release_id, len(manifest.left_out), engine, workers, _holdings(engine))


def publication_on(server: Server, settings: Settings) -> Publication:
    """The release that is published on a server.

    Raises:
        EndpointError: there is none, or not all of it.
    """
    publication = read_publication(server, Terms(settings.data_base))
    if publication is None or publication.release is None:
        reason = f"no whole release with the base {settings.data_base} is published there; `kg publish` does it"
        raise EndpointError(server.addresses.query, reason)
    return publication


@contextmanager
def open_published(server: Server, publication: Publication, settings: Settings) -> Iterator[Service]:
    """Serve what is published on a server, which stays open.

    Raises:
        QueryError: the server does not say what it holds.
    """
    remote = Remote(server, publication, settings)
    yield Service(settings, publication.release or "", publication.left_out, remote, remote, _holdings(remote))


def _holdings(engine: Source) -> Holdings:
    (counts,) = engine.rows(named_query("counts").text)
    return Holdings.model_validate(counts)


def _service(request: Request) -> Service:
    service = request.app.state.service
    assert isinstance(service, Service)
    return service


ServiceDependency = Annotated[Service, Depends(_service)]


def number(row: Row, name: str) -> int:
    """A count; what has no row to count is 0."""
    return int(row[name] or 0)


def text(row: Row, name: str) -> str:
    """The value of a variable that the query always binds."""
    value = row[name]
    assert value is not None, name
    return value
