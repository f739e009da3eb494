"""Workers of every kind."""

from collections.abc import Callable
from pathlib import Path

import pytest
import reading_helpers

from kg.reading import pool
from kg.settings import Settings, load_settings


@pytest.fixture
def settings() -> Settings:
    return load_settings({"KG_READ_WORKERS": "1"})


@pytest.fixture
def obedient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers do what a file says (see :mod:`reading_helpers`)."""
    monkeypatch.setattr(pool, "_PROGRAM", reading_helpers.PROGRAM)


@pytest.fixture
def order(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file that says what its reader shall do."""

    def write(action: str, argument: object = "") -> Path:
        path = tmp_path / f"{action}.txt"
        path.write_text(f"!{action}\n{argument}", encoding="utf-8")
        return path

    return write
