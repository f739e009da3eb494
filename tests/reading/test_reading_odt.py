import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading import odt
from kg.reading.document import parse
from kg.types import Cut

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    [
        *(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "style", "text", "table")),
        f'xmlns:draw="{OASIS}:drawing:1.0" xmlns:svg="{OASIS}:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)
PATH = Path("report.odt")


def package(body: str, *, styles: str = "", common: str = "", title: str = "", manifest: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr("meta.xml", f"<meta {SPACES}><dc:title>{title}</dc:title></meta>")
        header = "<style:header><text:p>页眉</text:p></style:header>"
        archive.writestr("styles.xml", f"<office:document-styles {SPACES}>{common}{header}</office:document-styles>")
        content = f"{styles}<office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("content.xml", f"<office:document-content {SPACES}>{content}</office:document-content>")
    return buffer.getvalue()


def lines(body: str, styles: str = "", common: str = "") -> list[str]:
    text = odt.read(package(body, styles=styles, common=common), PATH).text
    return text.replace("\t", "").split("\n") if text else []


def paragraph(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def listed(*items: str, attributes: str = "") -> str:
    return f"<text:list {attributes}>{''.join(f'<text:list-item>{item}</text:list-item>' for item in items)}</text:list>"


LEVELS = """<text:list-style style:name="L">
    <text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
    <text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/>
    <text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="2"/>
    <text:list-level-style-bullet text:level="4"/></text:list-style>"""
OF_L = 'text:style-name="L"'


def test_paragraphs_and_headings_are_lines_and_headers_are_left_out() -> None:
    layout = odt.read(package('<text:h text:outline-level="1">标题</text:h><text:p>正文</text:p>', title=" 报告 "), PATH)
    assert layout.text == layout.raw == "标题\n正文"
    assert layout.metadata.title == "报告"


def test_numbers_of_lists_are_words() -> None:
    inner = listed(paragraph("乙") + listed(paragraph("丙"), paragraph("丁") + listed(paragraph("点"))), paragraph("戊"))
    body = listed(paragraph("甲") + paragraph("续") + inner, paragraph("己"), attributes=OF_L)
    assert lines(body, LEVELS) == ["一、甲", "续", "（1）乙", "1.1丙", "1.2丁", "点", "（2）戊", "二、己"]


def test_a_list_begins_anew_unless_it_continues_another() -> None:
    body = "".join(
        listed(paragraph(text), attributes=f"{OF_L} {attributes}")
        for text, attributes in (
            ("甲", 'xml:id="first"'),
            ("乙", 'text:continue-numbering="true"'),
            ("丙", ""),
            ("丁", 'text:continue-list="first"'),
            ("戊", 'text:continue-list="none"'),
        )
    )
    assert lines(body, LEVELS) == ["一、甲", "二、乙", "一、丙", "三、丁", "一、戊"]


def test_an_item_may_have_a_number_of_its_own_and_a_header_none() -> None:
    items = (
        '<text:list-header><text:p>头</text:p></text:list-header><text:list-item text:start-value="5"><text:p>甲</text:p></text:list-item>'
    )
    assert lines(f"<text:list {OF_L}>{items}</text:list>", LEVELS) == ["头", "五、甲"]


def test_a_paragraph_style_gives_the_list() -> None:
    styles = '<style:style style:name="P" style:parent-style-name="Q"/><style:style style:name="Q" style:list-style-name="L"/>'
    assert lines(listed(paragraph("甲", "P"), paragraph("乙", "P")), styles + LEVELS) == ["一、甲", "二、乙"]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/></text:outline-style>'
    )
    heading = '<text:h text:outline-level="{}" {}>{}</text:h>'
    body = (
        heading.format(1, "", "甲")
        + heading.format(2, "", "乙")
        + heading.format(1, 'text:is-list-header="true"', "丙")
        + heading.format(1, "", "丁")
    )
    assert lines(body, common=outline) == ["1.甲", "乙", "丙", "2.丁"]


def test_rows_are_lines_and_cells_are_parted() -> None:
    cells = "".join(f"<table:table-cell>{paragraph(text)}</table:table-cell>" for text in ("指标", "数值"))
    table = f"<table:table><table:table-row>{cells}<table:covered-table-cell/></table:table-row></table:table>"
    assert parse(package(paragraph("前文。") + table), PATH).text == "前文。\n指标 数值"


def test_a_text_box_follows_its_paragraph() -> None:
    box = f"<draw:frame><draw:text-box>{paragraph('盒一')}{paragraph('盒二')}</draw:text-box><svg:title>图</svg:title></draw:frame>"
    shape = f"<draw:custom-shape>{paragraph('形')}</draw:custom-shape>"
    assert lines(paragraph(f"前{box}{shape}后")) == ["前后", "盒一", "盒二", "形"]


def test_deleted_hidden_and_noted_text_is_left_out() -> None:
    styles = '<style:style style:name="T"><style:text-properties text:display="none"/></style:style>'
    styles += '<style:style style:name="U" style:parent-style-name="T"/>'
    deleted = f"<text:tracked-changes><text:deletion>{paragraph('删')}</text:deletion></text:tracked-changes>"
    note = (
        f"<text:note><text:note-body>{paragraph('注')}</text:note-body></text:note><office:annotation>{paragraph('批')}</office:annotation>"
    )
    hidden = '<text:span text:style-name="U">藏<text:span>也</text:span><text:tab/></text:span>'
    assert lines(f"{deleted}{paragraph(f'甲{note}{hidden}乙')}{paragraph('藏', 'U')}", styles) == ["甲乙"]


def test_breaks_tabs_and_blanks_are_read_as_shown() -> None:
    body = paragraph('甲<text:tab/>乙<text:line-break/>丙\n丁<text:s text:c="3"/>戊<text:s/>己<text:s text:c="999999999"/>庚')
    assert odt.read(package(body), PATH).text == f"甲\t乙\n丙 丁   戊 己{' ' * 80}庚"


def test_a_table_of_contents_is_cut() -> None:
    source = "<text:table-of-content-source><text:index-title-template>目录</text:index-title-template></text:table-of-content-source>"
    contents = f"<text:table-of-content>{source}<text:index-body>{paragraph('目标 1')}</text:index-body></text:table-of-content>"
    layout = odt.read(package(contents + paragraph("目标")), PATH)
    assert (layout.text, layout.cuts) == ("目标 1\n目标", (Cut(0, 4, "table of contents"),))


def test_an_encrypted_document_is_refused() -> None:
    with pytest.raises(InputError, match="encrypted"):
        odt.read(package("", manifest="<manifest:encryption-data xmlns:manifest='x'/>"), PATH)


def test_entities_are_refused() -> None:
    data = package("")
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        new.writestr("mimetype", old.read("mimetype"))
        new.writestr("content.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    with pytest.raises(InputError, match=r"content\.xml declares a document type"):
        parse(buffer.getvalue(), PATH)


@pytest.mark.parametrize("tenths", range(1, 10))
def test_a_document_that_is_cut_off_is_refused(tenths: int) -> None:
    data = package(paragraph("正文。") * 50)
    with pytest.raises(InputError, match="damaged or cut off"):
        parse(data[: len(data) * tenths // 10], PATH)
