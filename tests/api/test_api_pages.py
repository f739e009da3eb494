"""The parts of the pages: words, links, the pieces of a report, and who gets a page at all."""

import re
import shutil
import sqlite3
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from invented import CITY, FOLLOWERS, SILENT
from jinja2 import Environment, nodes
from pypinyin import lazy_pinyin
from selectolax.lexbor import LexborHTMLParser

import api.pages
from api.app import create_app
from api.disposition import disposition
from api.negotiation import prefers_page
from api.pages.figures import figures
from api.pages.places import place_of
from api.pages.queries import _ORDER
from api.pages.reports import Mention, paragraphs
from api.pages.tiles import shade, tiles
from api.pages.words import Language, translate, words
from kg.index import INDEX_FILE
from kg.query.library import library
from kg.settings import load_settings

TEMPLATES = sorted((Path(api.pages.__path__[0]) / "templates").glob("*.html"))
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
BASE = "https://w3id.org/governance-measures/data/"


def used() -> tuple[set[str], set[str]]:
    """The names of the words that templates use, and the first parts of those that they put together."""
    names, prefixes = set(), set()
    for path in TEMPLATES:
        for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                constants = {const.value for const in call.args[0].find_all(nodes.Const)} | {getattr(call.args[0], "value", None)}
                found = {name for name in constants if isinstance(name, str) and "." in name}
                names |= {name for name in found if re.fullmatch(r"[a-z]+\.\w*[a-z0-9]", name)}
                prefixes |= {name for name in found if re.fullmatch(r"[a-z]+\.(\w+_)?", name)}
    return names, prefixes


def test_all_words_are_there_in_both_languages_with_the_same_places() -> None:
    for name, text in words().items():
        assert text.keys() == {"zh", "en"}, name
        places = {language: set(re.findall(r"\{(\w+)\}", said)) for language, said in text.items()}
        assert places["zh"] == places["en"], name


def test_words_are_those_that_templates_use() -> None:
    names, prefixes = used()
    assert names - words().keys() == set()
    unused = {name for name in words() if name not in names and not name.startswith(tuple(prefixes))}
    assert unused == set()


def test_what_is_put_into_words_is_escaped() -> None:
    assert "&lt;b&gt;" in translate("en", "search.nothing", text="<b>")


@pytest.mark.parametrize(
    ("accept", "preferred"),
    [
        (BROWSER["Accept"], True),
        ("text/html", True),
        ("text/html;q=0.5, application/json;q=0.5", True),
        ("text/html;q=0.5, application/json", False),
        ("*/*", False),
        ("text/*", False),
        ("", False),
        (None, False),
        ("text/html;q=0", False),
    ],
)
def test_a_page_is_for_those_who_like_it_best(accept: str | None, preferred: bool) -> None:
    assert prefers_page(accept) is preferred


@pytest.mark.parametrize(
    "path",
    [
        "/measures",
        "/measures/double-random",
        "/measures/double-random/adoptions?status=adopted",
        "/measures/double-random/diffusion/curve",
        "/bureaus",
        "/bureaus/620300/transport",
        "/bureaus/620300/transport/measures",
        "/bureaus/620300/transport/measures/double-random",
        "/bureaus/620300/transport/timeline",
        "/adoptions",
        "/adoptions?region=310000",
        "/regions",
        "/regions/620000",
        "/organisations",
        "/candidates/concepts",
        "/queries/coverage",
    ],
)
def test_an_address_has_a_page_and_data(client: TestClient, path: str) -> None:
    page, data, asked = (
        client.get(path, headers=BROWSER),
        client.get(path),
        client.get(path, params={"format": "json"}, headers=BROWSER),
    )
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept" in page.headers["vary"]
    assert "json" in data.headers["content-type"]
    assert "json" in asked.headers["content-type"]


