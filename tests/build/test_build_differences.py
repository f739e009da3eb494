"""Re-posts whose figures were corrected are told."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.build import build
from kg.build.differences import other_figures
from kg.cli import app
from kg.resources import seeds_folder
from kg.store import Release


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("全年检查商户1056家，罚款96万元。", "全年检查商户1356家，罚款186万元。", [("1056", "1356"), ("96万", "186万")]),
        ("组织培训十二期。", "组织培训十五期。", [("十二", "十五")]),
        ("组织培训十二期，参训1,200人。", "组织培训12期，参训１２００人。", []),
        ("（一）统一开展执法检查。", "（二）统一开展执法检查。", []),
        ("一是检查商户3家。二是检查仓库5家。", "一是检查仓库5家。二是检查商户3家。", []),
        ("检查市场的商户3家。检查市场的商户4家。", "检查市场的商户4家。检查市场的商户6家。", [("3", "6")]),
        ("浏览次数：88\n检查商户3家。", "浏览次数：97\n检查商户3家。", []),
        ("检查商户3家。", "检查仓库5家。", []),
        ("共3人。", "共5人。", []),
    ],
)
def test_figures_of_the_same_sentences_are_compared(here: str, there: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.here, one.there) for one in other_figures(here, there)] == expected


def test_a_corrected_copy_has_a_remark_in_what_is_printed_and_in_the_release(tmp_path: Path) -> None:
    folder, out = tmp_path / "reports", tmp_path / "out"
    folder.mkdir()
    text = (seeds_folder() / "reports" / "003.txt").read_text(encoding="utf-8")
    for name in ("first.txt", "second.txt"):
        (folder / name).write_text(text, encoding="utf-8")
    (report,) = Release((built := build(folder, out)).folder, built.manifest).reports()
    assert not any(source.remarks for source in report.sources)
    corrected = text.replace("34", "43")
    (folder / "second.txt").write_text(corrected, encoding="utf-8")
    result = CliRunner().invoke(app, ["build", str(folder), "--out", str(out)])
    (remark,) = (line for line in result.stdout.splitlines() if line.startswith("remark: "))
    assert "which is quoted: 1, first" in remark
    assert "first.txt" in remark
    assert "second.txt" in remark
    assert {"34", "43"} <= set(remark.replace(",", " ").split())
    again = CliRunner().invoke(app, ["build", str(folder), "--out", str(out)]).stdout
    assert remark in again
    assert "unchanged since the last build" in again
