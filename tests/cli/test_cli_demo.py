import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import kg.build
from kg.build import Built, Fault, Verification, build
from kg.cli import app
from kg.errors import ReleaseError
from kg.index import Index, holdings
from kg.store import resolve


def run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "300"}).invoke(app, ["demo", *map(str, arguments)])


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A demo, in its folder, and what it prints."""
    out = tmp_path_factory.mktemp("first") / "out"
    result = run("--no-serve", "--out", out)
    assert result.exit_code == 0, result.output
    return out, result


@pytest.fixture
def again(first: tuple[Path, Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a demo, wherever it builds, find there what the first one built."""

    def build_again(folder: Path, out: Path) -> Built:
        shutil.copytree(first[0], out, symlinks=True, dirs_exist_ok=True)
        return build(folder, out)

    monkeypatch.setattr(kg.build, "build", build_again)


def test_demo_answers_with_bureau_year_quote_and_denominator(first: tuple[Path, Result]) -> None:
    out, result = first
    answers = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if line.count("│") == 4]
    assert {("金昌市交通运输局", "2020"), ("石家庄市藁城区交通运输局", "2024"), ("重庆市渝北区交通局", "2020")} <= {
        (bureau, year) for bureau, year, _ in answers
    }
    assert any(quote.startswith("持续推进实施以“双随机、一公开”为基本手段") for *_, quote in answers)
    assert " of the 4 bureaus whose reports are held" in result.stdout
    assert resolve(out).is_dir()


def test_demo_counts_as_the_graph_does(first: tuple[Path, Result]) -> None:
    out, result = first
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if line.count("│") == 7]
    assert rows[:-1] == sorted(rows[:-1])
    assert {row[0] for row in rows} == {
        *("(unknown bureau)", "all", "石家庄市藁城区交通运输局", "许昌市魏都区交通运输局", "重庆市渝北区交通局", "金昌市交通运输局")
    }
    with Index.of_release(resolve(out)) as index:
        counts = [str(count) for count in dict(holdings(index)).values()][1:]
    assert rows[-1] == ["all", *counts]
    assert sum(int(row[-1]) for row in rows[:-1]) > int(rows[-1][-1])  # two documents are named by two bureaus
    assert "counts once in the last row" in result.stdout


@pytest.mark.usefixtures("again")
def test_demo_serves_what_it_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[Path, int]] = []
    monkeypatch.setattr("kg.cli.demo.serve_release", lambda release, *, port: served.append((release, port)))
    result = run("--out", tmp_path, "--port", "8123")
    assert result.exit_code == 0, result.output
    assert served == [(tmp_path, 8123)]


@pytest.mark.usefixtures("again")
def test_demo_stops_at_a_faulty_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = Verification(reports=5, quotes=1, facts=1, quads=1, faults=(Fault("store", "wrong"),))
    monkeypatch.setattr(kg.build, "verify", lambda _release: faulty)
    assert isinstance(run("--out", tmp_path).exception, ReleaseError)


@pytest.mark.usefixtures("again")
def test_demo_builds_under_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--no-serve").exit_code == 0
    assert resolve(tmp_path / "build" / "demo").is_dir()


@pytest.mark.usefixtures("again")
def test_demo_builds_in_the_cache_where_the_current_folder_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, cache = tmp_path / "here", tmp_path / "cache"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != Path())
    assert run("--no-serve").exit_code == 0
    assert resolve(cache / "governance-kg" / "demo").is_dir()
    assert list(here.iterdir()) == []