@pytest.mark.parametrize(
    "path",
    [
        "/measures?lang=en",
        "/measures/double-random?lang=en&status=adopted&level=county&cursor=",
        "/networks/measures?lang=en&status=adopted&normalisation=newman&backbone=0.5",
        "/bureaus?lang=en&text=交通",
        "/bureaus/620300/transport?lang=en&measure=law-enforcement",
        "/compare?lang=en&bureaus=620300/transport,130109/transport",
        "/reports?year=2020",
        "/policies?text=法",
        "/problems?topic=staffing",
        "/metrics?lang=en&name=满意",
        "/candidates",
        "/adoptions?lang=en&region=620000&status=planned",
        "/regions?lang=en&text=市",
        "/organisations?year=2020",
        "/queries/who-adopted?lang=en&measure=double-random",
        "/sparql?lang=en&query=ASK{}",
    ],
)
def test_what_a_page_offers_can_be_had(client: TestClient, path: str) -> None:
    links = [unescape(link) for link in re.findall(r'<a href="([^"]*format=[^"]*)"', client.get(path, headers=BROWSER).text)]
    assert links
    for link in links:
        answer = client.get(link, headers=BROWSER)
        assert answer.status_code == 200, (link, answer.text)
        assert "text/html" not in answer.headers["content-type"]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/measures/double-random/adoptions?year=2020&lang=en", "/measures/double-random?year=2020&lang=en#statements"),
        ("/measures/double-random/diffusion/curve?by=level", "/measures/double-random/diffusion?by=level"),
        ("/bureaus/620300/transport/measures/double-random", "/bureaus/620300/transport?measure=double-random#statements"),
        ("/bureaus/620300/transport/measures?status=planned", "/bureaus/620300/transport?status=planned#statements"),
        ("/bureaus/620300/transport/timeline", "/bureaus/620300/transport"),
        ("/candidates/concepts", "/candidates"),
    ],
)
def test_what_is_part_of_a_page_leads_to_it(client: TestClient, path: str, place: str) -> None:
    answer = client.get(path, headers=BROWSER, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    assert "json" in client.get(path, headers={"Accept": "application/json"}).headers["content-type"]


def test_a_body_and_a_document_lead_to_their_places(client: TestClient) -> None:
    body, document = (client.get(path).json()["items"][0] for path in ("/organisations", "/policies"))
    named = client.get(f"/organisations/{body['id']}", headers=BROWSER, follow_redirects=False)
    assert named.headers["location"] == f"/reports/{body['report']['id']}#organization-{body['start']}-{body['end']}"
    assert client.get("/organisations/nothing", headers=BROWSER).status_code == 404
    followed = client.get(f"/policies/{document['id']}/adoptions", headers=BROWSER, follow_redirects=False)
    assert followed.headers["location"] == f"/policies/{document['id']}"


@pytest.mark.parametrize(
    "path",
    [
        "/adoptions?region=999999",
        "/adoptions?limit=10",
        "/regions?region=999999",
        "/measures/nothing",
        "/measures/double-random/diffusion/nothing",
        "/organisations/nothing",
        "/resource?iri=x",
        "/nothing",
    ],
)
def test_an_error_is_the_same_in_the_other_language(client: TestClient, path: str) -> None:
    chinese = client.get(path, headers=BROWSER | {"Accept-Language": "zh"})
    (link,) = re.findall(r'<a class="language" href="([^"]*)"', chinese.text)
    english = client.get(unescape(link), headers=BROWSER | {"Accept-Language": "zh"})
    details = [re.search(r'<span lang="en">([^<]*)</span>', page.text) for page in (chinese, english)]
    assert (english.status_code, details[1] and details[1][1]) == (chinese.status_code, details[0] and details[0][1])
    assert '<html lang="en">' in english.text


def test_data_have_no_language(client: TestClient) -> None:
    assert client.get("/adoptions?lang=zh").json()["parameter"] == "lang"
    assert client.get("/releases", headers=BROWSER).headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", ["/", "/about", "/docs"])
def test_what_is_a_page_alone_is_not_sent_to_who_takes_none(client: TestClient, path: str) -> None:
    refused = client.get(path, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.headers["content-type"]) == (406, "application/problem+json")
    for accept in ("*/*", "text/*", "application/json, text/html;q=0.1"):
        assert client.get(path, headers={"Accept": accept}).headers["content-type"].startswith("text/html")


def test_an_unknown_region_leads_to_those_that_are_held(client: TestClient) -> None:
    page = client.get("/adoptions?region=浙江&lang=zh", headers=BROWSER).text
    assert '也可以查看全部：<a href="/regions?lang=zh">地区</a>' in page
    (link,) = re.findall(r'您要找的可能是 <a href="([^"]*)"', page)
    none = client.get(unescape(link), headers=BROWSER)
    assert (none.status_code, "所选范围内没有收录报告" in none.text) == (200, True)


def test_what_is_told_of_a_document_has_dots_between_only(client: TestClient) -> None:
    told = set()
    for document in client.get("/policies?limit=100").json()["items"]:
        page = LexborHTMLParser(client.get(f"/policies/{document['id']}", params={"lang": "zh"}, headers=BROWSER).text)
        told |= {" ".join(note.text().split()) for note in page.css("h1 + p.note")}
    assert "" not in told
    assert {text for text in told if text.startswith("·") or text.endswith("·") or "· ·" in text} == set()
    assert {text.count("·") for text in told} > {0, 1}


def test_what_has_a_page_is_found_by_its_name_as_well(client: TestClient) -> None:
    measure = client.get("/measures/双随机", headers=BROWSER)
    assert measure.status_code == 200
    assert "/measures/double-random/adoptions?" in measure.text
    title = client.get("/policies").json()["items"][0]["title"]
    assert client.get(f"/policies/{title}", headers=BROWSER).status_code == 200


def test_a_page_is_cited_as_it_is_narrowed(client: TestClient) -> None:
    text = client.get("/measures/双随机?lang=en&region=620000&status=adopted&cursor=", headers=BROWSER).text
    assert "http://testserver/measures/double-random?region=620000&amp;status=adopted." in text


@pytest.mark.parametrize("path", ["/measures/double-random", "/problems", "/reports"])
def test_it_is_said_that_no_report_of_a_year_is_held(client: TestClient, path: str) -> None:
    said = "No report in this range is held"
    found = {year: client.get(path, params={"lang": "en", "year": year}, headers=BROWSER).text for year in (2020, 2030)}
    assert said not in found[2020]
    assert said in found[2030]


def test_bureaus_side_by_side_tell_all_years(service: TestClient) -> None:
    text = service.get("/compare", params={"bureaus": ",".join(FOLLOWERS)}, headers=BROWSER).text
    assert re.search(r'<span class="status adopted">已采取</span> 2021, 2022</a>', text)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_measures_side_by_side_are_in_the_order_of_their_names(client: TestClient, language: str) -> None:
    asked = {"bureaus": "620300/transport,130109/transport", "lang": language}
    page = LexborHTMLParser(client.get("/compare", params=asked, headers=BROWSER).text)
    groups = [[link.text() for link in body.css("th[scope=row] a")] for body in page.css("table.compared tbody")]
    heads = [head.text() for head in page.css("th[scope=rowgroup]")]
    tree = client.get("/measures").json()["items"]
    assert heads == [name for category in tree if (name := category["label"][language]) in heads]
    assert max(map(len, groups)) > 1
    assert groups == [sorted(names, key=lambda name: [part.casefold() for part in lazy_pinyin(name)]) for names in groups]
    assert sum(map(len, groups)) == len(client.get("/compare", params={"bureaus": asked["bureaus"]}).json()["items"])


def test_the_first_question_is_who_adopted_a_measure(client: TestClient) -> None:
    page = LexborHTMLParser(client.get("/", headers=BROWSER).text)
    names = [str(link.attributes["href"]).partition("?")[0].rpartition("/")[2] for link in page.css("ul.questions a")]
    assert names[0] == "who-adopted"
    assert set(names) == {name for name, query in library().items() if query.asked_by}
    assert names == list(_ORDER)


@pytest.mark.parametrize(("language", "caution"), [("zh", "程序也可能漏读"), ("en", "the extraction may have missed what it reports")])
def test_bureaus_side_by_side_may_be_silent_by_a_miss(client: TestClient, language: str, caution: str) -> None:
    assert caution in client.get("/compare", params={"lang": language}, headers=BROWSER).text


def test_a_bureau_tells_that_there_is_none_to_compare_it_with(service: TestClient) -> None:
    pages = [service.get(f"/bureaus/{bureau}", params={"lang": "en"}, headers=BROWSER).text for bureau in (CITY, FOLLOWERS[0])]
    assert ["of another bureau of its level is held" in text for text in pages] == [True, False]
    assert "No report on 2021 of another bureau" in pages[0]


@pytest.mark.parametrize(("path", "kind"), [("/adoptions", "adoption"), ("/problems", "problem"), ("/metrics", "metric")])
def test_search_leads_to_all_that_it_finds(client: TestClient, path: str, kind: str) -> None:
    found = client.get(path, params={"text": "执法", "limit": 1}).json()["found"]["total"]
    assert found > 6
    page = LexborHTMLParser(client.get("/search", params={"q": "执法", "lang": "zh"}, headers=BROWSER).text)
    (link,) = [node for node in page.css(f"section[aria-labelledby=said-{kind}] > p > a") if node.text().startswith("全部")]
    assert link.text() == f"全部 {found} 项"
    assert client.get(link.attributes["href"] or "", headers=BROWSER).status_code == 200


@pytest.mark.parametrize(
    ("path", "called"),
    [
        ("/adoptions?status=adopted&measure=double-random", ["已采取", "双随机、一公开监管"]),
        ("/adoptions?bureau=620300/transport&year=2024", ["金昌市交通运输局", "2024"]),
        ("/adoptions?region=330000", ["浙江省"]),
        ("/adoptions?sector=Transport&level=prefecture", ["交通运输", "地级"]),
        ("/problems?topic=staffing", ["人员与机构力量不足"]),
        ("/regions?level=county", ["县级"]),
    ],
)
def test_what_a_page_is_narrowed_to_is_called_by_its_name(client: TestClient, path: str, called: list[str]) -> None:
    page = LexborHTMLParser(client.get(f"{path}&lang=zh", headers=BROWSER).text)
    assert [chip.text() for chip in page.css(".chosen b")] == called


def test_bureaus_of_a_name_are_parted_as_they_are_listed(service: TestClient) -> None:
    def facets(text: str) -> tuple[str, dict[str, str]]:
        page = LexborHTMLParser(service.get("/bureaus", params={"text": text, "lang": "zh"}, headers=BROWSER).text)
        return page.css_first(".pager").text().split()[0], {item.css_first("a").text(): item.text() for item in page.css(".facets li")}

    found, parts = facets("长安区")
    assert found == "第"
    assert parts["河北省"].split()[-1] == "2", "its reports on two years"
    assert "地级" not in parts
    assert facets("某乡") == ("没有", {})


@pytest.mark.parametrize(("language", "compared"), [("zh", "不分层级"), ("en", "of the same sector, at any level")])
def test_bureaus_like_another_are_told_with_what_is_compared(client: TestClient, language: Language, compared: str) -> None:
    page = LexborHTMLParser(client.get("/bureaus/411002/transport", params={"lang": language}, headers=BROWSER).text)
    section = page.css_first("section[aria-labelledby=peers]")
    assert compared in section.css_first("p.note").text()
    assert section.css_first("h2").text() not in {library()["similar-bureaus"].title_zh, library()["similar-bureaus"].title_en}


def test_a_bureau_tells_what_it_planned_of_that_which_its_peers_report(client: TestClient) -> None:
    path = "/bureaus/411002/transport"
    gaps = client.get(f"{path}/peers").json()["gaps"]
    page = LexborHTMLParser(client.get(path, params={"lang": "zh"}, headers=BROWSER).text)
    told = {item.css_first("a").attributes["href"].partition("?")[0]: item.text() for item in page.css("#unmentioned + ul > li")}
    planned = {f"/measures/{gap['measure']['id']}" for gap in gaps if gap["planned"]}
    assert {place for place, text in told.items() if "本机关在 2024 年计划过" in text} == told.keys() & planned != set()


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/measures/nothing", 404, ("没有找到", "有误的是“措施”。", "请检查名称或编号", "unknown measure")),
        ("/metrics?unit=件件件", 422, ("参数有误", "有误的是“单位”。", "请改正这个参数后再试", "unknown unit")),
        ("/reports?year=soon", 422, ("参数有误", "请改正这个参数后再试", "is no year")),
        (
            "/rates?measure=double-random&group=province",
            400,
            ("无法理解这个请求", "有误的是“group”。", "there is no parameter 'group' here"),
        ),
        ("/reports?limit=10", 400, ("无法理解这个请求", "有误的是“limit”。", "format=json asks for the data")),
        ("/sparql?query=SELECT", 400, ("无法理解这个请求", "位置：第 1 行", "改正查询后再试", "(line 1")),
        ("/queries/who-adopted?measure=nothing", 422, ("参数有误", "有误的是“措施”。", "unknown measure")),
    ],
)
def test_an_error_is_told_in_the_language_of_the_reader(client: TestClient, path: str, status: int, told: tuple[str, ...]) -> None:
    chinese, english = (client.get(path, headers=BROWSER | {"Accept-Language": language}) for language in ("zh", "en"))
    *words, detail = told
    assert chinese.status_code == english.status_code == status
    for text in words:
        assert text in chinese.text
        assert text not in english.text
    assert detail in re.search(r'<span lang="en">([^<]*)</span>', unescape(chinese.text))[1]  # type: ignore[index]
    assert detail in unescape(english.text)


