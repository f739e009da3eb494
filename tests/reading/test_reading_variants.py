from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from variant_helpers import TOLERANCE, figures, page_variants, printed_variants, scored, text_variants

from kg.evaluation.figures import total
from kg.evaluation.reference import AnnotatedReport, load_set
from kg.extraction.pipeline import extract
from kg.reading import read

NAMES = ("003", "d2", "d3")  # all ten, and office files, which test_reading_legacy.py reads: tests/benchmarks/formats.py
Make = Callable[[Sequence[AnnotatedReport], Path], Mapping[str, Sequence[Path]]]


@pytest.fixture(scope="module")
def reports() -> list[AnnotatedReport]:
    return [report for name in ("seeds", "dev") for report in load_set(name) if report.path.stem in NAMES]


@pytest.fixture(scope="module")
def expected(reports: list[AnnotatedReport]) -> Mapping[str, float]:
    return figures(total(scored(report, extract(read(report.path))) for report in reports))


@pytest.mark.parametrize("make", [text_variants, page_variants, printed_variants])
def test_every_format_gives_the_figures_of_plain_text(
    reports: list[AnnotatedReport], expected: Mapping[str, float], make: Make, tmp_path: Path
) -> None:
    variants = make(reports, tmp_path)
    assert variants
    for variant, paths in variants.items():
        found = figures(total(scored(report, extract(read(path))) for report, path in zip(reports, paths, strict=True)))
        lost = {name: (figure, found[name]) for name, figure in expected.items() if found[name] < figure - TOLERANCE}
        assert not lost, variant
