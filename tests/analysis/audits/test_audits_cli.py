"""``kg audit`` prints what the audits find, for people and for programs."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.analysis.audits import AUDITS
from kg.analysis.corpus import read_corpus
from kg.cli import app
from kg.cli.audit import Kind
from kg.errors import UnknownNameError


def run(release: Path, *options: str) -> str:
    result = CliRunner().invoke(app, ["audit", str(release), *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_audit_is_a_kind_of_the_command() -> None:
    assert list(Kind) == list(AUDITS)


def test_text_has_counts_and_as_many_findings_as_asked_for(release: Path) -> None:
    text = run(release, "--kind", "duties", "--limit", "1")
    assert "cannot be told" in text
    assert text.count("《法治政府建设与责任落实督察工作规定》") + text.count("《党政机关公文处理工作条例》") == 1
    assert "not shown:" in text
    assert run(release, "--kind", "arithmetic") == "arithmetic: no findings\n"


def test_every_quote_of_a_finding_stands_in_its_report(release: Path) -> None:
    texts = {held.extraction.report.id: held.extraction.text for held in read_corpus(release)}
    rows = [json.loads(line) for line in run(release, "--format", "jsonl").splitlines()]
    assert {row["audit"] for row in rows} == {"silence", "duties", "promises"}
    quotes = [quote for row in rows for quote in row["quotes"]]
    assert quotes
    for quote in quotes:
        assert texts[quote["report"]][quote["start"] : quote["end"]] == quote["text"]


def test_csv_has_the_findings_on_one_bureau(release: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(release, "--kind", "duties", "--bureau", "620300/transport", "--format", "csv"))))
    assert {row["bureau"] for row in rows} == {"620300/transport"}
    late = next(row for row in rows if row["item"] == "published")
    assert (late["finding"], late["quotes"]) == ("missed", "2021-04-02")


def test_text_tells_items_by_their_labels_on_a_bureau_by_its_name(release: Path) -> None:
    text = run(release, "--kind", "silence", "--bureau", "金昌市交通运输局", "--limit", "1000")
    assert "金昌市交通运输局, 2020: 集体决策 (collective-decision): silent\n" in text
    assert "重庆市渝北区交通局" not in text


def test_a_bureau_that_is_not_held_is_an_error(release: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 金昌市交通运输局"):
        CliRunner().invoke(app, ["audit", str(release), "--bureau", "金昌市交通运输厅"], catch_exceptions=False)
