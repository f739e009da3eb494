"""The pages in a browser: nothing overflows, nothing bars a reader, nothing from elsewhere is loaded, nothing in the data runs."""

import re
from collections.abc import Collection
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

WIDTHS = (1440, 768, 360)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
BUREAU = "620300/transport"
PATHS = {
    "home": "/",
    "catalogue": "/measures",
    "measure": "/measures/double-random",
    "diffusion": "/measures/double-random/diffusion",
    "rates": "/rates?measure=double-random",
    "network": "/networks/measures?backbone=0.3",
    "category": "/measures/law-enforcement?status=adopted",
    "bureaus": "/bureaus",
    "bureau": f"/bureaus/{BUREAU}",
    "peers": f"/bureaus/{BUREAU}/peers",
    "comparison": f"/compare?bureaus={BUREAU},130109/transport",
    "reports": "/reports",
    "policies": "/policies",
    "adoptions": "/adoptions?status=planned",
    "regions": "/regions",
    "organisations": "/organisations",
    "problems": "/problems",
    "metrics": "/metrics",
    "candidates": "/candidates",
    "search": f"/search?q={quote('双随机')}",
    "query": "/sparql",
    "answer": f"/sparql?query={quote('SELECT ?r ?t { ?r a gm:Report ; dcterms:title ?t }')}",
    "question": "/queries/who-adopted?measure=double-random",
    "graph": "/graph?about=/measures/double-random",
    "about": "/about",
    "missing": "/measures/nothing",
}
HEAVY = {"query", "answer", "graph", "network"}  # scripts of others
BUDGETS = {False: 300_000, True: 1_200_000}  # bytes


def violations(page: Page, *, colours: bool) -> list[tuple[str, list[object]]]:
    """What axe finds, and where. To look at the colours takes it longer than all the rest."""
    options = RULES | {"rules": {"color-contrast": {"enabled": colours}}}
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


def first(page: Page, path: str) -> str:
    """The address of the first entry of a list."""
    page.goto(path)
    return page.locator("main .entries a, main table tbody a").first.get_attribute("href") or ""


@pytest.fixture(scope="module")
def paths(browser: Browser, site: str) -> dict[str, str]:
    """All pages, those of a report, a document and an indicator by what the lists link to."""
    page = browser.new_page()
    found = PATHS | {
        "report": (report := first(page, f"{site}/reports")),
        "audit": f"{report}/audit",
        "policy": first(page, f"{site}/policies"),
        "metric": first(page, f"{site}/metrics"),
    }
    report, _, _ = found["report"].partition("?")
    found["why"] = f"{report}/explanation?start=0&end=600"
    page.close()
    return found


NAMES = [*PATHS, "report", "audit", "policy", "metric", "why"]


def read(page: Page, address: str, *, heavy: bool, audited: Collection[int]) -> None:
    """Read a page in both languages, which have the same colours, at all widths; axe looks at some of these."""
    for language, code in (("zh", "zh-CN"), ("en", "en")):
        sizes: list[int] = []
        page.on("response", lambda response, sizes=sizes: sizes.append(int(response.headers.get("content-length", 0))))
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert page.locator("html").get_attribute("lang") == code
        assert sum(sizes) <= BUDGETS[heavy]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (language, width)
            if width in audited:
                assert violations(page, colours=language == "en") == [], (language, width)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_fit_to_read(page: Page, complaints: list[str], site: str, paths: dict[str, str], name: str) -> None:
    read(page, f"{site}{paths[name]}", heavy=name in HEAVY, audited={360})
    assert [text for text in complaints if name != "missing" or "404" not in text] == []


@pytest.mark.audit
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_fit_to_read_at_all_widths_and_in_the_dark(page: Page, site: str, paths: dict[str, str], name: str, colours: str) -> None:
    page.emulate_media(color_scheme=colours)
    read(page, f"{site}{paths[name]}", heavy=name in HEAVY, audited=WIDTHS)


def test_the_documentation_of_the_routes_is_drawn(page: Page, complaints: list[str], site: str) -> None:
    page.goto(f"{site}/docs")
    expect(page.locator(".opblock").first).to_be_visible()
    assert complaints == []


