from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.routes import pages


def test_styles_are_there_where_the_scripts_of_others_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ASSETS", tmp_path / "assets")
    app = FastAPI()
    app.mount("/assets", pages.assets())
    client = TestClient(app)
    assert client.get("/assets/style.css").status_code == 200
    assert client.get("/assets/yasgui.js").status_code == 404
