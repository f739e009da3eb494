import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import grimp
import pytest
from release_helpers import REPORTS, read_members, simple_extract

from kg.build import Built, build, verify
from kg.build.indexing import is_indexed
from kg.build.manifest import _NO_PART, code_hash
from kg.build.release import staging
from kg.errors import InputError, ReleaseError
from kg.settings import load_settings
from kg.store import LeftOut, open_release, open_store, resolve
from kg.types import Extraction, SourceText

KILLED = """
import os, signal, sys
from pathlib import Path
from kg.build import build
from release_helpers import simple_extract

def extract_and_die(source):
    if source.file == "c.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return simple_extract(source)

build(Path(sys.argv[1]), Path(sys.argv[2]), extractor=extract_and_die, force=True)
"""
BUILD = """
import sys
from dataclasses import replace
from pathlib import Path
from kg.build import build
from release_helpers import simple_extract

print(build(Path(sys.argv[1]), Path(sys.argv[2]), extractor=simple_extract, force=True).folder)
"""


def _run(script: str, *arguments: Path, seed: str = "random") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], env=environment, capture_output=True, text=True, check=False
    )


def _contents(release: Path) -> dict[str, bytes]:
    files = (path for path in release.rglob("*") if path.is_file() and not {"store", "index.sqlite"} & {*path.relative_to(release).parts})
    return {path.relative_to(release).as_posix(): path.read_bytes() for path in files}


def _leftovers(out: Path) -> list[Path]:
    return list((out / "releases").glob(".staging-*"))


def _names(built: Built) -> list[tuple[str, ...]]:
    """The names of the files of each report."""
    return [tuple(name for kept in entry.sources for name in kept.file.names) for entry in open_release(built.folder).reports()]


def test_the_release_has_sources_packs_store_and_manifest(release: Path) -> None:
    opened = open_release(release)
    (pack,), (sources,) = opened.packs(), opened.source_packs()
    assert sorted(_contents(release)) == [
        "description.ttl",
        "identities.nq",
        "manifest.json",
        f"packs/{pack.name}",
        f"sources/{sources.name}",
        "vocabulary.nq",
    ]
    ids = [entry.id for entry in opened.reports()]
    assert sorted(read_members(pack)) == sorted(
        [*(f"{name}{suffix}" for name in ids for suffix in (".csv.gz", ".json.gz", ".nq.gz")), "index.json.gz"]
    )
    assert {opened.source(entry.sources[0]).decode() for entry in opened.reports()} == set(REPORTS.values())
    assert [json.loads(opened.extraction(name))["report"]["id"] for name in ids] == ids
    lines = b"".join(opened.read_quads()).splitlines()
    assert len(lines) == len(set(lines))
    triples = {line.rsplit(maxsplit=2)[0] for line in lines}
    assert (len(lines), len(triples)) == (opened.manifest.quads, opened.manifest.triples)
    assert len(open_store(release / "store")) == len(lines) + len(triples)
    assert [entry.counts["measures"] for entry in opened.reports()] == [1, 1]
    for name in ids:
        quads = opened.quads(name).splitlines()
        assert quads == sorted(quads)
        assert all(line.endswith(f"/report/{name}> .".encode()) for line in quads)


def test_current_is_a_relative_link_to_the_release(release: Path) -> None:
    out = release.parent.parent
    assert (out / "current").readlink() == Path("releases", release.name)
    assert resolve(out) == release.resolve()
    moved = out.rename(out.with_name("moved"))
    assert not verify(moved).faults


def test_order_place_and_hash_seed_do_not_matter(tmp_path: Path) -> None:
    here, there = tmp_path / "flat", tmp_path / "place" / "deep"
    for folder, names in ((here, sorted(REPORTS)), (there, sorted(REPORTS, reverse=True))):
        folder.mkdir(parents=True)
        for name in names:
            (folder / name).write_text(REPORTS[name], encoding="utf-8")
            (folder / f"bad-{name}").write_bytes(b"")
    first = build(here, tmp_path / "out", extractor=simple_extract, force=True).folder
    done = _run(BUILD, there, tmp_path / "other", seed="1")
    assert done.returncode == 0, done.stderr
    second = Path(done.stdout.strip())
    assert first.name == second.name
    assert _contents(first) == _contents(second)
    assert str(tmp_path).encode() not in (first / "manifest.json").read_bytes()


