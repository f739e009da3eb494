"""Workers live on, are replaced, read ahead in order, and leave nothing behind."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import sleep
from types import FrameType

import pytest

from kg.errors import InputError
from kg.reading import Reader, pool, read
from kg.reading.document import parse
from kg.reading.pool import _Worker
from kg.settings import SETTINGS, Settings
from kg.types import SourceText

TEXT = "某某市水利局2023年度法治政府建设情况报告\n全年开展执法检查12次。"


def texts(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(f"{TEXT}第{number}份。", encoding="utf-8")
    return paths


def workers(reader: Reader) -> list[_Worker]:
    return [worker for worker in reader._idle.queue if worker]


def process(reader: Reader) -> int:
    (worker,) = workers(reader)
    return worker._process.pid


def children(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="utf-8").split()]


def is_ended(group: int) -> bool:
    """Whether within ten seconds no process of this group lives on."""
    for _ in range(100):
        if not any(lives_in(group, path) for path in Path("/proc").glob("[0-9]*/stat")):
            return True
        sleep(0.1)
    return False


def lives_in(group: int, path: Path) -> bool:
    try:
        state, _parent, its_group, *_ = path.read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return False
    return int(its_group) == group and state != "Z"


@pytest.fixture
def reader(settings: Settings) -> Iterator[Reader]:
    with Reader(settings) as reader:
        yield reader


def test_a_text_from_a_worker_is_that_from_this_process(report_file: Path) -> None:
    assert read(report_file) == parse(report_file.read_bytes(), report_file)


def test_many_files_are_read_in_order_and_the_refused_are_named(settings: Settings, tmp_path: Path) -> None:
    paths = texts(tmp_path, 20)
    paths[7] = tmp_path / "none.txt"
    with Reader(replace(settings, read_workers=2)) as reader:
        outcomes = list(reader.read_all(paths))
        assert len(workers(reader)) == 2
    assert [outcome.file for outcome in outcomes if isinstance(outcome, SourceText)] == [path.name for path in paths if path.exists()]
    assert str(outcomes[7]) == f"{paths[7]}: no such file or directory"


def test_no_more_files_are_read_ahead_than_are_needed(settings: Settings, tmp_path: Path) -> None:
    asked = 0

    def counted() -> Iterator[Path]:
        nonlocal asked
        for path in texts(tmp_path, 50):
            asked += 1
            yield path

    with Reader(replace(settings, read_workers=2)) as reader:
        outcomes = reader.read_all(counted())
        next(outcomes)
        assert asked == 5
        outcomes.close()  # type: ignore[attr-defined]


def test_a_worker_reads_one_file_after_the_other(reader: Reader, tmp_path: Path) -> None:
    first, second = texts(tmp_path, 2)
    reader.read(first)
    before = process(reader)
    assert reader.read(second).text.endswith("第1份。")
    assert process(reader) == before


def test_a_worker_is_replaced_after_many_files(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_FILES_OF_A_WORKER", 2)
    processes = []
    for path in texts(tmp_path, 5):
        reader.read(path)
        processes.append(process(reader))
    assert [processes.count(each) for each in dict.fromkeys(processes)] == [2, 2, 1]


def test_a_worker_that_died_idle_is_replaced(reader: Reader, tmp_path: Path) -> None:
    (path,) = texts(tmp_path, 1)
    reader.read(path)
    os.kill(process(reader), signal.SIGKILL)
    os.waitid(os.P_PID, process(reader), os.WEXITED | os.WNOWAIT)
    assert reader.read(path).text.startswith("某某市")


def test_a_closed_reader_starts_anew(reader: Reader, tmp_path: Path) -> None:
    (path,) = texts(tmp_path, 1)
    before = reader.read(path)
    reader.close()
    assert workers(reader) == []
    assert reader.read(path) == before


def test_leaves_no_process_no_descriptor_and_no_folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    descriptors = sorted(Path("/proc/self/fd").iterdir())
    with Reader(settings) as reader:
        reader.read(Path(__file__))
        worker = process(reader)
        assert len(list(tmp_path.iterdir())) == 1
    assert not Path(f"/proc/{worker}").exists()
    assert list(tmp_path.iterdir()) == []
    assert sorted(Path("/proc/self/fd").iterdir()) == descriptors


def test_a_worker_that_cannot_be_started_refuses_the_file(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = texts(tmp_path, 1)
    descriptors = sorted(Path("/proc/self/fd").iterdir())
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/nonexistent")
        patch.setattr(tempfile, "tempdir", str(tmp_path))
        with pytest.raises(InputError, match=r"no process could be started to read it \(No such file or directory\)"):
            reader.read(path)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert sorted(Path("/proc/self/fd").iterdir()) == descriptors
    assert reader.read(path).text.startswith("某某市")


@pytest.mark.usefixtures("obedient")
def test_a_late_answer_is_not_taken_for_the_next(reader: Reader, tmp_path: Path, order: Callable[..., Path]) -> None:
    class Interruption(BaseException):
        pass

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise Interruption

    (path,) = texts(tmp_path, 1)
    reader.read(path)
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    with pytest.raises(Interruption):
        reader.read(order("sleep", 0.4))
    signal.signal(signal.SIGALRM, before)
    assert reader.read(path).text.startswith("某某市")


@pytest.mark.usefixtures("obedient")
def test_one_slow_file_does_not_keep_the_others_waiting(settings: Settings, tmp_path: Path, order: Callable[..., Path]) -> None:
    with Reader(replace(settings, read_workers=2, read_timeout=3.0)) as reader, ThreadPoolExecutor(1) as threads:
        slow = threads.submit(reader.read, order("loop"))
        assert all(isinstance(outcome, SourceText) for outcome in reader.read_all(texts(tmp_path, 10)))
        assert not slow.done()
        assert isinstance(slow.exception(), InputError)


@pytest.mark.usefixtures("obedient")
def test_a_worker_has_a_folder_and_no_more(reader: Reader, order: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "x")
    with Path(__file__).open("rb") as ours:
        os.set_inheritable(ours.fileno(), True)
        seen = json.loads(reader.read(order("look")).raw)
    named = {"HOME", "LANG", "MALLOC_ARENA_MAX", "PATH", "PYTHONPATH", "TMPDIR", *(f"KG_{setting.name.upper()}" for setting in SETTINGS)}
    assert set(seen["environment"]) == named
    assert [seen["descriptors"].pop(number) for number in "012"] == [os.devnull] * 3
    (channel,) = seen["descriptors"].values()
    assert channel.startswith("socket:")
    assert seen["sockets"] == ["AF_UNIX"]
    assert list(Path(seen["folder"]).iterdir()) != []
    reader.close()
    assert not Path(seen["folder"]).exists()


@pytest.mark.usefixtures("obedient")
def test_programs_end_with_the_worker_that_started_them(settings: Settings, order: Callable[..., Path]) -> None:
    with Reader(replace(settings, read_timeout=1.5)) as reader:
        with pytest.raises(InputError, match="longer"):
            reader.read(order("start_program"))
        assert is_ended(process(reader))


@pytest.mark.parametrize("is_busy", [True, False])
def test_workers_end_with_the_process_that_started_them(order: Callable[..., Path], is_busy: bool) -> None:
    program = (
        "import sys, time, reading_helpers; from kg.reading import Reader, pool; pool._PROGRAM = reading_helpers.PROGRAM;"
        "reader = Reader(); print(reader.read(sys.argv[1]).raw, flush=True); list(map(reader.read, sys.argv[2:])); time.sleep(600)"
    )
    arguments = [sys.executable, "-c", program, str(order("look")), *([str(order("start_program"))] if is_busy else [])]
    with subprocess.Popen(arguments, env={"PYTHONPATH": os.pathsep.join(sys.path)}, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        folder = Path(json.loads(parent.stdout.readline())["folder"])
        (worker,) = children(parent.pid)
        while is_busy and not children(worker):
            sleep(0.01)
        parent.kill()
    assert is_ended(worker)
    assert not folder.exists()


def test_a_worker_imports_no_more_than_it_needs() -> None:
    program = "import sys, kg.reading.worker; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "numpy", "pydantic", "kg.extraction"} & set(modules)
