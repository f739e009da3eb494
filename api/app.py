"""The application: routes, errors and documentation on one release, here or on a server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI

import kg
from api import problems
from api.openapi import openapi
from api.routes import bureaus, health, measures, pages, queries, sparql
from api.service import open_published, open_service, publication_on
from kg.settings import Settings
from kg.store.release import read_manifest, resolve
from kg.store.server import Server

__all__ = ["create_app"]

_DESCRIPTION = """
What Chinese bureaus say in their yearly reports on law-based government (法治政府建设情况报告): the measures that they
adopted or plan, with the sentence of the report that proves each. Counts come with what is held, since a bureau that
is not listed may simply have no report here. Errors are problem details (RFC 9457).
"""


class _Application(FastAPI):
    """A FastAPI application whose OpenAPI document has examples of its release."""

    def openapi(self) -> dict[str, Any]:
        if not self.openapi_schema:
            self.openapi_schema = openapi(self, self.state.service)
        return self.openapi_schema


def create_app(release: Path | Server, settings: Settings) -> FastAPI:
    """An application that serves a release folder, the one that is current in a folder now, or what is published on a server.

    Its workers live from start-up to shut-down; a server stays open.

    Raises:
        ReleaseError: there is no whole release in the folder.
        EndpointError: there is none on the server.
    """
    if isinstance(release, Server):
        opened = partial(open_published, release, publication_on(release, settings), settings)
    else:
        folder = resolve(release)
        read_manifest(folder)
        opened = partial(open_service, folder, settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with opened() as service:
            app.state.service = service
            yield

    app = _Application(
        title="Governance measures",
        summary="Which bureaus adopted which measures of law-based government, with year and quote",
        description=_DESCRIPTION,
        version=kg.__version__,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    problems.install(app)
    for module in (measures, bureaus, queries, sparql, health, pages):
        app.include_router(module.router)
    app.mount("/assets", pages.assets())
    return app