@pytest.mark.parametrize(
    ("path", "onward"),
    [
        ("/measures/nothing", "/measures"),
        ("/bureaus/nothing", "/bureaus"),
        ("/search", "/search?q="),
        ("/search?q=zzzz", "/search?q="),
        ("/compare", "/bureaus"),
    ],
)
def test_a_page_without_an_answer_leads_on(client: TestClient, path: str, onward: str) -> None:
    _, content = client.get(path, headers=BROWSER).text.split("<main")
    assert f'<a href="{onward}' in content


def test_what_may_have_been_meant_is_a_link(client: TestClient) -> None:
    page = client.get("/metrics", params={"indicator": "满意", "lang": "en"}, headers=BROWSER)
    assert page.status_code == 422
    (link,) = re.findall(r'You may have meant <a href="([^"]*)"', page.text)
    assert client.get(unescape(link), headers=BROWSER).status_code == 200


def test_pages_are_protected(client: TestClient) -> None:
    headers = client.get("/", headers=BROWSER).headers
    assert "unsafe" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/measures/nothing", 404),
        ("/bureaus/nothing", 404),
        ("/reports/nothing", 404),
        ("/policies/nothing", 404),
        ("/measures/double-random?region=1", 422),
        ("/problems?topic=nothing", 422),
        ("/reports?year=soon", 422),
        ("/reports?cursor=soon", 400),
        ("/reports?cursor=[[],1]", 400),
        ("/metrics?from=-1", 422),
        ("/graph?steps=9", 422),
        ("/graph?about=nothing", 404),
        ("/compare?bureaus=nothing", 422),
        ("/sparql?query=nonsense", 400),
    ],
)
def test_what_is_wrong_is_said_on_a_page(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/rates?measure=double-random&group=province", 400),
        ("/rates?measure=double-random&year=1900", 422),
        ("/measures?sort=foo", 400),
        ("/measures/double-random?statu=planned", 400),
        ("/measures/double-random?topic=staffing", 400),
        ("/bureaus?page=99999", 400),
        ("/bureaus?bureaus=1", 400),
        ("/reports?year=2020&year=2021", 400),
        ("/reports?year=2020&since=2020", 400),
        ("/compare?bureaus=620300/transport&years=2020", 400),
        ("/regions/620300?year=2020", 400),
        ("/regions/440000", 404),
        ("/regions/999999", 404),
        ("/policies?sector=transport&colour=red", 400),
        ("/search?q=双随机&page=2", 400),
        ("/networks/measures?bureau=620300/transport", 400),
    ],
)
def test_a_page_refuses_what_the_data_refuse(client: TestClient, path: str, status: int) -> None:
    page, data = client.get(path, headers=BROWSER), client.get(path)
    assert (page.status_code, data.status_code) == (status, status)
    assert "text/html" in page.headers["content-type"]
    assert "json" in data.headers["content-type"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/measures/double-random?status=foo", 422),
        ("/measures/double-random?level=foo", 422),
        ("/reports?lang=fr", 422),
        ("/compare?show=some", 422),
        ("/graph?step=1", 400),
        ("/reports?limit=abc", 400),
        ("/policies?year=2020", 400),
        (f"/compare?bureaus={','.join(FOLLOWERS)}&bureaus=1", 400),
    ],
)
def test_a_page_refuses_what_it_would_pass_over(client: TestClient, path: str, status: int) -> None:
    assert client.get(path, headers=BROWSER).status_code == status


