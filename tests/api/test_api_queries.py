"""The library of named queries as routes, and as examples on the page of the endpoint."""

import codecs
import csv
import io
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient

from api.kept import Kept
from api.pages import answers
from api.pages.words import section
from kg.query.library import library

EXPECTED = Path(__file__).parents[1] / "query" / "expected"
QUESTIONS = {name: query for name, query in library().items() if query.asked_by}


def page(client: TestClient, language: str, **parameters: str) -> str:
    answer = client.get("/sparql", params=parameters, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    return answer.text


def test_the_library_is_listed_with_its_parameters(client: TestClient) -> None:
    queries = {entry["name"]: entry for entry in client.get("/queries").json()["queries"]}
    assert queries.keys() == library().keys()
    asked = queries["who-adopted"]
    assert asked["title"]["zh"] == library()["who-adopted"].title_zh
    assert asked["parameters"][0].items() >= {"name": "measure", "kind": "measure", "optional": False}.items()
    assert asked["example"]["measure"] == "double-random"


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_the_answer_that_is_expected(client: TestClient, name: str) -> None:
    answer = client.get(f"/queries/{name}", params=dict(QUESTIONS[name].example), headers={"Accept": "text/csv"})
    assert answer.status_code == 200
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(io.StringIO(answer.text))) == list(csv.reader(file))


