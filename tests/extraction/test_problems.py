from pathlib import Path

import pytest

from kg.extraction.lexicon import Lexicon
from kg.extraction.problems import component
from kg.extraction.problems.component import find_problems
from kg.extraction.structure import outline

LEXICON = Lexicon.load(Path(component.__file__).with_name("lexicon.toml"))


def problems(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(problem.text, problem.topics) for problem in find_problems(text, outline(text), LEXICON)]


def texts(text: str) -> list[str]:
    return [text for text, _ in problems(text)]


def test_items_of_a_section_are_one_problem_each() -> None:
    text = (
        "一、存在问题\n虽然取得一定成效，但还存在以下问题：一是专业执法人员不足，年龄老化；"
        "二是普法宣传形式单一。宣传覆盖面不广。三是案卷制作不规范。\n二、下一步打算\n一是加强培训。"
    )
    assert problems(text) == [
        ("专业执法人员不足，年龄老化", ("staffing",)),
        ("普法宣传形式单一。宣传覆盖面不广", ("law-publicity",)),
        ("案卷制作不规范", ("enforcement-conduct",)),
    ]


def test_numbered_paragraphs_keep_their_run_in_heading() -> None:
    text = "三、存在的主要困难\n（一）经费保障不足。执法装备老旧，更新不及时。\n（二）部门协作机制不够顺畅。\n"
    assert texts(text) == ["经费保障不足。执法装备老旧，更新不及时", "部门协作机制不够顺畅"]


def test_sentences_stand_for_problems_where_nothing_is_numbered() -> None:
    text = "三、存在问题\n一年来，工作取得了一定成绩。个别科室对新法学习不够深入。信息化水平有待提高。\n"
    assert texts(text) == ["个别科室对新法学习不够深入", "信息化水平有待提高"]


def test_the_remedy_is_no_part_of_the_problem() -> None:
    text = "三、存在问题\n一是执法力量薄弱，一人多岗。针对上述问题，我局将招录人员。\n"
    assert texts(text) == ["执法力量薄弱，一人多岗"]


def test_admissions_between_measures_are_found() -> None:
    text = (
        "一、主要做法\n（一）深化改革。办理审批事项300件，群众满意。但部门之间数据共享还不充分，企业仍需重复提交材料。"
        "今后将加快系统对接。\n"
    )
    assert problems(text) == [("部门之间数据共享还不充分，企业仍需重复提交材料", ("coordination", "informatization"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "对检查中发现的文书不规范问题提出了整改要求。",
        "聚焦执法短板，开展专项整治行动。",
        "针对培训不够深入的问题，举办专题讲座4期。",
        "2022年反馈的问题已全部整改到位。",
    ],
)
def test_remedied_deficiencies_are_no_problems(sentence: str) -> None:
    assert texts(f"一、主要做法\n（一）规范执法。组织检查2次。{sentence}\n") == []


def test_a_section_on_last_years_remedies_is_no_section_of_problems() -> None:
    assert texts("一、上年度存在问题整改情况\n一是人员配备到位。二是宣传形式更加丰富。\n二、主要做法\n正文。\n") == []
