"""Which format a file has, by its content."""

import re
from enum import StrEnum

__all__ = ["Format", "detect"]

_HEAD = 1024  # bytes in which a PDF's header may stand (ISO 32000-1, annex H.3.4.1)
_PAGE_HEAD = 4096  # bytes in which a web page, which may begin with comments and scripts, shows what it is
_PAGE = re.compile(
    rb"<!doctype\s{1,9}html|<(?:html|head|body|frameset)[\s>]"
    rb"|\A\s{0,99}<(?:a|article|b|br|center|div|font|form|h[1-6]|meta|p|script|section|span|style|table|title|ul)[\s>]",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(
    rb"\A\s{0,9}(?=[\w-]{1,40}:).{0,3000}^content-type:\s{0,9}multipart/related", re.IGNORECASE | re.MULTILINE | re.DOTALL
)


class Format(StrEnum):
    """A format of files, by its media type."""

    PLAIN = "text/plain"
    HTML = "text/html"
    MHTML = "multipart/related"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    DOC = "application/msword"
    RTF = "application/rtf"
    ZIP = "application/zip"


def detect(data: bytes) -> Format:
    """The format of a file's bytes; plain text where nothing else is recognised."""
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return Format.PDF
    if _ARCHIVE.search(data, 0, _PAGE_HEAD):
        return Format.MHTML
    if _PAGE.search(data[:_PAGE_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")):  # UTF-16 and byte order marks aside
        return Format.HTML
    return Format.PLAIN
