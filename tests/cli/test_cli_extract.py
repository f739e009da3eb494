"""``kg extract``: one report that fails does not end the others."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.cli.extract import extract
from kg.types import Extraction, Report, SourceText


def _extract(source: SourceText, _nlp: object) -> Extraction:
    if "坏" in source.text:
        raise ValueError("no\nsense")
    return Extraction(report=Report(id=source.sha256[:32], file=source.file), text=source.text)


def test_a_report_whose_extraction_fails_is_named_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.pipeline.extract", _extract)
    for name, text in (("bad.txt", "坏报告"), ("good.txt", "好报告")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    app = typer.Typer()
    app.command()(extract)
    result = CliRunner().invoke(
        app, [str(tmp_path / "bad.txt"), str(tmp_path / "good.txt"), str(tmp_path / "none.txt"), "--format", "jsonl"]
    )
    assert result.exit_code == 2
    assert result.stderr.splitlines()[:2] == [
        f"error: {tmp_path / 'bad.txt'}: the extraction failed (ValueError: no sense)",
        f"error: {tmp_path / 'none.txt'}: no such file or directory",
    ]
    assert len(result.stdout.splitlines()) == 1
    assert "好报告" in result.stdout