def test_a_misspelt_parameter_leads_to_the_one_that_was_meant(client: TestClient) -> None:
    page = client.get("/measures/double-random?statu=planned&lang=en", headers=BROWSER)
    (link,) = re.findall(r'You may have meant <a href="([^"]*)">status<', page.text)
    assert unescape(link) == "/measures/double-random?lang=en&status=planned"


@pytest.mark.parametrize("path", ["/measures/nothing", "/rates?measure=nothing", "/queries/who-adopted?measure=nothing"])
def test_an_unknown_measure_leads_to_those_that_there_are(client: TestClient, path: str) -> None:
    page, data = client.get(path, headers=BROWSER).text, client.get(path).json()
    assert page.count('也可以查看全部：<a href="/measures">措施</a>') == 1
    assert data["detail"].endswith("; /measures has all")


def test_words_that_are_none_are_told_by_the_name_of_the_parameter(client: TestClient) -> None:
    data, page = client.get("/search?q=%00").json(), client.get("/search?q=%00&lang=en", headers=BROWSER)
    assert (data["status"], data["parameter"], page.status_code) == (422, "q", 422)
    assert data["detail"].startswith("q: ")


def test_a_measure_is_found_by_its_id(client: TestClient) -> None:
    for written in ("double-random", " Double-Random "):
        names = client.get("/search", params={"q": written}).json()["names"]
        assert [(name["kind"], name["id"], name["name"]) for name in names] == [("measure", "double-random", "双随机、一公开监管")]
    assert '<a href="/measures/double-random"' in client.get("/search?q=double-random", headers=BROWSER).text
    first, *others = client.get("/search?q=staffing").json()["names"]
    assert (first["kind"], first["id"]) == ("topic", "staffing")
    assert "staffing" not in {name["id"] for name in others}
    assert len(client.get("/search?q=staffing&limit=1").json()["names"]) == 1


