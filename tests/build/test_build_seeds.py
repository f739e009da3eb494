from pathlib import Path

from kg.build import build, verify
from kg.resources import seeds_folder
from kg.store import open_release
from kg.store.release import MANIFEST


def test_the_five_reports_make_a_release_without_faults(tmp_path: Path) -> None:
    built = build(seeds_folder() / "reports", tmp_path / "out")
    result = verify(tmp_path / "out")
    assert result.faults == ()
    assert result.reports == built.manifest.reports == 5
    assert not built.manifest.left_out
    assert all(entry.counts["measures"] for entry in open_release(built.folder).reports())


def test_building_the_five_reports_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (build(seeds_folder() / "reports", tmp_path / name).folder for name in ("first", "second"))
    assert first.name == second.name
    assert (first / MANIFEST).read_bytes() == (second / MANIFEST).read_bytes()
