"""One small valid file of each format and encoding, to be damaged; made of parts, so that a damage reaches what is packed."""

import random
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

__all__ = ["SAMPLES", "TOKENS", "VALUES", "Parts", "Sample"]

Parts = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Sample:
    """A file's parts by their names, and how they are put together; ``weight`` is how often it is chosen."""

    parts: Parts
    join: Callable[[Parts, random.Random], bytes]
    weight: float = 1.0


_LINES = (
    "某某市水利局2023年度法治政府建设情况报告",
    "发布日期：2024-01-15　来源：某某市水利局",
    "一、主要做法",
    "2023年，我局全面推进依法行政工作，开展执法检查12次，办结率100 %，",
    "群众满意。",
    "（一）组织学习《行政处罚法》。",
    "二、存在的问题",
    "执法力量不足。",
)
_TEXT = "\n".join(_LINES) + "\n"
_FOREIGN = "某某市水利局工作報告，依法行政工作情況，開展檢查工作。\n" * 20
_PARAGRAPHS = "".join(f"<p style='text-indent:2em'>{line}</p>\n" for line in _LINES)
_HTML = (
    "<!DOCTYPE html><html><head><meta charset='{charset}'><title>法治政府建设情况报告</title><meta name='PubDate' content='2024-01-15'>"
    "<style>p {{ margin: 0 }}</style><script>if (a < b) document.write('<p>x</p>')</script></head>"
    "<body><ul><li><a href='/'>首页</a></li></ul>"
    "<div id='content'>"
    + _PARAGRAPHS
    + "<table><tr><td rowspan=2>检查</td><td>12&nbsp;次</td></tr><tr><td>&#x5904;罚</td></tr></table></div>"
    "<pre>  a\n b</pre><!-- 上一篇 --><div>版权所有</div></body></html>"
)
_MHTML = (
    "From: <Saved by Blink>\r\nSubject: =?utf-8?B?5oql5ZGK?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n----b\r\nContent-Type: text/html; charset=utf-8\r\n'
    "Content-Transfer-Encoding: base64\r\nContent-Location: http://example.org/a.html\r\n\r\n{page}\r\n----b--\r\n"
)
_RTF = (
    "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 SimSun;}}\\f0 "
    + "\\par ".join("".join(f"\\u{ord(c)}?" for c in line) for line in _LINES)
    + "\\par}"
)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = "".join(f"<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _LINES)
_DOCX = {
    "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
    "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
    "<Override PartName='/word/document.xml' ContentType="
    "'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>",
    "_rels/.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type="
    "'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>",
    "word/document.xml": f"<?xml version='1.0' encoding='UTF-8'?><w:document xmlns:w='{_W}'><w:body>{_WORD}"
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>制度</w:t><w:tab/><w:br/></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>检查</w:t></w:r></w:p></w:tc><w:tc><w:p><w:ins><w:r><w:t>12次</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>11次</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>"
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>1</w:t>"
    "<w:fldChar w:fldCharType='end'/></w:r></w:p><w:sectPr/></w:body></w:document>",
    "word/styles.xml": f"<w:styles xmlns:w='{_W}'><w:style w:type='paragraph' w:styleId='1'><w:name w:val='Normal'/><w:basedOn w:val='2'/>"
    "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>",
    "word/numbering.xml": f"<w:numbering xmlns:w='{_W}'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%1）'/></w:lvl></w:abstractNum><w:num w:numId='1'>"
    "<w:abstractNumId w:val='0'/></w:num></w:numbering>",
    "docProps/core.xml": "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>报告</dc:title></cp:coreProperties>",
}
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": f"<office:document-content xmlns:office='{_ODF}:office:1.0' xmlns:text='{_ODF}:text:1.0' xmlns:table='{_ODF}:table:1.0'>"
    "<office:automatic-styles><text:list-style xmlns:style='" + _ODF + ":style:1.0' style:name='L1'><text:list-level-style-number "
    "text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/></text:list-style></office:automatic-styles>"
    "<office:body><office:text>"
    + "".join(f"<text:p>{line}</text:p>" for line in _LINES)
    + "<text:list text:style-name='L1'><text:list-item>"
    "<text:p>制度<text:s text:c='3'/><text:tab/>建设<text:line-break/></text:p></text:list-item></text:list><table:table><table:table-row>"
    "<table:table-cell table:number-columns-repeated='2'><text:p>检查</text:p></table:table-cell></table:table-row></table:table>"
    "</office:text></office:body></office:document-content>",
    "meta.xml": f"<office:document-meta xmlns:office='{_ODF}:office:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><office:meta>"
    "<dc:title>报告</dc:title></office:meta></office:document-meta>",
}
_PDF_LINES = "".join(f"1 0 0 1 72 {760 - 24 * at} Tm <{line.encode('utf-16-be').hex()}> Tj\n" for at, line in enumerate(_LINES))
_PDF = {
    "header": b"%PDF-1.4\n",
    "catalog": b"<< /Type /Catalog /Pages 2 0 R >>",
    "pages": b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
    "page": b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
    "content": b"BT /F 12 Tf\n" + _PDF_LINES.encode() + b"ET\n60 50 400 100 re S 60 100 m 460 100 l S\n",
    "font": b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
    "descendant": b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
    "descriptor": b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 "
    b"/Descent -120 /CapHeight 880 /StemV 93 >>",
}
TOKENS = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        "\u200b\u2028".encode(),
        "　".encode(),
        b"\r",
        b"\x0c",
        b"\x1b",
        b"\xf0\x9f\x98\x80",
    ),
    *(
        b"<",
        b">",
        b"&#xD800;",
        b"&#0;",
        b"&#x110000;",
        b"&nbsp;",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<table>",
        b"</table>",
        b"<div>",
        b"</p>",
    ),
    *(
        b"<br>" * 50,
        b"<div>" * 3000,
        b"<b><p>" * 500,
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"&b;",
        b"<script>",
        b"<template>",
        b"<svg>",
        b"<frameset>",
    ),
    *(b"<w:p>" * 300, b"<w:tbl><w:tr><w:tc>", b"<w:br/>", b"<w:vMerge/>", b"w:val='99999999999'", b"w:val='-1'", b"text:c='99999999'"),
    *(
        b"%PDF-",
        b"endobj",
        b"stream\n",
        b"0 R",
        b"[" * 500,
        b"<<" * 500,
        b"/Kids [2 0 R]",
        b"-99999999999",
        b"1e39",
        b"{\\rtf1",
        b"\\u-1?",
        b"PK\x03\x04",
    ),
    *(b"multipart/related", b"Content-Transfer-Encoding: x\r\n", b"charset=utf-7", b"charset=base64", b"=?utf-8?B?", b"boundary="),
)
VALUES = (
    b"0",
    b"-1",
    b"1",
    b"3",
    b"7",
    b"100000",
    b"99999999999999999999",
    b"1e39",
    b"NaN",
    b"''",
    b"'-1'",
    b"'99999999999'",
    b"'x'",
    b"'1.5'",
)


