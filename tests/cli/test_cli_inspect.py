import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.reading import read
from kg.resources import seeds_folder

PAGE = seeds_folder() / "dev" / "d3.txt"


def inspected(path: Path) -> dict[str, object]:
    result = CliRunner().invoke(app, ["inspect", str(path), "--json"])
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_all_that_is_understood_of_a_file_is_shown() -> None:
    result = CliRunner().invoke(app, ["inspect", str(PAGE)], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    for part in (
        "d3.txt: text/plain in utf-8, ",
        "a report on law-based government (probability 0.9",
        "扬州市江都区交通运输局",
        "江苏省 扬州市 江都区",
        "存在问题  (problems, ",
        "breadcrumb",
    ):
        assert part in result.stdout


def test_json_has_the_text_and_every_cut() -> None:
    found = inspected(PAGE)
    fields = found["fields"]
    assert fields["bureau"] == {"value": "扬州市江都区交通运输局", "from": "text", "quote": "扬州市江都区交通运输局"}
    assert fields["year"]["value"] == 2022
    assert "当前位置" not in found["text"]
    raw = PAGE.read_text(encoding="utf-8")
    assert all(raw[cut["start"] : cut["end"]] == cut["text"] for cut in found["cut"])
    assert any(cut["text"].startswith("当前位置") for cut in found["cut"])


def test_a_file_that_is_no_report_is_shown_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<title>通知公告</title><meta name=Url content='https://example.org/1'><p>今天放假。", encoding="utf-8"
    )
    found = inspected(tmp_path / "a.html")
    assert (found["is_report"], found["media_type"], found["url"]) == (False, "text/html", "https://example.org/1")
    assert found["reason"] == "only 5 characters; a report has 200 or more"
    assert found["fields"]["title"] == {"value": "通知公告", "from": "file", "quote": None}


def test_several_files_are_shown_and_one_that_cannot_be_read_does_not_end_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    files = [PAGE, tmp_path / "a.txt", PAGE.with_name("d1.txt")]
    result = CliRunner().invoke(app, ["inspect", *map(str, files), "--json"])
    assert result.exit_code == 2
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == ["d3.txt", "d1.txt"]
    assert result.stderr == f"error: {tmp_path / 'a.txt'}: the file is empty\n"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    result = CliRunner().invoke(app, ["inspect", str(tmp_path / "a.txt")])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {tmp_path / 'a.txt'}: ")


def test_pages_that_were_not_read_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = replace(read(PAGE), media_type="application/pdf", pages=(0, 9, 12, 20), unread_pages=(2, 4))
    monkeypatch.setattr("kg.reading.read", lambda _: source)
    assert inspected(tmp_path)["unread_pages"] == [2, 4]
    result = CliRunner().invoke(app, ["inspect", str(tmp_path)], env={"COLUMNS": "200"})
    assert "4 pages, of which 2, 4 were not read, because they are scanned (KG_OCR_TIMEOUT)" in result.stdout
