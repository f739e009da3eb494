from pathlib import Path

import pytest
from release_helpers import REPORTS, simple_extract

from kg.build import build


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two reports."""
    path = tmp_path / "reports"
    path.mkdir()
    for name, text in REPORTS.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def release(folder: Path, tmp_path: Path) -> Path:
    """The concrete folder of a release of these reports."""
    return build(folder, tmp_path / "out", extractor=simple_extract, force=True).folder
