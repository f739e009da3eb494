"""Reports on hand-written pages of five kinds of sites are read as if they were plain text."""

from functools import partial
from pathlib import Path

import pytest
from site_pages import SITES
from site_pages import page as site_page

from kg.errors import InputError
from kg.reading.document import parse
from kg.reading.read import read
from kg.types import Metadata, SourceText

TITLE = "临溪市某局关于2022年度法治政府建设情况的报告"
PUBLISHED = "2023-01-31"
SOURCE = "临溪市某局"
# What each site says beside the report and a reader needs: its title, and the properties that it gives.
KEPT = {
    "bare": ([TITLE, "来源：临溪市某局　时间：2023-01-31"], []),
    "cms": (
        [
            "索引号：00000000/2023-00012主题分类：其他",
            "发布机构：临溪市某局发文日期：2023-01-31",
            TITLE,
            "发布日期：2023-01-31信息来源：临溪市某局",
        ],
        [],
    ),
    "modern": ([TITLE, "发布日期：2023-01-31来源：临溪市某局"], ["附件：1.行政执法数据统计表.xlsx"]),
    "tables": ([TITLE, "发布时间：2023-01-31作者：临溪市某局"], []),
    "wechat": ([TITLE, "原创临溪市某局2023-01-31"], []),
}
page = partial(site_page, title=TITLE, published=PUBLISHED, source=SOURCE)


REPORT = [
    "各县（区）人民政府：",
    "2022年，我局坚持以习近平法治思想为指导，全面推进依法行政，各项工作取得新进展。现将有关情况报告如下：",
    "一、主要举措和成效",
    "（一）规范执法行为。全年开展执法检查312次，办理行政处罚案件45件，无一件被撤销。",
    "（二）优化营商环境。推行“双随机、一公开”监管，抽查企业96家，结果全部向社会公开。",
    "二、存在的问题",
    "执法力量不足，个别案卷制作不够规范；普法形式比较单一，针对性有待加强。",
    "临溪市某局",
    "2023年1月30日",
]
UNSIGNED, SIGNED = ("".join(f"<p>{line}</p>" for line in part) for part in (REPORT[:-2], REPORT[-2:]))
PARAGRAPHS = UNSIGNED + SIGNED
MENU = '<ul><li><a href="/">首页</a><li><a href="/gk">政务公开</a><li><a href="/hd">互动交流</a></ul>'
NEWS_ITEM = '<p><a href="/n">关于检查结果的公示，请各单位知悉</a> 01-01</p>'
NEWS = f"<div><h3>最新公开</h3>{NEWS_ITEM * 4}</div>"
FOOTER = "<div><p>主办：临溪市某局　电话：0000000</p><p>临ICP备00000000号</p></div>"


def parsed(source: str | bytes) -> SourceText:
    return parse(source if isinstance(source, bytes) else source.encode(), Path("page.html"))


def squeezed(lines: list[str]) -> list[str]:
    """The lines without blanks: a gap that parts columns in a text file is one blank in a page."""
    return ["".join(line.split()) for line in lines]


@pytest.mark.parametrize("site", SITES)
def test_a_report_on_a_page_reads_like_its_text_file(site: str, report_file: Path) -> None:
    lines = read(report_file).text.split("\n")
    before, after = KEPT[site]
    assert squeezed(parsed(page(site, lines)).text.split("\n")) == squeezed([*before, *lines, *after])


@pytest.mark.parametrize("site", SITES)
def test_every_character_and_cut_has_its_place_in_the_text_content(site: str, report_file: Path) -> None:
    source = parsed(page(site, read(report_file).text.split("\n")))
    assert all(source.raw[place] == char for char, place in zip(source.text, source.offsets, strict=True) if not char.isspace())
    cut = {place for cut in source.cuts for place in range(cut.start, cut.end)}
    assert cut.isdisjoint(place for char, place in zip(source.text, source.offsets, strict=True) if not char.isspace())
    assert all(source.raw[cut.start : cut.end].strip() for cut in source.cuts)


