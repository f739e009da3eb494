"""What the pool and its workers say to each other: byte strings in frames, decoded strictly.

A file may take over the worker that reads it, so nothing is unpickled, no frame may be longer than its receiver says, and what is
not exactly a text is refused.
"""

import re
import select
import socket
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from itertools import chain
from pathlib import Path
from time import monotonic

from kg.reading.archive import Member
from kg.reading.formats import Format
from kg.types import Cut, Metadata, SourceText

__all__ = ["decode", "decode_members", "encode", "encode_members", "is_waiting", "receive", "send"]

_LENGTH = 8  # bytes
_MOST_FIELDS = 20
_MOST_MEMBERS = 1_000_000
_PART = "\0"
_SHA256 = re.compile("[0-9a-f]{64}")


def send(channel: socket.socket, fields: Sequence[bytes]) -> None:
    """Send byte strings as one frame.

    Raises:
        OSError: nobody is there to receive it.
    """
    channel.sendall(_joined([_joined(fields)]))


def is_waiting(channel: socket.socket) -> bool:
    """Whether something has come from the other side, be it the end."""
    poll = select.poll()
    poll.register(channel, select.POLLIN)
    return bool(poll.poll(0))


def receive(channel: socket.socket, limit: int, deadline: float | None = None) -> list[bytes]:
    """The byte strings of the next frame.

    Raises:
        TimeoutError: it is not there by ``deadline`` (of :func:`time.monotonic`).
        EOFError: the other side has hung up.
        ValueError: it has more than ``limit`` bytes, or its lengths contradict each other.
        OSError: the connection is broken.
    """
    size = int.from_bytes(_exactly(channel, _LENGTH, deadline))
    if size > limit:
        raise ValueError(f"a frame of {size} bytes")
    return _parted(bytes(_exactly(channel, size, deadline)), _MOST_FIELDS)


def _joined(fields: Iterable[bytes]) -> bytes:
    return b"".join(chain.from_iterable((len(field).to_bytes(_LENGTH), field) for field in fields))


def _parted(data: bytes, most: int) -> list[bytes]:
    """The fields that were joined.

    Raises:
        ValueError: they are more than ``most``, or no fields.
    """
    fields: list[bytes] = []
    start = 0
    while start < len(data) and len(fields) < most:
        end = start + _LENGTH + int.from_bytes(data[start : start + _LENGTH])
        fields.append(data[start + _LENGTH : end])
        start = end
    if start != len(data):
        raise ValueError(f"not up to {most} fields, but {len(data)} bytes")
    return fields


def _exactly(channel: socket.socket, size: int, deadline: float | None) -> memoryview:
    data = memoryview(bytearray(size))
    received = 0
    while received < size:
        if deadline is not None:
            if (left := deadline - monotonic()) <= 0:
                raise TimeoutError
            channel.settimeout(left)
        if not (count := channel.recv_into(data[received:])):
            raise EOFError
        received += count
    return data


def encode(source: SourceText) -> tuple[bytes, ...]:
    """The fields of a text, without the name of its file.

    Raises:
        UnicodeEncodeError: it holds a lone surrogate, which is no character.
    """
    cuts = source.cuts
    places = (source.offsets, source.pages, [cut.start for cut in cuts], [cut.end for cut in cuts], source.unread_pages)
    words = (source.sha256, source.media_type, source.encoding, "recognised" if source.recognised else None, *astuple(source.metadata))
    return (
        *(text.encode() for text in (source.text, source.raw, _PART.join(cut.reason for cut in cuts))),
        *(array("Q", numbers).tobytes() for numbers in places),
        *(b"" if word is None else str(word).encode() for word in words),
    )


def decode(fields: Sequence[bytes], file: str) -> SourceText:
    """The text that :func:`encode` made these fields of, with every place within ``raw`` and every page among its pages.

    Raises:
        ValueError: they are no such fields.
    """
    text, raw, reasons = (field.decode() for field in fields[:3])
    offsets, pages, starts, ends = (_places(field, len(raw)) for field in fields[3:7])
    sha256, media_type, encoding, recognised, *metadata = (field.decode() or None for field in fields[8:])
    title, bureau, year, published, url, site = metadata
    if not sha256 or not _SHA256.fullmatch(sha256) or not media_type or len(offsets) != len(text):
        raise ValueError("no hash, no format, or not one place for each character")
    unread = _places(fields[7], len(pages))
    cuts = zip(starts, ends, reasons.split(_PART) if starts else (), strict=True)
    return SourceText(
        file=file,
        text=text,
        raw=raw,
        offsets=offsets,
        sha256=sha256,
        media_type=Format(media_type),
        encoding=encoding,
        pages=tuple(pages),
        metadata=Metadata(title, bureau, int(year) if year else None, published, url, site),
        cuts=tuple(Cut(start, end, reason) for start, end, reason in cuts),
        recognised=recognised is not None,
        unread_pages=tuple(unread),
    )


def encode_members(members: Iterable[Member]) -> tuple[bytes, ...]:
    """The fields of an archive's members: their names, their files' names, and the reasons of those that have none."""
    rows = [(member.name, member.path.name if member.path else "", member.reason or "") for member in members]
    return tuple(_joined(row[column].encode() for row in rows) for column in range(3))


def decode_members(fields: Sequence[bytes], folder: Path) -> tuple[Member, ...]:
    """The members that :func:`encode_members` made these fields of, each with a numbered file of its own in ``folder`` or a reason.

    Raises:
        ValueError: they are no such fields.
    """
    names, files, reasons = ([word.decode() for word in _parted(field, _MOST_MEMBERS)] for field in fields)
    numbered = [file for file in files if file]
    if len(set(numbered)) < len(numbered) or not all(file.isdecimal() for file in numbered):
        raise ValueError("files that are not numbered, or belong to two members")
    members = []
    for name, file, reason in zip(names, files, reasons, strict=True):
        if bool(file) == bool(reason):
            raise ValueError("a member with both a file and a reason why it has none, or neither")
        members.append(Member(name, path=folder / file if file else None, reason=reason or None))
    return tuple(members)


def _places(field: bytes, end: int) -> Sequence[int]:
    places = array("Q")
    places.frombytes(field)
    if max(places, default=0) > end:
        raise ValueError(f"a place beyond {end}")
    return places
