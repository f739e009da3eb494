"""The client of the service, against a live one."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import servers

from api import models
from kg.client import (
    ADOPTIONS,
    BUREAUS,
    CANDIDATES,
    METRICS,
    ORGANISATIONS,
    POLICIES,
    PROBLEMS,
    REGIONS,
    REPORTS,
    Adoption,
    AsyncClient,
    Bureau,
    Client,
    List,
    Metric,
    Organisation,
    Policy,
    Problem,
    Region,
    Report,
    ServiceError,
    to_dataframe,
)

LISTS = (ADOPTIONS, BUREAUS, CANDIDATES, METRICS, ORGANISATIONS, POLICIES, PROBLEMS, REGIONS, REPORTS)


@pytest.fixture(scope="module")
def address(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.serving(release, tmp_path_factory.mktemp("client") / "log", KG_QUERY_WORKERS="1") as (address, _):
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[Client]:
    with Client(address) as client:
        yield client


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.path)
def test_items_are_those_of_all_pages(client: Client, listed: List[Any]) -> None:
    total = client.page(listed)["found"]["total"]
    items = list(client.items(listed, limit=max(1, total // 3)))
    assert len(items) == len({item["iri"] for item in items}) == total


def test_the_asynchronous_client_finds_the_same(client: Client, address: str) -> None:
    async def found() -> list[Adoption]:
        async with AsyncClient(address) as other:
            return [item async for item in other.items(ADOPTIONS, measure="double-random", limit=3)]

    assert asyncio.run(found()) == list(client.items(ADOPTIONS, measure="double-random"))


def test_single_things_are_found_by_their_keys(client: Client, address: str) -> None:
    async def timeline() -> Any:
        async with AsyncClient(address) as other:
            return await other.get("bureaus", "金昌市交通运输局", "timeline")

    assert client.get("bureaus", "620300/transport", "timeline") == asyncio.run(timeline())
    assert client.get("compare", bureaus="620300/transport,500112/transport", year=2020)["year"] == 2020
    assert client.get("networks", "measures", status="planned", backbone=0.5)["backbone"] == 0.5


def test_an_error_says_what_may_have_been_meant(client: Client) -> None:
    with pytest.raises(ServiceError, match="did you mean double-random") as error:
        client.page(ADOPTIONS, measure="double-randon")
    assert (error.value.status, error.value.problem["nearest"]) == (422, "double-random")


def test_what_is_no_service_is_an_error(client: Client) -> None:
    with pytest.raises(ServiceError, match="no reason is told"):
        client.get("assets/docs.js")


def test_items_become_a_table(client: Client) -> None:
    frame = to_dataframe(client.items(ADOPTIONS, measure="double-random"))
    assert set(frame["bureau_name"]) == {
        item["bureau"]["name"] for item in client.items(ADOPTIONS, measure="double-random") if item["bureau"]
    }
    assert frame["year"].dtype.kind == "i"
    assert to_dataframe([]).empty


@pytest.mark.parametrize(
    ("typed", "model"),
    [
        (Adoption, models.Adoption),
        (Bureau, models.Bureau),
        (Metric, models.Metric),
        (Organisation, models.Organisation),
        (Policy, models.Policy),
        (Problem, models.Problem),
        (Region, models.Region),
        (Report, models.Report),
    ],
)
def test_the_types_are_those_that_the_service_documents(typed: type[Any], model: type[Any]) -> None:
    assert get_type_hints(typed).keys() == model.model_fields.keys()
