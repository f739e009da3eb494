"""The annotated reports in other formats, made with the tools that bureaus make them with, and the figures that each gives."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import flat_text, print_texts
from site_pages import SITES, page

from kg.evaluation.figures import Score
from kg.evaluation.reference import AnnotatedReport, align
from kg.evaluation.score import score
from kg.reading import read
from kg.types import Extraction

__all__ = ["TOLERANCE", "figures", "office_variants", "page_variants", "plain", "printed_variants", "scored", "text_variants"]

TOLERANCE = 0.01  # of F1: a format that loses more is worse than plain text

_TEXTS = {"UTF-8": "utf-8", "GB18030": "gb18030", "UTF-16": "utf-16"}
_OFFICE = ("docx", "doc", "odt", "pdf")
_PRINT = {"size": 16, "font": "Noto Serif CJK SC", "indent": 32, "after": 0, "header": "法治政府建设情况报告", "align": "justify"}

_TXT = "Text (encoded):UTF8,LF,,zh-CN"
_QUOTES = str.maketrans("", "", "“”‘’\"'")
_SECONDS = 300


def plain(report: AnnotatedReport) -> list[str]:
    """The paragraphs of a report as its plain text has them."""
    return read(report.path).text.split("\n")


def text_variants(reports: Sequence[AnnotatedReport], folder: Path) -> Mapping[str, Sequence[Path]]:
    """The reports in each encoding."""
    return {
        name: [_written(folder / f"{report.path.stem}-{encoding}.txt", "\n".join(plain(report)).encode(encoding)) for report in reports]
        for name, encoding in _TEXTS.items()
    }


def page_variants(reports: Sequence[AnnotatedReport], folder: Path) -> Mapping[str, Sequence[Path]]:
    """The reports as web pages of each site style."""
    variants: dict[str, list[Path]] = {}
    for site in SITES:
        for report in reports:
            fields = report.reference.report
            content = page(
                site, plain(report), title=fields.title or "工作报告", published=fields.published or "", source=fields.bureau or ""
            )
            variants.setdefault(f"HTML {site}", []).append(_written(folder / f"{report.path.stem}-{site}.html", content.encode()))
    return variants


def office_variants(reports: Sequence[AnnotatedReport], folder: Path) -> Mapping[str, Sequence[Path]]:
    """The reports as LibreOffice writes them; skips the test where it is not installed."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    texts = [_written(folder / f"{report.path.stem}.txt", "\n".join(plain(report)).encode()) for report in reports]
    _convert(texts, "docx", folder, f"--infilter={_TXT}")
    documents = [text.with_suffix(".docx") for text in texts]
    for suffix in _OFFICE[1:]:
        _convert(documents, suffix, folder)
    return {suffix.upper(): [text.with_suffix(f".{suffix}") for text in texts] for suffix in _OFFICE}


def printed_variants(reports: Sequence[AnnotatedReport], folder: Path) -> Mapping[str, Sequence[Path]]:
    """The reports as PDFs with a header and a numbered footer on each page, as LibreOffice prints them, where it is installed."""
    print_texts(folder, {report.path.stem: flat_text(plain(report), **_PRINT) for report in reports})
    return {"PDF with header and footer": [folder / f"{report.path.stem}.pdf" for report in reports]}


def scored(report: AnnotatedReport, extraction: Extraction) -> Score:
    """The figures of an extraction, quotation marks aside: LibreOffice's PDFs move them within their lines."""
    return score(_unquoted(report.reference), align(_unquoted(extraction), report.source.translate(_QUOTES)))


def figures(total: Score) -> dict[str, float]:
    """Each row of the table of scores: F1, or the share of right fields."""
    return {name: count.f1 for name, count in total.counts.items()} | {name: share.share for name, share in total.fields.items()}


def _unquoted(extraction: Extraction) -> Extraction:
    """The extraction of the text without quotation marks: places and quotes follow."""
    text = extraction.text
    places = [0]
    for char in text:
        places.append(places[-1] + (ord(char) not in _QUOTES))
    kinds = ("organizations", "policies", "metrics", "measures", "problems")

    def moved(mention):  # noqa: ANN001, ANN202  any of the five
        return replace(mention, start=places[mention.start], end=places[mention.end], text=mention.text.translate(_QUOTES))

    return replace(extraction, text=text.translate(_QUOTES), **{kind: tuple(map(moved, getattr(extraction, kind))) for kind in kinds})


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _convert(files: Iterable[Path], suffix: str, folder: Path, *options: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", *options, "--convert-to", suffix, "--outdir", folder, *files],
        check=True,
        capture_output=True,
        timeout=_SECONDS,
    )
