"""Whatever a file is or does, it is refused with a reason, and the next file is read."""

import hashlib
import os
import re
import resource
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import monotonic
from typing import Any
from zipfile import ZipFile

import pytest
from reading_helpers import can_forbid_writing

from kg.errors import InputError
from kg.reading import Reader
from kg.settings import Settings

TEXT = "某某市水利局2023年度法治政府建设情况报告\n2023年，我局全面推进依法行政工作，开展执法检查12次。\n" * 5
FRAME = 8  # bytes of a length

Order = Callable[..., Path]


def joined(*fields: bytes) -> bytes:
    return b"".join(len(field).to_bytes(FRAME) + field for field in fields)


def frame(*fields: bytes) -> bytes:
    return joined(joined(*fields))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def refusal(settings: Settings, good: Path) -> Callable[..., str]:
    """Why a file is refused under some settings; the reader then reads another."""

    def reason(path: Path, **changes: Any) -> str:
        with Reader(replace(settings, **changes)) as reader:
            outcomes = list(reader.read_all([path, good]))
        assert isinstance(outcomes[0], InputError)
        assert not isinstance(outcomes[1], InputError)
        assert outcomes[0].path == str(path)
        return outcomes[0].reason

    return reason


@pytest.mark.usefixtures("obedient")
@pytest.mark.parametrize("action", ["loop", "loop_with_the_lock"])
def test_a_reader_that_does_not_end_is_stopped(refusal: Callable[..., str], order: Order, action: str) -> None:
    assert refusal(order(action), read_timeout=1.5) == "took longer than 1.5 s to read (KG_READ_TIMEOUT)"


@pytest.mark.usefixtures("obedient")
def test_only_a_pdf_is_given_the_time_of_a_scan(refusal: Callable[..., str], order: Order, tmp_path: Path) -> None:
    assert refusal(order("loop"), read_timeout=1.0, ocr_timeout=60.0) == "took longer than 1 s to read (KG_READ_TIMEOUT)"
    scan = tmp_path / "scan.pdf"
    scan.write_text("!loop\n%PDF-1.7", encoding="utf-8")
    reason = "took longer than 3 s to read (KG_READ_TIMEOUT and KG_OCR_TIMEOUT)"
    assert refusal(scan, read_timeout=1.0, ocr_timeout=2.0) == reason


@pytest.mark.usefixtures("obedient")
def test_a_reader_that_swells_is_stopped(refusal: Callable[..., str], order: Order) -> None:
    assert refusal(order("swell")) == "takes more than 300 MiB of memory to read (KG_READ_MEMORY)"


@pytest.mark.usefixtures("obedient")
def test_what_one_file_may_take_is_what_is_set(refusal: Callable[..., str], settings: Settings, order: Order) -> None:
    with Reader(settings) as reader:
        assert reader.read(order("take", 280)).text == "done"
    assert "300 MiB" in refusal(order("take", 310))
    assert "100 MiB" in refusal(order("take", 110), read_memory=100)


@pytest.mark.usefixtures("obedient")
def test_what_one_file_leaves_in_memory_is_not_charged_to_the_next(settings: Settings, order: Order) -> None:
    with Reader(settings) as reader:
        assert [reader.read(order("keep", 100)).text for _ in range(5)] == ["done"] * 5


@pytest.mark.usefixtures("obedient")
@pytest.mark.parametrize(
    ("action", "reason"),
    [
        ("crash", "the reader crashed (signal 11)"),
        ("end", "the reader crashed (exit status 3)"),
        ("hang_up", "the reader crashed (signal 9)"),
        ("fail", "the reader failed (IndexError: out of range��[2J)"),
        ("recurse", "the reader failed (RecursionError: maximum recursion depth exceeded)"),
        ("surrogate", "its text has halves of surrogate pairs, which are no characters"),
    ],
)
def test_a_reader_that_fails_is_named(refusal: Callable[..., str], order: Order, action: str, reason: str) -> None:
    assert refusal(order(action)) == reason