@pytest.mark.parametrize(
    ("site", "metadata"),
    [
        ("bare", Metadata()),
        (
            "cms",
            Metadata(
                title=f"临溪市人民政府 法治政府建设年度报告 {TITLE}",
                published=PUBLISHED,
                url="http://www.linxi.example/art/2023/2/1/art_99_1.html",
                site="临溪市人民政府",
            ),
        ),
        (
            "modern",
            Metadata(
                title=TITLE,
                bureau=SOURCE,
                published=PUBLISHED,
                url="https://ju.linxi.example/gk/2023/report.html",
                site=SOURCE,
            ),
        ),
        ("tables", Metadata(title=f"临溪市某局 -- {TITLE}")),
        ("wechat", Metadata(title=TITLE, published=PUBLISHED, url="http://mp.example/s?__biz=abc", site="微信公众平台")),
    ],
)
def test_the_head_of_a_page_tells_of_the_report(site: str, metadata: Metadata) -> None:
    assert parsed(page(site, REPORT)).metadata == metadata


@pytest.mark.parametrize("date", ["2023-13-01", "0000-00-00 00:00", "昨天", ""])
def test_a_date_that_is_none_is_not_taken(date: str) -> None:
    assert parsed(page("modern", REPORT, published=date)).metadata.published is None


@pytest.mark.parametrize(
    ("encoding", "declared", "read_as"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "gb2312", "utf-8"),
        ("utf-8", "", "utf-8"),
        ("utf-8-sig", "gbk", "utf-8"),
        ("gb18030", "gb2312", "gb18030"),
        ("gb18030", "utf-8", "gb18030"),
        ("gb18030", "iso-8859-1", "gb18030"),
        ("gb18030", "", "gb18030"),
        ("utf-16", "utf-8", "utf-16"),
        ("utf-16", "gb2312", "utf-16"),
    ],
)
def test_a_page_is_read_in_its_encoding_whatever_it_declares(encoding: str, declared: str, read_as: str) -> None:
    source = page("tables", REPORT).replace("charset=gb2312", f"charset={declared}" if declared else "")
    read_page = parsed(source.encode(encoding))
    assert read_page.encoding == read_as
    assert read_page.text == parsed(page("tables", REPORT)).text


def test_traditional_characters_in_big5_are_read() -> None:
    source = '<html><meta charset="big5"><p>依法行政工作報告，開展執法檢查三十餘次。'
    assert parsed(source.encode("big5")).text == "依法行政工作報告，開展執法檢查三十餘次。"


def test_a_character_cut_in_two_does_not_make_a_page_unreadable() -> None:
    source = page("tables", REPORT * 9).encode("gb18030").replace("人事信息".encode("gb18030"), "人事信息".encode("gb18030")[:-1])
    assert parsed(source).text == parsed(page("tables", REPORT * 9)).text


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError, match=r"page.html: "):
        parsed(b'<html><meta charset="gbk">' + bytes(range(256)) * 8)


def test_lines_are_those_that_a_reader_sees() -> None:
    source = """<html><head><title>窗口</title><style>p{}</style></head><body>
        <p>第一行
           接着<b>同一</b>行<br>第二行</p>第三行<div>第四行<span>也是</span></div>
        <p hidden>看不见</p><p style="color: red; display : none">看不见</p><template><p>看不见</p></template>
        <noscript>看不见</noscript><script>document.write("看不见")</script><select><option>看不见</option></select>
        <pre>第五行
第六行</pre><table><tr><td>甲</td><td>乙</td></tr><tr><td><p>丙</p></td><td></td><td><p>丁</p></td></tr></table>
        <a name="anchor">第七行</a>&nbsp;&#x3000;</body></html>"""
    assert parsed(source).text.split("\n") == [
        "第一行接着同一行",
        "第二行",
        "第三行",
        "第四行也是",
        "第五行",
        "第六行",
        "甲 乙",
        "丙 丁",
        "第七行",
    ]


