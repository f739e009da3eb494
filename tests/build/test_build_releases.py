"""Earlier releases are kept, listed, made current again and removed, but never from under a server."""

from pathlib import Path

import pytest
from release_helpers import REPORTS, simple_extract
from typer.testing import CliRunner

from kg.build import Built, build
from kg.build.release import releases, rollback
from kg.cli.app import app
from kg.errors import ReleaseError
from kg.settings import load_settings
from kg.store import resolve
from kg.store.manifest import FORMAT
from kg.store.release import MANIFEST, held


def _build(folder: Path, out: Path, number: int, keep: int = 0) -> Built:
    """A release that is unlike those of other numbers."""
    (folder / "a.txt").write_text(REPORTS["a.txt"].replace("12", str(12 + number)), encoding="utf-8")
    settings = load_settings({"KG_KEEP_RELEASES": str(keep)})
    return build(folder, out, settings=settings, extractor=simple_extract, force=True)


@pytest.fixture
def three(folder: Path, tmp_path: Path) -> list[Path]:
    """Three releases, in the order in which they were built."""
    return [_build(folder, tmp_path / "out", number).folder for number in range(3)]


def test_releases_are_listed_the_last_first(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert releases(out) == three[::-1]
    result = CliRunner().invoke(app, ["releases", str(out)])
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if "│" in line]
    assert [(row[0], row[1]) for row in rows] == [("*", three[2].name), ("", three[1].name), ("", three[0].name)]
    assert {row[3] for row in rows} == {"2"}


def test_rolling_back_goes_to_the_release_before_and_on_to_that_before_it(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = CliRunner().invoke(app, ["rollback", str(out)])
    assert result.stdout == f"{three[1].name} is current again: 2 reports\n"
    assert resolve(out) == three[1].resolve()
    rollback(out)
    assert resolve(out) == three[0].resolve()
    with pytest.raises(ReleaseError, match="there is no release before the current one"):
        rollback(out)
    rollback(out, three[2].name)
    assert resolve(out) == three[2].resolve()


def test_a_release_of_another_version_is_listed_and_never_current(three: list[Path], tmp_path: Path) -> None:
    out, manifest = tmp_path / "out", three[1] / MANIFEST
    manifest.write_bytes(manifest.read_bytes().replace(f'"format": {FORMAT}'.encode(), b'"format": 1'))
    listed = CliRunner().invoke(app, ["releases", str(out)])
    assert listed.exit_code == 0
    [line] = [line for line in listed.stdout.splitlines() if three[1].name in line]
    assert "by another version of kg" in line
    with pytest.raises(ReleaseError, match="the manifest has format 1"):
        rollback(out, three[1].name)
    assert resolve(out) == three[2].resolve()


def test_a_release_that_is_not_there_is_one_clear_error(three: list[Path], tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=f"no release x; there are {three[2].name}, "):
        rollback(tmp_path / "out", "x")
    with pytest.raises(ReleaseError, match="no releases in this folder"):
        releases(tmp_path)


def test_rolling_back_where_nothing_is_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no releases in this folder"):
        rollback(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_building_again_after_going_back_makes_the_last_release_current(three: list[Path], folder: Path, tmp_path: Path) -> None:
    rollback(tmp_path / "out", three[0].name)
    again = _build(folder, tmp_path / "out", 2)
    assert again.reused
    assert resolve(tmp_path / "out") == three[2].resolve()


def test_old_releases_are_removed_but_those_that_are_served(three: list[Path], folder: Path, tmp_path: Path) -> None:
    with held(three[0]):
        built = _build(folder, tmp_path / "out", 3, keep=2)
        assert built.pruned == (three[1].name,)
        assert releases(tmp_path / "out") == [built.folder, three[2], three[0]]
    assert _build(folder, tmp_path / "out", 3, keep=1).pruned == (three[2].name, three[0].name)
    with pytest.raises(ReleaseError, match="no such file"), held(three[0]):
        pass
