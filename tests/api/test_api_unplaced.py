"""Bureaus whose place is not known over REST and on the pages."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from invented import UNPLACED

from api.app import create_app
from kg.settings import load_settings

PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def service(unplaced: Path) -> Iterator[TestClient]:
    with TestClient(create_app(unplaced, replace(load_settings({}), query_workers=1)), raise_server_exceptions=False) as client:
        yield client


def report_of(service: TestClient) -> Any:
    """The first report of the bureau."""
    return next(one for one in service.get("/reports").json()["items"] if one["bureau"] and one["bureau"]["name"] == UNPLACED)


@pytest.mark.parametrize("path", ["/measures/double-random/diffusion", "/rates?measure=double-random"])
def test_why_reports_count_nowhere_is_told(service: TestClient, path: str) -> None:
    found = service.get(path).json()
    assert (found["left_out"], found["unplaced"]) == (3, 2)
    page = service.get(path, headers={**PAGE, "Accept-Language": "zh"}).text
    assert "所在地不明" in page
    assert "未写明机关或年度" in page


def test_it_cannot_be_compared(service: TestClient) -> None:
    address = f"/bureaus/{report_of(service)['bureau']['id']}/peers"
    problem = service.get(address)
    assert problem.status_code == 422
    assert problem.json()["detail"] == f"{UNPLACED}: its place is not known, so it cannot be compared with other bureaus"
    assert "所在地不明，无法比较" in service.get(address, headers={**PAGE, "Accept-Language": "zh"}).text


def test_its_page_and_the_audit_of_its_report_have_its_key(service: TestClient) -> None:
    report = report_of(service)
    assert service.get(f"/reports/{report['id']}/audit").json()["bureau"] == report["bureau"]["id"]
    assert service.get(f"/bureaus/{report['bureau']['id']}", headers=PAGE).status_code == 200
