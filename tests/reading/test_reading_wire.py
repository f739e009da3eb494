"""What is sent is what is received, and nothing else is taken for it."""

import socket
from array import array
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.archive import Member
from kg.reading.wire import decode, decode_members, encode, encode_members, is_waiting, receive, send
from kg.types import Cut, Metadata, SourceText

WORDS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9)
METADATA = st.builds(Metadata, title=WORDS, bureau=WORDS, year=st.none() | st.integers(1, 9999), published=WORDS, url=WORDS, site=WORDS)
CUTS = st.lists(st.builds(Cut, st.integers(0, 5), st.integers(5, 9), st.sampled_from(["navigation", "page number"])), max_size=3).map(tuple)
SOURCE = SourceText(
    file="a.txt",
    text="水利局",
    raw="水 利 局\n版权所有",
    offsets=array("Q", [0, 2, 4]),
    sha256="0" * 64,
    media_type="text/plain",
    encoding="utf-8",
    pages=(0, 4),
    unread_pages=(2,),
    metadata=Metadata(title="报告", year=2023),
    cuts=(Cut(6, 10, "footer"),),
)


@given(
    st.builds(
        SourceText,
        file=st.just("a.txt"),
        text=st.just("水利局"),
        raw=st.text(st.characters(exclude_categories=["Cs"]), min_size=9, max_size=12),
        offsets=st.lists(st.integers(0, 9), min_size=3, max_size=3).map(lambda places: array("Q", places)),
        sha256=st.just("0" * 64),
        media_type=st.just("text/html"),
        encoding=WORDS,
        pages=st.lists(st.integers(0, 9), min_size=3).map(tuple),
        unread_pages=st.lists(st.integers(1, 3)).map(tuple),
        metadata=METADATA,
        cuts=CUTS,
        recognised=st.booleans(),
    )
)
def test_a_text_is_received_as_it_was_sent(source: SourceText) -> None:
    assert decode(encode(source), "a.txt") == source


@given(st.lists(st.binary(max_size=9), max_size=20))
def test_fields_are_received_as_they_were_sent(fields: list[bytes]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send(ours, fields)
        assert is_waiting(theirs)
        assert receive(theirs, 10_000) == fields
        assert not is_waiting(theirs)


@pytest.mark.parametrize(
    ("index", "field"),
    [
        (0, b"\xe6\xb0"),
        (0, "水利".encode()),
        (1, b""),
        (3, array("Q", [0, 2, 11]).tobytes()),
        (3, array("Q", [0, 2, 1 << 63]).tobytes()),
        (3, bytes(23)),
        (4, array("Q", [11]).tobytes()),
        (5, b""),
        (6, bytes(16)),
        (7, array("Q", [3]).tobytes()),
        (8, b""),
        (9, b""),
        (11, b"\xff"),
        (-4, b"year"),
        (-4, b"9" * 5000),
    ],
)
def test_a_text_that_contradicts_itself_is_refused(index: int, field: bytes) -> None:
    fields = list(encode(SOURCE))
    assert decode(fields, "a.txt") == SOURCE
    fields[index] = field
    with pytest.raises(ValueError):  # noqa: PT011  whichever it is
        decode(fields, "a.txt")


@given(st.integers(0, 17), st.binary(max_size=20))
def test_a_changed_field_gives_a_text_within_its_source_or_nothing(index: int, field: bytes) -> None:
    fields = list(encode(SOURCE))
    fields[index] = field
    try:
        source = decode(fields, "a.txt")
    except ValueError:
        return
    assert len(source.offsets) == len(source.text)
    assert all(place <= len(source.raw) for place in (*source.offsets, *source.pages, *(cut.end for cut in source.cuts)))


def test_members_are_received_as_they_were_sent(tmp_path: Path) -> None:
    members = (Member("一/a\0.txt", path=tmp_path / "0"), Member("b.txt", reason="a symbolic link"), Member("", reason="no name"))
    assert decode_members(encode_members(members), tmp_path) == members
    assert decode_members(encode_members(()), tmp_path) == ()


@pytest.mark.parametrize(
    "members",
    [
        [Member("a", path=Path("/etc/passwd"))],
        [Member("a", path=Path(".."))],
        [Member("a", path=Path("-1"))],
        [Member("a", path=Path("0")), Member("b", path=Path("0"))],
        [Member("a", path=Path("0"), reason="both")],
        [Member("a")],
    ],
)
def test_members_without_numbered_files_of_their_own_are_refused(tmp_path: Path, members: list[Member]) -> None:
    with pytest.raises(ValueError, match="member"):
        decode_members(encode_members(members), tmp_path)


@given(st.lists(st.binary(max_size=40), max_size=4))
def test_members_are_numbered_or_refused_whatever_is_received(fields: list[bytes]) -> None:
    try:
        members = decode_members(fields, Path("folder"))
    except ValueError:
        return
    assert all(member.reason or (member.path and member.path.parent == Path("folder")) for member in members)


def test_an_answer_is_waited_for_no_longer_than_is_said() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"\x00")
        start = monotonic()
        with pytest.raises(TimeoutError):
            receive(ours, 100, start + 0.1)
        assert 0.1 <= monotonic() - start < 2.0


def test_a_frame_is_no_longer_than_is_said() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall((101).to_bytes(8))
        with pytest.raises(ValueError, match="101 bytes"):
            receive(ours, 100)