def test_what_shapes_the_graph_makes_another_release(folder: Path, release: Path, tmp_path: Path) -> None:
    settings = load_settings({"KG_EVIDENCE_CONTEXT": "5"})
    other = build(folder, tmp_path / "other", settings=settings, extractor=simple_extract, force=True).folder
    assert other.name != release.name
    assert not verify(other).faults


def test_files_with_the_same_bytes_are_one_report(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "b.txt", folder / "0-copy.md")
    shutil.copy(folder / "b.txt", folder / "z-copy.txt")
    built = build(folder, tmp_path / "out", extractor=simple_extract, force=True)
    assert [names for names in _names(built) if len(names) > 1] == [("0-copy.md", "b.txt", "z-copy.txt")]
    assert built.manifest.reports == 2
    assert not verify(built.folder).faults


def test_files_that_cannot_be_read_are_left_out_with_the_reason(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / "broken.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe.txt")
    built = build(folder, tmp_path / "out", extractor=simple_extract, force=True)
    assert [left_out.file for left_out in built.manifest.left_out] == ["binary.txt", "broken.txt", "empty.txt", "pipe.txt"]
    assert all(left_out.reason and str(tmp_path) not in left_out.reason for left_out in built.manifest.left_out)
    assert built.manifest.reports == 2
    assert not verify(built.folder).faults


def test_a_report_whose_extraction_fails_is_left_out(folder: Path, tmp_path: Path) -> None:
    def fail(source: SourceText) -> Extraction:
        if source.file == "a.txt":
            raise ValueError("no\nsense")
        return simple_extract(source)

    built = build(folder, tmp_path / "out", extractor=fail, force=True)
    assert built.manifest.left_out == (LeftOut("a.txt", "the extraction failed (ValueError: no sense)"),)
    assert _names(built) == [("b.txt",)]
    assert not verify(built.folder).faults


def test_a_report_whose_form_cannot_be_written_leaves_no_trace(folder: Path, tmp_path: Path) -> None:
    def misname(source: SourceText) -> Extraction:
        extraction = simple_extract(source)
        [problem] = extraction.problems
        return replace(extraction, problems=(replace(problem, id="\ud800"),)) if source.file == "a.txt" else extraction

    built = build(folder, tmp_path / "out", extractor=misname, force=True)
    [left_out] = built.manifest.left_out
    assert left_out.reason.startswith("the extraction failed (")
    assert "surrogates" in left_out.reason
    (pack,) = open_release(built.folder).packs()
    assert len(read_members(pack)) == 4
    assert not verify(built.folder).faults


def test_a_folder_may_keep_its_own_releases(folder: Path) -> None:
    first, second = (build(folder, folder, extractor=simple_extract, force=True) for _ in range(2))
    assert second.reused
    assert second.folder == first.folder
    assert _names(second) == _names(first)


def test_the_manifest_names_the_libraries_that_shape_the_graph(release: Path) -> None:
    libraries = json.loads((release / "manifest.json").read_bytes())["libraries"]
    assert sorted(libraries) == [
        "ahocorasick-rs",
        "charset-normalizer",
        "deflate",
        "jieba",
        "numpy",
        "pyoxigraph",
        "pypdfium2",
        "selectolax",
        "spacy",
    ]
    assert libraries["numpy"] == version("numpy")


