import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app, main


def run_main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """The exit status of ``kg ARGUMENTS``."""
    monkeypatch.setattr(sys, "argv", ["kg", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    return stop.value.code


def test_help_tells_a_newcomer_where_to_start() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    assert "kg demo" in result.stdout
    for command in ("demo", "extract", "explain", "build", "verify", "query", "network", "serve", "publish", "evaluate", "vocabulary"):
        assert f" {command} " in result.stdout


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"kg {kg.__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "nowhere", "--out", "out"], "nowhere: "),
        (["verify", "nowhere"], "nowhere: no such folder"),
        (["evaluate", "nowhere.jsonl"], "nowhere.jsonl: no such file or directory"),
        (["decisions", "nowhere"], "nowhere: "),
        (["evaluate", "--gold", "nowhere"], "nowhere: no annotations (*.json) here"),
    ],
)
def test_an_error_is_one_line_and_exit_status_2(
    arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_main(monkeypatch, *arguments) == 2
    output = capfd.readouterr()
    assert output.out == ""
    assert output.err.startswith(f"error: {message}")
    assert output.err.count("\n") == 1


def test_a_wrong_setting_is_an_error_of_its_user(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("某局2022年度法治政府建设报告", encoding="utf-8")
    monkeypatch.setenv("KG_EVIDENCE_CONTEXT", "many")
    assert run_main(monkeypatch, "build", str(tmp_path), "--out", str(tmp_path / "out")) == 2
    assert capfd.readouterr().err == "error: KG_EVIDENCE_CONTEXT: 'many' is not a whole number of at least 0\n"


def test_the_help_waits_for_nothing_that_is_slow_to_import() -> None:
    program = "import sys, kg.cli; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    result = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8", timeout=60)
    slow = {"api", "fastapi", "jieba", "networkx", "numpy", "pyoxigraph", "pyshacl", "rdflib", "sklearn", "spacy", "uvicorn"}
    assert slow & set(result.stdout.split()) == set()


def test_a_mistyped_option_is_explained(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_main(monkeypatch, "evaluate", "--golds", "seeds") == 2
    assert "--golds" in capfd.readouterr().err


def test_an_interrupted_build_says_how_it_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kg.build.build", Mock(side_effect=KeyboardInterrupt))
    result = CliRunner().invoke(app, ["build", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 130
    assert "the same command goes on" in result.stderr


def test_a_wrong_choice_is_told_without_the_words_of_a_library() -> None:
    result = CliRunner().invoke(app, ["rates", "release", "--measure", "double-random", "--by", "foo"])
    assert result.exit_code == 2
    assert "Invalid value for '--by': 'foo' is not one of 'all'" in result.stderr
