"""Builds whose batches the workers of a Dask cluster make: a real scheduler, and worker processes on the loopback.

The tests that shorten Dask's time limits come first: they hold for the whole process, and so for a cluster that is up.
"""

import os
import platform
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import dask
import pytest
from distributed import LocalCluster
from release_helpers import REPORTS, simple_extract
from typer.testing import CliRunner

from kg.build import Built, Observer, Progress, build
from kg.build.errands import installed
from kg.build.storage import Storage
from kg.cli import app
from kg.errors import EndpointError, KgError
from kg.types import Extraction, SourceText

HERE = "127.0.0.1:0"  # any free port
PLACES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=HERE) as started:
        yield started


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for place in PLACES:
        (folder / f"{place}.txt").write_text(REPORTS["b.txt"].replace("丙县", f"{place}县"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The release that one process makes."""
    return _files(_built(reports, tmp_path_factory.mktemp("alone")).folder)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.build.making._BATCH", 4)


def _built(folder: Path, out: Path, address: str | None = None, *, observer: Observer = lambda _: None, shared: str | None = None) -> Built:
    return build(folder, out, force=True, jobs=1, extractor=simple_extract, cluster=address, shared=shared, observer=observer)


def _files(release: Path) -> dict[str, bytes]:
    """All files of a release but its store, in which files have other names each time."""
    paths = (path for path in release.rglob("*") if path.is_file() and not {"store", "index.sqlite"} & {*path.relative_to(release).parts})
    return {path.relative_to(release).as_posix(): path.read_bytes() for path in paths}


def _readers(worker: int) -> list[int]:
    """The processes in which a worker reads files."""
    children = Path(f"/proc/{worker}/task").glob("*/children")
    found = [int(child) for path in children for child in path.read_text().split()]
    return [child for child in found if b"kg.reading.worker" in Path(f"/proc/{child}/cmdline").read_bytes()]


def _wait_until_gone(process: int) -> None:
    deadline = monotonic() + 10
    while Path(f"/proc/{process}").exists():
        assert monotonic() < deadline, f"process {process} is still there"
        sleep(0.05)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tcp://nowhere.invalid:1", "nowhere", "carrier://pigeon:1"])
def test_a_scheduler_that_does_not_answer_is_told_in_one_line(folder: Path, tmp_path: Path, address: str) -> None:
    with dask.config.set({"distributed.comm.timeouts.connect": "100ms"}), pytest.raises(EndpointError) as caught:
        _built(folder, tmp_path / "out", address)
    assert str(caught.value).startswith(f"{address}: no Dask scheduler answers: ")
    assert "\n" not in str(caught.value)


def test_a_scheduler_that_goes_away_ends_the_build(folder: Path, tmp_path: Path) -> None:
    with LocalCluster(n_workers=0, dashboard_address=HERE) as cluster, dask.config.set({"distributed.comm.timeouts.connect": "1s"}):

        def leave() -> None:
            while not cluster.scheduler.tasks:
                sleep(0.01)
            cluster.close()

        thread = Thread(target=leave)
        thread.start()
        with pytest.raises(EndpointError, match=f"{cluster.scheduler_address}: the scheduler is gone; build again to go on"):
            _built(folder, tmp_path / "out", cluster.scheduler_address)
        thread.join()


@pytest.mark.parametrize(("shared", "reason"), [("/proc/nowhere", "no such file"), ("pigeon://post", "Protocol not known: pigeon")])
def test_storage_that_cannot_be_written_is_told(folder: Path, tmp_path: Path, shared: str, reason: str) -> None:
    with pytest.raises(KgError, match=f"{shared}: cannot be made .{reason}.*; --shared names storage that all machines read and write"):
        _built(folder, tmp_path / "out", "tcp://127.0.0.1:1", shared=shared)


def test_storage_may_be_of_any_kind_and_takes_a_file_twice(tmp_path: Path) -> None:
    for url in ("memory://storage", str(tmp_path / "存 储")):
        storage = Storage(url, "build")
        storage.make()
        for content in (b"one", b"other"):
            (tmp_path / "file").write_bytes(content)
            storage.put(tmp_path / "file", "name")
            storage.get("name", tmp_path / "back")
            assert (tmp_path / "back").read_bytes() == content
        assert storage.has("name")
        storage.remove("name", "nothing")
        assert not storage.has("name")
        storage.remove_all()
        storage.remove_all()


def test_storage_without_a_cluster_is_a_user_error(folder: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["build", str(folder), "--out", str(tmp_path / "out"), "--shared", "memory://"])
    assert result.exit_code == 2
    assert "--shared goes with --cluster" in result.stderr


def test_a_cluster_without_dask_is_a_user_error(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kg.build.cluster", None)
    with pytest.raises(KgError, match=r"a cluster needs Dask, which the extra governance-kg\[cluster\] installs"):
        _built(folder, tmp_path / "out", "tcp://127.0.0.1:1")


def test_a_worker_of_several_threads_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    with LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=HERE, processes=False) as cluster:
        (address,) = cluster.scheduler.workers
        with pytest.raises(KgError, match=rf"worker {address} on .*: it has 2 threads; .*--nworkers 2 --nthreads 1"):
            _built(folder, tmp_path / "out", cluster.scheduler_address)


def test_a_worker_without_kg_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    without = "import sys; sys.modules['kg'] = None\n"
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=HERE, preload=[without]) as cluster:
        (address,) = cluster.scheduler.workers
        with pytest.raises(KgError, match=rf"worker {address}: No module named 'kg.build'.*; install there what the build has"):
            _built(folder, tmp_path / "out", cluster.scheduler_address)


def test_workers_make_the_release_that_one_process_makes(
    cluster: LocalCluster, reports: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    together = _built(reports, tmp_path / "out", cluster.scheduler_address, shared=f"file://{shared}")
    assert _files(together.folder) == alone
    assert len(together.redone) == len(PLACES)
    assert list(shared.iterdir()) == []


def test_a_worker_that_is_killed_changes_nothing_and_leaves_no_process(
    cluster: LocalCluster, reports: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    killed: dict[int, list[int]] = {}

    def kill(step: Progress) -> None:
        if step.file and not killed:
            busy = (nanny for nanny in cluster.workers.values() if cluster.scheduler.workers[nanny.worker_address].processing)
            worker = next(nanny.pid for nanny in busy if _readers(nanny.pid))
            killed[worker] = _readers(worker)
            os.kill(worker, signal.SIGKILL)

    together = _built(reports, tmp_path / "out", cluster.scheduler_address, observer=kill)
    ((worker, readers),) = killed.items()
    for process in (worker, *readers):
        _wait_until_gone(process)
    assert _files(together.folder) == alone


def test_a_build_that_was_stopped_goes_on(cluster: LocalCluster, reports: Path, alone: dict[str, bytes], tmp_path: Path) -> None:
    read: list[str] = []

    def stop(step: Progress) -> None:
        if step.file:
            read.append(step.file)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _built(reports, tmp_path / "out", cluster.scheduler_address, observer=stop)
    again = _built(reports, tmp_path / "out", cluster.scheduler_address)
    assert len(again.redone) < len(PLACES)
    assert read[0] not in again.redone
    assert _files(again.folder) == alone


@pytest.mark.parametrize("name", ["kg", "vocabulary", "numpy", "libreoffice"])
def test_a_worker_that_has_something_else_is_refused_by_name(
    cluster: LocalCluster, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("kg.build.cluster.installed", lambda: {**installed(), name: "another"})
    with pytest.raises(KgError) as caught:
        _built(folder, tmp_path / "out", cluster.scheduler_address)
    worker, reason = str(caught.value).split(f" on {platform.node()}: ")
    assert worker.removeprefix("worker ") in cluster.scheduler.workers
    assert reason == f"it has {name} {installed()[name] or 'missing'}, not another; install there what the build has, and start it anew"


def test_storage_that_a_worker_does_not_reach_is_told(cluster: LocalCluster, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"worker tcp://.* on .*: memory://mine: cannot be read .no such file: .*; --shared names storage"):
        _built(folder, tmp_path / "out", cluster.scheduler_address, shared="memory://mine")


def die(_source: SourceText) -> Extraction:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_what_kills_each_worker_ends_the_build(
    cluster: LocalCluster, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    with pytest.raises(KgError, match=r"1 workers died over one batch, for want of memory perhaps; the last was tcp://127\.0\.0\.1:"):
        build(folder, tmp_path / "out", force=True, extractor=die, cluster=cluster.scheduler_address)
