import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from kg.build.processes import Processes
from kg.errors import KgError
from kg.reading import Reader
from kg.settings import load_settings


def _process(_task: int, _reader: Reader) -> int:
    return os.getpid()


def _die(_task: int, _reader: Reader) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _started() -> set[int | None]:
    return {process.pid for process in multiprocessing.active_children()}


def test_a_few_tasks_and_all_tasks_of_one_job_are_done_in_this_process() -> None:
    with Processes(load_settings({}), 2) as two, Processes(load_settings({}), 1) as one:
        done = [*two.each(_process, range(7)), *one.each(_process, range(8))]
    assert done == [os.getpid()] * 15


def test_processes_are_started_once_and_then_do_all_tasks_until_they_end_or_one_is_killed() -> None:
    before = _started()
    with Processes(load_settings({}), 2) as processes:
        done = {*processes.each(_process, range(8))}
        started = _started() - before
        done |= {*processes.each(_process, range(3))}
        assert len(started) == 2
        assert started == _started() - before
        assert done <= started
        with pytest.raises(KgError, match="a process was killed, for want of memory perhaps"):
            list(processes.each(_die, range(3)))
    assert not any(Path(f"/proc/{process}").exists() for process in started)
