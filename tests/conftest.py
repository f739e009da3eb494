"""Fixtures that several areas share."""

import gc
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from goals import extract_goals, write_goals
from hypothesis import settings
from invented import COPIED, DELIVERED, PROMISED, UNPLACED, WRONG, report_text, write_reports
from spacy.language import Language

from kg.build import build
from kg.extraction.pipeline import extract, make_nlp
from kg.reading import read
from kg.resources import seeds_folder
from kg.types import Extraction

settings.register_profile("kg", deadline=None)  # a busy machine is no fault; what must be linear has tests of its own
settings.load_profile("kg")

os.environ["KG_READ_WORKERS"] = "1"  # a process takes as long to start as many small files to read

ANNOTATED = sorted([*(seeds_folder() / "reports").glob("*.txt"), *(seeds_folder() / "dev").glob("*.txt")])


@pytest.fixture(autouse=True, scope="module")
def _kept() -> None:
    """What was made before the tests of a file is not searched for garbage again: a build collects it, which else takes seconds."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def nlp() -> Language:
    return make_nlp()


@pytest.fixture(scope="session")
def extractions(nlp: Language) -> dict[str, Extraction]:
    """The ten annotated reports as the program extracts them, by the stem of their file."""
    return {path.stem: extract(read(path), nlp) for path in ANNOTATED}


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's release: the five reports in seeds/."""
    return build(seeds_folder() / "reports", tmp_path_factory.mktemp("demo")).folder


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the invented reports of four bureaus on two years."""
    folder = tmp_path_factory.mktemp("invented")
    write_reports(folder)
    return build(folder, tmp_path_factory.mktemp("built"), jobs=1).folder


@pytest.fixture(scope="session")
def unplaced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the invented reports, two of a bureau whose place nobody knows, and one without bureau."""
    folder = tmp_path_factory.mktemp("unplaced")
    write_reports(folder)
    for number, (bureau, year, done) in enumerate(
        ((UNPLACED, 2021, (COPIED, PROMISED)), (UNPLACED, 2022, (COPIED, DELIVERED)), ("", 2021, (DELIVERED, WRONG)))
    ):
        text = report_text(bureau, year, done, ("完善重大事项集体讨论的程序和标准",))
        (folder / f"more-{number}.txt").write_text(text, encoding="utf-8")
    return build(folder, tmp_path_factory.mktemp("built"), jobs=1).folder


@pytest.fixture(scope="session")
def goals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the reports whose figures tell of what was done and of what is planned."""
    folder = tmp_path_factory.mktemp("goals")
    write_goals(folder)
    return build(folder, tmp_path_factory.mktemp("built"), extractor=extract_goals, force=True).folder


@contextmanager
def _limit(timer: int, sent: signal.Signals, seconds: int, clock: str) -> Iterator[None]:
    """Fails the test when its timer, which sends the signal, has run for some seconds."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        pytest.fail(f"it did not end within {seconds} seconds {clock}")

    before = signal.signal(sent, give_up)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(sent, before)


@pytest.fixture
def ends() -> Iterator[None]:
    """Ends a test that hangs."""
    with _limit(signal.ITIMER_REAL, signal.SIGALRM, 120, "by the clock"):
        yield


@pytest.fixture
def linear() -> Iterator[None]:
    """Ends a test of long texts: what is linear takes three seconds at most, what is not takes more, however busy the machine is."""
    with _limit(signal.ITIMER_VIRTUAL, signal.SIGVTALRM, 10, "of the processor's time"):
        yield


@pytest.fixture(params=ANNOTATED, ids=lambda path: path.stem)
def report_file(request: pytest.FixtureRequest) -> Path:
    """Each of the ten annotated reports in turn."""
    path: Path = request.param
    return path