def test_only_a_like_parameter_may_have_been_meant(client: TestClient) -> None:
    assert "nearest" not in client.get("/measures?sort=foo").json()
    assert client.get("/rates?mesure=double-random").json()["nearest"] == "measure"


def test_a_page_can_be_narrowed_to_a_report(client: TestClient) -> None:
    key = client.get("/reports").json()["items"][0]["id"]
    page = client.get("/problems", params={"report": key, "lang": "en"}, headers=BROWSER)
    assert page.status_code == 200
    assert set(re.findall(r'href="/reports/(\w{32})', page.text)) == {key}


def test_all_links_of_pages_can_be_followed(client: TestClient) -> None:
    known = ("/", "/measures/double-random", "/bureaus/620300/transport", "/metrics", "/problems", "/compare", "/candidates", "/policies")
    pages = [client.get(path, params={"lang": "en"}, headers=BROWSER).text for path in known]
    links = {unescape(link) for page in pages for link in re.findall(r'href="(/[^"#]*\?[^"#]*)', page) if not link.startswith("/assets/")}
    assert len(links) > 100
    assert {link: status for link in links if (status := client.get(link, headers=BROWSER).status_code) != 200} == {}


def test_links_keep_the_language_that_was_asked_for(client: TestClient) -> None:
    asked = client.get("/measures/double-random?lang=en&status=adopted", headers=BROWSER).text
    links = {link for link in re.findall(r'href="(/[^"#]*)', asked) if not link.startswith("/assets/") and "format=" not in link}
    assert all("lang=" in link for link in links)
    assert any("status=adopted" in link and "level=county" in link for link in links)
    liked = client.get("/measures/double-random", headers={**BROWSER, "Accept-Language": "en"}).text
    assert len(re.findall(r'href="[^"]*lang=', liked)) == 1


