"""The OpenAPI document, whose examples are answers of the very release that is served."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.examples import examples
from api.problems import ProblemDetails, responses
from api.routes.health import health_of
from api.routes.queries import list_queries
from api.routes.releases import releases_of
from api.service import Service

__all__ = ["openapi"]

_REPLACED = ("HTTPValidationError", "ValidationError")


def openapi(app: FastAPI, service: Service) -> dict[str, Any]:
    """The OpenAPI 3.1 document of an application on a release. Lists in examples are cut to their first entry."""
    document = get_openapi(
        title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes, tags=app.openapi_tags
    )
    schemas = document["components"]["schemas"]
    schemas["ProblemDetails"] = ProblemDetails.model_json_schema()
    for name in _REPLACED:
        schemas.pop(name, None)
    for item in document["paths"].values():
        for operation in item.values():
            if "422" in operation["responses"]:
                operation["responses"]["422"] = responses(HTTPStatus.UNPROCESSABLE_ENTITY)[422]
    for path, (parameters, answer) in _examples(service).items():
        operation = document["paths"][path]["get"]
        operation["responses"]["200"]["content"]["application/json"]["example"] = _cut(answer)
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in parameters:
                parameter["example"] = parameters[parameter["name"]]
    for query in service.queries.values():
        for parameter in document["paths"][f"/queries/{query.name}"]["get"]["parameters"]:
            if parameter["name"] in query.example:
                parameter["example"] = query.example[parameter["name"]]
    return document


def _examples(service: Service) -> dict[str, tuple[dict[str, str], object]]:
    """For each path, parameters of the path and the answer that they have; a release may lack some things, or an index."""
    found: dict[str, tuple[dict[str, str], object]] = {
        "/health": ({}, health_of(service).model_dump(mode="json")),
        "/queries": ({}, list_queries(service).model_dump(mode="json")),
        "/releases": ({}, releases_of(service).model_dump(mode="json")),
    }
    if service.index is not None:
        found |= {example.path: (dict(example.values), example.content) for example in examples(service.facts)}
    return found


def _cut(value: object) -> object:
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    return [_cut(item) for item in value[:1]] if isinstance(value, list) else value
