"""ZIP archives of reports: their files, under numbers instead of names, and what is refused of them and why."""

import errno
import re
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath, PureWindowsPath
from zipfile import ZipFile, ZipInfo

from kg.errors import InputError
from kg.reading.zipped import chunks, open_zip

__all__ = ["NO_ROOM_LEFT", "Limits", "Member", "unpack"]

NO_ROOM_LEFT = frozenset({errno.ENOSPC, errno.EDQUOT})  # of the folder, which is no fault of a file

_UTF_8 = 0x800  # the bit of the general purpose flags: the name is in UTF-8
_UNICODE_PATH = 0x7075  # the extra field in which Info-ZIP keeps the name in UTF-8
_NAME_ENCODINGS = ("utf-8", "gb18030", "cp437")  # as macOS, Windows in Chinese and the standard have them; the last takes every byte
_HEADER = struct.Struct("<4s22xHH")  # of a member: signature, length of the name, length of the extra field
_RATIO = 200  # a document of blanks alone is not deflated to less
_LEAST_BOMB = 10 << 20  # bytes: what is smaller does no harm at any ratio
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UNSEEN = (".", "~$", "__MACOSX")  # how names begin that file managers hide, or Word gives to what it has open
_FURNITURE = frozenset({"Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold: bytes of all members together, once inflated, and members."""

    size: int = 1024 << 20
    members: int = 10_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name within it, and where it was written to (``path``) or why it was not (``reason``)."""

    name: str
    path: Path | None = None
    reason: str | None = None


def unpack(path: Path, into: Path, limits: Limits) -> tuple[Member, ...]:
    """Write the files of an archive into the folder ``into``, named by numbers; the members in order of their names.

    Folders, and the files that file managers hide in them, are passed over. Archives within the archive are written as
    they are, not unpacked.

    Raises:
        OSError: there is no room left to write to.
        InputError: the archive is damaged, holds more than the limits allow, or its members overlap, so that a small file makes a big
            folder.
    """
    with open_zip(path, path) as archive:
        infos = archive.infolist()
        if len(infos) > limits.members:
            raise InputError(path, f"an archive of {len(infos):,} members, more than {limits.members:,} (KG_ARCHIVE_MAX_FILES)")
        size = sum(info.file_size for info in infos)
        if size > limits.size:
            raise InputError(path, f"an archive that inflates to {size >> 20} MiB, more than {limits.size >> 20} MiB (KG_ARCHIVE_MAX_SIZE)")
        _check_overlap(archive, infos, path)
        named = sorted(((_name(info), info) for info in infos), key=lambda pair: pair[0])
        seen: set[str] = set()
        members: list[Member] = []
        for name, info in named:
            if name.endswith("/") or _is_unseen(name):
                continue
            target = into / str(len(members))
            reason = "a second member of this name" if name in seen else _suspicion(info, name) or _write(archive, info, target)
            seen.add(name)
            members.append(Member(name, reason=reason) if reason else Member(name, path=target))
    return tuple(members)


def _suspicion(info: ZipInfo, name: str) -> str | None:
    """Why a member is not even inflated, if so."""
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "a symbolic link" if stat.S_ISLNK(mode) else "not a regular file"
    if PureWindowsPath(name).anchor or ".." in PurePosixPath(name).parts:
        return "its name leads out of the archive"
    if not name or _CONTROL.search(name):
        return "its name is empty or has control characters"
    if info.file_size > max(_LEAST_BOMB, _RATIO * info.compress_size):
        return f"a bomb: {info.compress_size:,} bytes that inflate to {info.file_size:,}"
    return None


def _write(archive: ZipFile, info: ZipInfo, target: Path) -> str | None:
    """Write the member to ``target``; or the reason why not."""
    try:
        with target.open("xb") as file:
            file.writelines(chunks(archive, info, target))
    except InputError as error:
        reason = error.reason
    except OSError as error:
        if error.errno in NO_ROOM_LEFT:
            raise
        reason = f"it cannot be written: {error.strerror}"
    else:
        return None
    target.unlink(missing_ok=True)
    return reason


def _check_overlap(archive: ZipFile, infos: Sequence[ZipInfo], path: Path) -> None:
    """Refuse members that share compressed data: each would be inflated in full.

    Raises:
        InputError: members overlap, or a member's own header is missing.
    """
    stretches = sorted(_stretches(archive, infos, path))
    if any(start < end for (_, end), (start, _) in pairwise(stretches)):
        raise InputError(path, "an archive whose members overlap, as those of a bomb do")


def _stretches(archive: ZipFile, infos: Sequence[ZipInfo], path: Path) -> Iterator[tuple[int, int]]:
    """Where each member begins and ends in the file."""
    file = archive.fp
    assert file is not None
    for info in infos:
        try:
            file.seek(info.header_offset)
            signature, name, extra = _HEADER.unpack(file.read(_HEADER.size))
        except (OSError, ValueError, struct.error) as error:
            raise InputError(path, "an archive that is damaged or cut off") from error
        if signature != b"PK\x03\x04":
            raise InputError(path, "an archive that is damaged or cut off")
        yield info.header_offset, info.header_offset + _HEADER.size + name + extra + info.compress_size


def _is_unseen(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part in _FURNITURE or (part.startswith(_UNSEEN) and part != "..") for part in parts)


def _name(info: ZipInfo) -> str:
    """The name of a member in the encoding that it was written in, with slashes between folders."""
    if info.flag_bits & _UTF_8:
        return info.orig_filename.replace("\\", "/")
    raw = info.orig_filename.encode("cp437")
    decoded = _unicode_path(info.extra, raw) or next(text for encoding in _NAME_ENCODINGS if (text := _decoded(raw, encoding)) is not None)
    return decoded.replace("\\", "/")


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name that Info-ZIP's extra field gives, if it belongs to this name."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field = extra[4 : 4 + size]
        if kind == _UNICODE_PATH and field[:5] == struct.pack("<BI", 1, zlib.crc32(raw)):
            return _decoded(field[5:], "utf-8")
        extra = extra[4 + size :]
    return None