_SUBJECTS = {  # and objects of the relations of the graph page
    "adopted": {("bureau", "measure"), ("report", "measure")},
    "plans": {("bureau", "measure"), ("report", "measure")},
    "admits": {("bureau", "topic")},
    "rests on": {("bureau", "policy"), ("measure", "policy")},
    "produced": {("bureau", "policy"), ("measure", "policy")},
    "reports": {("bureau", "report")},
    "in": {("bureau", "region"), ("region", "region")},
    "belongs to": {("measure", "measure")},
    "names": {("report", "policy")},
}


@pytest.mark.parametrize("kind", ["measures", "bureaus", "policies", "reports", "regions", "problems"])
@pytest.mark.parametrize("steps", [1, 2])
def test_links_of_the_graph_are_told_from_their_subjects_on(client: TestClient, kind: str, steps: int) -> None:
    keys = {"measures": "double-random", "bureaus": "620300/transport", "regions": "620300", "problems": "staffing"}
    key = keys.get(kind) or client.get(f"/{kind}").json()["items"][0]["id"]
    page = LexborHTMLParser(client.get("/graph", params={"about": f"/{kind}/{key}", "steps": steps, "lang": "en"}, headers=BROWSER).text)
    rows = [
        (*(node.attributes["data-group"] for node in row.css("a.node")), row.css("td")[1].text(), row.css("a")[-1].attributes["href"])
        for row in page.css("#links tbody tr")
    ]
    assert rows
    for subject, target, relation, _ in rows:
        assert (subject, target) in _SUBJECTS[relation]
    if steps == 1:
        assert not [onward for *_, onward in rows if onward and onward.endswith(f"{kind}%2F{key}&lang=en")]


