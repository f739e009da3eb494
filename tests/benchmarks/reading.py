"""How many files a second are read? Two worker processes against this process alone, format by format.

usage: python tests/benchmarks/reading.py [FILES]

The ten annotated reports are read over and over, FILES (400) in all: as text, as web pages, and as PDF and DOCX by LibreOffice.
"""

import html
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from kg.reading import Reader
from kg.reading.document import parse
from kg.resources import seeds_folder
from kg.settings import load_settings
from kg.types import SourceText

REPORTS = sorted([*(seeds_folder() / "reports").glob("*.txt"), *(seeds_folder() / "dev").glob("*.txt")])
WORKERS = 2
NAVIGATION = "".join(f'<li><a href="/column/{number}/index.html">栏目{number}</a></li>' for number in range(60))
PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title><meta name="PubDate" content="2024-01-15 10:00">
<style>.nav li {{ float: left; }} .article {{ line-height: 2em; }}</style><script>{script}</script></head>
<body><div class="header"><ul class="nav">{navigation}</ul></div>
<div class="location">当前位置：<a href="/">首页</a> &gt; 政府信息公开</div>
<div class="article"><h1>{title}</h1><div class="info">发布日期：2024-01-15　来源：本站　浏览次数：100</div>
<div class="content">{body}</div></div>
<div class="footer">版权所有　备案号　网站地图</div></body></html>
"""


def page(text: str) -> str:
    """A report as a web site shows it."""
    title, *paragraphs = (html.escape(line.strip()) for line in text.splitlines() if line.strip())
    body = "".join(f'<p style="text-indent: 2em"><span style="font-family: 仿宋">{paragraph}</span></p>\n' for paragraph in paragraphs)
    return PAGE.format(title=title, script="var visited = [0, 1, 2];\n" * 200, navigation=NAVIGATION, body=body)


def office(texts: list[Path], kind: str) -> list[Path]:
    """The texts as LibreOffice writes them."""
    folder = texts[0].parent
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--infilter=Text (encoded):UTF8"]
    subprocess.run([*command, "--convert-to", kind, "--outdir", str(folder), *map(str, texts)], check=True, capture_output=True)
    return [path.with_suffix(f".{kind}") for path in texts]


def rate(files: list[Path], action: Callable[[list[Path]], object]) -> float:
    """Files a second; the first reading, which loads libraries and starts processes, does not count."""
    action(files[: 2 * WORKERS])
    start = time.perf_counter()
    action(files)
    return len(files) / (time.perf_counter() - start)


def main(count: int) -> None:
    """Measure."""
    settings = replace(load_settings(), read_workers=WORKERS)
    with tempfile.TemporaryDirectory() as place, Reader(settings) as reader:
        texts = [Path(place, f"{number}.txt") for number, _ in enumerate(REPORTS)]
        pages = [path.with_suffix(".html") for path in texts]
        for report, text, saved in zip(REPORTS, texts, pages, strict=True):
            text.write_bytes(report.read_bytes())
            saved.write_text(page(reader.read(report).text), encoding="utf-8")
        samples = {"text": texts, "HTML": pages}
        if shutil.which("soffice"):
            samples |= {kind.upper(): office(texts, kind) for kind in ("pdf", "docx")}
        else:
            print("PDF and DOCX are left out: LibreOffice (soffice) is not installed")

        def through_the_pool(files: list[Path]) -> None:
            assert all(isinstance(outcome, SourceText) for outcome in reader.read_all(files))

        print(f"{count} files of each format; files/s")
        print(f"{'':6} {'one process':>12} {f'{WORKERS} workers':>12} {'ratio':>6}")
        for name, paths in samples.items():
            files = list(islice(cycle(paths), count))
            alone = rate(files, lambda files: [parse(path.read_bytes(), path) for path in files])
            pooled = rate(files, through_the_pool)
            print(f"{name:6} {alone:12.1f} {pooled:12.1f} {pooled / alone:6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
