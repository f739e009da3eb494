"""Fixtures that several areas share."""

import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import settings
from spacy.language import Language

from kg.build import build
from kg.extraction.pipeline import extract, make_nlp
from kg.reading import read
from kg.resources import seeds_folder
from kg.types import Extraction

settings.register_profile("kg", deadline=None)  # a busy machine is no fault; what must be linear has tests of its own
settings.load_profile("kg")

ANNOTATED = sorted([*(seeds_folder() / "reports").glob("*.txt"), *(seeds_folder() / "dev").glob("*.txt")])


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


@pytest.fixture
def ends() -> Iterator[None]:
    """Ends a test that hangs: what is linear takes a second or two here, what is not takes hours."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        pytest.fail("it did not end within two minutes")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(params=ANNOTATED, ids=lambda path: path.stem)
def report_file(request: pytest.FixtureRequest) -> Path:
    """Each of the ten annotated reports in turn."""
    path: Path = request.param
    return path
