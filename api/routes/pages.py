"""The home page, and the documentation of the routes, for people and for programs. Nothing is loaded from other hosts."""

from importlib.resources import files
from string import Template
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from api.negotiation import choose_language
from api.service import ServiceDependency

__all__ = ["assets", "router"]

router = APIRouter(include_in_schema=False)

_DOCUMENT = "/openapi.json"
_LANGUAGES = ("zh", "en")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"


def assets() -> StaticFiles:
    """The files of Swagger UI, which the package fastapi-offline carries."""
    return StaticFiles(packages=[("fastapi_offline", "static")])


@router.get("/")
def home(request: Request, service: ServiceDependency, lang: Annotated[Literal["zh", "en"] | None, Query()] = None) -> HTMLResponse:
    """What this is, and where to begin."""
    language = lang or choose_language(request.headers.get("accept-language"), _LANGUAGES)
    template = files("api").joinpath("pages", f"home.{language}.html").read_text(encoding="utf-8")
    held = service.held
    page = Template(template).substitute(bureaus=held.bureaus, reports=held.reports, release=service.release_id)
    headers = {"Content-Language": language, "Vary": "Accept-Language", "Content-Security-Policy": _POLICY}
    return HTMLResponse(page, headers=headers)


@router.get(_DOCUMENT)
def document(request: Request, service: ServiceDependency) -> JSONResponse:
    """The OpenAPI document, which says so if the service stands below a path of another."""
    root = request.scope.get("root_path", "")
    return JSONResponse({**request.app.document(service), **({"servers": [{"url": root}]} if root else {})})


@router.get("/docs")
async def docs(request: Request) -> HTMLResponse:
    """Swagger UI on the OpenAPI document."""
    root = request.scope.get("root_path", "")
    return get_swagger_ui_html(
        openapi_url=f"{root}{_DOCUMENT}",
        title=request.app.title,
        swagger_js_url=f"{root}/assets/swagger-ui-bundle.js",
        swagger_css_url=f"{root}/assets/swagger-ui.css",
        swagger_favicon_url="data:,",
        swagger_ui_parameters={"validatorUrl": None},
    )
