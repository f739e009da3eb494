"""The notebooks run, and are kept without their outputs."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = {path.stem: nbformat.read(path, as_version=4) for path in sorted(FOLDER.glob("*.ipynb"))}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the notebooks keep their release, and what they write."""
    return tmp_path_factory.mktemp("notebooks")


@pytest.fixture(scope="session")
def printed(folder: Path) -> Mapping[str, Sequence[str]]:
    """What the code cells of each notebook print. One kernel runs all, and forgets its names before each: so modules are imported once."""
    cells = {name: [cell for cell in notebook.cells if cell.cell_type == "code"] for name, notebook in NOTEBOOKS.items()}
    runs = new_notebook(cells=list(chain.from_iterable((new_code_cell("%reset -sf"), *own) for own in cells.values())))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NOTEBOOKS_FOLDER", str(folder))
        NotebookClient(runs, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    return {name: ["".join(output.get("text", "") for output in cell.outputs) for cell in own] for name, own in cells.items()}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_outputs_are_cleared(name: str) -> None:
    cells = [cell for cell in nbformat.read(FOLDER / f"{name}.ipynb", as_version=4).cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in cells if cell.outputs] == []
    assert {cell.execution_count for cell in cells} == {None}


def test_the_tour_finds_the_bureaus(printed: Mapping[str, Sequence[str]]) -> None:
    reports, verified, answer, years, quote, pairs, looked_up = printed["tour"]
    assert len(reports.splitlines()) == 10
    assert verified.endswith(" quotes, 0 faults\n")
    found = [line.split("\t") for line in answer.splitlines()]
    adopters = {("金昌市交通运输局", "2020"), ("石家庄市藁城区交通运输局", "2024"), ("重庆市渝北区交通局", "2020")}
    assert {(name, year) for name, year, _ in found} == adopters
    assert any("双随机" in sentence for *_, sentence in found)
    assert "2020 2 of 2 reports" in years
    assert quote
    shares = [float(line.split("\t")[-1]) for line in pairs.splitlines()]
    assert len(shares) == 10
    assert shares == sorted(shares, reverse=True)
    held, *told = looked_up.splitlines()
    assert held == "3 of 9 bureaus"
    assert sorted(line.split("\t") for line in told) == sorted(found), "the service tells what the graph does"


def test_the_fields_of_nine_bureaus_are_told(printed: Mapping[str, Sequence[str]]) -> None:
    held, most, *_ = printed["adoption"]
    assert held.startswith("9 bureaus, ")
    assert all(" of 9\t" in line for line in most.splitlines())


def test_diffusion_is_found_where_it_was_planted_and_nowhere_else(printed: Mapping[str, Sequence[str]]) -> None:
    ten, *_, influence, table = printed["diffusion"]
    assert ten.endswith("0 bureau-years at risk, of 9 held\n")
    among, alone = (float(line.partition("bureau-years, ")[2].partition(";")[0]) for line in influence.splitlines())
    assert among > 2 * alone
    assert table.startswith("measure,bureau,name,")


def test_promises_of_invented_reports_are_followed(printed: Mapping[str, Sequence[str]]) -> None:
    *_, ten, invented = printed["promises"]
    assert "'delivered'" not in ten
    assert {tuple(line.split("\t")[:2]) for line in invented.splitlines() if "\t" in line} == {
        ("plan", "delivered"),
        ("plan", "repeated"),
        ("plan", "vanished"),
        ("problem", "repeated"),
        ("problem", "vanished"),
    }


def test_nine_bureaus_show_no_difference_between_sectors(printed: Mapping[str, Sequence[str]]) -> None:
    *_, rates, differences, silence = printed["quality"]
    assert "transport: found in 3 of 6" in rates
    assert all(line.endswith("may make") for line in differences.splitlines())
    assert "no report" in silence


def test_all_queries_have_rows(printed: Mapping[str, Sequence[str]]) -> None:
    answers = printed["sparql"][1:]
    assert len(answers) == 7
    assert [answer for answer in answers if answer.startswith("0 rows")] == []


def test_the_worksheet_has_findings_with_quotes(printed: Mapping[str, Sequence[str]], folder: Path) -> None:
    _, certificate, *_, planted, _copies, worksheet = printed["auditor"]
    assert "published\tmissed" in certificate
    assert any(line.startswith("parts\t") for line in planted.splitlines())
    assert "\n审计 audit," in worksheet
    assert (folder / "worksheet.csv").stat().st_size > 1000
