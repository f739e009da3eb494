"""``kg explain``: what it prints, and how it tells its user what is wrong."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app, main
from kg.extraction.pipeline import extract
from kg.reading import read

BODY = """现将法治政府建设情况报告如下。
一、主要工作
全年开展“双随机、一公开”抽查12次，抽查企业80家。聘请2名律师担任法律顾问。
二、存在的问题
一是行政执法人员旁听庭审的机会较少。
三、下一步工作打算
组织开展行政执法人员法律知识考试。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, bureau, year in (("a", "清河县民政局", 2022), ("b", "清河县民政局", 2023), ("c", "清河县教育局", 2022)):
        (tmp_path / f"{name}.txt").write_text(f"{bureau}{year}年度法治政府建设工作报告\n{BODY}", encoding="utf-8")
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.4")
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
        (["--year", "2022"], ["a.txt", "c.txt"]),
        (["--bureau", "民政", "--year", "2023"], ["b.txt"]),
    ],
)
def test_reports_of_a_folder_are_chosen_by_bureau_and_year(options: list[str], files: list[str], folder: Path) -> None:
    result = run(folder, "--concept", "double-random", "--json", *options)
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == files
    assert result.stderr.startswith(f"left out: {folder / 'page.pdf'}: a damaged PDF")


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
        (["page.pdf", "--concept", "double-random"], "error: page.pdf: a damaged PDF"),
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


def test_a_folder_in_which_nothing_can_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.4")
    lines = error(monkeypatch, capfd, tmp_path, "--concept", "double-random").splitlines()
    assert lines[-1] == f"error: {tmp_path}: no file here can be read"
