import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.errors import InputError, ReleaseError
from kg.form import to_dict
from kg.types import Extraction, Measure, Report
from kg.vocabulary import load_vocabulary

QUOTES = ("购置无人机3架，巡查河道40公里", "利用无人机巡查秸秆焚烧火点", "建成无人机巡查基地1个")


ELSE = {
    "甲": (
        "组织行政执法案卷评查3次，评查案卷60件。局党组全年专题研究法治政府建设工作4次，开展法治宣传教育20场次，发放宣传资料3000份。",
        "行政执法人员的业务能力有待提高，普法宣传的形式较为单一。",
        "组织开展行政执法人员法律知识考试，落实行政执法责任制，持续推进依法行政，不断提高法治政府建设水平，为水利事业发展提供保障。",
    ),
    "乙": (
        "聘请2名律师担任法律顾问，审查合同15份。办理水事违法案件8起，罚款12万元；受理取水许可申请33件，全部按期办结，群众满意率达98%。",
        "基层执法力量不足，有的干部运用法治思维解决问题的本领不强。",
        "建立重大行政决策目录，完善规范性文件合法性审核机制；加大对河道非法采砂的查处，推动法治政府建设再上新台阶，接受社会各界监督。",
    ),
}


def extraction(name: str, quotes: tuple[str, ...]) -> Extraction:
    text = "。".join(quotes)
    measures = tuple(
        Measure(f"m{number}", text.index(quote), text.index(quote) + len(quote), quote, None, "adopted", "", 0.1)
        for number, quote in enumerate(quotes, 1)
    )
    return Extraction(Report(name, f"{name}.txt", bureau=f"{name}县水利局", year=2021), text, measures=measures)


def report(name: str, quote: str) -> str:
    """A report of a bureau that states a measure of no concept; what else it says is as its name."""
    done, lacking, planned = ELSE[name]
    return f"""{name}县水利局2021年法治政府建设工作报告
现将{name}县水利局2021年法治政府建设工作情况报告如下。
一、主要工作
{quote}。{done}
二、存在的问题
{lacking}
三、下一步工作打算
{planned}
"""


def run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "160"}).invoke(app, ["catalogue", "suggest", *map(str, arguments)])


@pytest.fixture
def extractions(tmp_path: Path) -> Path:
    reports = [extraction("甲", QUOTES[:1]), extraction("乙", QUOTES[1:2]), extraction("丙", (QUOTES[2], "为老人理发150人次"))]
    path = tmp_path / "extractions.jsonl"
    path.write_text("".join(json.dumps(to_dict(entry), ensure_ascii=False) + "\n" for entry in reports), encoding="utf-8")
    return path


def test_the_table_shows_candidates_with_their_numbers_and_examples(extractions: Path) -> None:
    result = run(extractions)
    assert result.exit_code == 0, result.output
    for part in ("无人机", "3 statements", "3 reports, 3 bureaus", "2021", "0 lacking, 3 doubtful", f"{QUOTES[1]} [乙.txt]"):
        assert part in result.stdout
    assert "4 of 4 measures in 3 reports without a concept: 1 candidate." in result.stdout
    assert "1 measure like no other" in result.stdout


def test_json_has_all_of_it(extractions: Path) -> None:
    content = json.loads(run(extractions, "--json").stdout)
    (candidate,) = content["candidates"]
    assert candidate["label"] == "无人机"
    assert sorted(example["quote"] for example in candidate["examples"]) == sorted(QUOTES)
    assert (content["reports"], content["without_concept"], content["ungrouped"]) == (3, 4, 1)


