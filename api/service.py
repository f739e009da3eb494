"""What the routes share: one release, opened here or published on a server, and what runs queries on it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from logging import getLogger
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from api.current import Current
from api.facts import Facts
from api.kept import KeptOfRoutes
from api.models import Held, Holdings
from api.problems import ProblemError
from api.remembering import Remembering
from kg.errors import EndpointError, KgError
from kg.index import INDEX_FILE, Index, holdings
from kg.query.engine import Engine
from kg.query.library import NamedQuery, library_of, named_query
from kg.query.protocols import Runner, Source
from kg.query.release import settings_of
from kg.query.remote import Remote
from kg.query.workers import WorkerPool
from kg.settings import Settings
from kg.store.publication import Publication, Terms, read_publication
from kg.store.release import held, read_manifest, resolve
from kg.store.server import Server

__all__ = [
    "RemoteRelease",
    "Service",
    "ServiceDependency",
    "check_servable",
    "current_service",
    "published_on",
    "serving",
    "serving_published",
]

_INTERVAL = 1.0  # seconds between two looks at which release is current
_AGAIN = 10.0  # seconds after which a release that could not be opened is tried again

_log = getLogger(__name__)


@dataclass(frozen=True)
class Service:
    """A release being served. Queries of the library are asked of the engine, those of strangers run by the workers.

    ``left_out`` counts input files that are not in it, ``unused_lines`` lines of the tables beside them that are about nothing in it.

    ``folder`` is where the release is kept and never changes; None: it is on a server, where it may change. ``index`` has its tables; None:
    it is on a server, and they were not made, or it was built before there were any.
    """

    settings: Settings
    release_id: str
    left_out: int
    unused_lines: int
    engine: Source
    workers: Runner
    holdings: Holdings
    folder: Path | None
    index: Index | None
    answers: KeptOfRoutes = field(default_factory=KeptOfRoutes)

    @property
    def facts(self) -> Facts:
        """What the REST routes answer from.

        Raises:
            ProblemError: there is no index.
        """
        if self.index is None:
            raise ProblemError(
                HTTPStatus.NOT_IMPLEMENTED,
                "look-ups need the index of a release, which this one does not have here; "
                "/sparql and /queries answer the same questions from any release",
            )
        return Facts(self.index, self.release_id, self.folder)

    @cached_property
    def queries(self) -> Mapping[str, NamedQuery]:
        """The library of named queries by their names, with examples of the release."""
        return library_of(self.engine, self.settings)

    @property
    def held(self) -> Held:
        """The denominators of all counts."""
        return Held(bureaus=self.holdings.bureaus, reports=self.holdings.reports)


@asynccontextmanager
async def serving(path: Path, settings: Settings) -> AsyncIterator[Current[Service]]:
    """Serve the release that a path means, and when a build makes another one current, that.

    Raises:
        ReleaseError: there is none, or it cannot be read.
    """
    current: Current[Service] = Current()
    folder = resolve(path)
    await current.replace(_opened(folder, settings))
    following = asyncio.create_task(_follow(current, path, folder, settings))
    try:
        yield current
    finally:
        following.cancel()
        await asyncio.wait([following])
        await current.close()


async def _follow(current: Current[Service], path: Path, folder: Path, settings: Settings) -> None:
    while True:
        await asyncio.sleep(_INTERVAL)
        try:
            if (newest := resolve(path)) != folder:
                await current.replace(_opened(newest, settings))
                folder = newest
                _log.info("the release %s is served from now on", current.thing.release_id)
        except (KgError, OSError):
            _log.exception("%s: the release there is not served", path)
            await asyncio.sleep(_AGAIN)


@asynccontextmanager
async def _opened(release: Path, settings: Settings) -> AsyncIterator[Service]:
    """Open a concrete release folder, and close its workers in the end.

    Raises:
        ReleaseError: it cannot be read.
    """
    settings = settings_of(release, settings)
    with held(release):
        manifest, engine = read_manifest(release), await asyncio.to_thread(Engine.open, release)
        index = _index_of(release)
        counted = Holdings.model_validate(dict(holdings(index)) if index else await asyncio.to_thread(_counts, engine))
        async with WorkerPool(release, settings) as workers:
            missing = manifest.files_left_out, manifest.unused_lines
            yield Service(settings, manifest.release_id, *missing, engine, Remembering(workers), counted, release, index)


def check_servable(release: Path) -> None:
    """See that a concrete release folder can be served.

    Raises:
        ReleaseError: it is not whole, or its index is damaged or of another version.
    """
    read_manifest(release)
    if index := _index_of(release):
        index.close()


def _index_of(release: Path) -> Index | None:
    return Index.of_release(release) if (release / INDEX_FILE).is_file() else None


@dataclass(frozen=True, slots=True)
class RemoteRelease:
    """A release on a server, which stays open, and for look-ups the place of its index (:func:`kg.publish.index_published`)."""

    server: Server
    publication: Publication
    index: Path | None = None


def published_on(server: Server, settings: Settings, *, with_digests: bool = False) -> Publication:
    """The release that is published on a server, on request with the digests of its graphs.

    Raises:
        EndpointError: there is none, or not all of it.
    """
    publication = read_publication(server, Terms(settings.data_base), with_digests=with_digests)
    if publication is None or publication.release is None:
        reason = f"no whole release with the base {settings.data_base} is published there; `kg publish` does it"
        raise EndpointError(server.addresses.query, reason)
    return publication


@asynccontextmanager
async def serving_published(release: RemoteRelease, settings: Settings) -> AsyncIterator[Current[Service]]:
    """Serve what is published on a server.

    Raises:
        QueryError: the server does not say what it holds.
        ReleaseError: the index cannot be read.
    """
    publication = release.publication
    remote = Remote(release.server, publication, settings)
    tables = Index(release.index) if release.index else None
    counted = Holdings.model_validate(dict(holdings(tables)) if tables else await asyncio.to_thread(_counts, remote))
    current: Current[Service] = Current()
    missing = publication.left_out, publication.unused_lines
    service = Service(settings, publication.release or "", *missing, remote, remote, counted, None, tables)
    await current.replace(nullcontext(service))
    yield current


def _counts(engine: Source) -> Mapping[str, object]:
    """What is held, where no index tells it; seconds on a store of 10,000 reports."""
    (counts,) = engine.rows(named_query("counts").text)
    return counts


def current_service(request: Request) -> AbstractAsyncContextManager[Service]:
    """The service that is current when a request begins, for as long as it is wanted."""
    current: Current[Service] = request.app.state.current
    return current.used()


async def _service(request: Request) -> AsyncIterator[Service]:
    """The service that is current when a request begins, until it is answered."""
    async with current_service(request) as service:
        yield service


ServiceDependency = Annotated[Service, Depends(_service)]
