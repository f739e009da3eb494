import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading import docx
from kg.reading.document import parse
from kg.types import Cut

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PATH = Path("report.docx")


def relationships(**targets: str) -> str:
    relations = (f'<Relationship Type="{RELATIONS}/{kind.replace("_", "-")}" Target="{target}"/>' for kind, target in targets.items())
    return f'<Relationships xmlns="{PACKAGE}">{"".join(relations)}</Relationships>'


def package(
    body: str, *, numbering: str = "", styles: str = "", title: str = "", namespace: str = TRANSITIONAL, main: str = "word/document.xml"
) -> bytes:
    def root(name: str, content: str) -> str:
        return f'<w:{name} xmlns:w="{namespace}" xmlns:m="urn:m" xmlns:mc="urn:mc" xmlns:a="urn:a">{content}</w:{name}>'

    folder, _, file = main.rpartition("/")
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", relationships(officeDocument=main, core_properties="docProps/core.xml"))
        archive.writestr(f"{folder}/_rels/{file}.rels", relationships(numbering="/word/numbering.xml", styles="../word/styles.xml"))
        archive.writestr(main, root("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/numbering.xml", root("numbering", numbering))
        archive.writestr("word/styles.xml", root("styles", styles))
        archive.writestr(
            "docProps/core.xml", f'<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d"><d:title>{title}</d:title></c:coreProperties>'
        )
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def numbered(text: str, level: int, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, kind: str, pattern: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/>{more}</w:lvl>'


def lists(*levels: str, more: str = "") -> str:
    definition = f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
    return f'{definition}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    text = docx.read(package(body, numbering=numbering, styles=styles), PATH).text
    return text.replace("\t", "").split("\n") if text else []


HEADINGS = lists(level(0, "chineseCounting", "%1、"), level(1, "japaneseCounting", "（%2）"), level(2, "decimal", "%3."))


def test_paragraphs_of_like_length_stay_apart() -> None:
    paragraphs = ["某某市水利局法治政府建设情况报告", *["全年开展联合执法检查行动十二次"] * 12, "组织学习培训，", "参训人员多。"]
    assert lines("".join(map(paragraph, paragraphs))) == paragraphs


@pytest.mark.parametrize("namespace", [TRANSITIONAL, STRICT])
def test_paragraphs_are_lines_in_either_form_of_the_standard(namespace: str) -> None:
    layout = docx.read(package(paragraph("第一段") + paragraph("第二段"), namespace=namespace, title=" 报告 "), PATH)
    assert layout.text == layout.raw == "第一段\n第二段"
    assert layout.metadata.title == "报告"


def test_the_main_part_may_have_another_name() -> None:
    assert docx.read(package(paragraph("正文"), main="word/sub/document22.xml"), PATH).text == "正文"


def test_numbers_that_word_counts_are_words() -> None:
    body = numbered("主要举措", 0) + numbered("依法决策", 1) + numbered("开展检查", 2) + numbered("组织培训", 2)
    body += paragraph("正文") + numbered("执法监督", 1) + numbered("强化公示", 2) + numbered("存在问题", 0) + numbered("短板", 1)
    expected = [
        "一、主要举措",
        "（一）依法决策",
        "1.开展检查",
        "2.组织培训",
        "正文",
        "（二）执法监督",
        "1.强化公示",
        "二、存在问题",
        "（一）短板",
    ]
    assert lines(body, HEADINGS) == expected


def test_a_number_may_name_the_levels_above_it_and_write_them_in_digits() -> None:
    numbering = lists(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert lines(numbered("总则", 0) + numbered("目的", 1) + numbered("范围", 1), numbering) == ["第一章总则", "1.1目的", "1.2范围"]


def test_a_level_may_count_on_whatever_stands_above() -> None:
    numbering = lists(level(0, "chineseCounting", "第%1章"), level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>'))
    body = numbered("甲", 0) + numbered("乙", 1) + numbered("丙", 0) + numbered("丁", 1)
    assert lines(body, numbering) == ["第一章甲", "第一条乙", "第二章丙", "第二条丁"]


def test_another_list_of_the_same_definition_counts_on_unless_it_starts_anew() -> None:
    on = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    anew = '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    numbering = lists(level(0, "decimal", "%1."), more=on + anew)
    assert lines(numbered("甲", 0) + numbered("乙", 0, 2) + numbered("丙", 0, 3) + numbered("丁", 0, 3), numbering) == [
        "1.甲",
        "2.乙",
        "1.丙",
        "2.丁",
    ]


def test_a_style_gives_its_list_and_level_to_paragraphs_and_to_styles_based_on_it() -> None:
    styles = """<w:style w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="h2"><w:basedOn w:val="h1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="h3"><w:basedOn w:val="h1"/></w:style><w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>"""
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>') for text, style in (("甲", "h1"), ("乙", "h2"), ("丙", "h3"), ("丁", "loop"))
    )
    body += paragraph("戊", '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    numbering = lists(level(0, "decimal", "%1."), level(1, "decimal", "（%2）"), level(2, "decimal", "%3）", '<w:pStyle w:val="h3"/>'))
    assert lines(body, numbering, styles) == ["1.甲", "（1）乙", "1）丙", "丁", "戊"]


def test_bullets_and_numbers_without_text_are_no_lines() -> None:
    numbering = lists(level(0, "bullet", "●"), level(1, "decimal", "%2."))
    assert lines(numbered("甲", 0) + numbered(" ", 1) + numbered("乙", 1), numbering) == ["甲", "2.乙"]


def test_rows_are_lines_and_cells_are_parted() -> None:
    table = f"<w:tbl>{row(paragraph('指标'), paragraph('数值'))}{row(paragraph('处罚') + paragraph('案件'), paragraph('12件'))}</w:tbl>"
    source = parse(package(paragraph("前文。") + table + paragraph("后文。")), PATH)
    assert source.text == "前文。\n指标 数值\n处罚案件 12件\n后文。"


def test_a_table_that_arranges_the_page_is_read_as_paragraphs() -> None:
    inner = f"<w:tbl>{row(paragraph('指标'), paragraph('数值'))}</w:tbl>"
    body = f"<w:tbl>{row(paragraph('一、举措') + paragraph('我局开展检查。') + inner, paragraph('附注'))}</w:tbl>"
    assert lines(body) == ["一、举措", "我局开展检查。", "指标   数值", "附注"]


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('盒中')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert lines(paragraph(f"{run('前')}<w:r>{both}</w:r>{run('后')}") + paragraph("下一段")) == ["前后", "盒中", "下一段"]
    shape = "<a:txBody><a:p><a:r><a:t>形中</a:t></a:r></a:p></a:txBody>"
    assert lines(paragraph(f"{run('前')}<w:r>{shape}</w:r>{run('后')}")) == ["前后", "形中"]


def test_insertions_are_in_and_deletions_out() -> None:
    changes = f"{run('甲')}<w:del><w:r><w:delText>删</w:delText><w:tab/></w:r></w:del><w:ins>{run('入')}</w:ins>"
    moves = f"<w:moveFrom>{run('移')}</w:moveFrom><w:moveTo>{run('到')}</w:moveTo>"
    old = '<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    assert lines(paragraph(changes + moves, old), HEADINGS) == ["甲入到"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    assert lines(paragraph("前半", "<w:rPr><w:del/></w:rPr>") + numbered("后半", 0), HEADINGS) == ["一、前半后半"]


def test_hidden_text_is_left_out() -> None:
    styles = '<w:style w:styleId="z"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph(
        run("甲") + run("藏", "<w:vanish/>") + run("乙", '<w:vanish w:val="0"/>') + run("藏", '<w:rStyle w:val="z"/>') + run("丙")
    )
    assert lines(body + paragraph("藏", '<w:pStyle w:val="z"/>'), styles=styles) == ["甲乙丙"]


def test_breaks_tabs_symbols_and_fields_are_read_as_shown() -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>'
    symbols = "".join(f'<w:sym w:char="{code}"/>' for code in ("2460", "F0FE", "x", "D800", "110000"))
    symbols = f"<w:r>{symbols}<w:noBreakHyphen/><w:softHyphen/><w:t>丁\n戊</w:t></w:r>"
    tabs = '<w:tabs><w:tab w:val="left"/></w:tabs>'
    body = paragraph(f"{run('甲')}<w:r><w:tab/><w:t>乙</w:t><w:br/></w:r>{field}{run('丙')}{symbols}<m:r><m:t>x</m:t></m:r>", tabs)
    assert docx.read(package(body), PATH).text == "甲\t乙\n丙①-丁 戊x"


def test_a_table_of_contents_is_cut() -> None:
    styles = '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    layout = docx.read(package(paragraph("目标\t1", '<w:pStyle w:val="11"/>') + paragraph("目标"), styles=styles), PATH)
    assert (layout.text, layout.cuts) == ("目标\t1\n目标", (Cut(0, 4, "table of contents"),))


def test_text_that_only_word_merges_is_not_passed_over() -> None:
    with pytest.raises(InputError, match="altChunk"):
        docx.read(package(paragraph("正文") + "<w:altChunk/>"), PATH)


def test_deep_nesting_does_no_harm() -> None:
    deep = 50_000
    body = "<w:tbl><w:tr><w:tc>" * deep + paragraph("底") + "</w:tc></w:tr></w:tbl>" * deep
    assert lines(body, styles="<w:style>" * deep + "</w:style>" * deep) == ["底"]


def test_entities_are_refused_before_they_are_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    for name in ("word/document.xml", "word/styles.xml", "_rels/.rels"):
        data = with_part(package(paragraph("正文")), name, f'<!DOCTYPE x [<!ENTITY a0 "哈">{laughs}]><x>&a11;</x>'.encode())
        with pytest.raises(InputError, match=f"{name} declares a document type"):
            docx.read(data, PATH)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return buffer.getvalue()


def test_a_bomb_is_refused_by_its_declared_size() -> None:
    data = with_part(package(paragraph("正文")), "word/document.xml", b" " * (33 << 20))
    assert len(data) < 100_000
    with pytest.raises(InputError, match=r"word/document\.xml inflates to 33 MiB, more than the 32 MiB of any document"):
        docx.read(data, PATH)


def test_a_bomb_that_conceals_its_size_is_damaged() -> None:
    data = with_part(package(paragraph("正文")), "word/document.xml", b" " * (33 << 20))
    size = (33 << 20).to_bytes(4, "little")
    assert data.count(size) == 2
    with pytest.raises(InputError, match=r"word/document\.xml is damaged"):
        docx.read(data.replace(size, (1000).to_bytes(4, "little")), PATH)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is damaged"),
        (b"<w:document", "is damaged"),
        ("<document>文\0</document>".encode(), "is damaged"),
        (b"<document>\xff</document>", "is damaged"),
        (b'<?xml version="1.0" encoding="gb18030"?><document/>', "is in an unknown encoding"),
        (b'<?xml version="1.0" encoding="klingon"?><document/>', "is in an unknown encoding"),
    ],
)
def test_damaged_xml_is_named(content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=rf"word/document\.xml {reason}"):
        docx.read(with_part(package(""), "word/document.xml", content), PATH)


def test_a_document_without_its_main_part_is_refused() -> None:
    with pytest.raises(InputError, match="without its main part"):
        docx.read(with_part(package(""), "_rels/.rels", b"<x/>"), PATH)


@pytest.mark.parametrize("tenths", range(1, 10))
def test_a_document_that_is_cut_off_is_refused(tenths: int) -> None:
    data = package(paragraph("正文。") * 50)
    for read in (docx.read, parse):
        with pytest.raises(InputError, match="damaged or cut off"):
            read(data[: len(data) * tenths // 10], PATH)


def test_what_is_damaged_anywhere_is_read_or_refused() -> None:
    data = package(numbered("主要举措", 0) + f"<w:tbl>{row(paragraph('指标'))}</w:tbl>", numbering=HEADINGS)
    chance = random.Random(4)
    refused = 0
    for _ in range(500):
        damaged = bytearray(data)
        damaged[chance.randrange(len(data))] = chance.randrange(256)
        try:
            docx.read(bytes(damaged), PATH)
        except InputError:
            refused += 1
    assert 0 < refused < 500
