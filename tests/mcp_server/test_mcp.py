"""The tools of ``kg mcp``, called by a real client of the protocol."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from kg.index import Index
from kg.mcp import make_server
from kg.store.release import open_release

_Result = TypeVar("_Result")

BUREAU = "620300/transport"
CALLS: dict[str, dict[str, Any]] = {
    "search": {"text": "双随机"},
    "list_measures": {},
    "describe_measure": {"measure": "double-random"},
    "who_adopted": {"measure": "double-random", "status": "adopted", "year": 2020, "limit": 2},
    "find_bureaus": {"sector": "transport", "level": "county"},
    "describe_bureau": {"bureau": "金昌市交通运输局"},
    "bureau_timeline": {"bureau": BUREAU},
    "did_bureau_adopt": {"bureau": BUREAU, "measure": "double-random"},
    "compare_bureaus": {"bureaus": [BUREAU, "500112/transport"], "year": 2020},
    "find_policies": {"text": "宪法"},
    "find_metrics": {"bureau": BUREAU},
    "find_problems": {"topic": "staffing"},
}


def session(release: Path, use: Callable[[Client], Awaitable[_Result]]) -> _Result:
    async def run() -> _Result:
        async with Client(make_server(release)) as client:
            return await use(client)

    return asyncio.run(run())


def content(result: Any) -> Any:
    assert not result.is_error, result.content
    return json.loads(result.content[0].text)


def iris(value: Any) -> set[str]:
    """All IRIs in an answer."""
    if isinstance(value, dict):
        return {*([value["iri"]] if "iri" in value else []), *iris(list(value.values()))}
    return set().union(*map(iris, value)) if isinstance(value, list) else set()


def test_each_tool_is_described_and_answers_with_iris(release: Path) -> None:
    async def use(client: Client) -> tuple[Any, dict[str, Any]]:
        return (await client.list_tools()).tools, {name: content(await client.call_tool(name, given)) for name, given in CALLS.items()}

    tools, answers = session(release, use)
    assert {tool.name for tool in tools} == CALLS.keys()
    assert all(tool.description and tool.annotations and tool.annotations.read_only_hint for tool in tools)
    for name, answer in answers.items():
        assert iris(answer), name
        assert all(iri.startswith("https://w3id.org/governance-measures/") for iri in iris(answer))


def test_an_answer_has_its_quotes_and_its_denominator(release: Path) -> None:
    async def use(client: Client) -> Any:
        first = content(await client.call_tool("who_adopted", CALLS["who_adopted"]))
        return first, content(await client.call_tool("who_adopted", {**CALLS["who_adopted"], "cursor": first["next"]}))

    first, second = session(release, use)
    assert first["held"] == {"bureaus": 2, "reports": 2}
    assert len(first["items"]) == 2
    assert {item["iri"] for item in first["items"]}.isdisjoint(item["iri"] for item in second["items"])
    quads = {item["report"]["id"]: open_release(release).quads(item["report"]["id"]).decode() for item in first["items"]}
    assert all(item["quote"] in quads[item["report"]["id"]] for item in first["items"])


@pytest.mark.parametrize(
    ("tool", "given", "told"),
    [
        ("who_adopted", {"measure": "double-randon"}, "did you mean double-random"),
        ("describe_bureau", {"bureau": "金昌市交通运输"}, "did you mean 金昌市交通运输局"),
        ("who_adopted", {"cursor": "x"}, "no cursor"),
        ("who_adopted", {"status": "done"}, "adopted"),
        ("compare_bureaus", {"bureaus": [BUREAU]}, "at least 2"),
        ("compare_bureaus", {"bureaus": [BUREAU, BUREAU]}, "different"),
        ("compare_bureaus", {"bureaus": [BUREAU, "500112/transport"], "year": 1999}, "no report held covers 1999"),
        ("search", {"text": "宪法", "limit": 51}, "less than or equal to 50"),
    ],
)
def test_a_wrong_call_is_told_what_is_meant(release: Path, tool: str, given: dict[str, Any], told: str) -> None:
    async def use(client: Client) -> Any:
        return await client.call_tool(tool, given)

    result = session(release, use)
    assert result.is_error
    assert told in result.content[0].text


def test_the_command_speaks_the_protocol(release: Path) -> None:
    async def use() -> Any:
        command = StdioServerParameters(command=sys.executable, args=["-c", "from kg.cli import main; main()", "mcp", str(release)])
        async with Client(command) as client:
            return content(await client.call_tool("did_bureau_adopt", CALLS["did_bureau_adopt"]))

    years = asyncio.run(use())["years"]
    (held,) = (year for year in years if year["reports"])
    assert held["stance"] == "adopted"
    assert all(statement["iri"].startswith(Index.of_release(release).base) for statement in held["statements"])
