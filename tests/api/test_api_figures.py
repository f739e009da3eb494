"""Figures say in all answers and on all pages whether they are of what was done or of what is planned."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from goals import BUREAU

from api.app import create_app
from kg.settings import load_settings

BROWSER = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def bureau(goals: Path) -> Iterator[TestClient]:
    with TestClient(create_app(goals, replace(load_settings({}), query_workers=1)), raise_server_exceptions=False) as client:
        yield client


def page(client: TestClient, path: str, language: str = "en") -> str:
    answer = client.get(path, params={"lang": language} if "?" not in path else None, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text.partition("<main")[2])


def row_of(text: str, words: str) -> str:
    """The cells of the row of a table that has some words."""
    (row,) = (row for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL) if words in row)
    return row


def shown(row: str) -> list[str]:
    """What its cells read."""
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)]


@pytest.mark.parametrize(
    ("indicator", "statuses"),
    [("培训执法人员", {180: "adopted", 300: "planned", 220: "adopted", 900: "planned"}), ("败诉率", {5: "planned", 3.5: None})],
)
def test_an_answer_tells_the_status_of_a_figure(bureau: TestClient, indicator: str, statuses: dict[float, str | None]) -> None:
    items = bureau.get("/metrics", params={"indicator": indicator}).json()["items"]
    assert {item["value"]: item["status"] for item in items} == statuses
    (one, *_) = items
    assert bureau.get(f"/metrics/{one['id']}").json()["status"] == one["status"]
    table = csv.DictReader(io.StringIO(bureau.get("/metrics", params={"indicator": indicator, "format": "csv", "bom": "false"}).text))
    assert {float(row["value"]): row["status"] or None for row in table} == statuses


def test_the_figures_of_a_statement_and_a_facet_tell_it(bureau: TestClient) -> None:
    answer = bureau.get("/adoptions", params={"text": "整改率"}).json()
    assert [(item["status"], [metric["status"] for metric in item["metrics"]]) for item in answer["items"]] == [
        ("adopted", ["adopted"]),
        ("planned", ["adopted"]),
    ]
    counted = bureau.get("/metrics", params={"facets": "status", "limit": 1}).json()
    assert {part["value"]: part["items"] for part in counted["facets"]["status"]} == {"adopted": 5, "planned": 5}
    planned = bureau.get("/metrics", params={"status": "planned"}).json()["items"]
    assert {item["status"] for item in planned} == {"planned"}
    assert len(planned) == 5


def test_figures_over_the_years_leave_out_plans_and_say_so(bureau: TestClient) -> None:
    text = page(bureau, f"/bureaus/{BUREAU}")
    assert shown(row_of(text, "培训执法人员")) == ["培训执法人员", "人次", "180", "220"]
    assert shown(row_of(text, "败诉率")) == ["败诉率", "%", "", "3.5"]
    assert shown(row_of(text, "持证率")) == ["持证率", "%", "", "≥95"]
    assert "抽查企业" not in text.partition('id="figures"')[2].partition("</table>")[0]
    assert "5 planned figures" in text
    (link,) = re.findall(r'href="(/metrics\?[^"]*status=planned[^"]*)"', text)
    assert page(bureau, link).count("培训执法人员") == 1


@pytest.mark.parametrize(("language", "planned", "adopted"), [("en", "planned", "adopted"), ("zh", "计划中", "已采取")])
def test_the_page_of_an_indicator_tells_the_status(bureau: TestClient, language: str, planned: str, adopted: str) -> None:
    text = page(bureau, f"/metrics?indicator=培训执法人员&lang={language}")
    assert shown(row_of(text, "计划培训900人次"))[2:4] == [planned, "900"]
    assert shown(row_of(text, ">培训220人次"))[2:4] == [adopted, "220"]
    assert '<span class="status' not in row_of(page(bureau, "/metrics?indicator=纠错率&lang=en"), "确保纠错率")


def test_the_list_of_indicators_has_comparators_and_marks_plans(bureau: TestClient) -> None:
    text = page(bureau, "/metrics")
    assert shown(row_of(text, "出动人员"))[-1] == "<60 – 60"
    assert shown(row_of(text, "持证率"))[-1] == "≥95"
    assert shown(row_of(text, "培训执法人员"))[-1] == "180 – 220"
    assert shown(row_of(text, "抽查企业"))[-1] == "2,000 planned"
    assert shown(row_of(text, "败诉率"))[-1] == "3.5"


def test_the_page_of_a_report_and_a_search_tell_the_status(bureau: TestClient) -> None:
    report = bureau.get("/reports", params={"year": 2022}).json()["items"][0]["id"]
    text = page(bureau, f"/reports/{report}")
    facts = re.findall(r'<li id="fact-[^"]*" class="metric">.*?</li>', text, re.DOTALL)
    statuses = {re.sub(r"<[^>]+>", "", fact).split()[1]: re.findall(r'class="status (\w+)"', fact) for fact in facts}
    assert (statuses["抽查企业"], statuses["持证率"], statuses["纠错率"], statuses["整改率"]) == (["planned"], ["adopted"], [], ["adopted"])
    found = page(bureau, "/search?q=抽查2000家&lang=en")
    assert '<span class="status planned">' in found.partition("said-metric")[2]


def test_comparators_read_alike_in_tables_of_answers(bureau: TestClient) -> None:
    text = page(bureau, "/queries/metrics-by-indicator?text=率&lang=en")
    assert shown(row_of(text, "持证率达到"))[:3] == ["持证率", "≥", "95"]
    assert shown(row_of(text, "力争败诉率"))[:6] == ["败诉率", "≤", "5", "", "%", "planned"]
    assert '<span class="status' not in row_of(text, "败诉率为")
    answer = bureau.get("/queries/metrics-by-indicator", params={"text": "持证率"}).json()["results"]["bindings"]
    assert answer[0]["comparator"]["value"] == ">=", "what programs get is not changed"


def widths(row: str) -> list[float]:
    return [float(width) for width in re.findall(r'<rect width="([0-9.]+)"', row)]


def test_bars_of_a_part_and_its_whole_have_one_scale(client: TestClient) -> None:
    name = client.get("/bureaus").json()["items"][0]["name"]
    text = page(client, f"/queries/measures-of-peers?bureau={name}&lang=en")
    rows = [row for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL) if "<rect" in row]
    assert rows
    for row in rows:
        others, of = (float(cell) for cell in shown(row)[-2:])
        assert widths(row) == pytest.approx([100 * others / of, 100])
    (summary,) = (row for row in re.findall(r"<tr>.*?</tr>", page(client, "/queries/summary"), re.DOTALL) if "金昌市交通运输局" in row)
    assert widths(summary)[0] == 100, "reports and measures are nothing of each other"
