import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.document import parse
from kg.reading.formats import NAMES, Format, detect

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(*names: str, mimetype: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "content")
    return buffer.getvalue()


def compound(stream: str) -> bytes:
    """A compound file of which only the entry of one stream is there."""
    name = f"{stream}\0".encode("utf-16-le")
    return OLE + name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + b"\x02"


OFFICE = "application/vnd.oasis.opendocument"
SAMPLES = [
    ("某局2023年度法治政府建设情况报告".encode(), Format.PLAIN),
    (b"", Format.PLAIN),
    (b"PK is no archive", Format.PLAIN),
    (b"%PDF-1.7\n", Format.PDF),
    (b"\n\n junk %PDF-1.4", Format.PDF),
    (rb"{\rtf1\ansi }", Format.RTF),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', Format.WORD_XML),
    (zipped("[Content_Types].xml", "word/document.xml"), Format.DOCX),
    (zipped("[Content_Types].xml", "xl/workbook.xml"), Format.XLSX),
    (zipped("[Content_Types].xml", "ppt/presentation.xml"), Format.PPTX),
    (zipped("word/报告.txt"), Format.ZIP),
    (zipped("report.docx", "[Content_Types].xml"), Format.ZIP),
    (zipped(), Format.ZIP),
    (zipped("a.pdf")[:60], Format.DAMAGED_ZIP),
    (zipped("content.xml", mimetype=f"{OFFICE}.text"), Format.ODT),
    (zipped("content.xml", mimetype=f"{OFFICE}.text-template"), Format.ODT),
    (zipped("content.xml", mimetype=f"{OFFICE}.spreadsheet"), Format.ODF),
    (zipped("content.opf", mimetype="application/epub+zip"), Format.EPUB),
    (zipped("OFD.xml", "Doc_0/Document.xml"), Format.OFD),
    (compound("WordDocument"), Format.DOC),
    (compound("Workbook"), Format.XLS),
    (compound("PowerPoint Document"), Format.PPT),
    (compound("__properties_version1.0"), Format.MSG),
    (compound("EncryptedPackage"), Format.ENCRYPTED),
    (compound("NotWordDocument"), Format.OLE),
    (OLE + "WordDocument".encode("utf-16-le"), Format.OLE),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"\xff\xd8\xff\xe0", Format.JPEG),
    (b"GIF89a", Format.GIF),
    (b"II*\0", Format.TIFF),
    (b"7z\xbc\xaf\x27\x1c\0\4", Format.SEVEN_ZIP),
    (b"Rar!\x1a\x07\x01\0", Format.RAR),
    (b"\x1f\x8b\x08\0", Format.GZIP),
]


@pytest.mark.parametrize(("data", "known"), SAMPLES, ids=lambda value: value.name if isinstance(value, Format) else "")
def test_a_format_is_told_by_content(data: bytes, known: Format) -> None:
    assert detect(data) is known


def test_a_document_stored_within_an_archive_does_not_make_it_that_document() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("report.pdf", "%PDF-1.7")
        archive.writestr("report.docx", zipped("[Content_Types].xml", "word/document.xml"))
    assert detect(buffer.getvalue()) is Format.ZIP


def test_every_format_has_a_name() -> None:
    assert set(NAMES) == set(Format)


@pytest.mark.parametrize(
    "known",
    [Format.ZIP, Format.DAMAGED_ZIP, Format.WORD_XML, Format.XLSX, Format.OFD, Format.XLS, Format.ENCRYPTED, Format.PNG, Format.RAR],
)
def test_what_is_no_text_document_is_refused_by_name(known: Format) -> None:
    data = next(data for data, sample in SAMPLES if sample is known)
    with pytest.raises(InputError) as caught:
        parse(data, Path("报告.doc"))
    assert str(caught.value) == f"报告.doc: not a text document but {NAMES[known]}"
