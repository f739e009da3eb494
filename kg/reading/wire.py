"""What the pool and its workers say to each other: byte strings in frames, decoded strictly.

A file may take over the worker that reads it, so nothing is unpickled, no frame may be longer than its receiver says, and what is
not exactly a text is refused.
"""

import json
import select
import socket
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from itertools import chain
from pathlib import Path
from time import monotonic

from kg.reading.archive import Member
from kg.types import Cut, Metadata, SourceText

__all__ = ["decode", "decode_members", "encode", "encode_members", "is_waiting", "receive", "send"]

_LENGTH = 8  # bytes
_MOST_FIELDS = 100
_PART = "\0"


def send(channel: socket.socket, fields: Sequence[bytes]) -> None:
    """Send byte strings as one frame.

    Raises:
        OSError: nobody is there to receive it.
    """
    frame = b"".join(chain.from_iterable((_length(field), field) for field in fields))
    channel.sendall(_length(frame) + frame)


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
    frame = _exactly(channel, size, deadline)
    fields: list[bytes] = []
    start = 0
    while start < size and len(fields) < _MOST_FIELDS:
        end = start + _LENGTH + int.from_bytes(frame[start : start + _LENGTH])
        if end > size:
            raise ValueError(f"a field up to byte {end} of {size}")
        fields.append(bytes(frame[start + _LENGTH : end]))
        start = end
    return fields


def _length(data: bytes) -> bytes:
    return len(data).to_bytes(_LENGTH)


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
    places = (source.offsets, source.pages, [cut.start for cut in cuts], [cut.end for cut in cuts])
    words = (source.sha256, source.media_type, source.encoding, "recognised" if source.recognised else None, *astuple(source.metadata))
    return (
        *(text.encode() for text in (source.text, source.raw, _PART.join(cut.reason for cut in cuts))),
        *(array("Q", numbers).tobytes() for numbers in places),
        *(b"" if word is None else str(word).encode() for word in words),
    )


def decode(fields: Sequence[bytes], file: str) -> SourceText:
    """The text that :func:`encode` made these fields of, with every place within ``raw``.

    Raises:
        ValueError: they are no such fields.
    """
    text, raw, reasons = (field.decode() for field in fields[:3])
    offsets, pages, starts, ends = (_places(field, len(raw)) for field in fields[3:7])
    sha256, media_type, encoding, recognised, *metadata = (field.decode() or None for field in fields[7:])
    title, bureau, year, published, url, site = metadata
    if not sha256 or not media_type or len(offsets) != len(text):
        raise ValueError("no hash, no format, or not one place for each character")
    cuts = zip(starts, ends, reasons.split(_PART) if starts else (), strict=True)
    return SourceText(
        file=file,
        text=text,
        raw=raw,
        offsets=offsets,
        sha256=sha256,
        media_type=media_type,
        encoding=encoding,
        pages=tuple(pages),
        metadata=Metadata(title, bureau, int(year) if year else None, published, url, site),
        cuts=tuple(Cut(start, end, reason) for start, end, reason in cuts),
        recognised=recognised is not None,
    )


def encode_members(members: Iterable[Member]) -> bytes:
    """The names of the members of an archive with the number of its file, or the reason why it has none."""
    return json.dumps([[member.name, int(member.path.name) if member.path else member.reason] for member in members]).encode()


def decode_members(field: bytes, folder: Path) -> tuple[Member, ...]:
    """The members that :func:`encode_members` made this field of; their files are in ``folder``.

    Raises:
        ValueError: it is no such field.
    """
    members = []
    for entry in json.loads(field):
        match entry:
            case [str(name), int(number)]:
                members.append(Member(name, path=folder / str(number)))
            case [str(name), str(reason)]:
                members.append(Member(name, reason=reason))
            case _:
                raise ValueError(f"no member: {entry!r}")
    return tuple(members)


def _places(field: bytes, end: int) -> Sequence[int]:
    places = array("Q")
    places.frombytes(field)
    if max(places, default=0) > end:
        raise ValueError(f"a place beyond character {end}")
    return places
