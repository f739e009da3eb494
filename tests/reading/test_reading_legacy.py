import shutil
import stat
import subprocess
import time
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading import legacy, read
from kg.reading.document import parse
from kg.resources import seeds_folder

REPORTS = [seeds_folder() / "reports" / "001.txt", seeds_folder() / "reports" / "000.txt"]
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs LibreOffice: apt-get install libreoffice-writer-nogui"
)


def convert(folder: Path, ending: str, *sources: Path) -> None:
    """Let LibreOffice write plain text in another format."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--infilter=Text (encoded):UTF8", "--outdir", folder, *sources], check=True, capture_output=True)


@needs_libreoffice
@pytest.mark.parametrize("ending", ["docx", "odt", "doc", "rtf"])
def test_what_libreoffice_writes_reads_like_the_plain_text(tmp_path: Path, ending: str) -> None:
    convert(tmp_path, ending, *REPORTS)
    for report in REPORTS:
        source = read(tmp_path / f"{report.stem}.{ending}")
        assert source.text == read(report).text
        assert all(char in "\n " or source.raw[place] == char for char, place in zip(source.text, source.offsets, strict=True))


@needs_libreoffice
def test_a_wps_document_is_told_by_content(tmp_path: Path) -> None:
    convert(tmp_path, "doc", REPORTS[0])
    source = read((tmp_path / f"{REPORTS[0].stem}.doc").rename(tmp_path / "report.wps"))
    assert (source.media_type, source.text) == ("application/msword", read(REPORTS[0]).text)


@needs_libreoffice
def test_numbers_tables_deletions_and_hidden_text_of_rtf_are_read_as_shown() -> None:
    level = r"{\listlevel\levelnfc39\levelstartat1{\leveltext\'02\'00\u12289 ?;}{\levelnumbers\'01;}}"
    table = r"\trowd\cellx2000\cellx4000\intbl \u25351 ?\u26631 ?\cell 12\cell\row\pard "
    body = rf"\pard\ls1\ilvl0 \'d6\'f7\par \u20837 ?\par\pard {table}\u30002 ?{{\deleted\u21024 ?}}{{\v\u34255 ?}}\u20057 ?\par"
    rtf = (
        rf"{{\rtf1\ansi\ansicpg936{{\*\listtable{{\list{level}\listid1}}}}"
        rf"{{\*\listoverridetable{{\listoverride\listid1\listoverridecount0\ls1}}}}{body}}}"
    )
    assert parse(rtf.encode("ascii"), Path("report.rtf")).text == "一、主\n二、入\n指标 12\n甲乙"


@needs_libreoffice
def test_a_document_that_libreoffice_cannot_read_is_refused() -> None:
    with pytest.raises(InputError, match="LibreOffice cannot read it: it is damaged or encrypted"):
        parse(rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 ", Path("report.rtf"))


def test_without_libreoffice_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError) as caught:
        legacy.read(rb"{\rtf1 }", Path("report.doc"))
    assert str(caught.value) == "report.doc: an RTF document, which needs LibreOffice: apt-get install libreoffice-writer-nogui"


def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pids = tmp_path / "pids"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 60 & echo $$ $! > {pids}\nwait\n", encoding="ascii")
    program.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("KG_READ_TIMEOUT", "1")
    with pytest.raises(InputError, match=r"LibreOffice took longer than 0\.9 s to read it \(KG_READ_TIMEOUT, less a tenth\)"):
        legacy.read(rb"{\rtf1 }", Path("report.rtf"))
    started = pids.read_text(encoding="ascii").split()
    assert len(started) == 2
    over = time.monotonic() + 10
    while any(map(is_running, started)):
        assert time.monotonic() < over
        time.sleep(0.05)


def is_running(pid: str) -> bool:
    """Whether the process is there, and not merely waiting to be forgotten."""
    try:
        return Path("/proc", pid, "stat").read_text(encoding="ascii").split()[2] != "Z"
    except FileNotFoundError:
        return False