def test_another_version_of_a_library_makes_another_release(
    folder: Path, release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.build.manifest.version", lambda _name: "0")
    assert build(folder, tmp_path / "other", extractor=simple_extract, force=True).folder.name != release.name


def test_only_what_shapes_the_graph_is_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "__init__.py").write_text("")
    monkeypatch.setattr("kg.build.manifest.kg.__file__", str(tmp_path / "__init__.py"))
    hash_now = code_hash.__wrapped__  # which is not kept
    before = hash_now()
    for name in ("query.rq", "cli/build.py", "index/writing.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("SELECT")
    assert hash_now() == before
    (tmp_path / "words.txt").write_text("报告")
    assert hash_now() != before


def test_what_is_not_hashed_has_no_part_in_what_is_made_of_files() -> None:
    graph = grimp.build_graph("kg")
    taking_part = {"kg.build.process", "kg.extraction.pipeline", "kg.graph", "kg.store.description", "kg.linking.decisions"}
    modules = taking_part.union(*map(graph.find_upstream_modules, taking_part))
    assert len(modules) > 100
    assert not {name.split(".")[1] for name in modules - {"kg"}} & _NO_PART


def test_an_index_of_another_version_is_made_anew_of_the_same_graphs(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(folder, tmp_path / "out", extractor=simple_extract, force=True)
    for module in ("assemble", "indexing"):
        monkeypatch.setattr(f"kg.build.{module}.index_hash", lambda: "another")
    after = build(folder, tmp_path / "out", extractor=simple_extract, force=True)
    assert after.folder != before.folder
    assert (after.redone, after.reused) == ({}, False)
    assert is_indexed(open_release(after.folder))
    assert not verify(after.folder).faults
    assert build(folder, tmp_path / "out", extractor=simple_extract, force=True).reused


def test_a_report_whose_graph_breaks_a_shape_is_left_out(folder: Path, tmp_path: Path) -> None:
    def misdate(source: SourceText) -> Extraction:
        extraction = simple_extract(source)
        return replace(extraction, report=replace(extraction.report, published="31 February")) if source.file == "a.txt" else extraction

    built = build(folder, tmp_path / "out", extractor=misdate, force=True)
    [left_out] = built.manifest.left_out
    assert left_out.file == "a.txt"
    assert "31 February" in left_out.reason
    assert _names(built) == [("b.txt",)]
    assert not verify(built.folder).faults


def test_a_folder_of_unreadable_files_makes_no_release(folder: Path, release: Path) -> None:
    out = release.parent.parent
    for name in REPORTS:
        (folder / name).write_bytes(b"")
    with pytest.raises(InputError, match=r"none of its 2 files can be taken: a\.txt: the file is empty"):
        build(folder, out, extractor=simple_extract, force=True)
    assert resolve(out) == release.resolve()
    assert not _leftovers(out)


def test_an_equal_release_is_used_again(folder: Path, release: Path) -> None:
    before = (release / "vocabulary.nq").stat()
    built = build(folder, release.parent.parent, extractor=simple_extract, force=True)
    assert built.reused
    assert built.folder == release
    after = (release / "vocabulary.nq").stat()
    assert (after.st_ino, after.st_ctime_ns) == (before.st_ino, before.st_ctime_ns)


@pytest.mark.parametrize("damage", ["vocabulary.nq", "store/CURRENT", "packs/*.zip", "sources/*.zip", "manifest.json", "description.ttl"])
def test_a_damaged_release_is_made_anew(folder: Path, release: Path, damage: str) -> None:
    (file,) = release.glob(damage)
    file.unlink()
    built = build(folder, release.parent.parent, extractor=simple_extract, force=True)
    assert not built.reused
    assert built.folder == release
    assert not verify(release).faults
    assert not _leftovers(release.parent.parent)


def test_going_back_to_earlier_inputs_points_current_back(folder: Path, release: Path) -> None:
    out = release.parent.parent
    (folder / "b.txt").unlink()
    smaller = build(folder, out, extractor=simple_extract, force=True).folder
    assert resolve(out) == smaller.resolve() != release.resolve()
    (folder / "b.txt").write_text(REPORTS["b.txt"], encoding="utf-8")
    assert build(folder, out, extractor=simple_extract, force=True).reused
    assert resolve(out) == release.resolve()


def test_an_interrupted_build_leaves_the_old_release(folder: Path, release: Path) -> None:
    def fail(source: SourceText) -> Extraction:
        if source.file == "c.txt":
            raise KeyboardInterrupt
        return simple_extract(source)

    out = release.parent.parent
    (folder / "c.txt").write_text(REPORTS["b.txt"] + "另", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        build(folder, out, extractor=fail, force=True)
    assert resolve(out) == release.resolve()
    assert [path.name for path in (out / "releases").iterdir()] == [release.name]


def test_a_killed_build_leaves_the_old_release_and_is_cleaned_up(folder: Path, release: Path) -> None:
    out = release.parent.parent
    (folder / "c.txt").write_text(REPORTS["b.txt"] + "另", encoding="utf-8")
    killed = _run(KILLED, folder, out)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert _leftovers(out)
    assert resolve(out) == release.resolve()
    assert not verify(out).faults
    newer = build(folder, out, extractor=simple_extract, force=True).folder
    assert resolve(out) == newer.resolve() != release.resolve()
    assert not _leftovers(out)


def test_only_one_build_writes_to_a_place(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with staging(out), pytest.raises(ReleaseError, match="another build is writing here"):
        build(folder, out, extractor=simple_extract, force=True)
    assert build(folder, out, extractor=simple_extract, force=True).manifest.reports


def test_a_place_that_cannot_be_written_is_one_clear_error(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ReleaseError, match=r"out: a file; releases are kept in a folder"):
        build(folder, tmp_path / "out", extractor=simple_extract, force=True)