@pytest.mark.usefixtures("obedient")
@pytest.mark.parametrize(
    "answer",
    [
        (1 << 60).to_bytes(FRAME),
        b"\x80\x04\x95" + bytes(5),
        frame(),
        frame(b"refused"),
        frame(b"refused", b"\xff"),
        frame(b"text", b"x"),
        frame(*[b""] * 1000),
        (FRAME + 1).to_bytes(FRAME) + (5).to_bytes(FRAME) + b"x",
    ],
    ids=["endless", "a pickle", "empty", "no reason", "no UTF-8", "half a text", "many fields", "short"],
)
def test_an_answer_that_makes_no_sense_is_refused(refusal: Callable[..., str], order: Order, answer: bytes) -> None:
    assert refusal(order("answer", answer.hex())) == "the reader's answer makes no sense"


@pytest.mark.usefixtures("obedient")
def test_an_answer_that_does_not_end_is_not_waited_for(refusal: Callable[..., str], order: Order) -> None:
    answer = (1 << 20).to_bytes(FRAME) + b"x" * 1000
    assert "took longer" in refusal(order("answer", answer.hex()), read_timeout=1.5)


@pytest.mark.usefixtures("obedient")
@pytest.mark.skipif(not can_forbid_writing(), reason="this kernel has no Landlock")
def test_a_reader_writes_nowhere_but_in_its_folder(settings: Settings, order: Order) -> None:
    with TemporaryDirectory(dir="/var/tmp") as folder:  # in /tmp it may remove files
        victim = Path(folder, "victim")
        victim.write_text("of a user", encoding="utf-8")
        with Reader(settings) as reader:
            assert reader.read(order("change", victim)).raw == "write、cut off、make、make a folder、link、move、take、remove"
        assert [path.read_text(encoding="utf-8") for path in Path(folder).iterdir()] == ["of a user"]


@pytest.mark.usefixtures("obedient")
def test_a_reader_writes_no_large_file(refusal: Callable[..., str], order: Order) -> None:
    assert refusal(order("fill", 3), read_max_size=2) == "the reader failed (OSError: [Errno 27] File too large)"


def test_an_archive_is_unpacked_into_the_given_folder_only(settings: Settings, tmp_path: Path) -> None:
    path, into = tmp_path / "a.zip", tmp_path / "into"
    into.mkdir()
    with ZipFile(path, "w") as archive:
        archive.writestr("市局/报告.txt", TEXT)
        archive.writestr("../../escaped.txt", TEXT)
    with Reader(settings) as reader:
        members = reader.unpack(path, into)
        assert members
        assert (members[0].path, members[0].reason) == (None, "its name leads out of the archive")
        assert (members[1].name, members[1].path) == ("市局/报告.txt", into / "1")
        assert reader.read(into / "1").raw == TEXT
    assert [file.name for file in into.iterdir()] == ["1"]


@pytest.mark.usefixtures("obedient")
@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("plant_link", [joined(b"a"), joined(b"0"), joined(b"")]),
        ("answer", [joined(b"a"), joined(b"0"), joined(b"")]),
        ("answer", [joined(b"a"), joined(b"../good.txt"), joined(b"")]),
        ("answer", [b"[" * 100_000]),
    ],
    ids=["a link", "no file", "a file elsewhere", "no fields"],
)
def test_members_that_make_no_sense_are_refused(settings: Settings, order: Order, good: Path, action: str, fields: list[bytes]) -> None:
    into = good.with_name("into")
    into.mkdir()
    with Reader(settings) as reader:
        with pytest.raises(InputError, match="the reader's answer makes no sense"):
            reader.unpack(order(action, frame(b"members", *fields).hex()), into)
        assert reader.read(good).raw == TEXT
    assert list(into.iterdir()) == []


