"""Releases of small reports that state some triples together, and servers to publish them on."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import servers

from kg.build import build
from kg.store.addresses import Addresses
from kg.types import Extraction, Measure, Policy, Relation, Report, SourceText

A = "甲市局按照《森林法》抽查。"

MakeRelease = Callable[[dict[str, str]], Path]


def extract(source: SourceText) -> Extraction:
    """A report that adopts one measure on a document that others rely on too."""
    text = source.text
    bureau, document = re.search(r"^..局", text), re.search(r"《([^》]+)》", text)
    assert bureau
    assert document
    return Extraction(
        Report(source.sha256[:32], source.file, None, bureau[0], 2022),
        text,
        policies=(Policy("p1", *document.span(), document[0], document[1]),),
        measures=(Measure("m1", 0, len(text), text, "double-random", "adopted", "一"),),
        relations=(Relation("based_on", "m1", "p1"),),
    )


@pytest.fixture(scope="session")
def make_release(tmp_path_factory: pytest.TempPathFactory) -> MakeRelease:
    """Builds a release of texts by the names of their files."""

    def make(texts: dict[str, str]) -> Path:
        folder = tmp_path_factory.mktemp("reports")
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        return build(folder, tmp_path_factory.mktemp("release"), extractor=extract, force=True).folder

    return make


@pytest.fixture(scope="session")
def first(make_release: MakeRelease) -> Path:
    return make_release({"a.txt": A, "b.txt": "乙县局按照《森林法》抽查。", "c.txt": "丙县局按照《草原法》抽查。"})


@pytest.fixture(scope="session")
def second(make_release: MakeRelease) -> Path:
    """What comes after the first: b is gone, which shared what it states with a; c is another; d is new."""
    return make_release({"a.txt": A, "c.txt": "丙县局按照《城乡规划法》检查。", "d.txt": "丁县局按照《森林法》抽查。"})


@pytest.fixture
def oxigraph() -> Iterator[Addresses]:
    with servers.oxigraph() as addresses:
        yield addresses
