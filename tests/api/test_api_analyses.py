"""The analyses over REST and as pages, on reports of which it is known who adopts what when, and what is copied, promised and wrong."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient
from invented import CITY, COPIED, DELIVERED, FOLLOWERS, PROMISED, SILENT, WRONG
from pydantic import BaseModel

from api import models
from api.pages.analyses import curve_of
from kg.analysis.corpus import make_panel, read_corpus
from kg.analysis.diffusion import event_history
from kg.analysis.peer_gaps import peer_gaps
from kg.analysis.tables import cells

MEASURE = "double-random"
PAGE = {"Accept": "text/html"}


@pytest.fixture
def report(service: TestClient) -> str:
    """The report of the second follower on 2022."""
    (found,) = get(service, "/reports", bureau=FOLLOWERS[1], year=2022)["items"]
    return str(found["id"])


def get(client: TestClient, path: str, **parameters: str | int) -> Any:
    answer = client.get(path, params=parameters or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("path", "model"),
    [
        (f"/measures/{MEASURE}/diffusion", models.MeasureDiffusion),
        *((f"/measures/{MEASURE}/diffusion/{table}?by=level", models.DiffusionTable) for table in ("adopters", "curve", "waves", "events")),
        *((f"/measures/{MEASURE}/diffusion/{table}", models.DiffusionTable) for table in ("following", "chance", "survival", "hazard")),
        (f"/bureaus/{SILENT}/peers", models.BureauPeers),
        *((f"/rates?measure={MEASURE}&by={by}", models.MeasureRates) for by in ("all", "level", "province", "sector", "year")),
    ],
)
def test_answers_have_their_models(service: TestClient, path: str, model: type[BaseModel]) -> None:
    content = get(service, path)
    assert model.model_validate(content).model_dump(mode="json") == content


def test_first_adopters_come_in_the_planted_order(service: TestClient) -> None:
    found = get(service, f"/measures/{MEASURE}/diffusion")
    adopters = [(one["bureau"], one["adopted"], one["outcome"]) for one in found["adopters"]]
    assert adopters == [(CITY, 2021, "left-censored"), *((bureau, 2022, "adopted") for bureau in FOLLOWERS)]
    assert [(row["year"], row["adopters"], row["observed"]) for row in found["curve"]] == [(2021, 1, 4), (2022, 3, 4)]
    assert [(row["follower"], row["leader"], row["tie"]) for row in found["following"]] == [
        (bureau, CITY, "superior") for bureau in FOLLOWERS
    ]
    assert [(row["time"], row["at_risk"], row["events"]) for row in found["survival"]] == [(2022.0, 3, 2)]


def test_the_event_history_as_csv_is_that_of_the_library(service: TestClient, invented: Path) -> None:
    answer = service.get(f"/measures/{MEASURE}/diffusion/events", params={"format": "csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert f"{MEASURE}-events.csv" in answer.headers["content-disposition"]
    found = list(csv.DictReader(io.StringIO(answer.text)))
    expected = [cells(row) for row in event_history(make_panel(read_corpus(invented)), MEASURE)]
    assert [{**row, "share_adopted": f"{float(row['share_adopted']):.6g}"} for row in found] == expected


def test_a_cut_table_says_how_many_rows_there_are(service: TestClient) -> None:
    found = get(service, f"/measures/{MEASURE}/diffusion/events", limit=1)
    assert (found["total"], len(found["rows"])) == (3, 1)


def test_gaps_are_those_of_all_reports(service: TestClient, invented: Path) -> None:
    found = get(service, f"/bureaus/{SILENT}/peers")
    expected = peer_gaps(make_panel(read_corpus(invented)), SILENT)
    assert [peer["bureau"] for peer in found["peers"]] == [peer.bureau for peer in expected.peers]
    assert [(gap["measure"]["id"], gap["reporting"], gap["low"]) for gap in found["gaps"]] == [
        (gap.measure, gap.reporting, gap.low) for gap in expected.gaps
    ]
    assert (found["gaps"][0]["measure"]["id"], found["gaps"][0]["reporting"]) == (MEASURE, 2)


def test_rates_hold_the_errors_of_the_extraction(service: TestClient) -> None:
    found = get(service, "/rates", measure=MEASURE, by="level")
    county, prefecture = found["rates"]
    assert (county["group"], county["adopters"], county["bureaus"]) == ("county", 2, 3)
    assert prefecture["low"] < prefecture["rate"] <= prefecture["high"]
    assert found["differences"][0]["warning"]
    by_year = get(service, "/rates", measure=MEASURE, by="year")
    assert [(rate["group"], rate["adopters"], rate["bureaus"]) for rate in by_year["rates"]] == [("2021", 1, 4), ("2022", 2, 3)]
    assert by_year["differences"] is None


@pytest.mark.parametrize(
    ("path", "of", "columns"),
    [
        (f"/bureaus/{SILENT}/peers?year=2022", "gaps", ("reporting", "peers", "low")),
        (f"/rates?measure={MEASURE}&by=level", "rates", ("group", "adopters", "rate")),
    ],
)
def test_rows_are_tables_as_well(service: TestClient, path: str, of: str, columns: Sequence[str]) -> None:
    expected = get(service, path)[of]
    answer = service.get(f"{path}&format=csv&bom=false")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [[row[column] for column in columns] for row in rows] == [[str(one[column]) for column in columns] for one in expected]
    assert rows
    sheet = service.get(f"{path}&format=xlsx")
    assert sheet.status_code == 200, sheet.text
    with ZipFile(io.BytesIO(sheet.content)) as book:
        assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") == 1 + len(rows)


def test_examples_of_gaps_are_in_a_cell(service: TestClient) -> None:
    gap = get(service, f"/bureaus/{SILENT}/peers")["gaps"][0]
    row = next(csv.DictReader(io.StringIO(service.get(f"/bureaus/{SILENT}/peers?format=csv&bom=false").text)))
    assert row["measure_id"] == gap["measure"]["id"]
    assert row["examples"] == "; ".join(said["text"] for one in gap["examples"] for said in one["evidence"])


def test_the_audit_finds_what_was_planted_and_nothing_else(service: TestClient, report: str) -> None:
    found = get(service, f"/reports/{report}/audit")
    models.ReportAudit.model_validate(found)
    verdicts = {duty["id"]: duty["verdict"] for duty in found["duties"]}
    assert verdicts["sent"] == "met"
    assert [name for name, verdict in verdicts.items() if verdict == "missed"] == ["first person"]
    (wrong,) = found["arithmetic"]
    assert (wrong["claim"]["text"], wrong["low"]) == (WRONG.split("，", maxsplit=1)[0], 110)
    assert [quote["text"] for quote in wrong["basis"]] == ["其中一般程序案件50件", "简易程序案件60件"]
    assert any(copy["sentence"]["text"] == f"{COPIED}。" and copy["changed"] == "nothing" for copy in found["copies"])
    assert all("30家" not in copy["sentence"]["text"] for copy in found["copies"])
    (kept,) = (thread for thread in found["promises"] if thread["kind"] == "plan")
    assert (kept["said"]["text"], kept["outcome"], kept["answer"]["text"]) == (PROMISED, "delivered", DELIVERED)


def test_silence_comes_with_the_sections_that_were_searched(service: TestClient, report: str) -> None:
    found = get(service, f"/reports/{report}/audit")
    answers = {item["id"]: item["answer"] for item in found["items"]}
    assert (answers[MEASURE], answers["mediation"], answers["normative-document-cleanup"]) == ("reported", "silent", "planned")
    assert [section["path"] for section in found["searched"]][1:] == [["主要做法"], ["存在的问题"], ["下一步工作打算"]]


def test_a_first_report_is_compared_with_none(service: TestClient) -> None:
    (first,) = get(service, "/reports", bureau=CITY)["items"]
    found = get(service, f"/reports/{first['id']}/audit")
    assert (found["compared"], found["copies"], found["promises"]) == ([], [], [])


def test_quotes_are_the_words_of_the_report_and_lead_to_their_lines(service: TestClient, report: str, invented: Path) -> None:
    texts = {held.extraction.report.id: held.extraction.text for held in read_corpus(invented)}
    found = get(service, f"/reports/{report}/audit")
    quotes = [wrong["claim"] for wrong in found["arithmetic"]] + [copy["source"] for copy in found["copies"]]
    assert all(texts[quote["report"]][quote["start"] : quote["end"]] == quote["text"] for quote in quotes)
    page = service.get(f"/reports/{report}/audit", headers=PAGE).text
    links = set(re.findall(r'class="said" href="/reports/(\w+)#p(\d+)"', page))
    assert {name for name, _ in links} == {report, *found["compared"]}
    for name, start in links:
        assert f'id="p{start}"' in service.get(f"/reports/{name}", headers=PAGE).text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/measures/law-enforcement/diffusion", 422, "is a category"),
        ("/measures/nothing/diffusion", 404, "unknown measure"),
        (f"/measures/{MEASURE}/diffusion/nothing", 404, "there are adopters, curve"),
        (f"/measures/{MEASURE}/diffusion?by=colour", 422, "is none of all, level"),
        (f"/measures/{MEASURE}/diffusion/events?limit=0", 422, "from 1 to 1,000"),
        (f"/measures/{MEASURE}/diffusion/events?format=xlsx", 406, "is none of json, csv"),
        (f"/bureaus/{CITY}/peers?year=2022", 404, "are held on 2021"),
        ("/bureaus/110000/transport/peers", 404, "unknown bureau"),
        ("/rates", 422, "say which one"),
        (f"/rates?measure={MEASURE}&by=parent", 422, "is none of all, level, province"),
        (f"/rates?measure={MEASURE}&by=year&year=2021", 400, "contradict"),
        ("/reports/nothing/audit", 404, "unknown report"),
    ],
)
def test_errors_are_problems(service: TestClient, path: str, status: int, words: str) -> None:
    answer = service.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("by", ["all", "level", "province", "parent", "sector"])
def test_the_curve_has_a_table_of_the_same_years(service: TestClient, by: str, language: str) -> None:
    page = service.get(f"/measures/{MEASURE}/diffusion?by={by}&lang={language}", headers=PAGE).text
    assert re.findall(r"<title>(\d+): ([\d.]+) %</title>", page) == [("2021", "25.0"), ("2022", "75.0")]
    assert "style=" not in page
    assert "<script" not in page


def test_pages_lead_to_the_analyses(service: TestClient, report: str) -> None:
    for path, link in (
        (f"/measures/{MEASURE}", f"/measures/{MEASURE}/diffusion"),
        (f"/measures/{MEASURE}", f"/rates?measure={MEASURE}"),
        (f"/bureaus/{SILENT}", f"/bureaus/{SILENT}/peers"),
        (f"/reports/{report}", f"/reports/{report}/audit"),
    ):
        assert f'href="{link}"' in service.get(path, headers=PAGE).text
        assert service.get(link, headers=PAGE).headers["content-type"].startswith("text/html")


def test_a_curve_lies_within_its_drawing_however_many_years_it_has() -> None:
    for count in (1, 2, 40):
        drawing = curve_of([{"year": 1990 + number, "share": number / count} for number in range(count)])
        assert all(drawing.left <= point.x <= drawing.right and 0 < point.y < drawing.height for point in drawing.points)
        assert 1 <= sum(point.is_labelled for point in drawing.points) <= 12
    assert curve_of([]).points == []
