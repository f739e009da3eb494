from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.cleaning import clean

TEXTS = st.text(alphabet=st.sampled_from("审批事项共12，。、：；一是（）.# \t\u3000\u200b\r\n*abA'&😀"), max_size=120)


def cleaned(raw: str) -> str:
    return clean(raw)[0]


def test_blanks_inside_a_sentence_are_dropped() -> None:
    assert cleaned("共受理业务 12331 件，办结率 100 %。") == "共受理业务12331件，办结率100%。"


def test_blanks_between_foreign_words_are_kept() -> None:
    assert cleaned("使用 Web Annotation 标准") == "使用Web Annotation标准"


def test_wide_gaps_part_columns() -> None:
    assert cleaned("魏都区交通局              关于法治政府建设的报告") == "魏都区交通局 关于法治政府建设的报告"


def test_markdown_marks_and_invisible_characters_are_dropped() -> None:
    assert cleaned("## **一、主要\u200b做法**\n\n正文。") == "一、主要做法\n正文。"


def test_marks_of_items_are_dropped_and_those_of_page_numbers_kept() -> None:
    assert (
        cleaned("* 人手不足。\n- 台账不全。\n  + 经费紧张。\n- 3 -\n-5℃以下停工。")
        == "人手不足。\n台账不全。\n经费紧张。\n-3-\n-5℃以下停工。"
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("清理占道经营1 200余处，拆除1 234 567平方米。", "清理占道经营1200余处，拆除1234567平方米。"),
        ("2022 2023两年，案件1 200 35件", "2022 2023两年，案件1 200 35件"),
        ("出动1234 200人次", "出动1234 200人次"),
        ("行政复议案件 8 100%", "行政复议案件8 100%"),
        ("行政复议案件 8 100件", "行政复议案件8 100件"),
        ("增长8 100%", "增长8 100%"),
    ],
)
def test_a_blank_between_the_thousands_of_a_number_is_dropped(raw: str, text: str) -> None:
    assert cleaned(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("全年共办理工单、信访件43\n3件，满意率较高。", "全年共办理工单、信访件433件，满意率较高。"),
        ("应诉案件较少，出庭应诉率10\n0%。", "应诉案件较少，出庭应诉率100%。"),
        ("案件总量平稳，比上年增长8\n.9%。", "案件总量平稳，比上年增长8.9%。"),
        ("抽查企业，抽查率12.\n5%。", "抽查企业，抽查率12.5%。"),
        ("开展执法检查，监督覆盖率\n98.6%，立案63件。", "开展执法检查，监督覆盖率98.6%，立案63件。"),
        ("某局关于法治、政务的报告2023\n2024年1月5日", "某局关于法治、政务的报告2023\n2024年1月5日"),
        ("监督覆盖率良好。\n12月开展检查。", "监督覆盖率良好。\n12月开展检查。"),
    ],
)
def test_a_number_that_a_line_breaks_is_whole(raw: str, text: str) -> None:
    assert cleaned(raw) == text


@given(st.text(st.characters(categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from("甲\u202e\u2066\ufffe\uffff"), max_size=30))
def test_what_is_left_can_be_written_in_utf_8_and_xml(raw: str) -> None:
    text = cleaned(raw)
    assert set(text) <= {"甲", " ", "\n"}
    assert text.count("甲") == raw.count("甲")


def test_a_sentence_broken_by_a_page_is_joined() -> None:
    raw = "我局深化行政审批改革。切实方便群众办事。目前我局审\n\n\n批事项即办件占比较高，群众满意。\n"
    assert cleaned(raw) == "我局深化行政审批改革。切实方便群众办事。目前我局审批事项即办件占比较高，群众满意。"


def test_headings_are_not_joined_to_the_paragraph_below() -> None:
    raw = "一、坚持高位推动，加强组织领导\n\n机构改革后，局党组重新组建了领导小组。\n（一）主要做法\n组织学习。"
    assert cleaned(raw) == "一、坚持高位推动，加强组织领导\n机构改革后，局党组重新组建了领导小组。\n（一）主要做法\n组织学习。"


def test_text_broken_at_a_margin_is_joined_up_to_its_paragraphs() -> None:
    paragraph = "全年共组织执法人员参加法律知识培训和岗位练兵活动，办理行政处罚案件并依法公开处罚结果。"
    lines = ["    " + paragraph[:8], *(paragraph[start : start + 10] for start in range(8, len(paragraph), 10))]
    raw = "\n".join(lines * 5)
    assert cleaned(raw).split("\n") == [paragraph] * 5


def test_lines_that_end_with_their_sentences_are_broken_at_no_margin() -> None:
    raw = "\n".join(f"全年开展第{number}次联合执法检查行动。" for number in "一二三四五六七八九十甲乙")
    assert cleaned(raw) == raw


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    raw = "\n".join(["全年组织执法人员参加法律知识培训和岗位练兵活动"] * 12 + ["办理案件，", "审结案件。"])
    assert clean(raw, hard_lines=False)[0] == raw


@given(TEXTS)
def test_no_character_changes_and_each_knows_its_place(raw: str) -> None:
    text, offsets = clean(raw)
    assert len(offsets) == len(text)
    assert all(a <= b for a, b in pairwise(offsets))
    assert all(char in "\n " or raw[place] == char for char, place in zip(text, offsets, strict=True))


@given(TEXTS)
def test_no_word_is_lost(raw: str) -> None:
    assert "".join(cleaned(raw).split()).replace("*", "") == "".join(
        char for char in _without_heading_marks(raw) if not char.isspace() and char not in "\u200b*"
    )


def _without_heading_marks(raw: str) -> str:
    lines = raw.replace("\r", "\n").split("\n")
    kept = []
    for line in lines:
        marks = len(line) - len(line.lstrip("#"))
        is_heading = 1 <= marks <= 6 and line[marks : marks + 1].isspace()
        kept.append(line[marks:] if is_heading else line)
    return "\n".join(kept)
