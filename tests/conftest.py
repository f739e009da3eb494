"""Fixtures that several areas share."""

from pathlib import Path

import pytest
from spacy.language import Language

from kg.extraction.pipeline import extract, make_nlp
from kg.reading import read
from kg.resources import seeds_folder
from kg.types import Extraction

ANNOTATED = sorted([*(seeds_folder() / "reports").glob("*.txt"), *(seeds_folder() / "dev").glob("*.txt")])


@pytest.fixture(scope="session")
def nlp() -> Language:
    return make_nlp()


@pytest.fixture(scope="session")
def extractions(nlp: Language) -> dict[str, Extraction]:
    """The ten annotated reports as the program extracts them, by the stem of their file."""
    return {path.stem: extract(read(path), nlp) for path in ANNOTATED}


@pytest.fixture(params=ANNOTATED, ids=lambda path: path.stem)
def report_file(request: pytest.FixtureRequest) -> Path:
    """Each of the ten annotated reports in turn."""
    path: Path = request.param
    return path
