"""The notebooks run, and are kept without their outputs."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the release of the ten reports, which a first notebook would make."""
    folder = tmp_path_factory.mktemp("notebooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NOTEBOOKS_FOLDER", str(folder))
        specification = importlib.util.spec_from_file_location("examples", FOLDER / "examples.py")
        assert specification
        assert specification.loader
        examples = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(examples)
        examples.ten_reports()
    return folder


def printed(name: str, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Sequence[str]:
    """What the code cells of a notebook print, run from first to last."""
    monkeypatch.setenv("NOTEBOOKS_FOLDER", str(kept))
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    executed = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}}).execute()
    return ["".join(output.get("text", "") for output in cell.outputs) for cell in executed.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_cleared(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert [cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.outputs] == []
    assert {cell.execution_count for cell in notebook.cells if cell.cell_type == "code"} == {None}


def test_the_tour_finds_the_bureaus(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports, verified, answer, years, quote, pairs = printed("tour", kept, monkeypatch)
    assert len(reports.splitlines()) == 10
    assert verified.endswith(" quotes, 0 faults\n")
    found = [line.split("\t") for line in answer.splitlines()]
    assert {("金昌市交通运输局", "2020"), ("石家庄市藁城区交通运输局", "2024"), ("重庆市渝北区交通局", "2020")} <= {
        (name, year) for name, year, _ in found
    }
    assert any("双随机" in quote for *_, quote in found)
    assert "2020 2 of 2 reports" in years
    assert quote
    shares = [float(line.split("\t")[-1]) for line in pairs.splitlines()]
    assert len(shares) == 10
    assert shares == sorted(shares, reverse=True)


def test_the_fields_of_nine_bureaus_are_told(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held, most, *_ = printed("adoption", kept, monkeypatch)
    assert held.startswith("9 bureaus, ")
    assert all(" of 9\t" in line for line in most.splitlines())


def test_diffusion_is_found_where_it_was_planted_and_nowhere_else(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ten, *_, influence, table = printed("diffusion", kept, monkeypatch)
    assert ten.endswith("0 bureau-years at risk, of 9 held\n")
    among, alone = (float(line.partition("bureau-years, ")[2].partition(";")[0]) for line in influence.splitlines())
    assert among > 2 * alone
    assert table.startswith("measure,bureau,name,")


def test_promises_of_invented_reports_are_followed(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    *_, ten, invented = printed("promises", kept, monkeypatch)
    assert "'delivered'" not in ten
    assert {tuple(line.split("\t")[:2]) for line in invented.splitlines()} == {
        ("plan", "delivered"),
        ("plan", "repeated"),
        ("plan", "vanished"),
        ("problem", "repeated"),
        ("problem", "vanished"),
    }


def test_nine_bureaus_show_no_difference_between_sectors(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    *_, rates, differences, silence = printed("quality", kept, monkeypatch)
    assert "transport: found in 3 of 6" in rates
    assert all(line.endswith("may make") for line in differences.splitlines())
    assert "no report" in silence


def test_all_queries_have_rows(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = printed("sparql", kept, monkeypatch)[1:]
    assert len(answers) == 7
    assert [answer for answer in answers if answer.endswith("0 rows\n") and answer.count("\n") == 1] == []


def test_the_worksheet_has_findings_with_quotes(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, certificate, *_, planted, _copies, worksheet = printed("auditor", kept, monkeypatch)
    assert "published\tmissed" in certificate
    assert planted.startswith("parts\t")
    assert worksheet.splitlines()[1].startswith("审计 audit,")
    assert (kept / "worksheet.csv").stat().st_size > 1000
