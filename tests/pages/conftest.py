"""A browser, the demo's release in it, and one of reports in which every field has mark-up that would run."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from servers import serving

sys.path.insert(0, str(Path(__file__).parents[1] / "reading"))

from handmade import document, lines

from kg.build import build
from kg.types import Evidence, Extraction, Measure, Metric, Organization, Policy, Problem, Relation, Report, SourceText

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
HOSTILE = '<script>document.body.remove()</script><img src=x onerror="document.body.remove()">'
_FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader"]  # for root, and WebGL without a graphics card
_PRINTED = document(lines(["甲市交通局2019年法治政府建设报告", "全年开展法治宣传20场次。"]), lines(["推行双随机抽查30次。"]))
_REPORTS = {f"{year}.txt": f"甲市交通局{year}年{HOSTILE}按照规划推行双随机抽查30次，队伍力量不足。" for year in (2021, 2022)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or that of the variable CHROMIUM. As long as it is there, Playwright's event loop runs in this thread."""
    if CHROMIUM is None:
        pytest.skip("no Chromium; `make tools` installs it on Debian")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service on the demo's release."""
    with serving(release, tmp_path_factory.mktemp("site") / "log", KG_QUERY_TIMEOUT="60") as (address, _):
        yield address


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service on a release that tries to run scripts in its readers' browsers, and has a report that is a PDF."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "reports").mkdir()
    for name, text in _REPORTS.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    (folder / "reports" / "2019.pdf").write_bytes(_PRINTED)
    release = build(folder / "reports", folder / "out", extractor=extract, force=True, jobs=1).folder
    with serving(release, folder / "log") as (address, _):
        yield address


def extract(source: SourceText) -> Extraction:
    """What a report says, with mark-up in whatever text a report can have."""
    text = source.text

    def found(words: str) -> tuple[int, int, str]:
        return text.index(words), text.index(words) + len(words), words

    if source.file.endswith(".pdf"):
        measure = Measure("m1", *found("推行双随机抽查30次"), "double-random", "adopted", "", 0.9)
        return Extraction(Report(source.sha256[:32], source.file, "法治政府建设报告", "甲市交通局", 2019), text, measures=(measure,))
    return Extraction(
        Report(
            source.sha256[:32],
            source.file,
            HOSTILE,
            f"甲市{HOSTILE}局",
            int(source.file[:4]),
            addressee=HOSTILE,
            evidence=(("title", Evidence(*found(HOSTILE))),),
            url=f"https://example.org/?{HOSTILE}",
        ),
        text,
        measures=(
            Measure("m1", *found("推行双随机抽查"), "double-random", "adopted", HOSTILE, 0.9),
            Measure("m2", *found(f"年{HOSTILE}按照"), None, "planned", "一", 0.9),
        ),
        metrics=(Metric("x1", *found("30次"), f"抽查{HOSTILE}", 30, HOSTILE),),
        problems=(Problem("b1", *found(f"{HOSTILE}按照规划推行双随机抽查30次，队伍力量不足"), ("staffing",)),),
        policies=(Policy("p1", *found("规划"), f"规划{HOSTILE}", HOSTILE, HOSTILE),),
        organizations=(Organization("o1", *found("队伍"), f"队伍{HOSTILE}"),),
        relations=(Relation("based_on", "m1", "p1"), Relation("measured_by", "m1", "x1"), Relation("involves", "m1", "o1")),
    )


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One reader of all pages, who goes no further than our host."""
    context = browser.new_context()
    ours = ("http://127.0.0.1:", "chrome")  # and what shows PDF in the browser
    context.route(lambda url: not url.startswith(ours), lambda route: route.abort())
    yield context
    context.close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains of on the page."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "requestfailed",
        lambda request: found.append(f"{request.failure}: {request.url}") if "ABORTED" not in str(request.failure) else None,
    )
    return found


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of its own for each test."""
    page = context.new_page()
    yield page
    page.close()
