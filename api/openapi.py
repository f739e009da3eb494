"""The OpenAPI document, whose examples are answers of the very release that is served."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from api.problems import Problem, responses
from api.routes.bureaus import get_bureau, list_bureaus
from api.routes.health import health_of
from api.routes.measures import adoptions_of, get_measure, list_measures
from api.routes.queries import list_queries
from api.service import Service

__all__ = ["openapi"]

_MEASURE = "double-random"
_REPLACED = ("HTTPValidationError", "ValidationError")


def openapi(app: FastAPI, service: Service) -> dict[str, Any]:
    """The OpenAPI 3.1 document of an application on a release. Lists in examples are cut to their first entry."""
    document = get_openapi(
        title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes, tags=app.openapi_tags
    )
    schemas = document["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema()
    for name in _REPLACED:
        schemas.pop(name, None)
    for item in document["paths"].values():
        for operation in item.values():
            if "422" in operation["responses"]:
                operation["responses"]["422"] = responses(HTTPStatus.UNPROCESSABLE_ENTITY)[422]
    for path, (parameters, answer) in _examples(service).items():
        operation = document["paths"][path]["get"]
        operation["responses"]["200"]["content"]["application/json"]["example"] = _cut(answer.model_dump(mode="json"))
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in parameters:
                parameter["example"] = parameters[parameter["name"]]
    return document


def _examples(service: Service) -> dict[str, tuple[dict[str, str], BaseModel]]:
    """For each path, parameters and the answer that they have; a release may lack bureaus."""
    measure, bureaus = {"id": _MEASURE}, list_bureaus(service)
    examples: dict[str, tuple[dict[str, str], BaseModel]] = {
        "/health": ({}, health_of(service)),
        "/queries": ({}, list_queries()),
        "/measures": ({}, list_measures(service)),
        "/measures/{id}": (measure, get_measure(service, _MEASURE)),
        "/measures/{id}/adoptions": (measure, adoptions_of(service, _MEASURE, None)),
        "/bureaus": ({}, bureaus),
    }
    if bureaus.bureaus:
        bureau = bureaus.bureaus[0].id
        examples["/bureaus/{id}"] = ({"id": bureau}, get_bureau(service, bureau))
    return examples


def _cut(value: object) -> object:
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    return [_cut(item) for item in value[:1]] if isinstance(value, list) else value
