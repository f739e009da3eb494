"""What is exported appears whole or not at all, and takes nothing else away."""

import sys
from pathlib import Path

import networkx as nx
import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import KgError, OutputError, ReleaseError, UnknownNameError
from kg.export import export
from kg.export.output import writing


@pytest.mark.parametrize("name", ["nquads", "csv"])
def test_what_is_there_is_replaced_with_force_only(awkward: Path, name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(awkward, name, out)
    with pytest.raises(OutputError, match="is there already; --force writes it anew"):
        export(awkward, name, out)
    some = next(path for path in (out, *out.rglob("*")) if path.is_file())
    before = some.read_bytes()
    some.write_bytes(b"old")
    export(awkward, name, out, force=True)
    assert some.read_bytes() == before
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("name", ["nquads", "csv"])
def test_a_folder_with_other_things_is_never_replaced(awkward: Path, name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").touch()
    with pytest.raises(OutputError, match=r"other things in it, such as thesis\.docx"):
        export(awkward, name, out, force=True)
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "thesis.docx"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ReleaseError])
def test_what_fails_half_way_leaves_the_old_file_and_no_other(error: type[BaseException], tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("old", encoding="utf-8")

    def write() -> None:
        with writing(out, force=True) as made:
            made.write_text("half", encoding="utf-8")
            raise error

    with pytest.raises(error):
        write()
    assert out.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"missing: no such folder"), writing(tmp_path / "missing" / "a.nq", force=False):
        pass


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"out: no space left on device"), writing(tmp_path / "out", force=False):
        raise OSError(28, "No space left on device")


def test_errors_of_users(awkward: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="unknown format 'rdfxml'; there are nquads, trig, jsonld, csv, parquet, graphml"):
        export(awkward, "rdfxml", tmp_path / "out")
    with pytest.raises(OutputError, match="nowhere: no such folder"):
        export(awkward, "nquads", tmp_path / "nowhere" / "out")
    with pytest.raises(ReleaseError):
        export(tmp_path, "nquads", tmp_path / "out")


def test_the_command_tells_how_much_it_wrote(awkward: Path, tmp_path: Path) -> None:
    out = tmp_path / "measures.graphml"
    result = CliRunner().invoke(app, ["export", str(awkward.parents[1]), "--format", "graphml", "--out", str(out)])
    assert (result.exit_code, result.stdout) == (0, f"2 nodes, 1 edges: {out}\n")
    assert {kind for _, kind in nx.read_graphml(out).nodes(data="kind")} == {"bureau", "measure"}


def test_parquet_without_pyarrow_is_an_error_that_says_so(awkward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(KgError, match=r"the extra governance-kg\[parquet\]"):
        export(awkward, "parquet", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
