import shutil
from pathlib import Path

import pytest
from release_helpers import REPORTS, simple_extract

from kg.build import build


def _write_reports(folder: Path) -> Path:
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two reports."""
    return _write_reports(tmp_path / "reports")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all releases after a build of these reports, for :func:`release` to copy."""
    place = tmp_path_factory.mktemp("built")
    build(_write_reports(place / "reports"), place / "out", extractor=simple_extract, force=True)
    return place / "out"


@pytest.fixture
def release(built: Path, tmp_path: Path) -> Path:
    """The concrete folder of a release of the two reports, free to be damaged."""
    out = shutil.copytree(built, tmp_path / "out", symlinks=True)
    return out / (out / "current").readlink()