def test_a_category_is_what_its_measures_belong_to(client: TestClient) -> None:
    page = LexborHTMLParser(client.get("/graph?about=/measures/law-enforcement&lang=en", headers=BROWSER).text)
    parts = [row.css("a.node") for row in page.css("#links tbody tr") if row.css("td")[1].text() == "belongs to"]
    assert len(parts) > 1
    assert {target.attributes["data-node"] for _, target in parts} == {"measure/law-enforcement"}


def test_a_statement_leads_to_its_place_in_the_report(client: TestClient) -> None:
    key = re.findall(r'href="/reports/(\w+)#adoption-(\d+-\d+)"', client.get("/measures/double-random", headers=BROWSER).text)[0]
    answer = client.get(f"/adoptions/{key[0]}/{key[1]}-double-random-adopted", headers=BROWSER, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/reports/{key[0]}#adoption-{key[1]}")


def test_a_source_is_given_as_it_was_and_runs_nothing(client: TestClient) -> None:
    report = re.findall(r'href="/reports/(\w{32})"', client.get("/reports", headers=BROWSER).text)[0]
    (file,) = re.findall(rf'href="(/reports/{report}/files/\w+)"', client.get(f"/reports/{report}", headers=BROWSER).text)
    answer = client.get(file)
    assert answer.status_code == 200
    name = client.get(f"/reports/{report}").json()["file"]
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert "法治政府建设" in answer.text
    assert client.get(f"/reports/{report}/files/{'0' * 64}").status_code == 404


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.zip/2024/report 1.docx", 'attachment; filename="report 1.docx"'),
        ("报告.html", "attachment; filename=\"00.html\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A.html"),
        ("报告", "attachment; filename=\"00\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A"),
        ("100%.txt", "attachment; filename=\"00.txt\"; filename*=UTF-8''100%25.txt"),
        ('a"b\r\n\\xb1.txt', 'attachment; filename="a_b___xb1.txt"'),
        ("报告.第一", "attachment; filename=\"00\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A.%E7%AC%AC%E4%B8%80"),
        ("a/..", 'attachment; filename="00"'),
        ("(1)'.txt", 'attachment; filename="(1)\'.txt"'),
    ],
)
def test_a_source_has_the_name_that_it_came_with(name: str, told: str) -> None:
    header = disposition(name, "00", is_shown=False)
    assert header == told
    assert header.isascii()
    assert header.isprintable()


