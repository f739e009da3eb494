"""``kg extract``: one report that fails does not end the others, and what is no report is told."""

from pathlib import Path
from zipfile import ZipFile

import pytest
import typer
from goals import extract_goals, write_goals
from typer.testing import CliRunner, Result

from kg.cli.extract import extract
from kg.resources import seeds_folder
from kg.types import Extraction, Report, SourceText


def _extract(source: SourceText, _nlp: object) -> Extraction:
    if "坏" in source.text:
        raise ValueError("no\nsense")
    return Extraction(report=Report(id=source.sha256[:32], file=source.file), text=source.text)


def run(*arguments: object) -> Result:
    app = typer.Typer()
    app.command()(extract)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_report_whose_extraction_fails_is_named_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.pipeline.extract", _extract)
    for name, text in (("bad.txt", "坏报告"), ("good.txt", "好报告")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run(tmp_path / "bad.txt", tmp_path / "good.txt", tmp_path / "none.txt", "--format", "jsonl")
    assert result.exit_code == 2
    assert [line for line in result.stderr.splitlines() if line.startswith("error")] == [
        f"error: {tmp_path / 'bad.txt'}: the extraction failed (ValueError: no sense)",
        f"error: {tmp_path / 'none.txt'}: no such file or directory",
    ]
    assert result.stderr.splitlines()[-1].startswith("2 of 3 files left out: ")
    assert len(result.stdout.splitlines()) == 1
    assert "好报告" in result.stdout


def test_what_is_no_report_is_told_and_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.pipeline.extract", _extract)
    (tmp_path / "notice.txt").write_text("关于召开会议的通知", encoding="utf-8")
    result = run(tmp_path / "notice.txt", seeds_folder() / "reports" / "000.txt", "--format", "jsonl")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    reason = "only 9 characters; a report has 200 or more"
    assert result.stderr == f"{tmp_path / 'notice.txt'}: does not look like a report on law-based government: {reason}\n"


def test_an_archive_is_refused_with_advice(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.txt", "甲市司法局")
    result = run(tmp_path / "all.zip")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"error: {tmp_path / 'all.zip'}: not a text document but a ZIP archive: give its folder to kg build, or unpack it",
        f"1 of 1 file left out: {tmp_path / 'all.zip'}",
    ]


def test_figures_tell_whether_they_are_of_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.pipeline.extract", lambda source, _nlp: extract_goals(source))
    monkeypatch.setenv("COLUMNS", "200")
    write_goals(tmp_path)
    figures = run(tmp_path / "2021.txt").stdout.partition("Metrics")[2].partition("Problems")[0]
    told = [[cell.strip() for cell in line.split("│")[3:6]] for line in figures.splitlines() if "人次" in line]
    assert told == [["180", "人次", "adopted"], ["300", "人次", "planned"]]
