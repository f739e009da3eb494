"""The application: routes, errors and documentation on one release, here or on a server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.middleware import Middleware
from starlette.types import ASGIApp

import kg
from api import problems
from api.ahead import working_ahead
from api.disconnect import EndingWithClient
from api.explainer import Explainer
from api.head import AnsweringHead
from api.kept import KeptAnswers
from api.limits import ClientLimit
from api.observation import Observed
from api.openapi import openapi
from api.pieces import InPieces
from api.protection import Protected
from api.routes import (
    analyses,
    bureaus,
    citations,
    explanations,
    files,
    graph_store,
    health,
    linked_data,
    measures,
    page_parts,
    pages,
    queries,
    releases,
    search,
    sparql,
    statements,
    subjects,
)
from api.service import RemoteRelease, Service, check_servable, serving, serving_published
from kg.settings import Settings
from kg.store.release import resolve

__all__ = ["create_app"]

_DESCRIPTION = """
What Chinese bureaus say in their yearly reports on law-based government (法治政府建设情况报告): the measures that they
adopted or plan, with the sentence of the report that proves each. Counts come with what is held, since a bureau that
is not listed may simply have no report here. Errors are problem details (RFC 9457).
"""
_LONG = ("/sparql", "/queries", "/graphs", "/citations")  # paths whose answers may take their time
_READABLE = ("ETag", "Link", "X-Completeness", "X-Result-Truncated", "X-Unknown-Terms")  # by scripts of pages elsewhere
_MIDDLEWARE = [  # the outermost first
    Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"], expose_headers=_READABLE),
    Middleware(Protected),
    Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
    Middleware(InPieces),
]


class _Application(FastAPI):
    """A FastAPI application whose OpenAPI document has examples of its release, and which observes all requests and answers."""

    _documented: tuple[Service, dict[str, Any]] | None = None
    _documenting = Lock()

    def document(self, service: Service) -> dict[str, Any]:
        """The document for a release. It takes about a second at first: not in the event loop."""
        with self._documenting:
            if self._documented is None or self._documented[0] is not service:
                self._documented = service, openapi(self, service)
            return self._documented[1]

    def build_middleware_stack(self) -> ASGIApp:
        return Observed(AnsweringHead(KeptAnswers(EndingWithClient(super().build_middleware_stack(), _LONG))))


def create_app(release: Path | RemoteRelease, settings: Settings, *, ahead: bool = False) -> FastAPI:
    """An application that serves a release folder, the one that is current in a folder, or what is published on a server.

    Its workers live from start-up to shut-down, or until another release is current in the folder; a server stays open. With ``ahead``
    it does what takes long the first time as soon as nobody asks for anything.

    Raises:
        ReleaseError: there is no whole release in the folder, or its index is of another version.
    """
    if isinstance(release, RemoteRelease):
        opened = partial(serving_published, release, settings)
    else:
        check_servable(resolve(release))
        opened = partial(serving, release, settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with opened() as current, Explainer(settings.query_timeout) as explainer:
            app.state.current, app.state.explainer = current, explainer
            async with working_ahead(current, explainer) if ahead else nullcontext():
                yield

    app = _Application(
        title="Governance measures",
        summary="Which bureaus adopted which measures of law-based government, with year and quote",
        description=_DESCRIPTION,
        version=kg.__version__,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_url=None,
        lifespan=lifespan,
        middleware=_MIDDLEWARE,
    )
    problems.install(app)
    app.state.limit = ClientLimit(settings.client_queries)
    app.include_router(page_parts.shared)
    app.include_router(pages.shared)
    looking_up = (analyses, measures, bureaus, files, statements, subjects, search, linked_data)
    for module in (*looking_up, queries, sparql, graph_store, citations, explanations, releases, health, pages):
        app.router.routes.extend(module.router.routes)  # an included router looks for a route twice
    app.mount("/assets", pages.assets())
    return app
