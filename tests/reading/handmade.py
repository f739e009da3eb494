"""Documents written by hand: PDF files with whatever at whichever place, and texts for LibreOffice to print."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

__all__ = ["document", "flat_text", "lines", "print_texts", "rule", "show"]

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [<< /Type /Font"
    b" /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    b" /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880]"
    b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 90 >> >>] >>"
)
_WESTERN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_IMAGE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\x00\nendstream"
)
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
    )
)


def show(text: str, x: float, y: float, size: float = 16, matrix: str = "1 0 0 1") -> bytes:
    """A text at a place, in points from the lower left corner; ``matrix`` turns it."""
    return f"BT /F {size} Tf {matrix} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()


def lines(texts: Sequence[str], top: float = 700, left: float = 80, size: float = 16, pitch: float = 28) -> bytes:
    """Lines below each other; an ideographic blank at the start of one indents it by a character."""
    return b"".join(
        show(text.lstrip("\u3000"), left + size * (len(text) - len(text.lstrip("\u3000"))), top - pitch * index, size)
        for index, text in enumerate(texts)
    )


def rule(left: float, bottom: float, right: float, top: float) -> bytes:
    """A straight line."""
    return f"0.5 w {left} {bottom} m {right} {top} l S\n".encode()


def document(*pages: bytes, page: str = "", information: str = "", trailer: str = "", objects: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF of pages with these contents.

    ``page`` has more entries of each page, ``information`` and ``trailer`` have those of the document; ``objects`` replaces some objects.
    """
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
    bodies = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: _FONT,
        4: _IMAGE,
        5: f"<< {information} >>".encode(),
    }
    for index, content in enumerate(pages):
        resources = b"/Resources << /Font << /F 3 0 R /W " + _WESTERN + b" >> /XObject << /I 4 0 R >> >>"
        bodies[6 + 2 * index] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %b /Contents %d 0 R %b >>" % (
            resources,
            7 + 2 * index,
            page.encode(),
        )
        bodies[7 + 2 * index] = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)
    bodies |= objects or {}
    data = b"%PDF-1.7\n"
    places = []
    for number, body in sorted(bodies.items()):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    entries = f"/Size {len(bodies) + 1} /Root 1 0 R /Info 5 0 R {trailer}".encode()
    data += b"xref\n0 %d\n0000000000 65535 f \n%btrailer << %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table, entries, len(data))
    return data


def flat_text(paragraphs: Sequence[str], *, size: int, font: str, indent: int, after: int, header: str, align: str) -> str:
    """An OpenDocument text in one file, with a header and numbered pages; sizes in points."""
    body = "".join(f'<text:p text:style-name="P">{escape(paragraph)}</text:p>' for paragraph in paragraphs)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph">
<style:paragraph-properties fo:text-align="{align}" fo:text-indent="{indent}pt" fo:margin-bottom="{after}pt"
 style:punctuation-wrap="simple"/>
<style:text-properties fo:font-size="{size}pt" style:font-size-asian="{size}pt" fo:font-family="{font}" style:font-family-asian="{font}"
 style:language-asian="zh" style:country-asian="CN"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/>
<style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>{header}</text:p></style:header>
<style:footer><text:p>— <text:page-number text:select-page="current"/> —</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def print_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Let LibreOffice make a PDF of each of the flat texts; the test is skipped where there is none."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed")
    for name, text in texts.items():
        (folder / f"{name}.fodt").write_text(text, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, *folder.glob("*.fodt")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
