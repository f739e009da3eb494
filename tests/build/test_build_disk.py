"""A disk that is full or may not be written: what was current still is, and the error says what to do."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from release_helpers import REPORTS, simple_extract

from kg.build import Built, build, verify
from kg.errors import ReleaseError
from kg.store import resolve


def _mount(*arguments: object) -> bool:
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk of 32 MiB, outside the folders that pytest clears: it stays mounted if the run is killed."""
    with tempfile.TemporaryDirectory(prefix="kg-disk-") as folder:
        place = Path(folder)
        if not _mount("-t", "tmpfs", "-o", "size=32m", "tmpfs", place):
            pytest.skip("mounting a disk is not permitted here")
        yield place
        subprocess.run(["umount", place], check=True)


def _build(folder: Path, disk: Path) -> Built:
    return build(folder, disk / "out", extractor=simple_extract, force=True)


@pytest.mark.parametrize("free", [0, 64 << 10, 1 << 20])
def test_on_a_full_disk_the_old_release_stays_until_there_is_room(folder: Path, disk: Path, free: int) -> None:
    old = _build(folder, disk).folder
    (folder / "c.txt").write_text(REPORTS["b.txt"].replace("丙县", "丁县"), encoding="utf-8")
    ballast = disk / "ballast"
    room = shutil.disk_usage(disk).free - free
    ballast.write_bytes(bytes(room))
    with pytest.raises(
        ReleaseError, match=r"(?i)(no space left on device|disk is full).*; put that right and build again: what was current still is"
    ):
        _build(folder, disk)
    assert resolve(disk / "out") == old.resolve()
    assert not verify(old).faults
    ballast.unlink()
    assert _build(folder, disk).manifest.reports == 3
    assert not verify(disk / "out").faults


def test_on_a_disk_that_may_not_be_written_the_old_release_stays(folder: Path, disk: Path) -> None:
    old = _build(folder, disk).folder
    assert _mount("-o", "remount,ro", disk)
    with pytest.raises(ReleaseError, match="read-only file system; put that right and build again: what was current still is"):
        _build(folder, disk)
    assert not verify(old).faults
