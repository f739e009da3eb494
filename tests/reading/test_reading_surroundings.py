from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import read
from kg.reading.surroundings import find, is_field, is_prose
from kg.types import Cut

BODY = """2023年，我局坚持依法行政，严格规范执法，各项工作取得新进展。
一、主要做法
全年组织培训12期，参训人员持证率达到百分之百；办理案件45件。"""
PIECES = ["首页", ">", "打印", "：", "字号", "[", "大", " ", "\n", "浏览次数", "12", "来源", "2023年。", "，", "版权所有", "字"]


def kept(before: str = "", after: str = "") -> list[str]:
    """What is left of the lines before and after a body, the body aside."""
    text = "\n".join(part for part in (before, BODY, after) if part)
    parts, at = [], 0
    for cut in find(text, ()):
        parts.append(text[at : cut.start])
        at = cut.end
    left = "".join([*parts, text[at:]])
    assert BODY in left
    return [" ".join(line.split()) for line in left.replace(BODY, "").split("\n") if line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开 > 法治政府建设年度报告",
        "您现在的位置: 网站首页 >> 信息公开 >> 正文",
        "您所在的位置：",
        "当前位置：\n首页 > 法治建设",
        "首页>政务公开>部门文件",
        "首页   走进某某   新闻中心   政务公开   政务服务   互动交流   数据开放",
        "首页 | 机构概况 | 信息公开 | 在线办事 | 部门风采",
        "首页\n政务公开\n互动交流",
        "今天是：2023年2月3日 星期五",
        "某某市 天气：晴 3℃~12℃",
        "无障碍浏览 | 长者模式 | 网站支持IPv6",
        "简体 | 繁體 | English",
        "字号：[ 大 中 小 ]",
        "字体大小：大 中 小",
        "【打印】【关闭】",
        "[打印本页] [关闭窗口]",
        "分享到： 微信  微博  QQ空间",
        "浏览次数：1024次",
        "阅读量: 356",
        "阅读 1024  赞 8  在看",
    ],
)
def test_lines_of_the_site_before_and_after_the_body_are_cut(line: str) -> None:
    assert kept(before=line) == []
    assert kept(after=line) == []


@pytest.mark.parametrize(
    "line",
    [
        "关于2022年度法治政府建设情况的报告",
        "某某市水利局文件",
        "水利字〔2023〕9号",
        "市委、市政府：",
        "索 引 号：014331278/2023-00017          分    类：其他",
        "发布机构：某某市水利局",
        "来源：某某市水利局",
        "2023年1月30日",
        "某某市水利局",
        "附件：1.行政执法数据统计表.xlsx",
        "（联系人：法规科，电话：0000-0000000）",
        "抄送：市人大常委会办公室，市司法局。",
    ],
)
def test_lines_of_the_report_and_its_properties_stay(line: str) -> None:
    assert kept(before=line) == kept(after=line) == [" ".join(line.split())]


@pytest.mark.parametrize(
    "rows",
    [
        "政务公开   依申请公开   12",
        "政府信息公开   政务服务   互动交流   35",
        "政策文件\t规范性文件\t3",
        "公开   服务   互动\n12   7   3",
        "领域   类别   状态\n政策文件   规范性文件   数据发布",
        "组织机构",
        "某某市水利局\n政务公开\n2023年1月30日",
    ],
)
def test_rows_of_tables_and_headings_are_no_menus(rows: str) -> None:
    assert kept(before=rows) == kept(after=rows) == [" ".join(row.split()) for row in rows.split("\n")]


def test_a_menu_above_a_line_of_properties_is_no_table() -> None:
    assert kept(before="首页   公开   互动\n来源：某局   时间：2023-01-30   作者：甲") == ["来源：某局 时间：2023-01-30 作者：甲"]


@pytest.mark.parametrize("date", ["2023年1月30日", "二〇二三年一月三十日"])
def test_the_date_below_a_line_of_a_footer_stays(date: str) -> None:
    assert kept(after=f"主办单位：某某市水利局\n{date}") == [date]
    assert kept(after=f"相关新闻\n我局召开会议\n{date}") == []


