"""One identity for each thing across the reports of a release, and corrections of it."""

import csv
from pathlib import Path

import pytest
from release_helpers import rewrite, seal, simple_extract
from typer.testing import CliRunner

from kg.build import build, verify
from kg.cli import app
from kg.errors import InputError
from kg.query.engine import Engine
from kg.store import open_release

REPORT = """{bureau}{year}年度法治政府建设报告
一、主要工作
邀请乙律师事务所落实《{policy}》，开展双随机、一公开检查{year}次。
二、存在问题
执法人员力量不足。
"""
NAMES = """
PREFIX gm: <https://w3id.org/governance-measures/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name (COUNT(DISTINCT ?year) AS ?years) { ?report a gm:Report ; <http://purl.org/dc/terms/creator> ?bureau ; gm:coversYear ?year .
  ?bureau skos:prefLabel ?name } GROUP BY ?bureau ?name ORDER BY ?name
"""
DOCUMENTS = """
SELECT ?title (COUNT(DISTINCT ?report) AS ?reports)
{ ?report gm:mentions ?document . ?document a gm:PolicyDocument ; skos:prefLabel ?title } GROUP BY ?document ?title ORDER BY ?title
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of one bureau under three names, of its namesake elsewhere, and of one that could be either."""
    path = tmp_path / "reports"
    path.mkdir()
    for name, bureau, year, policy in (
        ("1.txt", "藁城市交通局", 2012, "行政处罚法"),
        ("2.txt", "藁城区交通局", 2016, "中华人民共和国行政处罚法"),
        ("3.txt", "石家庄市藁城区交通运输局", 2022, "行政处罚法（2021年修订）"),
        ("4.txt", "金昌市交通运输局", 2022, "交通执法办法"),
        ("5.txt", "市交通运输局", 2021, "交通执法办法"),
    ):
        (path / name).write_text(REPORT.format(bureau=bureau, year=year, policy=policy), encoding="utf-8")
    return path


def rows(release: Path, query: str) -> list[tuple[str | None, ...]]:
    return [tuple(row.values()) for row in Engine.open(release).rows(query)]


def decisions(release: Path, *options: str) -> list[dict[str, str]]:
    """What ``kg decisions`` prints."""
    printed = CliRunner().invoke(app, ["decisions", str(release), *options])
    assert printed.exit_code == 0
    return list(csv.DictReader(printed.stdout.splitlines()))


def test_a_thing_is_one_under_all_its_names(folder: Path, tmp_path: Path) -> None:
    release = build(folder, tmp_path / "out", extractor=simple_extract, force=True).folder
    assert rows(release, NAMES) == [("市交通运输局", "1"), ("石家庄市藁城区交通运输局", "3"), ("金昌市交通运输局", "1")]
    assert rows(release, DOCUMENTS) == [("中华人民共和国行政处罚法", "3"), ("交通执法办法", "1"), ("交通执法办法", "1")]
    assert not verify(release).faults
    listed = {(row["kind"], row["file"]): (row["key"], row["rule"]) for row in decisions(release) if row["kind"] != "organization"}
    assert listed["bureau", "1.txt"] == ("130109/transport", "other name")
    assert listed["bureau", "5.txt"] == ("", "open")
    assert len(listed) == 10
    unclear = {(row["kind"], row["file"]) for row in decisions(release, "--unclear")}
    assert unclear == {("bureau", "5.txt"), ("policy", "5.txt"), ("policy", "4.txt")}


def test_corrections_win_and_are_kept(folder: Path, tmp_path: Path) -> None:
    (folder / "corrections.csv").write_text(
        "kind,name,file,key,note\nbureau,市交通运输局,5.txt,620300/transport,signature\npolicy,没有的办法,,甲,\n", encoding="utf-8"
    )
    built = build(folder, tmp_path / "out", extractor=simple_extract, force=True)
    assert rows(built.folder, NAMES) == [("石家庄市藁城区交通运输局", "3"), ("金昌市交通运输局", "2")]
    assert rows(built.folder, DOCUMENTS) == [("中华人民共和国行政处罚法", "3"), ("交通执法办法", "2")]
    assert [row["rule"] for row in decisions(built.folder) if row["file"] == "5.txt" and row["kind"] == "bureau"] == ["corrected"]
    assert [(item.file, item.reason) for item in built.manifest.left_out] == [
        ("corrections.csv, line 3", "no report has the policy 没有的办法")
    ]
    assert not verify(built.folder).faults


def test_a_faulty_table_stops_the_build_before_anything_is_read(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("kind,name,keys\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.csv: line 1: unknown column 'keys'"):
        build(folder, tmp_path / "out", corrections=table, extractor=simple_extract)
    assert not (tmp_path / "out").exists()
    result = CliRunner().invoke(app, ["build", str(folder), "--out", str(tmp_path / "out"), "--corrections", str(table)])
    assert result.exit_code != 0
    assert not (tmp_path / "out").exists()


def test_a_decision_that_does_not_follow_is_a_fault(folder: Path, tmp_path: Path) -> None:
    release = build(folder, tmp_path / "out", extractor=simple_extract, force=True).folder
    (pack,) = open_release(release).packs()
    rewrite(pack, lambda name, content: content.replace(b"620300/transport", b"620200/transport") if name.endswith(".csv.gz") else content)
    messages = [str(fault.message) for fault in verify(seal(release)).faults]
    assert "金昌市交通运输局 in 4.txt is not decided so" in messages
    assert "金昌市交通运输局 in 4.txt is missing" in messages
    assert [message for message in messages if message.startswith("does not follow from the decisions")]


def test_a_bureau_is_asked_for_by_its_key_or_by_any_name(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(folder, out, extractor=simple_extract, force=True)
    command = ("query", "--name", "bureau", "--release", str(out), "--format", "csv", "--param")
    answers = {}
    for name in ("130109/transport", "藁城市交通局", "石家庄市藁城区交通运输局"):
        asked = CliRunner().invoke(app, [*command, f"bureau={name}"])
        answers[name] = asked.stdout
        assert asked.exit_code == 0
    assert len(set(answers.values())) == 1
    assert "130109/transport" in answers["藁城市交通局"]
    unknown = CliRunner().invoke(app, [*command, "bureau=藁城区交通管局"])
    assert str(unknown.exception) == "unknown bureau '藁城区交通管局'; did you mean 藁城区交通局?; the question bureaus has all"


def test_a_correction_of_one_file_has_only_that_file_read_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(folder, out, extractor=simple_extract, force=True)
    table = folder / "corrections.csv"
    table.write_text("kind,name,file,key\nbureau,市交通运输局,5.txt,620300/transport\n", encoding="utf-8")
    corrected = build(folder, out, extractor=simple_extract, force=True)
    assert corrected.redone == {"5.txt": "the corrections that may concern it changed"}
    table.write_text("kind,name,key\nbureau,市交通运输局,620300/transport\n", encoding="utf-8")
    again = build(folder, out, extractor=simple_extract, force=True)
    assert again.redone.keys() == {"1.txt", "2.txt", "3.txt", "4.txt", "5.txt"}
    assert rows(again.folder, NAMES) == rows(corrected.folder, NAMES)
    table.unlink()
    assert not build(folder, out, extractor=simple_extract, force=True).manifest.left_out
