"""What a server does while nobody asks for anything."""

import asyncio
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import State

from api import ahead, explainer
from api.app import create_app
from api.current import Current
from api.explainer import Explainer
from kg.settings import load_settings

pytestmark = pytest.mark.usefixtures("ends")


@pytest.fixture
def starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that exists from when a process has been started that says it can explain."""
    path = tmp_path / "starts"
    monkeypatch.setattr(explainer, "_PROGRAM", f"import sys; print('{{}}', flush=True); open({str(path)!r}, 'w'); sys.stdin.read()")
    monkeypatch.setattr(ahead, "_PAUSE", 0.01)
    return path


async def begun(starts: Path) -> None:
    while not starts.exists():  # noqa: ASYNC110, ASYNC240  # another process makes it
        await asyncio.sleep(0.01)


async def quiet(starts: Path) -> bool:
    """Nothing is begun in a fifth of a second."""
    await asyncio.sleep(0.2)
    return not starts.exists()  # noqa: ASYNC240


def test_what_explains_is_started_once_nobody_waits_for_an_answer(starts: Path) -> None:
    async def serve() -> None:
        current: Current[Any] = Current()
        await current.replace(nullcontext(State({"index": object(), "folder": starts.parent})))
        async with Explainer(60) as explaining, current.used(), ahead.working_ahead(current, explaining):
            assert await quiet(starts)
        async with Explainer(60) as explaining, ahead.working_ahead(current, explaining):
            await begun(starts)

    asyncio.run(serve())


@pytest.mark.parametrize("index", [object(), None])
def test_nothing_is_started_that_explains_a_release_on_a_server(
    starts: Path, monkeypatch: pytest.MonkeyPatch, index: object | None
) -> None:
    async def serve() -> None:
        current, imported = Current[Any](), asyncio.Event()
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(ahead, "import_module", lambda _: loop.call_soon_threadsafe(imported.set))
        await current.replace(nullcontext(State({"index": index, "folder": None})))
        async with Explainer(60) as explaining, ahead.working_ahead(current, explaining):
            await imported.wait()
            assert await quiet(starts)

    asyncio.run(serve())


def test_an_application_works_ahead_if_it_is_told_to(release: Path, starts: Path) -> None:
    with TestClient(create_app(release, load_settings({"KG_QUERY_WORKERS": "1"}), ahead=True)) as client:
        assert client.portal is not None
        client.portal.call(begun, starts)
        assert client.get("/health").is_success


def test_what_cannot_be_done_ahead_is_told_and_the_rest_done(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(ahead, "_PAUSE", 0.01)

    async def serve() -> None:
        current, imported = Current[Any](), asyncio.Event()
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(ahead, "read_templates", Mock(side_effect=ValueError("no templates")))
        monkeypatch.setattr(ahead, "import_module", lambda _: loop.call_soon_threadsafe(imported.set))
        await current.replace(nullcontext(State({"index": None, "folder": None})))
        async with Explainer(60) as explaining, ahead.working_ahead(current, explaining):
            await imported.wait()

    asyncio.run(serve())
    assert "no templates" in caplog.text
