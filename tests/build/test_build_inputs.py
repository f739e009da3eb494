import os
from pathlib import Path

import pytest

from kg.build.inputs import list_files
from kg.errors import InputError
from kg.store.release import MANIFEST


def _touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    return path


def test_files_are_found_in_subfolders_and_ordered_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "A.txt"):
        _touch(tmp_path / name)
    assert [file.name for file in list_files(tmp_path)] == ["A.txt", "a/b/c.txt", "a/z.txt", "b.txt"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    for name in ("kept.txt", ".hidden.txt", ".git/config", "a/.cache/x"):
        _touch(tmp_path / name)
    assert [file.name for file in list_files(tmp_path)] == ["kept.txt"]


def test_a_release_inside_the_folder_is_no_input(tmp_path: Path) -> None:
    _touch(tmp_path / "kept.txt")
    _touch(tmp_path / "out" / "releases" / "x" / "vocabulary.nq")
    assert [file.name for file in list_files(tmp_path, without=tmp_path / "out")] == ["kept.txt"]


def test_releases_are_no_input_wherever_they_are(tmp_path: Path) -> None:
    for name in ("kept.txt", "manifest.json", "old/copy/manifest.json", "old/copy/vocabulary.nq", "old/copy/sources/a.txt", "old/b.txt"):
        _touch(tmp_path / name)
    assert [file.name for file in list_files(tmp_path)] == ["kept.txt", "manifest.json", "old/b.txt"]
    with pytest.raises(InputError, match="the folder has no reports"):
        list_files(tmp_path / "old" / "copy")


def test_a_folder_that_keeps_its_own_releases_is_read_without_them(tmp_path: Path) -> None:
    for name in (
        "kept.txt",
        "sub/kept.txt",
        "releases/0123456789abcdef/notes.txt",
        f"releases/copy/{MANIFEST}",
        "releases/.staging-1/x.txt",
    ):
        _touch(tmp_path / name)
    (tmp_path / "current").symlink_to("releases/0123456789abcdef")
    assert [file.name for file in list_files(tmp_path, without=tmp_path)] == ["kept.txt", "sub/kept.txt"]


@pytest.mark.parametrize("name", ["releases/report.txt", "releases/2024/report.txt", "current/report.txt", "current"])
def test_reports_where_the_folder_is_to_keep_its_releases_are_not_passed_over_in_silence(tmp_path: Path, name: str) -> None:
    _touch(tmp_path / "kept.txt")
    _touch(tmp_path / name)
    with pytest.raises(InputError, match=r"is no release, and .* is to keep its releases there; give another folder with --out"):
        list_files(tmp_path, without=tmp_path)
    assert [file.name for file in list_files(tmp_path, without=tmp_path.with_name("out"))] == sorted(["kept.txt", name])


def test_broken_links_are_listed_so_that_they_are_reported(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    assert [file.name for file in list_files(tmp_path)] == ["broken.txt"]


def test_a_name_that_is_no_utf8_is_shown_escaped(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xa8.txt")).write_text("x")
    assert [file.name for file in list_files(tmp_path)] == ["\\xb1\\xa8.txt"]


@pytest.mark.parametrize(
    ("name", "reason"), [("missing", "no such folder"), ("file", "not a folder"), ("empty", "the folder has no reports")]
)
def test_a_folder_without_reports_is_an_error(tmp_path: Path, name: str, reason: str) -> None:
    _touch(tmp_path / "file")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as caught:
        list_files(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: {reason}"
