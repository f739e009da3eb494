"""A folder as a researcher has it: archives, tables, re-posts, and files that are no report."""

import errno
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from release_helpers import read_members, simple_extract

from kg.build import Built, Progress, build, verify
from kg.build.sidecar import NAME
from kg.errors import InputError, ReleaseError
from kg.extraction.pipeline import extract
from kg.iris import DCTERMS, GM
from kg.reading import Reader, read
from kg.resources import seeds_folder
from kg.settings import load_settings
from kg.store import open_release, open_store
from kg.store.manifest import RECOGNISED, ReportEntry
from kg.types import SourceFile, SourceText

REPORT = seeds_folder() / "reports" / "003.txt"
NOTICE = "关于开展2023年度行政执法检查工作的通知\n各乡镇人民政府：\n" + "请于6月30日前将工作方案报送县司法局，逾期不报的予以通报。" * 12


def sources(built: Built) -> list[tuple[str, ...]]:
    """The names of the files of each source of each report."""
    return [kept.file.names for entry in open_release(built.folder).reports() for kept in entry.sources]


def only(built: Built) -> ReportEntry:
    (entry,) = open_release(built.folder).reports()
    return entry


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "downloads"
    path.mkdir()
    return path


def test_members_of_an_archive_are_reports_and_refusals_of_their_own(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(folder / "县局.zip", "w") as archive:
        archive.write(REPORT, "2020/报告.txt")
        archive.writestr("空.txt", "")
        archive.writestr("../../escape.txt", "x")
    built = build(folder, tmp_path / "out", extractor=extract)
    assert sources(built) == [("县局.zip/2020/报告.txt",)]
    assert [(entry.file, entry.reason) for entry in built.manifest.left_out] == [
        ("县局.zip/../../escape.txt", "its name leads out of the archive"),
        ("县局.zip/空.txt", "the file is empty"),
    ]
    assert not list(tmp_path.glob("**/escape.txt"))
    assert not verify(built.folder).faults


def test_an_archive_that_cannot_be_opened_is_left_out(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(REPORT.read_bytes())
    (folder / "cut.zip").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    built = build(folder, tmp_path / "out", extractor=extract)
    assert [entry.file for entry in built.manifest.left_out] == ["cut.zip"]
    assert sources(built) == [("a.txt",)]


def test_an_archive_without_files_is_left_out(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(folder / "empty.zip", "w") as archive:
        archive.writestr("folder/", "")
        archive.writestr(".hidden.txt", "x")
    with pytest.raises(InputError, match=r"none of its 1 files can be taken: empty\.zip: an archive without files"):
        build(folder, tmp_path / "out", extractor=extract)
    (folder / "a.txt").write_bytes(REPORT.read_bytes())
    (left_out,) = build(folder, tmp_path / "out", extractor=extract).manifest.left_out
    assert (left_out.file, left_out.reason) == ("empty.zip", "an archive without files")


def test_an_archive_may_be_larger_than_a_document(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.write(REPORT, "a.txt")
        archive.writestr("b.bin", b"\x89PNG\r\n\x1a\n" + bytes(1 << 20))
    built = build(folder, tmp_path / "out", settings=replace(load_settings({}), read_max_size=1), extractor=extract)
    assert sources(built) == [("a.zip/a.txt",)]


def test_each_stage_tells_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.write(REPORT, "a.txt")
        archive.writestr("b.txt", "")
    (folder / "c.txt").write_bytes(b"")
    told: list[Progress] = []
    build(folder, tmp_path / "out", extractor=extract, observer=told.append)
    assert [(step.done, step.total) for step in told if step.stage == "look"] == [(1, 2), (2, 2)]
    assert [(step.done, step.total) for step in told if step.stage == "read"] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert {step.file: step.reason for step in told if step.file} == {
        "a.zip/a.txt": None,
        "a.zip/b.txt": "the file is empty",
        "c.txt": "the file is empty",
    }


def test_an_answer_about_another_file_is_refused(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_bytes(REPORT.read_bytes())
    (folder / "b.txt").write_bytes(b"another")
    forged = read(folder / "a.txt")
    monkeypatch.setattr(Reader, "read_all", lambda _self, paths: (forged for _ in paths))
    (left_out,) = build(folder, tmp_path / "out", extractor=extract).manifest.left_out
    assert (left_out.file, left_out.reason) == ("b.txt", "the reader's answer makes no sense: it is about another file")


def test_a_full_disk_ends_the_build(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_bytes(REPORT.read_bytes())

    def full(_batch: object, _reader: Reader) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device", "a pack")

    monkeypatch.setattr("kg.build.making.process", full)
    with pytest.raises(ReleaseError, match="a pack: no space left on device; put that right and build again: what was current still is"):
        build(folder, tmp_path / "out", extractor=extract)
    assert not list((tmp_path / "out" / "releases").iterdir())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_left_out(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(REPORT.read_bytes())
    (folder / "closed").mkdir(mode=0)
    (left_out,) = build(folder, tmp_path / "out", extractor=extract).manifest.left_out
    assert (left_out.file, left_out.reason) == ("closed", "a folder that cannot be read")


def test_what_is_no_report_is_left_out_with_the_reason_unless_forced(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(REPORT.read_bytes())
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    built = build(folder, tmp_path / "out", extractor=extract)
    (left_out,) = built.manifest.left_out
    assert left_out.file == "notice.txt"
    assert left_out.reason.startswith("no report on law-based government: its title names a notice")
    forced = build(folder, tmp_path / "out", force=True, extractor=extract)
    assert sorted(sources(forced)) == [("a.txt",), ("notice.txt",)]
    assert forced.folder != built.folder


def test_a_repost_is_another_source_of_the_longest_text(folder: Path, tmp_path: Path) -> None:
    text = REPORT.read_text(encoding="utf-8")
    (folder / "a.txt").write_text(text.rpartition("三是加强法治理念宣贯")[0], encoding="utf-8")
    (folder / "b.txt").write_text(text, encoding="utf-8")
    (folder / "c.html").write_text(f"<p>渝北区政府网</p><p>{text.replace(chr(10), '</p><p>')}</p>", encoding="utf-8")
    built = build(folder, tmp_path / "out", extractor=extract)
    entry = only(built)
    assert sorted(sources(built)) == [("a.txt",), ("b.txt",), ("c.html",)]
    assert entry.name != "a.txt"
    (pack,), (kept,) = open_release(built.folder).packs(), open_release(built.folder).source_packs()
    assert len([name for name in read_members(pack) if name.endswith(".nq.gz")]) == 1
    assert len(read_members(kept)) == 3
    assert not verify(built.folder).faults
    files = open_store(built.folder / "store").query(f"SELECT DISTINCT ?name {{ ?report <{GM}sourceFile>/<{GM}fileName> ?name }}")
    assert sorted(row["name"].value for row in files) == ["a.txt", "b.txt", "c.html"]


def test_what_was_recognised_or_not_read_is_remarked_and_quoted_only_for_want_of_better(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = REPORT.read_text(encoding="utf-8")
    (folder / "a.txt").write_text(text.replace("区政府：", ""), encoding="utf-8")
    (folder / "scan.txt").write_text(text, encoding="utf-8")
    read_all = Reader.read_all

    def scanned(reader: Reader, paths: Iterable[Path]) -> Iterator[SourceText | InputError]:
        for found in read_all(reader, paths):
            assert isinstance(found, SourceText)
            yield replace(found, recognised=True, unread_pages=(2,)) if "区政府：" in found.text else found

    monkeypatch.setattr(Reader, "read_all", scanned)
    monkeypatch.setattr("kg.build.recipe.program_version", lambda name: f"{name} 1.0")
    built = build(folder, tmp_path / "out", extractor=extract)
    entry = only(built)
    assert [kept.file.names[0] for kept in entry.sources] == ["a.txt", "scan.txt"]
    assert [kept.remarks for kept in entry.sources] == [(), (RECOGNISED, "its pages 2 are scans and were not read (KG_OCR_TIMEOUT)")]
    assert built.manifest.libraries["tesseract"] == "tesseract 1.0"
    assert "libreoffice" not in built.manifest.libraries


def test_the_order_of_reposts_does_not_matter(tmp_path: Path) -> None:
    text = REPORT.read_text(encoding="utf-8")
    releases = []
    for number, names in enumerate((("a", "b"), ("b", "a"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, content in zip(names, (text, text.replace("区政府：", "")), strict=True):
            (folder / f"{name}.txt").write_text(content, encoding="utf-8")
        releases.append(only(build(folder, tmp_path / f"out{number}", extractor=extract)).id)
    assert releases[0] == releases[1]


def test_the_table_wins_over_the_text_and_conflicts_are_told(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(REPORT.read_bytes())
    (folder / NAME).write_text(
        "file,bureau,year,published,url\na.txt,重庆市渝北区交通局,2019,2021-02-01,https://example.org/a\nb.txt,,,,\n", encoding="utf-8"
    )
    built = build(folder, tmp_path / "out", extractor=extract)
    entry = only(built)
    assert (entry.bureau, entry.year) == ("重庆市渝北区交通局", 2019)
    assert entry.conflicts == (
        "the year is 2019 by the table, but 2020 by the text",
        "the date of publication is 2021-02-01 by the table, but 2021-01-28 by the text",
    )
    assert entry.sources[0].file == SourceFile(("a.txt",), entry.sources[0].file.sha256, "text/plain", ("https://example.org/a",))
    assert [(left_out.file, left_out.reason) for left_out in built.manifest.left_out] == [("metadata.csv, line 3", "no such file: b.txt")]
    assert (built.folder / "sources" / NAME).read_bytes() == (folder / NAME).read_bytes()
    assert not verify(built.folder).faults
    store = open_store(built.folder / "store")
    (row,) = store.query(f"SELECT DISTINCT ?year {{ ?report <{GM}coversYear> ?year }}")
    assert row["year"].value == "2019"
    (row,) = store.query(f"SELECT DISTINCT ?url {{ ?file <{DCTERMS}source> ?url }}")
    assert row["url"].value == "https://example.org/a"


def test_a_table_elsewhere_may_be_named(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(REPORT.read_bytes())
    (tmp_path / "known.csv").write_text("file,year\na.txt,2018\n", encoding="utf-8")
    assert only(build(folder, tmp_path / "out", sidecar=tmp_path / "known.csv", extractor=extract)).year == 2018


def test_a_fault_in_the_table_is_told_before_anything_is_built(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(REPORT.read_bytes())
    (folder / NAME).write_text("file,colour\na.txt,red\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"metadata\.csv: line 1: unknown column 'colour'"):
        build(folder, tmp_path / "out", extractor=extract)
    assert not (tmp_path / "out").exists()


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(REPORT.read_bytes())
    (folder / "a.txt").write_bytes(REPORT.read_bytes())
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    built = build(folder, tmp_path / "out", extractor=extract)
    assert [(entry.file, entry.reason.partition(",")[0]) for entry in built.manifest.left_out] == [("link.txt", "a symbolic link")]


def test_copies_have_all_their_names_and_addresses(folder: Path, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (folder / name).write_bytes(REPORT.read_bytes())
    (folder / NAME).write_text("file,url\na.txt,https://example.org/a\nb.txt,https://example.org/b\n", encoding="utf-8")
    (kept,) = only(build(folder, tmp_path / "out", force=True, extractor=extract)).sources
    assert (kept.file.names, kept.file.urls) == (("a.txt", "b.txt"), ("https://example.org/a", "https://example.org/b"))


def test_the_table_adds_up_over_copies_and_reposts(folder: Path, tmp_path: Path) -> None:
    text = REPORT.read_text(encoding="utf-8")
    for name, content in (("a.txt", text), ("b.txt", text), ("c.txt", text.replace("区政府：", ""))):
        (folder / name).write_text(content, encoding="utf-8")
    (folder / NAME).write_text("file,year,published\na.txt,,\nb.txt,2020,2021-03-01\nc.txt,,2021-03-02\n", encoding="utf-8")
    built = build(folder, tmp_path / "out", extractor=extract)
    entry = only(built)
    assert entry.conflicts == (
        "the date of publication is 2021-03-01 by the table, but 2021-01-28 by the text",
        "the table has published 2021-03-02 for c.txt, but 2021-03-01 for b.txt, which is the same report",
    )
    assert not verify(built.folder).faults


def test_a_repost_under_the_label_of_its_publisher_is_the_same_report(folder: Path, tmp_path: Path) -> None:
    text = (seeds_folder() / "reports" / "002.txt").read_text(encoding="utf-8")
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "b.txt").write_text(f"发布机构：重庆市人民政府办公厅\n{text}", encoding="utf-8")
    assert len(only(build(folder, tmp_path / "out", extractor=extract)).sources) == 2


def test_a_folder_without_reports_says_what_became_of_its_files(folder: Path, tmp_path: Path) -> None:
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    with pytest.raises(InputError, match=r"none of its 1 files can be taken: notice\.txt: no report on law-based government"):
        build(folder, tmp_path / "out", extractor=simple_extract)
