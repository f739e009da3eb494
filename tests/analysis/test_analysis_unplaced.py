"""Bureaus whose place is not known: their reports are audited, and told apart from those without a bureau where they count nowhere."""

import csv
import io
from pathlib import Path

import pytest
from invented import UNPLACED
from typer.testing import CliRunner, Result

from kg.analysis.corpus import make_panel, read_corpus
from kg.analysis.indexed import read_panel
from kg.cli import app
from kg.index import Index
from kg.iris import OF_REPORT


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def duties(release: Path, *options: str) -> list[dict[str, str]]:
    result = run("audit", release, "--kind", "duties", "--format", "csv", *options)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_findings_on_it_are_selected_by_its_name_and_its_keys(unplaced: Path) -> None:
    named = duties(unplaced, "--bureau", UNPLACED)
    assert named == [row for row in duties(unplaced) if row["name"] == UNPLACED]
    keys = {row["year"]: row["bureau"] for row in named}
    assert len(set(keys.values())) == 2
    for year, key in keys.items():
        assert key.startswith(OF_REPORT)
        assert duties(unplaced, "--bureau", key) == [row for row in named if row["year"] == year]
    assert {row["bureau"] for row in duties(unplaced) if not row["name"]} == {""}


def test_that_its_years_are_not_compared_is_told(unplaced: Path) -> None:
    result = run("audit", unplaced, "--kind", "silence", "--bureau", UNPLACED)
    assert "the place of this bureau is not known" in result.stderr


def test_its_reports_are_told_apart_from_those_without_bureau(unplaced: Path) -> None:
    with Index.of_release(unplaced) as index:
        panels = make_panel(read_corpus(unplaced)), read_panel(index)
    assert [(panel.left_out, panel.unplaced) for panel in panels] == [(3, 2), (3, 2)]


@pytest.mark.parametrize("command", ["diffusion", "rates"])
def test_why_reports_count_nowhere_is_told(unplaced: Path, command: str) -> None:
    told = run(command, unplaced, "--measure", "double-random").stderr
    assert "left out: 1 report without bureau or year, 2 reports of bureaus whose place is not known" in told


def test_it_cannot_be_compared(unplaced: Path) -> None:
    error = run("peers", unplaced, "--bureau", UNPLACED).exception
    assert str(error) == f"{UNPLACED}: its place is not known, so it cannot be compared with other bureaus"
