"""The OpenAPI document and its page."""

import asyncio
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from kg.query.library import NamedQuery, library


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    content: dict[str, Any] = client.get("/openapi.json").json()
    return content


def cut(value: Any) -> Any:
    """An answer as examples show it: each list with its first entry."""
    if isinstance(value, dict):
        return {key: cut(item) for key, item in value.items()}
    return [cut(item) for item in value[:1]] if isinstance(value, list) else value


def test_every_example_is_the_answer(client: TestClient, document: dict[str, Any]) -> None:
    checked = []
    for path, item in document["paths"].items():
        operation = item["get"]
        content = operation["responses"]["200"].get("content", {}).get("application/json", {})
        if "example" in content:
            values = {parameter["name"]: parameter["example"] for parameter in operation.get("parameters", ()) if "example" in parameter}
            answer = client.get(
                path.format_map(values), params={name: value for name, value in values.items() if f"{{{name}}}" not in path}
            )
            assert content["example"] == cut(answer.json()), path
            checked.append(path)
    with_a_body = {path for path, item in document["paths"].items() if "application/json" in item["get"]["responses"]["200"]["content"]}
    assert {path for path in with_a_body if not re.search("^/(queries/|citations/|sparql|graphs)|explanation$", path)} <= set(checked)


def test_the_sparql_example_has_rows(client: TestClient, document: dict[str, Any]) -> None:
    query, *_ = document["paths"]["/sparql"]["get"]["parameters"]
    answer = client.get("/sparql", params={"query": query["example"]})
    assert answer.json()["results"]["bindings"]
    body = document["paths"]["/sparql"]["post"]["requestBody"]["content"]["application/sparql-query"]
    assert body["example"] == query["example"]


@pytest.mark.parametrize("query", library().values(), ids=lambda query: query.name)
def test_every_named_query_has_its_entry(document: dict[str, Any], query: NamedQuery) -> None:
    operation = document["paths"][f"/queries/{query.name}"]["get"]
    parameters = {parameter["name"]: parameter for parameter in operation["parameters"]}
    assert query.title_en in operation["summary"]
    assert list(parameters) == [*(known.name for known in query.parameters), "format", "timeout", "bom"]
    for known in query.parameters:
        assert parameters[known.name]["required"] is not known.optional
        assert parameters[known.name].get("example") == query.example.get(known.name)
        assert ("enum" in parameters[known.name]["schema"]) is (known.kind == "status")
        assert ("pattern" in parameters[known.name]["schema"]) is (known.kind == "year")


def test_every_route_and_parameter_is_described(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    for item in document["paths"].values():
        for operation in item.values():
            assert operation["description"]
            assert all(parameter["description"] for parameter in operation.get("parameters", ()))
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"]


def test_all_references_lead_somewhere(client: TestClient, document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    references = set(re.findall(r'"#/components/schemas/([^"]+)"', client.get("/openapi.json").text))
    assert references <= schemas.keys()
    assert "HTTPValidationError" not in schemas
    assert all(schema["description"] for schema in schemas.values())


def test_no_schema_stands_for_two_models(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert "topics" in schemas["Problem"]["properties"]
    assert "detail" in schemas["ProblemDetails"]["properties"]


def test_the_document_is_made_outside_the_event_loop(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(*_: object) -> dict[str, Any]:
        with pytest.raises(RuntimeError, match="no running event loop"):
            asyncio.get_running_loop()
        return {"openapi": "3.1.0"}

    monkeypatch.setattr(client.app, "_documented", None)
    monkeypatch.setattr("api.app.openapi", made)
    assert client.get("/openapi.json").json() == {"openapi": "3.1.0"}


def test_the_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "://" not in page
    sources = re.findall(r'(?:src|href)="(/assets/[^"]+)"', page)
    assert {source.partition("?")[0] for source in sources} >= {"/assets/swagger-ui.css", "/assets/swagger-ui-bundle.js"}
    for source in sources:
        assert client.get(source).status_code == 200
    assert "5." in re.findall(r'"(5\.\d+\.\d+)"', client.get("/assets/swagger-ui-bundle.js").text)[-1], "OpenAPI 3.1 needs Swagger UI 5"
