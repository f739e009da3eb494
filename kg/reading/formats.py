"""Which format a file has, by its content."""

import re
from collections.abc import Mapping
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from kg.errors import InputError
from kg.reading.zipped import open_zip, part

__all__ = ["NAMES", "Format", "detect", "zip_format"]

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
    """A format of files, by its media type; of those that are not read, those that researchers are likely to have."""

    PLAIN = "text/plain"
    HTML = "text/html"
    MHTML = "multipart/related"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    DOC = "application/msword"
    RTF = "application/rtf"
    ZIP = "application/zip"
    DAMAGED_ZIP = "application/x-damaged-zip"
    WORD_XML = "application/xml"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ODF = "application/vnd.oasis.opendocument"
    EPUB = "application/epub+zip"
    OFD = "application/ofd"
    XLS = "application/vnd.ms-excel"
    PPT = "application/vnd.ms-powerpoint"
    MSG = "application/vnd.ms-outlook"
    ENCRYPTED = "application/x-encrypted-office"
    OLE = "application/x-ole-storage"
    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    TIFF = "image/tiff"
    SEVEN_ZIP = "application/x-7z-compressed"
    RAR = "application/vnd.rar"
    GZIP = "application/gzip"


NAMES: Mapping[Format, str] = {
    Format.PLAIN: "plain text",
    Format.HTML: "a web page",
    Format.MHTML: "a saved web page",
    Format.PDF: "a PDF",
    Format.DOCX: "a Word document",
    Format.ODT: "an OpenDocument text",
    Format.DOC: "a Word 97 or WPS document",
    Format.RTF: "an RTF document",
    Format.ZIP: "a ZIP archive: give its folder to kg build, or unpack it",
    Format.DAMAGED_ZIP: "a ZIP archive or Office file that is damaged or cut off",
    Format.WORD_XML: "Word 2003 XML",
    Format.XLSX: "an Excel workbook",
    Format.PPTX: "a PowerPoint presentation",
    Format.ODF: "an OpenDocument file of another kind",
    Format.EPUB: "an e-book (EPUB)",
    Format.OFD: "an OFD document",
    Format.XLS: "an Excel 97 workbook",
    Format.PPT: "a PowerPoint 97 presentation",
    Format.MSG: "an Outlook message",
    Format.ENCRYPTED: "an encrypted Office file",
    Format.OLE: "a legacy Office file of another kind, or a damaged one",
    Format.PNG: "a PNG image",
    Format.JPEG: "a JPEG image",
    Format.GIF: "a GIF image",
    Format.TIFF: "a TIFF image",
    Format.SEVEN_ZIP: "a 7z archive",
    Format.RAR: "a RAR archive",
    Format.GZIP: "a gzip archive",
}

_SIGNATURES = {
    rb"{\rtf": Format.RTF,
    b"\x89PNG\r\n": Format.PNG,
    b"\xff\xd8\xff": Format.JPEG,
    b"GIF8": Format.GIF,
    b"II*\0": Format.TIFF,
    b"MM\0*": Format.TIFF,
    b"7z\xbc\xaf\x27\x1c": Format.SEVEN_ZIP,
    b"Rar!\x1a\x07": Format.RAR,
    b"\x1f\x8b\x08": Format.GZIP,
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with members, without
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_XML = b'progid="Word.Document"'
_OFFICE_FOLDERS = {"word": Format.DOCX, "xl": Format.XLSX, "ppt": Format.PPTX}
_MIMETYPES = {
    Format.ODT: Format.ODT,
    "application/vnd.oasis.opendocument.text-template": Format.ODT,
    Format.EPUB: Format.EPUB,
}
_STREAMS = {
    "WordDocument": Format.DOC,
    "Workbook": Format.XLS,
    "Book": Format.XLS,
    "PowerPoint Document": Format.PPT,
    "__properties_version1.0": Format.MSG,
    "EncryptedPackage": Format.ENCRYPTED,
}


def detect(data: bytes) -> Format:
    """The format of a file's bytes; plain text where nothing else is recognised."""
    for signature, known in _SIGNATURES.items():
        if data.startswith(signature):
            return known
    if data.startswith(_ZIP):
        return zip_format(BytesIO(data))
    if data.startswith(_OLE):
        return _compound(data)
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return Format.PDF
    if _WORD_XML in head:
        return Format.WORD_XML
    if _ARCHIVE.search(data, 0, _PAGE_HEAD):
        return Format.MHTML
    if _PAGE.search(data[:_PAGE_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")):  # UTF-16 and byte order marks aside
        return Format.HTML
    return Format.PLAIN


def zip_format(file: Path | BytesIO) -> Format:
    """Which of the formats that ZIP files are a file has; ``DAMAGED_ZIP`` if it is none."""
    try:
        with open_zip(file, Path()) as archive:
            names = archive.namelist()
            mimetype = part(archive, "mimetype", Path()) or b""
    except InputError:
        return Format.DAMAGED_ZIP
    if "[Content_Types].xml" in names:
        folders = {name.partition("/")[0] for name in names}
        return next((known for folder, known in _OFFICE_FOLDERS.items() if folder in folders), Format.ZIP)
    if "OFD.xml" in names:
        return Format.OFD
    kind = mimetype.decode("ascii", "replace").strip()
    return _MIMETYPES.get(kind, Format.ODF if kind.startswith(Format.ODF) else Format.ZIP)


def _compound(data: bytes) -> Format:
    """The format of an OLE compound file, by the streams that it has an entry of: an embedded object may have some, too."""
    return next((known for stream, known in _STREAMS.items() if _entry(stream) in data), Format.OLE)


def _entry(stream: str) -> bytes:
    """How the entry of a stream begins: 64 bytes for the name, its length with the final zero, the kind (MS-CFB, 2.6.1)."""
    return stream.encode("utf-16-le").ljust(64, b"\0") + (2 * len(stream) + 2).to_bytes(2, "little") + b"\x02"