SHORT = [TITLE, *(f"全年开展第{number}次联合执法检查行动，成效明显" for number in "一二三四五六七八九十"), "组织学习培训，", "参训人员多。"]


@pytest.mark.parametrize("mark", ["<p>{}</p>", "<div>{}<br></div>", "<p>{}<br>"])
def test_paragraphs_of_like_length_stay_apart(mark: str) -> None:
    source = f"<html><h1>{TITLE}</h1>" + "\n".join(mark.format(line) for line in SHORT[1:])
    assert parsed(source).text.split("\n") == SHORT


@pytest.mark.parametrize(("begin", "end", "mark"), [("<pre>", "</pre>", "\n"), ("<div>", "</div>", "<br>"), ("<td>", "", "<br/>\n")])
def test_lines_that_a_page_breaks_within_its_sentences_are_joined(begin: str, end: str, mark: str) -> None:
    sentence = "全年共组织执法人员参加法律知识培训和岗位练兵活动，办理行政处罚案件并依法公开处罚结果。"
    broken = mark.join(sentence[start : start + 10] for start in range(0, len(sentence), 10))
    assert parsed(f"<html><p>{TITLE}<table><tr>{begin}{mark.join([broken] * 9)}{end}").text.split("\n") == [TITLE, *[sentence] * 9]


def test_what_is_hidden_is_cut_once() -> None:
    sentence = (
        "全年<script>var a = 1</script>开展检查12次<b hidden> </b><i style='display:none'>页码7</i>，办理<!--x-->案件45件，无一件被撤销。"
    )
    source = parsed(f"<html><title>报告</title><p>{sentence}</p><p>上一篇：<s hidden>无</s>没有了</p>")
    assert source.text == "全年开展检查12次，办理案件45件，无一件被撤销。"
    assert [(source.raw[cut.start : cut.end], cut.reason) for cut in source.cuts] == [
        ("报告", "hidden"),
        ("var a = 1", "hidden"),
        ("页码7", "hidden"),
        ("上一篇：无没有了", "related pages"),
    ]


def test_tables_that_lay_a_page_out_are_no_rows() -> None:
    cell = "".join(f"<p>第{number}段</p>" for number in "一二三四")
    assert parsed(f"<table><tr><td>左栏<td>{cell}</table>").text.split("\n") == ["左栏", "第一段", "第二段", "第三段", "第四段"]


@pytest.mark.parametrize(
    "source",
    [
        f"<nav>{MENU}<h1>{TITLE}</h1><div>{PARAGRAPHS}</div>{FOOTER}",
        f"<header>{MENU}<h1>{TITLE}</h1>{PARAGRAPHS}</header>{FOOTER}",
        f'{MENU}<a href="/x"><h1>{TITLE}</h1><div>{PARAGRAPHS}</div>{FOOTER}',
        f"{MENU}<h1>{TITLE}</h1><div>{PARAGRAPHS}</div>{NEWS}{FOOTER}",
        f"<table><tr><td>{MENU}{TITLE}<br>{'<br>'.join(REPORT)}<br>{NEWS}{FOOTER}</table>",
        f"{MENU}" + "".join(f"<div><div>{line}</div></div>" for line in [TITLE, *REPORT]) + NEWS + FOOTER,
        f"<title>{TITLE}_某局</title>{MENU}<div>{TITLE}</div>" + "".join(f"<span>{line}</span><br/>" for line in REPORT) + NEWS,
        f"<div>{MENU}<h1>{TITLE}</h1><div>{UNSIGNED}</div><div>临溪市某局<br>2023年1月30日</div></div>{NEWS}{FOOTER}",
        f"<article><header><h1>{TITLE}</h1></header>{UNSIGNED}<footer>{SIGNED}</footer></article><footer>{MENU}<p>欢迎您</p></footer>",
        f"{MENU}<h1>{TITLE}</h1><section class='comment'>{PARAGRAPHS}</section>{FOOTER}",
    ],
    ids=[
        "navigation never closed",
        "all in the header",
        "link never closed",
        "list of news",
        "one cell",
        "a block for each line",
        "a span for each line",
        "signature apart",
        "signature in a footer",
        "misnamed block",
    ],
)
def test_the_report_is_found_and_kept_whole(source: str) -> None:
    assert parsed(f"<!doctype html>{source}").text.split("\n") == [TITLE, *REPORT]


