import errno
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.archive import Limits, Member, unpack

Archive = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Archive:
    """Writes an archive of members, each given as a name or as the whole of its entry, and its content."""

    def write(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w", method) as archive:
            for name, content in members:
                archive.writestr(name, content)
        return path

    return write


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def opened(path: Path, into: Path) -> dict[str, bytes | str]:
    """The names of the members, each with its content or the reason why it was refused."""
    members = unpack(path, into, Limits())
    found = {member.name: member.path.read_bytes() if member.path else f"{member.reason}" for member in members}
    assert len(found) == len(members)
    assert sorted(into.iterdir()) == sorted(member.path for member in members if member.path)
    return found


def test_members_are_listed_by_name_and_written_under_numbers(make: Archive, into: Path) -> None:
    path = make(("报告/乙.txt", b"2"), ("报告/", b""), ("a.txt", b"1"))
    assert unpack(path, into, Limits()) == (Member("a.txt", into / "0"), Member("报告/乙.txt", into / "1"))
    assert (into / "1").read_bytes() == b"2"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_a_declared_encoding_are_read_as_chinese_programs_write_them(make: Archive, into: Path, encoding: str) -> None:
    raw = "某局2023年度报告\\正文.txt".encode(encoding)
    path = make(("x" * len(raw), b"1"))
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert opened(path, into) == {"某局2023年度报告/正文.txt": b"1"}


def test_the_name_in_an_extra_field_wins_if_it_belongs_to_the_name(make: Archive, into: Path) -> None:
    def entry(raw: str, of: bytes) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(raw)
        field = struct.pack("<BI", 1, zlib.crc32(of)) + f"报告{raw}".encode()
        info.extra = struct.pack("<HH", 0x5455, 1) + b"\0" + struct.pack("<HH", 0x7075, len(field)) + field
        return info

    assert opened(make((entry("a", b"a"), b"1"), (entry("b", b"other"), b"2")), into) == {"b": b"2", "报告a": b"1"}


def test_what_file_managers_hide_is_passed_over(make: Archive, into: Path) -> None:
    hidden = ("__MACOSX/._a.txt", ".DS_Store", "b/.hidden/c.txt", "Thumbs.db", "b/~$报告.docx")
    assert opened(make(*((name, b"") for name in hidden), ("b/a.txt", b"1")), into) == {"b/a.txt": b"1"}


@pytest.mark.parametrize("name", ["../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "C:\\evil.txt", "C:evil.txt"])
def test_a_name_that_leads_out_is_refused_and_nothing_is_written(make: Archive, into: Path, name: str) -> None:
    found = opened(make((name, b"1")), into)
    assert found == {name.replace("\\", "/"): "its name leads out of the archive"}
    assert {path.name for path in into.parent.iterdir()} == {"archive.zip", "into"}


@pytest.mark.parametrize(
    ("kind", "reason"), [(stat.S_IFLNK, "a symbolic link"), (stat.S_IFIFO, "not a regular file"), (stat.S_IFCHR, "not a regular file")]
)
def test_what_is_no_regular_file_is_refused(make: Archive, into: Path, kind: int, reason: str) -> None:
    info = zipfile.ZipInfo("passwords.txt")
    info.external_attr = (kind | 0o777) << 16
    assert opened(make((info, b"/etc/passwd"), ("a.txt", b"1")), into) == {"a.txt": b"1", "passwords.txt": reason}


def test_names_that_are_empty_odd_or_twice_there_are_refused(make: Archive, into: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = make(("a.txt", b"1"), ("a.txt", b"2"), ("b\n.txt", b"3"))
    assert unpack(path, into, Limits()) == (
        Member("a.txt", into / "0"),
        Member("a.txt", reason="a second member of this name"),
        Member("b\n.txt", reason="its name is empty or has control characters"),
    )


def test_encrypted_rarely_compressed_and_damaged_members_are_refused_and_the_others_read(make: Archive, into: Path) -> None:
    path = make(("a.txt", b"1"), ("damaged.txt", b"2222"), ("encrypted.txt", b"3"), ("z.txt", b"4"), method=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes().replace(b"2222", b"2322"))
    directory = data.rindex(b"encrypted.txt") - 46
    data[directory + 8] |= 1
    data[data.rindex(b"z.txt") - 46 + 10] = 9
    path.write_bytes(data)
    assert opened(path, into) == {
        "a.txt": b"1",
        "damaged.txt": "damaged",
        "encrypted.txt": "encrypted",
        "z.txt": "compressed by method 9, which is not supported",
    }


def test_an_archive_within_is_written_as_it_is(make: Archive, into: Path) -> None:
    inner = make(("a.txt", b"1")).read_bytes()
    assert opened(make(("inner.zip", inner)), into) == {"inner.zip": inner}


def test_a_member_that_inflates_a_thousandfold_is_refused(make: Archive, into: Path) -> None:
    found = opened(make(("bomb.txt", bytes(11 << 20)), ("small.txt", bytes(1 << 20))), into)
    assert str(found["bomb.txt"]).startswith("a bomb: 1")
    assert found["small.txt"] == bytes(1 << 20)


def test_a_member_that_conceals_its_size_is_not_written(make: Archive, into: Path) -> None:
    path = make(("bomb.txt", bytes(11 << 20)))
    size = (11 << 20).to_bytes(4, "little")
    assert path.read_bytes().count(size) == 2
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    assert opened(path, into) == {"bomb.txt": "damaged"}


def test_a_member_larger_than_a_file_may_be_is_refused(make: Archive, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_: object) -> None:
        raise OSError(errno.EFBIG, "File too large")

    path = make(("a.txt", b"1"))
    monkeypatch.setattr(Path, "open", too_large)
    assert unpack(path, into, Limits()) == (Member("a.txt", reason="it cannot be written: File too large"),)


def test_a_full_disk_is_no_fault_of_a_member(make: Archive, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = make(("a.txt", b"1"))
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="No space left"):
        unpack(path, into, Limits())


def test_an_archive_of_too_many_members_is_refused(make: Archive, into: Path) -> None:
    path = make(*((f"{number}.txt", b"") for number in range(10_001)), method=zipfile.ZIP_STORED)
    with pytest.raises(InputError, match=r"an archive of 10,001 members, more than 10,000 \(KG_ARCHIVE_MAX_FILES\)"):
        unpack(path, into, Limits())
    assert not list(into.iterdir())


def test_an_archive_that_inflates_to_too_much_is_refused_before_anything_is_written(make: Archive, into: Path) -> None:
    path = make(("a.txt", bytes(1 << 20)), ("b.txt", bytes(1 << 20)))
    with pytest.raises(InputError, match=r"an archive that inflates to 2 MiB, more than 1 MiB \(KG_ARCHIVE_MAX_SIZE\)"):
        unpack(path, into, Limits(size=(2 << 20) - 1))
    assert not list(into.iterdir())
    assert len(unpack(path, into, Limits(size=2 << 20, members=2))) == 2


def test_members_that_share_their_data_are_refused(make: Archive, into: Path) -> None:
    path = make(("a.txt", b"1" * 1000), ("b.txt", b"1" * 1000))
    data = bytearray(path.read_bytes())
    second = data.rindex(b"b.txt") - 46
    data[second + 42 : second + 46] = bytes(4)  # it now begins where the first does
    path.write_bytes(data)
    with pytest.raises(InputError, match="an archive whose members overlap"):
        unpack(path, into, Limits())


@pytest.mark.parametrize("tenths", range(10))
def test_an_archive_that_is_cut_off_is_refused(make: Archive, into: Path, tenths: int) -> None:
    path = make(*((f"{number}.txt", b"content") for number in range(20)))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * tenths // 10])
    with pytest.raises(InputError, match="damaged or cut off"):
        unpack(path, into, Limits())


def test_a_directory_that_points_to_no_member_is_damaged(make: Archive, into: Path) -> None:
    path = make(("a.txt", b"1"))
    path.write_bytes(path.read_bytes().replace(b"PK\x03\x04", b"PK\x03\x05"))
    with pytest.raises(InputError, match="an archive that is damaged or cut off"):
        unpack(path, into, Limits())
