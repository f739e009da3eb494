"""A folder as a researcher has it: archives, tables, re-posts, and files that are no report."""

import zipfile
from pathlib import Path

import pytest
from release_helpers import simple_extract

from kg.build import Built, build, verify
from kg.build.sidecar import NAME
from kg.errors import InputError
from kg.extraction.pipeline import extract
from kg.iris import DCTERMS, GM
from kg.resources import seeds_folder
from kg.store import open_store
from kg.store.manifest import ReportEntry
from kg.types import SourceFile

REPORT = seeds_folder() / "reports" / "003.txt"
NOTICE = "关于开展2023年度行政执法检查工作的通知\n各乡镇人民政府：\n" + "请于6月30日前将工作方案报送县司法局，逾期不报的予以通报。" * 12


def sources(built: Built) -> list[tuple[str, ...]]:
    """The names of the files of each source of each report."""
    return [kept.file.names for entry in built.manifest.reports for kept in entry.sources]


def only(built: Built) -> ReportEntry:
    (entry,) = built.manifest.reports
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
    assert len(list((built.folder / "shards").iterdir())) == 2
    assert len(list((built.folder / "sources").iterdir())) == 3
    assert not verify(built.folder).faults
    files = open_store(built.folder / "store").query(f"SELECT DISTINCT ?name {{ ?report <{GM}sourceFile>/<{GM}fileName> ?name }}")
    assert sorted(row["name"].value for row in files) == ["a.txt", "b.txt", "c.html"]


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
        "the published is 2021-02-01 by the table, but 2021-01-28 by the text",
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


def test_a_folder_without_reports_says_what_became_of_its_files(folder: Path, tmp_path: Path) -> None:
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    with pytest.raises(InputError, match=r"none of its 1 files can be taken: notice\.txt: no report on law-based government"):
        build(folder, tmp_path / "out", extractor=simple_extract)
