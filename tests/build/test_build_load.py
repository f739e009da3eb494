"""A store that is being filled when the build is stopped: the next build goes on where it was."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from release_helpers import REPORTS, read_lines, simple_extract

from kg.build import Built, Observer, Progress, build, verify
from kg.build.work import WORK
from kg.store import load_store

_KILLED = """
import os, signal, sys
from pathlib import Path
import kg.store.oxigraph
from kg.build import build
from release_helpers import simple_extract

def kill(progress):
    if f"{progress.stage} {progress.done}" == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

kg.store.oxigraph._PORTION = 1
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


def _interrupt(folder: Path, out: Path, stage: str, done: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        _build(folder, out, _stop_at(stage, done))


def _progress(out: Path) -> Path:
    (found,) = (out / WORK).glob("store-*/progress.json")
    return found


def _is_that_of(folder: Path, out: Path, other: Path) -> None:
    assert not verify(out).faults
    assert not (out / WORK).exists()
    assert read_lines(out) == read_lines(_build(folder, other).folder)


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
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, folder, out, moment],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
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


def test_how_many_reports_are_loaded_is_told(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def tell(progress: Progress) -> None:
        if progress.stage == "load":
            told.append((progress.done, progress.total))

    assert _build(folder, tmp_path / "out", tell).manifest.reports == 4
    assert told == [(done, 4) for done in range(5)]