def test_a_file_of_500_mb_is_refused_at_once(refusal: Callable[..., str], settings: Settings, tmp_path: Path, good: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with Reader(settings) as reader:
        reader.read(good)
        start = monotonic()
        with pytest.raises(InputError, match=r"larger than 200 MiB \(KG_READ_MAX_SIZE\)"):
            reader.read(path)
        assert monotonic() - start < 1.0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(path, read_max_size=1000) == "takes more than 300 MiB of memory to read (KG_READ_MEMORY)"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 << 10


def test_one_character_a_hundred_million_times_is_refused(refusal: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * 100_000_000)
    assert refusal(path, read_memory=150) == "takes more than 150 MiB of memory to read (KG_READ_MEMORY)"


def test_a_text_of_too_many_characters_is_refused(refusal: Callable[..., str], tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 10, encoding="utf-8")
    most = len(TEXT * 10)
    assert refusal(path, read_max_characters=most - 1) == f"its text has more than {most - 1:,} characters (KG_READ_MAX_CHARACTERS)"
    with Reader(replace(settings, read_max_characters=most)) as reader:
        assert reader.read(path).raw == TEXT * 10


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x00" * 1000, "control characters"),
        (TEXT.encode() + b"\x00", "control characters"),
        (b"\xff\xfe" + "水利\ud800局".encode("utf-16-le", "surrogatepass") * 99, "marked as utf-16, but byte"),
        (("水利局" * 99 + "\ud83d\ude00").encode(errors="surrogatepass"), "neither UTF-8 nor another encoding"),
        (TEXT.encode()[:-2], "neither UTF-8 nor another encoding"),
        (TEXT.encode() + TEXT.encode("gb18030") + TEXT.encode("utf-16"), "not text|no text|neither|control"),
    ],
    ids=["zeros", "a zero", "a lone surrogate in UTF-16", "CESU-8", "cut in a character", "three encodings"],
)
def test_broken_text_is_refused(refusal: Callable[..., str], tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes(content)
    assert re.search(reason, refusal(path))


def test_what_is_no_file_is_refused_at_once(refusal: Callable[..., str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "none")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        assert refusal(tmp_path / "socket") == "no such device or address"
    assert refusal(tmp_path / "pipe") == "not a regular file"
    assert refusal(tmp_path / "dangling") == "no such file or directory"
    assert refusal(tmp_path / "circle") == "too many levels of symbolic links"
    assert refusal(tmp_path) == "is a directory"
    assert refusal(Path("/dev/zero")) == "not a regular file"
    assert refusal(tmp_path / ("x" * 300)) == "file name too long"


def test_names_of_any_bytes_are_read(settings: Settings, good: Path) -> None:
    path = good.with_name(os.fsdecode(b"\xcb\xae\n\xff.txt"))
    good.rename(path)
    with Reader(settings) as reader:
        assert reader.read(path).file == path.name


def test_names_are_those_of_the_asking_process(settings: Settings, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(good.parent)
    with Reader(settings) as reader:
        assert reader.read(good.name).raw == TEXT


def test_the_hash_of_a_changing_file_is_that_of_what_was_read(settings: Settings, good: Path) -> None:
    ended = Event()

    def change() -> None:
        with good.open("r+b", buffering=0) as file:
            while not ended.is_set():
                for digit in b"0123456789":
                    file.seek(TEXT.encode().index(b"12"))
                    file.write(bytes([digit]))

    thread = Thread(target=change)
    thread.start()
    with Reader(settings) as reader:
        sources = [reader.read(good)]
        while len(sources) < 100 or (len({source.raw for source in sources}) == 1 and len(sources) < 10_000):
            sources.append(reader.read(good))
    ended.set()
    thread.join()
    assert len({source.raw for source in sources}) > 1
    assert all(source.sha256 == hashlib.sha256(source.raw.encode()).hexdigest() for source in sources)