def test_a_paragraph_that_a_page_number_parts_is_prose() -> None:
    part, rest = "全年组织培训12期，参训人员持证率", "达到百分之百；办理案件45件。"
    text = f"{BODY}\n政务公开\n组织机构\n{part}— 2 —{rest}"
    start = text.index("— 2 —")
    cut = Cut(start, start + len("— 2 —"), "page number")
    assert find(text, (cut,)) == (cut,)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (
            "发布日期：2023-01-30 16:42    来源：区交通运输局   浏览次数：  次   字号：[ 大 中 小 ]",
            "发布日期：2023-01-30 16:42 来源：区交通运输局",
        ),
        ("发布日期:2021-04-02 浏览次数: 字号:[ ]", "发布日期:2021-04-02"),
        ("阅读：356次 作者：办公室", "作者：办公室"),
        ("字体：大 中 小 来源：中新社", "来源：中新社"),
        ("发布时间：2023-01-30 【字号：大 中 小】", "发布时间：2023-01-30"),
        ("2023年1月30日 浏览：12次", "2023年1月30日 浏览：12次"),
    ],
)
def test_of_a_line_of_properties_only_the_furniture_is_cut(line: str, left: str) -> None:
    assert kept(before=line) == [left]


@pytest.mark.parametrize(
    "end",
    [
        "上一篇：某某市水利局关于汛期值守的通知",
        "下一条：没有了",
        "相关链接：中国政府网",
        "相关新闻\n我局召开工作会议\n我局开展检查",
        "网友评论（2）\n某某：写得好",
        "版权所有：某某市水利局 未经许可不得转载，违者必究；本站保留权利。",
        "主办单位：某某市水利局\n地址：某某路1号 邮编：000000",
        "某ICP备05011188号-1   某公网安备 32108802010077号",
        "Copyright © 2023",
        "Produced By 某某网络 某某发布系统",
        "联系电话：0000-0000000   网站地图 | 关于我们",
        "建议使用1024*768分辨率浏览",
    ],
)
def test_nothing_but_attachments_follows_the_end_of_the_page(end: str) -> None:
    signature = "某某市水利局\n2023年1月30日"
    assert kept(after=f"{signature}\n{end}") == signature.split("\n")
    assert kept(after=f"{signature}\n{end}\n附件：统计表.xlsx\n别的一行") == [*signature.split("\n"), "附件：统计表.xlsx"]


@pytest.mark.parametrize("line", ["首页 > 政务公开", "【打印】【关闭】", "版权所有：某某市", "上一篇：没有了", "浏览次数：12次"])
def test_nothing_within_the_body_is_cut(line: str) -> None:
    assert find(f"{BODY}\n{line}\n{BODY}", ()) == ()


def test_nothing_is_cut_where_no_line_holds_a_sentence() -> None:
    assert find("首页 > 政务公开\n【打印】\n版权所有", ()) == ()


def test_a_report_that_speaks_of_sites_keeps_its_sentences() -> None:
    text = "我局优化门户网站首页，增设网站地图和无障碍浏览；由某公司提供技术支持。\n上一条措施落实后，浏览次数明显增加，版面更加清晰。"
    assert find(text, ()) == ()


def test_reports_without_surroundings_lose_nothing(report_file: Path) -> None:
    cuts = read(report_file).cuts
    assert bool(cuts) == (report_file.stem in {"000", "d3"})


def test_the_cuts_of_the_format_are_kept_and_not_looked_at_again() -> None:
    text = f"首页 > 公开\n{BODY}\n版权所有"
    given_cuts = (Cut(0, 7, "navigation"),)
    assert find(text, given_cuts) == (*given_cuts, Cut(len(text) - 4, len(text), "footer"))


@given(
    st.lists(
        st.sampled_from(
            ["首页", ">", "打印", "：", "字号", "[", "大", " ", "\n", "浏览次数", "12", "来源", "2023年。", "，", "版权所有", "字"]
        ),
        max_size=60,
    )
)
def test_cuts_never_overlap_and_are_never_empty(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find(text, ())
    assert all(0 <= cut.start < cut.end <= len(text) for cut in found)
    assert all(cut.end <= after.start for cut, after in pairwise(found))


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("piece", ["字 ", "字号：大 ", "浏览 ", "首页>", "来源：浏览：", "【", "打印 ", "A+", " ", "1024x"])
def test_long_lines_take_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert not is_prose(text)
    assert is_field(text) == ("来源：" in piece)
    find(f"来源：{text}\n{BODY}\n{text}", ())