def test_the_csv_is_there_to_be_filled_in(extractions: Path, tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    assert run(extractions, "--csv", path).exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    assert (row["label_zh"], row["statements"], row["reports"], row["years"]) == ("无人机", "3", "3", "2021")
    assert {row[name] for name in ("decision", "id", "broader", "label_en", "scope_note_zh", "scope_note_en", "outline")} == {""}
    assert set(row["examples"].split("|")) == set(QUOTES)


def test_candidates_of_too_few_reports_are_counted_only(extractions: Path) -> None:
    result = run(extractions, "--reports", "4")
    assert "No candidates in 4 reports or more: 4 of 4 measures in 3 reports without a concept." in result.stdout
    assert "Not shown: 1 candidate in fewer than 4 reports" in result.stdout
    assert json.loads(run(extractions, "--reports", "4", "--json").stdout)["candidates"] == []


def test_reports_folders_and_releases_say_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, quote in zip("甲乙", QUOTES, strict=False):
        (folder / f"{name}.txt").write_text(report(name, quote), encoding="utf-8")
    by_folder = run(folder, "--json")
    assert by_folder.exit_code == 0, by_folder.output
    assert json.loads(by_folder.stdout)["reports"] == 2
    assert run(folder / "甲.txt", folder / "乙.txt", "--json").stdout == by_folder.stdout
    assert CliRunner().invoke(app, ["build", str(folder), "--out", str(tmp_path / "release")]).exit_code == 0
    assert run(tmp_path / "release", "--json").stdout == by_folder.stdout
    assert run(folder, tmp_path / "release", "--json").stdout == by_folder.stdout


def test_a_file_of_a_folder_that_cannot_be_read_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(report("甲", QUOTES[0]), encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "in 1 report without" in result.stdout
    assert result.stderr.splitlines()[-1] == f"1 file left out: {tmp_path / 'b.txt'}"


def test_of_a_folder_only_reports_are_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(report("甲", QUOTES[0]), encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("file,year\na.txt,2021\n", encoding="utf-8")
    assert run(tmp_path).exit_code == 0
    (tmp_path / "b.txt").write_text("关于召开会议的通知", encoding="utf-8")
    with ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.write(tmp_path / "a.txt", "a.txt")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "in 1 report without" in result.stdout
    assert result.stderr.splitlines() == [
        f"error: {tmp_path / 'b.txt'}: does not look like a report on law-based government: only 9 characters; a report has 200 or more",
        f"error: {tmp_path / 'c.zip'}: not a text document but a ZIP archive: give its folder to kg build, or unpack it",
        f"passed over: {tmp_path / 'metadata.csv'}: a table for kg build",
        f"2 files left out: {tmp_path / 'b.txt'}, {tmp_path / 'c.zip'}",
    ]


def test_a_file_that_is_named_is_taken_though_it_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("关于召开会议的通知", encoding="utf-8")
    result = run(tmp_path / "b.txt")
    assert result.exit_code == 0
    assert "in 1 report without" in result.stdout
    assert result.stderr.startswith(f"{tmp_path / 'b.txt'}: does not look like a report on law-based government: only 9 ")


def test_a_path_that_is_nothing_is_an_error(tmp_path: Path) -> None:
    assert isinstance(run(tmp_path / "nowhere").exception, InputError)
    assert isinstance(run(tmp_path / "nowhere.jsonl").exception, InputError)
    assert isinstance(run(tmp_path).exception, InputError)


def test_a_damaged_release_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    assert isinstance(run(tmp_path).exception, ReleaseError)


def test_a_process_with_another_hash_seed_says_the_same(extractions: Path) -> None:
    program = "import sys; from kg.cli import app; app(['catalogue', 'suggest', sys.argv[1], '--json'])"
    done = subprocess.run(
        [sys.executable, "-c", program, str(extractions)], env={**os.environ, "PYTHONHASHSEED": "1"}, capture_output=True, check=True
    )
    assert done.stdout.decode() == run(extractions, "--json").stdout


def test_all_measures_are_listed_with_their_labels() -> None:
    listed = CliRunner().invoke(app, ["catalogue", "list"]).stdout.splitlines()
    assert "    double-random: 双随机、一公开监管" in [line.partition(" · ")[0] for line in listed]
    assert len([line for line in listed if line.startswith("    ")]) == len(load_vocabulary().concepts)
    assert len([line for line in listed if not line.startswith(" ")]) == len(load_vocabulary().categories)
