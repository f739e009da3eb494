"""What the routes share: one release, opened, and its workers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from api.models import Held, Holdings
from kg.query.engine import Engine, Row
from kg.query.library import bind, named_query
from kg.query.release import settings_of
from kg.query.workers import WorkerPool
from kg.settings import Settings
from kg.store.manifest import Manifest
from kg.store.release import held, read_manifest

__all__ = ["Service", "ServiceDependency", "number", "open_service", "text"]


@dataclass(frozen=True, slots=True)
class Service:
    """A release being served. Queries of the library run in this process, those of strangers in the workers."""

    settings: Settings
    manifest: Manifest
    engine: Engine
    workers: WorkerPool
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
    engine = Engine.open(release)
    (counts,) = engine.rows(named_query("counts").text)
    with held(release), WorkerPool(release, settings) as workers:
        yield Service(settings, read_manifest(release), engine, workers, Holdings.model_validate(counts))


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