def test_questions_are_answered_for_examples_of_any_release(service: TestClient) -> None:
    home = service.get("/", headers={"Accept": "text/html"}).text
    links = [unescape(link) for link in re.findall(r'href="(/queries/[^"]+)"', home)]
    assert len(links) == len(QUESTIONS)
    assert {service.get(link).status_code for link in links} == {200}
    (context,) = (link for link in links if "evidence-in-context" in link)
    assert service.get(context).json()["results"]["bindings"]
    examples = {entry["name"]: entry["example"] for entry in service.get("/queries").json()["queries"]}
    parameters = service.get("/openapi.json").json()["paths"]["/queries/similar-bureaus"]["get"]["parameters"]
    assert parameters[0]["example"] == examples["similar-bureaus"]["bureau"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_question_is_put_in_the_language_of_the_reader(client: TestClient, language: str) -> None:
    named = QUESTIONS["similar-bureaus"]
    text = unescape(client.get(f"/queries/{named.name}", params={"lang": language}, headers={"Accept": "text/html"}).text)
    assert (named.description_zh in text, named.description_en in text) == (language == "zh", language == "en")
    assert f"<label>{'机关' if language == 'zh' else 'Bureau'} *" in text


def test_all_columns_of_the_library_have_names_in_both_languages(client: TestClient) -> None:
    for query in client.get("/queries").json()["queries"]:
        answer = client.get(f"/queries/{query['name']}", params=query["example"], headers={"Accept": "text/csv"})
        if answer.status_code != 400:  # a question that has no example
            assert set(answer.text.splitlines()[0].split(",")) <= section("column").keys(), query["name"]


def test_columns_and_statuses_are_told_in_the_language_of_the_reader(client: TestClient) -> None:
    def headed(language: str, path: str) -> list[str]:
        page = client.get(f"{path}&lang={language}", headers={"Accept": "text/html"}).text
        return re.findall(r"<th scope=\"col\"[^>]*>([^<]*)</th>", page)

    path = "/queries/who-adopted?measure=double-random"
    assert headed("zh", path) == ["机关", "年度", "状态", "原句", "报告"]
    assert headed("en", path) == ["Bureau", "Year", "Status", "Quote", "Report"]
    assert '<span class="status planned">计划中</span>' in client.get(f"{path}&lang=zh", headers={"Accept": "text/html"}).text
    assert headed("zh", "/sparql?query=SELECT+%3Fyear+%7B+%3Fr+gm%3AcoversYear+%3Fyear+%7D") == ["year"], "a name of the reader's own"


def test_what_rows_name_is_linked(client: TestClient) -> None:
    text = client.get("/queries/who-adopted?measure=double-random", headers={"Accept": "text/html"}).text
    links = dict(re.findall(r'<td[^>]*><a href="([^"]*)">([^<]*)</a>', text))
    assert links["/bureaus/620300/transport"] == "金昌市交通运输局"
    assert {name for link, name in links.items() if link.startswith("/reports/")} >= {"001.txt", "003.txt"}
    assert all(client.get(link, headers={"Accept": "text/html"}).status_code == 200 for link in links)
    assert (
        'href="/measures/double-random">double-random</a>'
        in client.get("/queries/initiative-of-measures", headers={"Accept": "text/html"}).text
    )
    assert 'href="/problems?topic=staffing">staffing</a>' in client.get("/queries/problem-topics", headers={"Accept": "text/html"}).text


def test_rows_that_are_found_first_are_shown_where_all_take_long(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_PATIENCE", 1e-6)
    monkeypatch.setattr(answers, "_FIRST", 3)
    monkeypatch.setattr(client.app.state.current.thing.workers, "_answers", Kept())  # type: ignore[attr-defined]
    part = client.get("/queries/organs-involved?lang=en", headers={"Accept": "text/html"}).text
    assert "These are the 3 rows that were found first" in part
    assert part.count("<tr>") == 1 + 3
    assert "GB/T 7714" not in part, "what is cited is the whole"
    (link,) = re.findall(r'<a href="([^"]*timeout=[^"]*)"', part)
    whole = client.get(unescape(link), headers={"Accept": "text/html"}).text
    assert whole.count("<tr>") > part.count("<tr>")
    assert "GB/T 7714" in whole
    monkeypatch.setattr(answers, "_FIRST", 1000)
    monkeypatch.setattr(client.app.state.current.thing.workers, "_answers", Kept())  # type: ignore[attr-defined]
    few = client.get("/queries/organs-involved?lang=en", headers={"Accept": "text/html"}).text
    assert "found first" not in few, "nothing is missing"
    assert few.count("<tr>") == whole.count("<tr>")
    assert "GB/T 7714" in few
    grouped = client.get("/queries/problem-topics?lang=en", headers={"Accept": "text/html"})
    assert "found first" not in grouped.text, "groups have no first rows"


@pytest.mark.parametrize(("values", "status"), [({}, 400), ({"bureau": "某局"}, 422)])
def test_a_question_that_cannot_be_answered_can_be_asked_with_other_values(client: TestClient, values: dict[str, str], status: int) -> None:
    answer = client.get("/queries/similar-bureaus", params=values, headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert f'<input name="bureau" value="{values.get("bureau", "")}"' in answer.text
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("nothing", 404, "unknown query 'nothing'"),
        ("who-adopted", 400, "parameter measure is missing"),
        ("who-adopted?measure=double-randon", 422, "did you mean double-random?"),
        ("who-adopted?measure=double-random&colour=red", 400, "there is no parameter 'colour' here"),
        ("who-adopted?measure=double-random&measure=mediation", 400, "measure stands twice"),
        ("counts?timeout=soon", 400, "'soon' is no number of seconds above 0"),
    ],
)
def test_what_is_wrong_with_a_request_is_said(client: TestClient, path: str, status: int, detail: str) -> None:
    answer = client.get(f"/queries/{path}")
    assert answer.status_code == status
    assert detail in answer.json()["detail"]


def test_values_are_terms_and_no_text_of_the_query(client: TestClient) -> None:
    value = '" } SELECT * { ?s ?p ?o } #'
    assert client.get("/queries/metrics-by-indicator", params={"text": value}).json()["results"]["bindings"] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_has_all_questions_and_their_links_hold(client: TestClient, language: str) -> None:
    found = page(client, language)
    links = [unescape(link) for link in re.findall(r'<li><a href="([^"]+)">[^<]+</a> \(<a href="([^"]+)" ', found) for link in link]
    assert len(links) == 2 * len(QUESTIONS)
    for query in QUESTIONS.values():
        assert (query.title_zh if language == "zh" else query.title_en) in unescape(found)
        assert f"/queries/{quote(query.name)}" + (f"?{urlencode(query.example)}" if query.example else "") in links
    assert "/sparql?example=who-adopted" in links


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_query_that_the_page_writes_can_be_sent(client: TestClient, name: str) -> None:
    found = page(client, "en", example=name)
    written = re.search(r"<textarea[^>]*>\n(.*)</textarea>", found, re.DOTALL)
    assert written
    answer = client.get("/sparql", params={"query": unescape(written[1])}, headers={"Accept": "text/csv"})
    asked = client.get(f"/queries/{name}", params=dict(QUESTIONS[name].example), headers={"Accept": "text/csv"})
    assert answer.text == asked.text


def test_unknown_examples_and_other_clients_get_what_they_got(client: TestClient) -> None:
    written = [
        re.findall("<textarea.*</textarea>", found, re.DOTALL) for found in (page(client, "zh", example="nothing"), page(client, "zh"))
    ]
    assert written[0] == written[1] != []
    assert client.get("/sparql?example=nothing", headers={"Accept": "*/*"}).status_code == 400


@pytest.mark.parametrize("path", ["/queries/who-adopted?measure=double-random", "/sparql?query=SELECT * { ?b a gm:Bureau }"])
def test_excel_gets_the_mark_that_it_wants_and_files_have_names(client: TestClient, path: str) -> None:
    plain, marked = (client.get(f"{path}&format=csv{bom}") for bom in ("", "&bom=true"))
    assert marked.content == codecs.BOM_UTF8 + plain.content
    assert marked.headers["link"] == plain.headers["link"]
    assert marked.headers["etag"] != plain.headers["etag"]
    name = path.partition("?")[0].rpartition("/")[2]
    assert plain.headers["content-disposition"] == f'inline; filename="{name}.csv"'
    assert client.get(f"{path}&format=json&bom=true").content == client.get(f"{path}&format=json").content
    assert client.get(f"{path}&format=csv&bom=perhaps").status_code == 422


def test_the_format_may_be_a_parameter(client: TestClient) -> None:
    by_header = client.get("/queries/counts", headers={"Accept": "text/csv"})
    assert client.get("/queries/counts?format=csv").content == by_header.content
