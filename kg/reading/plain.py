"""Plain text: which encoding, and is it text at all?"""

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from kg.errors import InputError
from kg.reading.layout import Layout

__all__ = ["decode", "read"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
_COMMON = re.compile(r"[的一是了在和有为行政法工作建设年]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_SAMPLE = 64_000


def read(data: bytes, path: Path) -> Layout:
    """The text of a plain text file, as it stands.

    Raises:
        InputError: as :func:`decode`.
    """
    text, encoding = decode(data, path)
    return Layout(raw=text, text=text, media_type="text/plain", encoding=encoding, hard_lines=True)


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text of ``data`` and the name of its encoding; a byte order mark is left out.

    UTF-8 is tried first, because text that decodes as UTF-8 is hardly ever anything else; other
    encodings are told by charset-normalizer and must yield common Chinese characters.

    Raises:
        InputError: the bytes are no text, or in no known encoding.
    """
    text, encoding = _decoded(data, path)
    if _CONTROL.search(text):
        raise InputError(path, "not a text file: it holds control characters")
    return text, encoding


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _guess(data, path)


def _strictly(data: bytes, encoding: str, path: Path) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding.removesuffix("-sig")
    except UnicodeDecodeError as error:
        raise InputError(path, f"marked as {encoding.removesuffix('-sig')}, but byte {error.start} is not") from error


def _guess(data: bytes, path: Path) -> tuple[str, str]:
    match = from_bytes(data, cp_isolation=_CANDIDATES, explain=False).best()
    if match is None:
        if b"\x00" in data[:_SAMPLE]:
            raise InputError(path, "a binary file, not text")
        raise InputError(path, "neither UTF-8 nor another encoding that Chinese text is written in")
    text, encoding = _strictly(data, match.encoding, path)
    if not _COMMON.search(text[:_SAMPLE]):
        raise InputError(path, "neither UTF-8 nor another encoding that Chinese text is written in")
    return text, encoding