def _whole(parts: Parts, _random: random.Random) -> bytes:
    return b"".join(parts.values())


def _saved_page(parts: Parts, _random: random.Random) -> bytes:
    return parts["before"] + b64encode(parts["page"]) + parts["after"]


def _zipped(parts: Parts, chance: random.Random) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED if chance.random() < 0.5 else 0) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _pdf(parts: Parts, _random: random.Random) -> bytes:
    """Objects numbered in their order, and the table of where they begin."""
    header, *objects = parts.values()
    file = bytearray(header)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        stream = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content) if number == 4 else content
        file += b"%d 0 obj\n%b\nendobj\n" % (number, stream)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(file) + trailer % (size, table, size, len(file))


def _sample(text: str, encoding: str = "utf-8") -> Sample:
    return Sample({"file": text.encode(encoding)}, _whole)


_BEFORE, _AFTER = (part.encode() for part in _MHTML.split("{page}"))
SAMPLES: Mapping[str, Sample] = {
    "text in UTF-8": _sample(_TEXT),
    "text in GB18030": _sample(_TEXT * 3, "gb18030"),
    "text in UTF-16": _sample(_TEXT, "utf-16"),
    "text in Big5": _sample(_FOREIGN, "big5"),
    "HTML in UTF-8": _sample(_HTML.format(charset="utf-8")),
    "HTML in GB18030": _sample(_HTML.format(charset="gb2312"), "gb18030"),
    "MHTML": Sample({"before": _BEFORE, "page": _HTML.format(charset="utf-8").encode(), "after": _AFTER}, _saved_page),
    "PDF": Sample(_PDF, _pdf, 2.0),
    "DOCX": Sample({name: text.encode() for name, text in _DOCX.items()}, _zipped, 2.0),
    "ODT": Sample({name: text.encode() for name, text in _ODT.items()}, _zipped, 2.0),
    "ZIP": Sample({"一/a.txt": _TEXT.encode(), "b.html": _HTML.format(charset="utf-8").encode(), "b/../c.txt": b"c"}, _zipped),
    "RTF": Sample({"file": _RTF.encode()}, _whole, 0.1),  # LibreOffice takes more than a second for each
}
