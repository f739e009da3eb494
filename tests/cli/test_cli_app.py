import sys
from pathlib import Path

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
    for command in ("demo", "extract", "build", "verify", "query", "serve", "evaluate", "vocabulary"):
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


def test_a_mistyped_option_is_explained(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_main(monkeypatch, "evaluate", "--golds", "seeds") == 2
    assert "--golds" in capfd.readouterr().err