def test_files_that_are_attached_stay() -> None:
    source = f'{PARAGRAPHS}<ul><li><a href="/1.xlsx">统计表.xlsx</a><li><a href="/2.pdf">附件2</a></ul>{NEWS}'
    assert parsed(f"<html>{source}").text.split("\n") == [*REPORT, "统计表.xlsx", "附件2"]


def test_a_title_is_kept_that_is_not_the_last_thing_the_head_tells() -> None:
    source = (
        f"<title>{TITLE}_临溪市某局政府网站</title><div>栏目</div><div>{TITLE}</div><div>临溪市某局政府网站</div><div>{PARAGRAPHS}</div>"
    )
    assert parsed(source).text.split("\n") == [TITLE, "临溪市某局政府网站", *REPORT]


def test_nothing_is_cut_from_a_page_without_a_sentence() -> None:
    assert parsed(f"<html>{MENU}<p>栏目</p>").text.split("\n") == ["首页", "政务公开", "互动交流", "栏目"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('<frameset><frame src="main.htm"><noframes>x</noframes></frameset>', "shows another one, 'main.htm', in a frame"),
        ('<html><iframe src="/report.html"></iframe>', "shows another one, '/report.html', in a frame"),
        ('<html><div id="app"></div><script src="app.js"></script>', "a script fetches it when the page is shown"),
        ("<html><body></body></html>", "the page holds no text"),
    ],
)
def test_a_page_whose_text_lies_elsewhere_is_refused_with_the_reason(source: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        parsed(source)


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize(
    "source",
    [
        "<html>" + "<div>" * 10_000 + "终点。",
        "<html>" + "<table><tr><td>甲<td>" * 2_000 + "终点。",
        "<html>" + "<b><i><a href=x>" * 3_000 + "终点。",
        "<html>" + "<nav>栏<h1>目" * 2_000 + "终点。",
        "<html><p>" + "<" * 1_000_000 + "终点。",
        "<html><p>" + "&amp;&#0;&#xd800;&notanentity;&" * 20_000 + "终点。",
        "<html>" + "<select><option>" * 5_000 + "</select>终点。",
        "<html><!--" + "-" * 1_000_000 + "-->终点。",
        "<html>" + "<p class='nav' style='display:" * 5_000 + "'>终点。",
        "<html>" + "<li><a href=x>甲</a>，。；" * 20_000 + "终点。",
    ],
)
def test_hostile_pages_are_read_to_their_end(source: str) -> None:
    read_page = parsed(source)
    assert read_page.text.endswith("终点。")
    assert all(read_page.raw[place] == char for char, place in zip(read_page.text, read_page.offsets, strict=True) if not char.isspace())


@pytest.mark.parametrize("source", ["<html><textarea>终", "<html>\0终\1", "<html><plaintext><p>终", "<html></p></br>终", "<html><p>终<!--"])
def test_pages_that_end_too_early_are_read_as_far_as_they_go(source: str) -> None:
    assert "终" in parsed(source).text


@pytest.mark.parametrize("source", ["<html><title>", "<html><textarea>", "<html><p>\0\1\2", "<html><svg><p>"])
def test_pages_that_end_before_their_text_are_refused(source: str) -> None:
    with pytest.raises(InputError, match=r"page.html: "):
        parsed(source)