def test_pages_do_without_scripts(browser: Browser, site: str, paths: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in paths.values():
        page.goto(f"{site}{path}")
        assert page.locator("h1").inner_text()
    page.goto(f"{site}/sparql?lang=en")
    page.fill("#query", "SELECT ?file { ?report a gm:Report ; gm:fileName ?file }")
    page.click("#sparql button")
    assert page.locator("main table tbody tr").count() == 5
    page.goto(f"{site}/graph?about=/bureaus/{BUREAU}")
    assert page.locator("#links tbody tr").count() > 20
    context.close()


def test_an_editor_and_a_drawing_come_with_scripts(page: Page, complaints: list[str], site: str) -> None:
    page.goto(f"{site}/sparql?example=summary")
    if not page.locator("script[src*=yasqe]").count():
        pytest.skip("no editor; `make assets` brings it")
    expect(page.locator(".CodeMirror")).to_be_visible()
    page.click("#sparql button")
    expect(page.locator("main table tbody tr")).to_have_count(5)
    for path in (f"/graph?about=/bureaus/{BUREAU}", "/networks/measures?backbone=0.3"):
        page.goto(f"{site}{path}")
        expect(page.locator("#drawing canvas").first).to_be_visible()
    assert complaints == []


def test_labels_of_a_drawing_stay_within_it(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{site}/graph?about=/measures/double-random")
    if not page.locator("script[src*=sigma]").count():
        pytest.skip("no drawing; `make assets` brings it")
    begins = [page.evaluate(f"labelBegin({x}, 5, {width}, 350)") for x, width in ((10, 100), (300, 100), (170, 300), (10, 400))]
    assert begins == [18, 192, 50, 0]
    assert page.evaluate("fitting('双随机、一公开', 40, (text) => text.length * 10)") == "双随机…"
    assert page.evaluate("fitting('双随机', 40, (text) => text.length * 10)") == "双随机"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rates_are_read_on_a_telephone_without_scrolling_sideways(page: Page, site: str, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{site}/rates?measure=double-random&by=province&lang={language}")
    scrollers = page.locator(".scroller")
    assert scrollers.count() == 2
    for scroller in scrollers.all():
        assert scroller.evaluate("(box) => box.scrollWidth <= box.clientWidth")
        for cell in scroller.locator("tbody td[data-label]").all():
            assert cell.evaluate("(cell) => cell.getBoundingClientRect().right") <= 390
    page.set_viewport_size({"width": 1200, "height": 900})
    assert page.locator("thead th").first.is_visible()


def test_the_editor_takes_no_prefix_of_ours_for_an_error(page: Page, site: str) -> None:
    for asked, faults in (("SELECT ?r { ?r a gm:Report }", 0), ("SELECT ?r { ?r a unheard:Of }", 1)):
        page.goto(f"{site}/sparql?text={quote(asked)}")
        if not page.locator("script[src*=yasqe]").count():
            pytest.skip("no editor; `make assets` brings it")
        expect(page.locator(".CodeMirror")).to_contain_text("SELECT")
        expect(page.locator(".parseErrorIcon")).to_have_count(faults)


def test_a_journalist_finds_who_adopted_it_in_their_words_and_takes_it_along(page: Page, site: str) -> None:
    """From the home page in four clicks to the county bureaus that adopted a measure, their sentences, a table and a citation."""
    page.goto(f"{site}/?lang=en")
    page.fill("#ask", "双随机")
    page.click(".ask button")  # 1
    page.click("section[aria-labelledby=measure] a >> nth=0")  # 2
    expect(page.locator("h1")).to_have_text("Randomised inspection with open results")
    page.click(".facets a:has-text('county')")  # 3
    page.click(".facets a:has-text('adopted')")  # 4
    assert "level=county" in page.url
    assert "status=adopted" in page.url
    quotes = page.locator(".statements blockquote").all_inner_texts()
    assert any("抽查34家企业" in quote for quote in quotes)
    assert page.locator(".completeness").inner_text().startswith(f"Statements: {len(quotes)}.")
    with page.expect_download() as download:
        page.click("main .downloads a:has-text('CSV')")
    assert "抽查34家企业" in download.value.path().read_text(encoding="utf-8-sig")
    assert re.search(r"Cite as: .*Release [0-9a-f]{16}\. Seen \d{4}-\d\d-\d\d\. http", page.locator("#cite").inner_text())


def test_a_number_leads_to_its_rows_and_a_row_to_its_sentence(page: Page, site: str) -> None:
    page.goto(f"{site}/measures/double-random?lang=en")
    statement = page.locator(".statements > li").first
    quote = statement.locator("blockquote").inner_text()
    statement.locator("a:has-text('In the report')").click()
    said = page.locator(f"#{page.url.partition('#')[2]}")
    expect(said).to_have_text(quote)
    expect(said).to_have_css("outline-style", "solid")


def test_a_printed_report_stands_beside_its_text_at_the_page_of_a_fact(page: Page, complaints: list[str], hostile_site: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{hostile_site}/reports?year=2019&lang=en")
    page.locator("main .entries a, main table tbody a").first.click()
    fact = page.locator(".facts li.adoption")
    fact.locator("summary").click()
    link = fact.locator("a:has-text('page 2')")
    with page.expect_response(lambda response: "page=2" in response.url) as response:
        link.click()
    assert response.value.headers["content-type"] == "application/pdf"
    original, text = page.locator("#original iframe").bounding_box(), page.locator("article.text").bounding_box()
    assert original is not None
    assert text is not None
    assert original["x"] >= text["x"] + text["width"]
    assert original["width"] > 400
    assert complaints == []


def test_a_reader_learns_why_a_sentence_was_read_so(page: Page, complaints: list[str], site: str, paths: dict[str, str]) -> None:
    page.goto(f"{site}{paths['report']}{'&' if '?' in paths['report'] else '?'}lang=en")
    paragraph = page.locator(".text p:not(.heading):has(.said.adoption)").first
    start = int((paragraph.get_attribute("id") or "p0")[1:])
    asked = paragraph.evaluate(
        """paragraph => {
            const piece = paragraph.querySelector(".said.adoption");
            document.getSelection().selectAllChildren(piece);
            const before = new Range();
            before.setStart(paragraph, 0);
            before.setEnd(piece, 0);
            return [[...before.toString()].length, [...piece.textContent].length];
        }"""
    )
    page.locator("#selected a").click()
    assert f"start={start + asked[0]}&end={start + sum(asked)}" in page.url
    assert page.locator(".sentence summary").count() >= 1
    assert page.locator(".sentence li small:has-text('Part of the measure m')").count() >= 1
    page.go_back()
    paragraph.locator("a.why").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Why it was read so")
    page.select_option("select[name=measure]", "mediation")
    page.click(".fields button")
    told = page.locator(".sentence li small:has-text('By itself')").all_inner_texts()
    assert told
    assert all(text.startswith("By itself it comes nearest to: Mediation of disputes") for text in told)
    assert complaints == []


@pytest.mark.parametrize(
    "path",
    ["/bureaus", "/reports", "/policies", "/problems", "/metrics", "/candidates", "/graph?steps=2", "/measures/double-random"],
)
def test_mark_up_in_reports_does_not_run(page: Page, hostile_site: str, path: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto(f"{hostile_site}{path}")
    assert "<script>" in page.inner_text("main")
    page.locator("main tbody a, main .entries a, main .statements a").first.click()
    assert page.locator("img[src=x], main script").count() == 0
    assert refused == []


@pytest.mark.parametrize("path", ["/search", "/metrics", "/bureaus", "/graph", "/sparql", "/policies"])
def test_mark_up_in_fields_does_not_run(page: Page, site: str, path: str) -> None:
    probe = quote('"\'><script>document.body.remove()</script><img src=x onerror="document.body.remove()">')
    page.goto(f"{site}{path}?" + "&".join(f"{field}={probe}" for field in ("q", "name", "text", "about", "query", "example")))
    assert page.locator("h1").inner_text()
    assert page.locator("img[src=x], main script").count() == 0
