"""``kg diff``."""

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.errors import ReleaseError
from kg.store import Release


def diff(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["diff", *map(str, arguments)])


def test_text_has_the_counts_first_and_then_what_differs_report_by_report(read_by_first: Release, read_by_second: Release) -> None:
    result = diff(read_by_first.folder, read_by_second.folder, "--kind", "adoptions")
    assert result.exit_code == 1
    head, *lines = result.stdout.splitlines()
    assert head == f"{read_by_first.folder.name} → {read_by_second.folder.name}: 3 differences"
    table = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if "│" in line]
    assert table == [
        ["adoptions", "added", "extractor", "1"],
        ["adoptions", "changed", "correction", "1"],
        ["adoptions", "removed", "extractor", "1"],
    ]
    assert lines[lines.index("read.txt: 己县司法局, 2020") :] == [
        "read.txt: 己县司法局, 2020",
        "  adoptions added (extractor): adopted: 上门送法",
        "  adoptions changed (correction): double-random adopted: 抽查 … 联合抽查",
        "    based_on: 己县司法局执法办法 → 甘肃省执法办法|行政处罚法",
        "    involves: – → 乙律师事务所",
        "    quotes: 抽检 → 联合抽查",
        "  adoptions removed (extractor): double-random planned: 将抽查",
    ]


def test_what_text_does_not_show_is_counted(before: Release, after: Release) -> None:
    lines = diff(before.folder, after.folder, "--limit", 2).stdout.splitlines()
    assert lines[0].endswith(": 11 differences")
    assert [line for line in lines if line.startswith(("  ", "not"))] == [
        "  metrics changed (correction): 讲座: 9场",
        "    bureau: 市司法局 → 620300/justice",
        "  adoptions changed (text): double-random adopted: 检查商户和摊贩",
        "    quotes: 检查商户 → 检查商户和摊贩",
        "not shown: 9 differences (--limit, or --format csv)",
    ]


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (("--cause", "correction"), {"corrected.txt": 1}),
        (("--cause", "text", "--kind", "metrics"), {"edited.txt": 2}),
        (("--cause", "catalogue"), {}),
    ],
)
def test_differences_are_chosen_by_kind_and_cause(before: Release, after: Release, options: tuple[str, ...], files: dict[str, int]) -> None:
    result = diff(before.folder, after.folder, *options, "--format", "jsonl")
    assert Counter(json.loads(line)["file"] for line in result.stdout.splitlines()) == files
    assert result.exit_code == (1 if files else 0)


def test_jsonl_and_csv_have_all_of_each_difference(before: Release, after: Release) -> None:
    options = (before.folder, after.folder, "--cause", "metadata", "--format")
    told = {"change": "changed", "kind": "metrics", "file": "told.txt", "bureau": "丁县司法局", "name": "培训", "status": "", "unit": "场"}
    assert [json.loads(line) for line in diff(*options, "jsonl").stdout.splitlines()] == [
        told | {"causes": ["metadata"], "year": 2021, "quotes": ["7场"], "details": {"year": {"before": ["2020"], "after": ["2021"]}}}
    ]
    assert list(csv.DictReader(diff(*options, "csv").stdout.splitlines())) == [
        told | {"causes": "metadata", "year": "2021", "quotes": "7场", "details": "year: 2020 → 2021"}
    ]


def test_a_release_is_given_by_its_folder_or_by_that_of_all_releases_with_or_without_its_id(before: Release, tmp_path: Path) -> None:
    out = before.folder.parent.parent
    for name in (out, out / before.folder.name, before.folder):
        result = diff(out, name)
        assert (result.exit_code, result.stdout) == (0, f"{before.folder.name} → {before.folder.name}: 0 differences\n")
    copy = shutil.copytree(before.folder, tmp_path / "copy")
    assert diff(out, copy).exit_code == 0


def test_what_is_no_release_is_one_clear_error(before: Release) -> None:
    error = diff(before.folder, before.folder.parent.parent / "x").exception
    assert isinstance(error, ReleaseError)
    assert str(error) == f"{before.folder.parent.parent / 'x'}: no such folder; name the one that `kg build` wrote to"
