from pathlib import Path

import pytest

from kg.extraction.lexicon import Lexicon
from kg.extraction.problems import component
from kg.extraction.problems.component import find_problems
from kg.extraction.problems.topics import find_topics
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


def test_parts_of_a_list_that_a_sentence_announces_are_one_problem_each() -> None:
    text = (
        "一、主要做法\n组织检查2次。\n回顾全年，工作虽有进展，但与群众期盼相比还有差距：执法人员不足，一人多岗；普法形式单一；"
        "案卷制作粗糙。究其原因，主要是抓得不紧。\n2022年，我局将招录3人。\n"
    )
    assert texts(text) == ["执法人员不足，一人多岗", "普法形式单一", "案卷制作粗糙"]


def test_each_paragraph_after_an_announcement_is_a_problem_with_its_causes() -> None:
    text = (
        "一、主要做法\n组织检查2次。\n在肯定成绩的同时，我们也清醒看到：\n数据底座不牢。部门接口至今没有打通。下一步，将建设平台。\n"
        "队伍能力不强。主要原因是缺少历练。今后，将跟班培训。\n我们将继续努力。\n"
    )
    assert texts(text) == ["数据底座不牢。部门接口至今没有打通", "队伍能力不强。主要原因是缺少历练"]


@pytest.mark.parametrize("heading", ["问题和打算", "存在问题与下一步工作", "不足与努力方向", "问题及整改措施"])
def test_a_heading_of_problems_and_plans_opens_the_problems_up_to_the_plans(heading: str) -> None:
    run_in = f"六、{heading}。基层队员年龄偏大；应急预案演练制度未得到落实。2019年，县政府将新建避难场所3处。\n"
    listed = f"六、{heading}\n一是监测仪器陈旧；二是专业人员紧缺。\n下一步，将招录监测员2名。\n"
    assert texts(run_in) == ["基层队员年龄偏大", "应急预案演练制度未得到落实"]
    assert texts(listed) == ["监测仪器陈旧", "专业人员紧缺"]


def test_a_label_announces_the_list_after_it() -> None:
    text = "一、主要做法\n巡查渔港12次。\n存在问题：渔船检验档案缺失；港区监控老化，夜间巡查吃力。\n"
    assert texts(text) == ["渔船检验档案缺失", "港区监控老化，夜间巡查吃力"]


def test_causes_of_all_problems_belong_to_none() -> None:
    text = "三、存在问题\n一是执法装备老化。二是普法宣传不够。产生上述问题的原因，主要是认识不足。\n"
    assert texts(text) == ["执法装备老化", "普法宣传不够"]


def test_the_label_of_a_problem_is_no_part_of_it() -> None:
    text = "二、主要不足\n不足一：执法力量薄弱。措施：招录2人。\n不足二：平台尚未联通。措施：开发接口。\n"
    assert texts(text) == ["执法力量薄弱", "平台尚未联通"]


@pytest.mark.parametrize(
    ("problem", "topics"),
    [
        ("农机监理人员仅3名，年龄普遍偏大", {"staffing"}),
        ("部分干部习惯于凭经验办事", {"legal-awareness"}),
        ("询问笔录过于简单，证据链不完整", {"enforcement-conduct"}),
        ("河道与公路管理职责边界不清，案件移送不及时", {"coordination", "enforcement-reform-lag"}),
        ("各业务系统彼此独立，数据尚未贯通", {"informatization"}),
        ("少数养殖户守法意识淡薄，违规用药屡禁不止", {"social-compliance"}),
        ("快检设备老旧，办案经费没有保障", {"funding-equipment"}),
        ("队员对新法理解不深，取证手段不多", {"law-learning", "enforcement-capability"}),
        ("重大决策征求意见走过场", {"decision-making"}),
        ("散装汽油销售的处罚依据不明确", {"institution"}),
        ("校车监管中部门间分工不明，时有推诿", {"coordination"}),
        ("护林站没有专职法制审核岗", {"staffing"}),
        ("部分负责人对法治工作忙起来次要", {"legal-awareness"}),
        ("巡逻艇仅有1艘，夜视仪器更新缓慢", {"funding-equipment"}),
        ("村级宣传载体单一", {"law-publicity"}),
        ("巡护记录仍靠人工报送", {"informatization"}),
        ("机构改革以来，法治宣传形式单一", {"law-publicity"}),
        ("考核督查力度不够，导致执法装备使用率不高", {"supervision"}),
    ],
)
def test_topics_are_those_of_the_clauses_that_state_the_deficiency(problem: str, topics: set[str]) -> None:
    assert set(find_topics(problem, LEXICON)) == topics


@pytest.mark.parametrize(
    "unit",
    ["还存在问题", "但有差距：", "下一步，", "问题一：人少。", "一是人少；", "不足", "但", "部分人员", "原因是不足。", "20", "\n·人少"],
)
@pytest.mark.usefixtures("ends")
def test_long_inputs_take_linear_time(unit: str) -> None:
    text = "一、存在问题\n" + unit * (50_000 // len(unit))
    assert all(text[problem.start : problem.end] == problem.text for problem in find_problems(text, outline(text), LEXICON))