def test_mentions_that_overlap_part_a_line_into_pieces() -> None:
    def mention(name: str, kind: str, start: int, end: int) -> Mention:
        return Mention(name, kind, start, end, {}, None)

    text = "一、总结\n推行双随机抽查30次。\n"
    start = text.index("推行")
    measure, metric = mention("m1", "adoption", start, start + 7), mention("x1", "metric", start + 2, start + 10)
    heading, line = paragraphs(text, [measure, metric], {"总结": 1})
    assert (heading.heading, line.heading) == (1, 0)
    assert "".join(piece.text for piece in line.segments) == text[start:].rstrip()
    assert [[inside.id for inside in piece.mentions] for piece in line.segments] == [["m1"], ["m1", "x1"], ["x1"], []]
    assert [list(piece.anchors) for piece in line.segments] == [[measure.anchor], [metric.anchor], [], []]
    assert [piece.closed for piece in line.segments] == [0, 2, 0, 0]  # what overlaps is marked up to the end of what it began in


def test_lines_with_a_number_of_the_kind_of_a_known_heading_are_headings() -> None:
    text = "报告\n一、主要工作\n（一）执法\n推行双随机抽查。\n二、存在的问题\n一、这是一句以数字开头的话。\n（二）普法\n1.其他\n"
    found = paragraphs(text, [], {"主要工作": 1, "执法": 2})
    levels = {"".join(piece.text for piece in line.segments): line.heading for line in found}
    assert [line for line, level in levels.items() if level == 1] == ["一、主要工作", "二、存在的问题"]
    assert [line for line, level in levels.items() if level == 2] == ["（一）执法", "（二）普法"]
    assert [text[line.start : line.end] for line in found] == [*levels]


@pytest.mark.parametrize(
    ("iri", "place"),
    [
        ("https://w3id.org/governance-measures/measure/mediation", ("/measures/mediation", {})),
        ("https://w3id.org/governance-measures/problem/staffing", ("/problems", {"topic": "staffing"})),
        (f"{BASE}bureau/620300/transport", ("/bureaus/620300/transport", {})),
        (f"{BASE}region/620300", ("/bureaus", {"region": "620300"})),
        (f"{BASE}report/ab#char=1,2", ("/reports/ab", {})),
        (f"{BASE}adoption/ab/1-2-mediation-adopted", ("/reports/ab#adoption-1-2", {})),
        (f"{BASE}organization/ab/市局", None),
        ("https://example.org/", None),
    ],
)
def test_things_of_the_graph_have_pages(iri: str, place: tuple[str, dict[str, str]] | None) -> None:
    assert place_of(iri, BASE) == place


def test_the_map_has_each_province_at_a_place_of_its_own() -> None:
    found = tiles({"620000": 1}, {"620000": 3})
    assert len({(tile.row, tile.column) for tile in found}) == len({tile.code for tile in found}) == 34
    assert [(tile.bureaus, tile.held, tile.shade) for tile in found if tile.held] == [(1, 3, 2)]
    assert (shade(0, 3), shade(3, 3), shade(0, 0)) == (0, 5, 0)


def test_bureaus_that_are_not_on_the_map_are_told(invented: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(invented, tmp_path / invented.name)
    with sqlite3.connect(copied / INDEX_FILE) as connection:
        connection.execute("UPDATE organ SET province = NULL WHERE key IN (?, ?)", (CITY, SILENT))
    texts = []
    for folder in (invented, copied):
        with TestClient(create_app(folder, replace(load_settings({}), query_workers=1))) as client:
            texts.append(client.get("/measures/double-random?lang=zh", headers=BROWSER).text)
    assert ["不在图上" in text for text in texts] == [False, True]
    assert "省份不详或属国家级的机关不在图上：1/2。" in texts[1]


def test_the_figures_are_those_of_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    for figure in figures().figures:
        assert f"| `{figure.name}` | **{figure.f1:.3f}** |" in page
        assert f"| {figure.lowest:.2f} |" in page
