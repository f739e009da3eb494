"""The application on the demo's release, the five reports in seeds/, and on one of invented reports."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.settings import load_settings


@pytest.fixture(scope="session")
def client(release: Path) -> Iterator[TestClient]:
    settings = replace(load_settings({}), query_workers=1, query_timeout=5.0, query_max_rows=1000, query_max_length=20_000)
    with TestClient(create_app(release, settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def service(invented: Path) -> Iterator[TestClient]:
    with TestClient(create_app(invented, replace(load_settings({}), query_workers=1)), raise_server_exceptions=False) as client:
        yield client
