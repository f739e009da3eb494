"""``kg explain``: what it prints, and how it tells its user what is wrong."""

import json
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app, main
from kg.extraction.pipeline import extract
from kg.reading import read

BODY = """现将法治政府建设情况报告如下。
一、主要工作
全年开展“双随机、一公开”抽查12次，抽查企业80家。聘请2名律师担任法律顾问。组织行政执法案卷评查3次，评查案卷60件。
局党组全年专题研究法治建设4次，开展法治宣传教育20场次，发放宣传资料3000份。
二、存在的问题
一是行政执法人员旁听庭审的机会较少。
三、下一步工作打算
组织开展行政执法人员法律知识考试。加强对行政执法随机抽查工作的监督。持续推进依法行政，不断提高法治政府建设水平。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, bureau, year in (("a", "清河县民政局", 2022), ("b", "清河县民政局", 2023), ("c", "清河县教育局", 2022)):
        (tmp_path / f"{name}.txt").write_text(f"{bureau}{year}年度法治政府建设工作报告\n{BODY}", encoding="utf-8")
    (tmp_path / "notice.txt").write_text("关于召开会议的通知\n今天下午开会。\n", encoding="utf-8")
    (tmp_path / "page.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "metadata.csv").write_text("file,year\na.txt,2022\n", encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["explain", *map(str, arguments)])


def answers(*arguments: object) -> list[Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def error(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The line on stderr of a call that fails with status 2 and prints nothing else."""
    monkeypatch.setattr(sys, "argv", ["kg", "explain", *map(str, arguments)])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    output = capfd.readouterr()
    assert output.out == ""
    return output.err


def measure_of(path: Path, concept: str) -> str:
    return next(measure.id for measure in extract(read(path)).measures if measure.concept == concept)


def test_a_measure_is_explained_with_its_place_concept_clauses_and_status(folder: Path) -> None:
    name = measure_of(folder / "a.txt", "double-random")
    result = run(folder / "a.txt", "--measure", name)
    assert result.exit_code == 0, result.output
    for part in (
        f"{name} · 双随机、一公开监管 (double-random) · adopted",
        "“全年开展“双随机、一公开”抽查12次",
        "under 主要工作",
        "is likeliest; from ",
        "the phrase “双随机",
        "begins a statement",
        "Why adopted?",
        "it stands in the part on what was done",
    ):
        assert part in result.stdout


def test_a_plan_is_told_from_its_section(folder: Path) -> None:
    result = run(folder / "a.txt", "--concept", "law-exams")
    assert "law-exams) · planned" in result.stdout
    assert "it stands in a part of plans" in result.stdout


def test_a_concept_is_found_by_any_of_its_names(folder: Path) -> None:
    outputs = {
        run(folder / "a.txt", "--concept", name).stdout for name in ("legal-advisers", "法律顾问", "legal advisers AND government lawyers")
    }
    assert len(outputs) == 1
    assert "“聘请2名律师担任法律顾问”" in outputs.pop()


def test_what_rejected_the_nearest_clause_is_told(folder: Path) -> None:
    result = run(folder / "a.txt", "--concept", "court-observation")
    assert result.exit_code == 0
    assert "not found" in result.stdout
    assert "“行政执法人员旁听庭审的机会较少”" in result.stdout
    assert "rejected: it tells of problem b1" in result.stdout


def test_a_statement_of_another_status_is_told(folder: Path) -> None:
    result = run(folder / "a.txt", "--concept", "law-exams", "--status", "adopted")
    assert "found, but only planned" in result.stdout
    (told,) = answers(folder / "a.txt", "--concept", "law-exams", "--status", "adopted")
    assert (told["concept"]["measures"], len(told["concept"]["of_other_status"])) == ([], 1)


def test_among_statements_of_another_status_the_nearest_clauses_of_the_right_parts_are_told(folder: Path) -> None:
    result = run(folder / "a.txt", "--concept", "double-random", "--status", "planned")
    assert "found, but only adopted; in the parts of plans the nearest clauses follow it." in result.stdout
    _, explained, *nearest = result.stdout.split("“全年开展“双随机、一公开”抽查12次")[-1].partition("1. “")
    assert explained
    assert "加强对行政执法随机抽查工作的监督”" in "".join(nearest)
    (told,) = answers(folder / "a.txt", "--concept", "double-random", "--status", "planned")
    assert told["concept"]["nearest"]
    assert {near["section"] for near in told["concept"]["nearest"]} == {"下一步工作打算"}


