import shutil
from pathlib import Path

import pytest
import typer
from release_helpers import rewrite, simple_extract
from rich.console import Console
from typer.testing import CliRunner, Result

import kg.build
from kg.build import Built
from kg.build.summary import Summary
from kg.cli.build import build, summary_table, verify
from kg.errors import InputError, ReleaseError
from kg.store import open_release


@pytest.fixture(autouse=True)
def _simple_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    def forced(*arguments: object, **options: object) -> Built:
        return make_release(*arguments, **{**options, "extractor": simple_extract, "force": True})

    make_release = kg.build.build
    monkeypatch.setattr(kg.build, "build", forced)


def _run(*arguments: object) -> Result:
    app = typer.Typer()
    app.command()(build)
    app.command()(verify)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_build_prints_a_line_for_each_file_and_a_table_for_each_bureau(folder: Path, tmp_path: Path) -> None:
    result = _run("build", folder, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert [line.split()[0] for line in result.stderr.splitlines()] == ["1/2", "2/2"]
    assert sorted(line.split()[1] for line in result.stderr.splitlines()) == ["a.txt", "b.txt"]
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if "│" in line]
    assert rows == [["丙县林业局", "1", "1", "1", "1", "1"], ["甲市司法局", "1", "1", "1", "1", "1"], ["all", "2", "2", "2", "2", "2"]]
    assert str((tmp_path / "out").resolve()) in result.stdout


def test_build_says_what_is_left_out_and_goes_on(folder: Path, tmp_path: Path) -> None:
    (folder / "[red]empty.txt").write_bytes(b"")
    shutil.copy(folder / "b.txt", folder / "copy.txt")
    result = _run("build", folder, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "[red]empty.txt: left out" in result.stderr
    assert "left out: [red]empty.txt: the file is empty" in result.stdout.splitlines()
    assert "duplicate: copy.txt is the same report as b.txt" in result.stdout.splitlines()
    assert "2 reports in release" in result.stdout


def test_building_again_says_that_nothing_changed(folder: Path, tmp_path: Path) -> None:
    _run("build", folder, "--out", tmp_path / "out")
    assert "unchanged since the last build" in _run("build", folder, "--out", tmp_path / "out").stdout


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_missing_or_empty_folder_is_a_user_error_and_makes_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert isinstance(_run("build", tmp_path / name, "--out", tmp_path / "out").exception, InputError)
    assert not (tmp_path / "out").exists()


def test_verify_prints_what_was_replayed(release: Path) -> None:
    result = _run("verify", release.parent.parent)
    assert result.exit_code == 0
    assert result.stdout.endswith(": 16 quotes replayed, 0 faults\n")


def test_verify_lists_the_faults(release: Path) -> None:
    (pack,) = open_release(release).source_packs()
    rewrite(pack, lambda _name, content: content.replace("不".encode(), "否".encode()))
    result = _run("verify", release)
    assert result.exit_code == 1
    assert any(line.startswith(f"sources/{pack.name}: its SHA-256 is ") for line in result.stdout.splitlines())
    assert " 0 faults" not in result.stdout


def test_verify_without_a_release_is_a_user_error(tmp_path: Path) -> None:
    assert isinstance(_run("verify", tmp_path).exception, ReleaseError)


def _printed(bureaus: list[Summary], total: Summary) -> str:
    console = Console(width=100)
    with console.capture() as capture:
        console.print(summary_table(bureaus, total))
    return capture.get()


def test_reports_of_an_unknown_bureau_have_their_row() -> None:
    nameless = Summary(None, 1, 2, 3, 4, 5)
    assert "(unknown bureau)" in _printed([nameless], nameless)


def test_the_table_says_that_shared_documents_count_once_only_where_there_are_any() -> None:
    bureaus = [Summary("甲市司法局", 1, 1, 1, 1, 2), Summary("丙县林业局", 1, 1, 1, 1, 3)]
    assert "several bureaus name counts once" in _printed(bureaus, Summary(None, 2, 2, 2, 2, 4))
    assert "several bureaus name counts once" not in _printed(bureaus, Summary(None, 2, 2, 2, 2, 5))


def test_a_folder_that_keeps_its_own_releases_is_told_so(folder: Path, tmp_path: Path) -> None:
    beside = _run("build", folder, "--out", tmp_path / "out")
    assert "kept beside the reports" not in beside.stderr
    within = _run("build", folder, "--out", folder)
    assert within.exit_code == 0, within.output
    assert f"{folder}: the releases are kept beside the reports, in releases and current, which are not read" in within.stderr
