"""How heavy and how fast are the pages? ``python tests/benchmarks/pages.py RELEASE [--times N]``.

A server starts on the release, and Debian's Chromium, or that of the variable CHROMIUM, reads each page N (1) times, each time with an
empty cache, in Chinese at 1440 pixels. No page was asked of the server before the first time. Prints for each page the bytes that came
over the connection, the time to the first byte and that to the largest contentful paint (the slowest of the times), and marks with ! what
is beyond the budget: 300 kB and 1.0 s, 1.2 MB where scripts of others draw or edit.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, sync_playwright
from servers import serving

from kg.index import Filters, Index, page
from kg.store.release import resolve

_BYTES = {False: 300_000, True: 1_200_000}
_SECONDS = 1.0
_HEAVY = {"query", "graph", "network"}
_FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader"]
_OBSERVE = """
window.lcp = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.lcp = entry.startTime })
  .observe({type: "largest-contentful-paint", buffered: true});
"""
_SETTLED = 500  # milliseconds after loading in which what is largest may still change


@dataclass(frozen=True, slots=True)
class _Visit:
    """Bytes, and seconds to the first byte and to the largest contentful paint."""

    size: float
    first: float
    painted: float


def _paths(release: Path) -> Iterator[tuple[str, str]]:
    """The pages by name, those of things by the busiest ones of the release."""
    with Index.of_release(resolve(release)) as index:
        stated = "SELECT c.notation FROM tally AS t JOIN concept AS c ON c.id = t.measure WHERE {} ORDER BY t.statements DESC LIMIT 1"
        ((category,),), ((leaf,),) = (index.rows(stated.format(f"c.broader IS {told}NULL")) for told in ("", "NOT "))
        bureaus = [row["key"] for row in index.rows("SELECT key FROM organ WHERE is_bureau ORDER BY adopted DESC LIMIT 2")]
        ((policy,),) = index.rows("SELECT key FROM policy ORDER BY reports DESC LIMIT 1")
        ((indicator, unit),) = index.rows("SELECT indicator, unit FROM indicator ORDER BY metrics DESC LIMIT 1")
        ((report,),) = index.rows("SELECT identifier FROM report ORDER BY adoptions + metrics DESC LIMIT 1")
        statement = page(index, "adoption", Filters(report=report), limit=1).rows[0]
    yield from (("home", "/"), ("catalogue", "/measures"), ("measure", f"/measures/{leaf}"), ("category", f"/measures/{category}"))
    yield from (("bureaus", "/bureaus"), ("bureau", f"/bureaus/{bureaus[0]}"), ("comparison", f"/compare?bureaus={','.join(bureaus)}"))
    yield from (("reports", "/reports"), ("report", f"/reports/{report}"), ("policies", "/policies"), ("policy", f"/policies/{policy}"))
    yield "why", f"/reports/{report}/explanation?start={statement['start']}&end={statement['end']}"
    yield from (("problems", "/problems"), ("metrics", "/metrics"), ("candidates", "/candidates"), ("about", "/about"))
    yield "metric", f"/metrics?indicator={quote(indicator)}" + (f"&unit={quote(unit)}" if unit else "")
    yield from (("search", f"/search?q={quote('双随机')}"), ("narrowed", f"/measures/{leaf}?level=county&status=adopted&region=330000"))
    yield from (
        ("question", f"/queries/who-adopted?measure={leaf}"),
        ("query", "/sparql"),
        ("graph", f"/graph?about=/measures/{leaf}"),
        ("network", "/networks/measures"),
    )


def _visit(browser: Browser, address: str) -> _Visit:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    tab.add_init_script(_OBSERVE)
    tab.goto(address, wait_until="load")
    tab.wait_for_timeout(_SETTLED)
    first, painted = tab.evaluate("[performance.getEntriesByType('navigation')[0].responseStart, window.lcp]")
    context.close()
    return _Visit(sum(sizes), first / 1000, painted / 1000)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path)
    parser.add_argument("--times", type=int, default=1)
    args = parser.parse_args()
    beyond = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(args.release, Path(folder) / "log") as (address, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=_FLAGS)
        _visit(browser, f"{address}/docs")  # the browser's own first page
        print(f"{'page':12}{'kB':>8}{'first byte':>12}{'painted':>9}")
        for name, path in _paths(args.release):
            visits = [_visit(browser, f"{address}{path}") for _ in range(args.times)]
            size, first, painted = (max(getattr(visit, part) for visit in visits) for part in _Visit.__slots__)
            marks = "".join("!" for over in (size > _BYTES[name in _HEAVY], painted > _SECONDS) if over)
            beyond += bool(marks)
            print(f"{name:12}{size / 1000:8.0f}{first:12.2f}{painted:9.2f} {marks}", flush=True)
        browser.close()
    return min(beyond, 1)


if __name__ == "__main__":
    sys.exit(main())
