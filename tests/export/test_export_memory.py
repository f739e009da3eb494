"""Memory is bounded by the largest report, whatever the number of reports."""

import tracemalloc
from pathlib import Path

import pytest

from kg.build import build
from kg.export import export
from kg.types import Extraction, Measure, Report, SourceText


def extract(source: SourceText) -> Extraction:
    text = source.text
    measures = tuple(Measure(f"m{start}", start, start + 5, text[start : start + 5], "double-random", "adopted", "") for start in range(40))
    return Extraction(Report(source.sha256[:32], source.file, source.file, "甲市交通局", 2020), text, measures=measures)


def peak(release: Path, name: str, out: Path) -> int:
    """The bytes that an export holds at most at a time."""
    tracemalloc.start()
    export(release, name, out)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return held


@pytest.mark.parametrize("name", ["trig", "jsonld", "csv"])
def test_ten_times_as_many_reports_take_no_more_memory(name: str, tmp_path: Path) -> None:
    held = []
    for count in (1, 10):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.txt").write_text(chr(0x4E00 + number) * 60, encoding="utf-8")
        release = build(folder, tmp_path / f"release{count}", extractor=extract, force=True).folder
        export(release, name, folder / "first")  # what is loaded once is no part of it
        held.append(peak(release, name, folder / "second"))
    assert held[1] < held[0] * 1.2
