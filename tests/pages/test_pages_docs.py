"""The documentation's search, in a browser."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect
from sphinx.application import Sphinx

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"index": "# Start\n\nNothing of note.\n", "tables": "# Tables\n\nExported as CSV.\n", "silence": "# 沉默\n\n沉默不等于没有。\n"}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def docs(tmp_path: Path) -> Iterator[str]:
    """The address of a documentation of three pages, made as ours is."""
    for name, text in PAGES.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    Sphinx(tmp_path, DOCS, out, out / "doctrees", "html", status=None, warning=None).build()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=out)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_the_search_finds_the_pages_that_have_the_words(page: Page, complaints: list[str], docs: str) -> None:
    expected = {"csv": ["Tables"], "export": ["Tables"], "沉默": ["沉默"], "不等于": ["沉默"], "等": ["沉默"], "于不": []}
    found = {}
    for words in expected:
        page.goto(f"{docs}/search.html?q={words}")
        expect(page.get_by_role("heading", name="Search Results")).to_be_visible()
        found[words] = page.locator("ul.search a").all_inner_texts()
    assert found == expected
    assert not complaints
