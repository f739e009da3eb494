"""Which format a file has, by its content."""

from enum import StrEnum

__all__ = ["Format", "detect"]

_HEAD = 1024  # bytes in which a PDF's header may stand (ISO 32000-1, annex H.3.4.1)


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
    return Format.PLAIN
