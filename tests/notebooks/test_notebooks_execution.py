"""The notebooks run, and are kept without their outputs."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_outputs_are_cleared(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert [cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.outputs] == []


def test_double_random_finds_the_bureaus(tmp_path: Path) -> None:
    notebook = nbformat.read(FOLDER / "double-random.ipynb", as_version=4)
    executed = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    printed = ["".join(output.get("text", "") for output in cell.outputs) for cell in executed.cells if cell.cell_type == "code"]
    assert printed[1].endswith(" quotes, 0 faults\n")
    answers = [line.split("\t") for line in printed[2].splitlines()]
    assert {("金昌市交通运输局", "2020"), ("石家庄市藁城区交通运输局", "2024"), ("重庆市渝北区交通局", "2020")} <= {
        (name, year) for name, year, _ in answers
    }
    assert any("双随机" in quote for *_, quote in answers)
    pairs = [line.split("\t") for line in printed[3].splitlines()]
    assert len(pairs) == 6  # the four bureaus that are named share measures, each with each
    shares = [float(share) for *_, share in pairs]
    assert shares == sorted(shares, reverse=True)
