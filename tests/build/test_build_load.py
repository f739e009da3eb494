"""A store that is being filled when the build is stopped: the next build goes on where it was."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from release_helpers import REPORTS, read_lines, simple_extract

from kg.build import Built, Observer, Progress, build, verify
from kg.build.work import WORK
from kg.errors import ReleaseError
from kg.store import load_store
from kg.store.oxigraph import open_store
from kg.store.release import CURRENT, STORE

_KILLED = """
import os, signal, sys
from pathlib import Path
import kg.build.load
import kg.store.oxigraph
from kg.build import build
from kg.store import load_store
from release_helpers import simple_extract

def kill_now(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def kill(progress):
    if f"{progress.stage} {progress.done}" == sys.argv[3]:
        kill_now()

def load(*args, **options):
    return load_store(*args, **{**options, "observer": kill_now})

kg.store.oxigraph._PORTION = 1
if sys.argv[3] == "first portion":  # it is in the store, and nothing told of it
    kg.build.load.load_store = load
build(Path(sys.argv[1]), Path(sys.argv[2]), extractor=simple_extract, force=True, observer=kill)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of four reports."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for place in "甲乙丙丁":
        (reports / f"{place}.txt").write_text(REPORTS["b.txt"].replace("丙", place), encoding="utf-8")
    return reports


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pieces a store has before it is filled, each time that one is: portions are of one piece each."""
    after: list[int] = []

    def load(*args: object, **options: object) -> object:
        after.append(options["after"])  # type: ignore[arg-type]
        return load_store(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("kg.store.oxigraph._PORTION", 1)
    monkeypatch.setattr("kg.build.load.load_store", load)
    return after


def _build(folder: Path, out: Path, observer: Observer = lambda _progress: None) -> Built:
    return build(folder, out, extractor=simple_extract, force=True, observer=observer)


def _stop_at(stage: str, done: int) -> Observer:
    def stop(progress: Progress) -> None:
        if (progress.stage, progress.done) == (stage, done):
            raise KeyboardInterrupt

    return stop


def _interrupt(folder: Path, out: Path, stage: str, done: int | str) -> None:
    with pytest.raises(KeyboardInterrupt):
        _build(folder, out, _stop_at(stage, int(done)))


def _kill(folder: Path, out: Path, moment: str) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, folder, out, moment],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr


def _progress(out: Path) -> Path:
    (found,) = (out / WORK).glob("store-*/progress.json")
    return found


def _is_that_of(folder: Path, out: Path, other: Path) -> None:
    assert not verify(out).faults
    assert not (out / WORK).exists()
    built = _build(folder, other).folder
    assert read_lines(out) == read_lines(built)
    assert set(open_store(out / CURRENT / STORE)) == set(open_store(built / STORE))


def test_what_was_loaded_is_not_loaded_again(folder: Path, tmp_path: Path, loaded: list[int]) -> None:
    out = tmp_path / "out"
    _interrupt(folder, out, "load", 2)
    begun = json.loads(_progress(out).read_text())["pieces"]
    assert begun > 2  # the first report, and what all refer to
    built = _build(folder, out)
    assert loaded == [0, begun]
    assert built.redone == {}
    _is_that_of(folder, out, tmp_path / "other")


def test_a_store_that_is_finished_is_taken_as_it_is(folder: Path, tmp_path: Path, loaded: list[int]) -> None:
    out = tmp_path / "out"
    _interrupt(folder, out, "index", 0)
    built = _build(folder, out)
    assert loaded == [0]
    assert built.manifest == _build(folder, tmp_path / "other").manifest
    _is_that_of(folder, out, tmp_path / "other")


@pytest.mark.parametrize("moment", ["load 1", "load 3", "index 0"])
def test_a_build_that_is_killed_goes_on(folder: Path, tmp_path: Path, loaded: list[int], moment: str) -> None:
    out = tmp_path / "out"
    _kill(folder, out, moment)
    begun = json.loads(_progress(out).read_text())
    assert begun["properties"] if moment == "index 0" else begun["pieces"] > 1
    _build(folder, out)
    assert loaded == ([] if moment == "index 0" else [begun["pieces"]])
    _is_that_of(folder, out, tmp_path / "other")


def _write_a_report(folder: Path, _out: Path) -> None:
    (folder / "戊.txt").write_text(REPORTS["a.txt"], encoding="utf-8")


def _damage_the_store(_folder: Path, out: Path) -> None:
    for path in _progress(out).parent.glob("store/CURRENT"):
        path.write_text("nothing")


def _tell_nothing(_folder: Path, out: Path) -> None:
    _progress(out).write_text("{")


@pytest.mark.parametrize("change", [_write_a_report, _damage_the_store, _tell_nothing])
def test_a_store_that_cannot_be_gone_on_with_is_begun_anew(
    folder: Path, tmp_path: Path, loaded: list[int], change: Callable[[Path, Path], None]
) -> None:
    out = tmp_path / "out"
    _interrupt(folder, out, "load", 3)
    change(folder, out)
    _build(folder, out)
    assert loaded == [0, 0]
    _is_that_of(folder, out, tmp_path / "other")


def _move_away(_folder: Path, out: Path) -> None:
    (_progress(out).parent / "store").rename(out / "moved")


@pytest.mark.parametrize(("moment", "change"), [("load 3", _damage_the_store), ("index 0", _damage_the_store), ("index 0", _move_away)])
def test_what_was_told_of_a_store_that_is_gone_is_not_believed_of_the_next_one(
    folder: Path, tmp_path: Path, loaded: list[int], moment: str, change: Callable[[Path, Path], None]
) -> None:
    out = tmp_path / "out"
    _interrupt(folder, out, *moment.split())
    change(folder, out)
    _kill(folder, out, "first portion")
    assert not list((out / WORK).glob("store-*/progress.json"))
    _build(folder, out)
    assert loaded == [0, 0]
    _is_that_of(folder, out, tmp_path / "other")


def test_a_finished_store_outlives_a_disk_that_is_full_then(
    folder: Path, tmp_path: Path, loaded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as patched:
        patched.setattr("kg.build.assemble.description", Mock(side_effect=OSError(errno.ENOSPC, "No space left on device")))
        with pytest.raises(ReleaseError, match="no space left"):
            _build(folder, out)
    _build(folder, out)
    assert loaded == [0]
    _is_that_of(folder, out, tmp_path / "other")


def test_a_store_with_a_damaged_block_is_begun_anew_by_the_next_build(folder: Path, tmp_path: Path, loaded: list[int]) -> None:
    out = tmp_path / "out"
    _interrupt(folder, out, "load", 3)
    largest = max(_progress(out).parent.glob("store/*.sst"), key=lambda path: path.stat().st_size)
    content = largest.read_bytes()
    largest.write_bytes(content[:5000] + bytes(4000) + content[9000:])
    with pytest.raises(ReleaseError, match=r"is damaged: .*; build again"):
        _build(folder, out)
    _build(folder, out)
    assert loaded[-1] == 0
    _is_that_of(folder, out, tmp_path / "other")


def test_how_many_reports_are_loaded_is_told(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def tell(progress: Progress) -> None:
        if progress.stage == "load":
            told.append((progress.done, progress.total))

    assert _build(folder, tmp_path / "out", tell).manifest.reports == 4
    assert told == [(done, 4) for done in range(5)]


def test_releases_may_lie_on_another_disk(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    rename = os.rename

    def on_two_disks(source: os.PathLike[str] | str, target: os.PathLike[str] | str) -> None:
        if (WORK in Path(source).parts) != (WORK in Path(target).parts):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        rename(source, target)

    monkeypatch.setattr(os, "rename", on_two_disks)
    _build(folder, out)
    assert verify(out).faults == ()
    assert not list((out / WORK).glob("store-*"))


def test_a_work_folder_on_another_disk_is_emptied_and_stays(folder: Path, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    for path in (out, elsewhere):
        path.mkdir()
    (out / WORK).symlink_to(elsewhere, target_is_directory=True)
    _build(folder, out)
    assert verify(out).faults == ()
    assert (out / WORK).is_symlink()
    assert list(elsewhere.iterdir()) == []
