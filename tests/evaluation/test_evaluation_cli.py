import json
from pathlib import Path

import pytest
import typer
from evaluation_helpers import Flat, perfect
from typer.testing import CliRunner, Result

from kg.cli.evaluate import evaluate
from kg.errors import ExtractionFormError, InputError
from kg.resources import seeds_folder


def run(*arguments: object) -> Result:
    app = typer.Typer()
    app.command()(evaluate)
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def extractions(tmp_path: Path) -> Path:
    """What the annotations of the five say, under the reports' present names, without the metrics of the first."""
    flats = perfect("seeds")
    for number, flat in enumerate(flats):
        flat["report"]["file"] = f"{number:03}.txt"
    flats[0].update(metrics=[], relations=[link for link in flats[0]["relations"] if link["type"] != "measured_by"])
    return write(tmp_path / "found.jsonl", flats)


def write(path: Path, flats: list[Flat]) -> Path:
    path.write_text("".join(json.dumps(flat, ensure_ascii=False) + "\n\n" for flat in flats), encoding="utf-8")
    return path


def test_table_has_every_figure_with_its_counts(extractions: Path) -> None:
    result = run(extractions, "--gold", "seeds")
    assert result.exit_code == 0, result.output
    rows = {
        cells[0]: cells[1:] for cells in ([cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines()) if cells
    }
    reference = sum(len(flat["metrics"]) for flat in perfect("seeds"))
    missed = len(perfect("seeds")[0]["metrics"])
    recall = (reference - missed) / reference
    assert rows["metrics"] == ["1.000", f"{recall:.3f}", f"{2 * recall / (1 + recall):.3f}", str(reference), str(reference - missed)]
    assert rows["measures"][:3] == ["1.000"] * 3
    assert rows["bureau"][2:] == ["1.000", "5", "5"]


def test_json_gives_the_five_the_other_five_and_all(extractions: Path) -> None:
    result = run(extractions, "--json")
    figures = json.loads(result.stdout)["figures"]
    assert list(figures) == ["seeds", "dev", "all"]
    assert figures["dev"]["measures"]["found"] == 0
    for count in ("reference", "found"):
        assert figures["all"]["measures"][count] == figures["seeds"]["measures"][count] + figures["dev"]["measures"][count]
    assert result.stderr.splitlines() == [f"no extraction for d{number}.txt" for number in range(1, 6)]


def test_errors_lists_each_difference(extractions: Path) -> None:
    lines = run(extractions, "--gold", "seeds", "--errors").stdout.splitlines()
    listed = [line.split("\t") for line in lines if "\t" in line]
    annotation = json.loads((seeds_folder() / "gold/seeds/000.json").read_bytes())
    missed = [metric["quote"] for metric in annotation["metrics"]]
    assert [(file, kind, expected) for file, kind, expected, _ in listed] == [("000.txt", "metrics missed", text) for text in missed]


def test_a_report_may_go_by_its_name_in_the_annotation(tmp_path: Path) -> None:
    flat = perfect("seeds")[0]
    flat["report"]["file"] = json.loads((seeds_folder() / "gold/seeds/000.json").read_bytes())["report"]["file"]
    result = run(write(tmp_path / "found.jsonl", [flat]), "--gold", "seeds")
    assert result.stderr.splitlines() == [f"no extraction for {number:03}.txt" for number in range(1, 5)]


def test_extractions_of_other_files_alone_are_an_error(extractions: Path) -> None:
    error = run(extractions, "--gold", "dev").exception
    assert isinstance(error, InputError)
    assert str(error) == f"{extractions}: no extraction of an annotated report (d1.txt, d2.txt, d3.txt, d4.txt, d5.txt)"


def test_a_folder_with_annotations_beside_their_reports(extractions: Path, tmp_path: Path) -> None:
    folder = tmp_path / "annotated"
    folder.mkdir()
    for file in ("reports/001.txt", "gold/seeds/001.json"):
        (folder / Path(file).name).write_bytes((seeds_folder() / file).read_bytes())
    result = run(extractions, "--gold", folder, "--json")
    assert json.loads(result.stdout)["figures"][str(folder)]["measures"]["f1"] == 1


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    assert isinstance(run("--gold", tmp_path).exception, InputError)


def test_an_annotation_without_its_report_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "001.json").write_bytes((seeds_folder() / "gold/seeds/001.json").read_bytes())
    error = run("--gold", tmp_path).exception
    assert isinstance(error, InputError)
    assert "no report 001.*" in str(error)


@pytest.mark.parametrize("content", ["{}", "[]", '{"report": {"file": "001.txt"}}', "not JSON"])
def test_a_broken_annotation_is_an_error(content: str, tmp_path: Path) -> None:
    (tmp_path / "001.txt").write_text("某局", encoding="utf-8")
    (tmp_path / "001.json").write_text(content, encoding="utf-8")
    error = run("--gold", tmp_path).exception
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{tmp_path / '001.json'}: is no annotation (")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"not JSON", InputError),
        (b"\xff\xfe", InputError),
        (b"{}", ExtractionFormError),
        (b"[]", ExtractionFormError),
        (b"1", ExtractionFormError),
    ],
)
def test_a_broken_extraction_is_an_error(content: bytes, kind: type[Exception], tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_bytes(content)
    assert isinstance(run(path).exception, kind)


def test_a_broken_extraction_is_told_with_its_line(extractions: Path) -> None:
    first, *_ = extractions.read_text(encoding="utf-8").splitlines()
    extractions.write_text(f"{first}\n\n{{}}\n", encoding="utf-8")
    assert str(run(extractions).exception) == f"{extractions}: line 3: no extraction: 'report' is missing"


def test_a_missing_extraction_is_an_error(tmp_path: Path) -> None:
    error = run(tmp_path / "none.jsonl").exception
    assert isinstance(error, InputError)
    assert str(error) == f"{tmp_path / 'none.jsonl'}: no such file or directory"