def test_a_report_without_plans_says_so(tmp_path: Path) -> None:
    past, _, _ = BODY.partition("二、")
    (tmp_path / "a.txt").write_text(f"清河县民政局2022年度法治政府建设工作报告\n{past}", encoding="utf-8")
    result = run(tmp_path / "a.txt", "--concept", "double-random", "--status", "planned")
    assert "found, but only adopted; in the parts of plans there is no other clause." in result.stdout


def test_json_has_the_measure_as_extracted(folder: Path) -> None:
    (measure,) = [entry for entry in extract(read(folder / "c.txt")).measures if entry.concept == "legal-advisers"]
    (told,) = answers(folder / "c.txt", "--measure", measure.id)
    assert (told["file"], told["bureau"], told["year"]) == ("c.txt", "清河县教育局", 2022)
    found = told["measure"]
    assert (found["measure"]["start"], found["measure"]["text"]) == (measure.start, measure.text)
    assert sum(share["points"] for share in found["choice"]["shares"]) == pytest.approx(found["choice"]["lead"])


@pytest.mark.parametrize(
    ("options", "files"),
    [
        ([], ["a.txt", "b.txt", "c.txt"]),
        (["--bureau", "清河县民政局"], ["a.txt", "b.txt"]),
        (["--bureau", "教育"], ["c.txt"]),
        (["--bureau", "邢台市清河县教育局"], ["c.txt"]),
        (["--year", "2022"], ["a.txt", "c.txt"]),
        (["--bureau", "民政", "--year", "2023"], ["b.txt"]),
    ],
)
def test_reports_of_a_folder_are_chosen_by_bureau_and_year(options: list[str], files: list[str], folder: Path) -> None:
    result = run(folder, "--concept", "double-random", "--json", *options)
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == files
    table, notice, page = result.stderr.splitlines()
    assert table == f"passed over: {folder / 'metadata.csv'}: a table for kg build"
    assert notice.startswith(f"left out: {folder / 'notice.txt'}: does not look like a report on law-based government: only ")
    assert page.startswith(f"left out: {folder / 'page.png'}: not a text document")


def test_a_file_that_is_named_is_explained_though_it_is_no_report(folder: Path) -> None:
    result = run(folder / "notice.txt", "--concept", "double-random", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["file"] == "notice.txt"
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{folder / 'notice.txt'}: does not look like a report on law-based government: only ")


def test_an_archive_is_refused_with_advice(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    with ZipFile(folder / "all.zip", "w") as archive:
        archive.write(folder / "a.txt", "a.txt")
    line = f"{folder / 'all.zip'}: not a text document but a ZIP archive: give its folder to kg build, or unpack it"
    assert error(monkeypatch, capfd, folder / "all.zip", "--concept", "double-random") == f"error: {line}\n"
    assert f"left out: {line}" in run(folder, "--concept", "double-random").stderr.splitlines()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt", "--measure", "m99"], "error: unknown measure 'm99'; a.txt has m1 to m"),
        (["a.txt", "--concept", "double-rndom"], "error: unknown measure 'double-rndom'; did you mean double-random (双随机、一公开监管)"),
        (
            [".", "--concept", "double-random", "--bureau", "林业局"],
            "unknown bureau '林业局'; there are reports of 清河县教育局, 清河县民政局",
        ),
        ([".", "--concept", "double-random", "--bureau", "清河"], "unknown bureau '清河'; it may be 清河县教育局 or 清河县民政局"),
        ([".", "--concept", "double-random", "--year", "1999"], "unknown year '1999'; there are reports on 2022, 2023"),
        (["page.png", "--concept", "double-random"], "error: page.png: not a text document"),
        (["none.txt", "--concept", "double-random"], "error: none.txt: no such file or directory"),
        (["a.txt"], "give --measure or --concept, one of the two"),
        (["a.txt", "--measure", "m1", "--concept", "double-random"], "give --measure or --concept, one of the two"),
        (["a.txt", "b.txt", "--measure", "m1"], "--measure asks about one report, and these are 2"),
        (["a.txt", "--concept", "double-random", "--status", "maybe"], "--status is adopted or planned"),
        (["a.txt", "--measure", "m1", "--status", "planned"], "--status is adopted or planned, and goes with --concept"),
    ],
)
def test_an_error_says_what_is_wrong_and_what_there_is(
    arguments: list[str], message: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "200")
    assert message in error(monkeypatch, capfd, *arguments)


@pytest.mark.parametrize("name", ["page.png", "metadata.csv"])
def test_a_folder_in_which_nothing_can_be_read_is_an_error(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(b"\x89PNG\r\n")
    lines = error(monkeypatch, capfd, tmp_path, "--concept", "double-random").splitlines()
    assert lines[-1] == f"error: {tmp_path}: no report here can be read"
