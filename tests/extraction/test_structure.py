import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.structure import outline

REPORT = """某县卫生健康局2021年度法治政府建设情况报告
县政府：
2021年，我局深入推进依法行政。现将有关情况报告如下：
一、主要工作
（一）加强组织领导。召开专题会议3次，研究法治工作；印发工作要点。
（二）规范行政执法
1.开展案卷评查。一是评查案卷20份，发现问题5个；二是督促整改。
2.《中华人民共和国行政处罚法》（2021年修订，以下简称“新法”）施行后，组织培训2期。
二、存在问题
（一）执法力量不足。人员老化。
（二）普法形式单一。
三、上年度问题整改情况
已全部整改。
四、下一步打算
一是加强培训；二是强化宣传。
某县卫生健康局
2022年1月10日"""


def sections(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(section.role, section.path) for section in outline(text).sections]


def test_sections_have_their_path_and_role() -> None:
    assert sections(REPORT) == [
        ("front", ()),
        ("body", ()),
        ("body", ("主要工作",)),
        ("body", ("主要工作", "加强组织领导")),
        ("body", ("主要工作", "规范行政执法")),
        ("body", ("主要工作", "规范行政执法", "开展案卷评查")),
        ("body", ("主要工作", "规范行政执法")),
        ("problems", ("存在问题",)),
        ("problems", ("存在问题", "执法力量不足")),
        ("problems", ("存在问题",)),
        ("body", ("上年度问题整改情况",)),
        ("plans", ("下一步打算",)),
        ("back", ()),
    ]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("三、存在的主要问题和不足", "problems"),
        ("三、推进法治政府建设存在的不足和原因", "problems"),
        ("三、短板弱项", "problems"),
        ("五、2023年工作思路", "plans"),
        ("五、2023年工作打算", "plans"),
        ("五、下一年度推进法治政府建设的主要安排", "plans"),
        ("三、正视短板差距", "problems"),
        ("五、2023年重点安排", "plans"),
        ("四、努力方向", "plans"),
        ("二、重点工作推进情况", "body"),
        ("二、聚焦短板弱项，强化执法监督", "body"),
        ("二、上年度反馈问题整改情况", "body"),
        ("二、执法突出问题专项整治情况", "body"),
        ("二、从突出问题治起", "body"),
        ("四、突出工作重点，加大执法力度", "body"),
        ("三、下步打算与不足", "problems"),
        ("第二部分有何不足", "problems"),
        ("7.1主要困难", "problems"),
        ("【问题】", "problems"),
        ("四、困难和不足", "problems"),
        ("四、有待改进之处", "problems"),
        ("四、工作推进中的问题", "problems"),
        ("四、推进过程中的不足", "problems"),
        ("四、解决办案中的问题", "body"),
        ("四、回应群众关心的问题", "body"),
        ("第八，来年打算", "plans"),
        ("▍明年怎么干", "plans"),
        ("二、工作不足", "problems"),
        ("二、反思与不足", "problems"),
        ("二、存在的主要难点", "problems"),
        ("二、工作中遇到的问题", "problems"),
        ("二、制约执法的瓶颈", "problems"),
        ("二、破解监管难题", "body"),
        ("二、明确工作思路", "body"),
        ("二、制定实施方案，细化工作安排", "body"),
        ("二、整改措施落实情况", "body"),
        ("二、认真办理意见建议", "body"),
        ("二、工作措施", "body"),
        ("二、工作思路及重点", "plans"),
        ("二、应对主要困难", "body"),
        ("二、化解当前难题", "body"),
        ("二、突破当前瓶颈", "body"),
        ("二、迎接主要挑战", "body"),
        ("二、直面存在的问题", "problems"),
        ("二、应急应对能力存在短板", "problems"),
        ("二、紧扣重点方向：规范执法", "body"),
    ],
)
def test_roles_of_headings(heading: str, role: str) -> None:
    assert sections(f"一、主要做法\n正文很短。\n{heading}\n一是有内容。\n")[1][0] == role


@pytest.mark.parametrize("heading", ["三、工作措施", "三、几点建议", "三、改进工作的思路和举措", "三、努力目标", "三、对策"])
def test_after_the_problems_remedies_are_plans(heading: str) -> None:
    assert sections(f"一、主要做法\n正文很短。\n二、存在问题\n人少。\n{heading}\n一是有内容。\n")[2][0] == "plans"


@pytest.mark.parametrize(
    "text",
    [
        "（二）存在的问题\n人少。\n二、改进便民举措\n修订办法。\n",
        "（二）存在的问题\n人少。\n二、工作举措\n修订办法。\n",
        "二、存在的问题\n人少。\n三、典型经验\n（一）工作措施\n修订办法。\n",
        "二、存在的问题\n人少。\n三、典型经验\n正文。\n四、工作目标\n修订办法。\n",
        "二、存在的问题\n人少。\n三、多元解纷办法\n修订办法。\n",
    ],
)
def test_remedies_elsewhere_than_after_the_problems_are_no_plans(text: str) -> None:
    text = f"一、依法履职\n（一）主要做法\n正文很短。\n{text}"
    assert outline(text).section_at(text.index("修订")).role == "body"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("二、2021年重点工作", "body"),
        ("二、2021年度工作目标", "body"),
        ("二、2022年重点工作", "plans"),
        ("二、2021年工作总结和2022年工作重点", "plans"),
        ("二、重点任务", "plans"),
        ("二、2021年重点工作开展情况", "body"),
        ("二、2022年工作目标及推进举措", "plans"),
        ("二、2021年下一步工作", "plans"),
        ("二、2022年七件实事", "plans"),
        ("二、落实2021—2025年规划", "body"),
        ("二、2023年前建成", "body"),
    ],
)
def test_the_work_of_the_year_reported_on_is_not_planned(heading: str, role: str) -> None:
    text = f"某县水利局2021年法治政府建设情况报告\n发布日期：2022年1月9日\n一、主要做法\n正文很短。\n{heading}\n一是有内容。\n"
    assert sections(text)[2] == (role, (heading[2:],))


@pytest.mark.parametrize("title", ["某县司法局法治政府建设年度报告", "某县司法局二〇二〇年法治政府建设年度报告"])
def test_a_date_before_the_body_is_no_year_reported_on(title: str) -> None:
    text = f"{title}\n发布日期：2021年1月15日\n一、主要做法\n正文很短。\n二、2021年重点工作\n一是有内容。\n"
    assert sections(text)[2][0] == "plans"


def roles(text: str) -> list[tuple[str, str]]:
    """Role and text of each part of the body."""
    return [(part.role, text[part.start : part.end].strip()) for part in outline(text).sections if part.role not in ("front", "back")]


def test_plans_within_a_section_on_problems_are_a_part_of_their_own() -> None:
    text = (
        "一、存在问题\n（一）人员不足。编制少。下一步，我局将招录2人。\n（二）经费不足。\n"
        "2022年，我局将加强培训；\n1.开办夜校。\n2.编印手册。\n"
    )
    assert roles(text) == [
        ("problems", "一、存在问题"),
        ("problems", "（一）人员不足。编制少。"),
        ("plans", "下一步，我局将招录2人。"),
        ("problems", "（二）经费不足。"),
        ("plans", "2022年，我局将加强培训；\n1.开办夜校。\n2.编印手册。"),
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "一年来差距也很明显：!人手不足，~为此将招录2人；!案卷不全，~明年拟评查两次；设备老化。",
        "我们清楚，仍有两个短板亟待补上。!窗口人手少；~对此，计划轮训。!系统不通，~准备对接。",
        "不足之处在于，!2份文件未经审核。=对此，已出台流程图。全年培训2期。",
        "存在问题：!学法不够，不少同志要求不高。",
        "存在问题：!一是将执法等同于罚款，说理不充分。二是将检查推给乡镇，监管不到位。~将继续轮训。",
        "存在问题：!一是在拟定清单方面，更新不及时。~在今后工作中，将补录。",
        "存在问题：!将重新登记当作负担，台账不全。~将重新登记。",
        "存在问题：!一是人手不足。~下一步，招录2人，要补齐不足，要加强轮训。!二是案卷不全。",
    ],
)
def test_deficiencies_and_what_will_be_done_about_them_take_turns(marked: str) -> None:
    """``!`` begins problems, ``~`` plans, and ``=`` goes back to the body."""
    text = f"一、主要做法\n{re.sub('[!~=]', '', marked)}\n"
    marks = {"problems": "!", "plans": "~", "body": "="}
    assert "".join(marks[role] + part for role, part in roles(text)).removeprefix("=一、主要做法\n") == marked


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("全年工作有进展，下一步，我局将抓好以下工作：\n一是修订办法。", "plans"),
        ("开办夜校，下一步还将修订办法。", "plans"),
        ("在今后的工作中，要修订办法。", "plans"),
        ("面对新任务，我局将继续修订办法。", "plans"),
        ("会议要求，下一步要修订办法。", "body"),
        ("对船主进行教育，今后要遵守规定，修订办法。", "body"),
        ("提醒各站今后继续公示，修订办法。", "body"),
        ("提醒各站，下一步要公示，修订办法。", "body"),
        ("按照县里提出的，明年将建成示范的要求，修订办法。", "body"),
        ("督促企业整改3家，下一步，我局将修订办法。", "plans"),
        ("一年来，我局将推进普法与执法结合起来，修订办法。", "body"),
        ("一年来，我局将强化监管同优化服务同部署，修订办法。", "body"),
        ("结合实际，我局将落实情况纳入考核，修订办法。", "body"),
        ("局党组研究下一步工作，修订办法。", "body"),
    ],
)
def test_the_body_turns_to_plans_within_a_sentence(sentence: str, role: str) -> None:
    text = f"一、主要做法\n正文很短。\n{sentence}\n"
    assert outline(text).section_at(text.index("修订")).role == role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("2022年是规划的第二年，机关有新任务。", "plans"),
        ("2022年1月，召开年终会议。", "body"),
        ("2021年是规划的第一年，机关有新任务。", "body"),
    ],
)
def test_what_begins_with_the_year_after_the_report_is_planned(sentence: str, role: str) -> None:
    text = f"某县水利局2021年法治政府建设情况报告\n一、主要做法\n正文很短。\n{sentence}修订办法。\n"
    assert outline(text).section_at(text.index("修订")).role == role


TITLE = "某县水利局2021年法治政府建设情况报告\n"


@pytest.mark.parametrize(
    ("text", "word", "role"),
    [
        (TITLE + "一、主要做法\n法治建设稳步推进。2022年全县水利工作会议通报表扬我局。组织开展法治培训3期，修订办法。\n", "组织", "body"),
        (TITLE + "一、主要做法\n法治建设稳步推进。2022年初，局党组专题听取2021年法治工作汇报。组织培训。\n", "组织", "body"),
        (TITLE + "一、主要做法\n推进。2022年底前完成的12项任务已提前办结。组织培训。\n", "组织", "body"),
        (TITLE + "一、主要做法\n推进。2022年元旦前夕，走访企业12家。组织培训。\n", "组织", "body"),
        (TITLE + "2022年是规划的第二年，现将2021年度情况报告如下。组织培训。\n一、主要做法\n正文。\n", "组织", "body"),
        (
            "某县水利局2021年度、2022年度法治政府建设情况报告\n一、2021年工作情况\n组织培训。\n二、2022年工作情况\n开展检查。\n",
            "开展",
            "body",
        ),
        (TITLE + "一、主要做法\n正文。\n2022年普法宣传日历发放现场\n（一）严格执法\n开展检查。\n", "开展", "body"),
        (TITLE + "一、主要做法\n（一）提前谋划2022年普法工作\n开展检查。\n", "开展", "body"),
        (TITLE + "一、主要做法\n（一）2022年度执法证件年审全部完成\n开展检查。\n", "开展", "body"),
        (TITLE + "一、主要做法\n（一）妥善化解矛盾纠纷和困难\n一是建立调解委员会3个；二是办结信访8件。\n", "建立", "body"),
        (TITLE + "一、主要做法\n（一）认真办理群众诉求与问题\n一是建立调解委员会3个；二是办结信访8件。\n", "建立", "body"),
        (TITLE + "一、主要做法\n企业和群众也切身感到变化。一是办事环节减少12个，压缩办理时限；二是新增办事窗口3个。\n", "压缩", "body"),
        (TITLE + "一、主要做法\n同时，补齐基层短板是今年重点，全年投入200万元，建成执法站所12个。\n", "建成", "body"),
        (TITLE + "一、主要做法\n针对监管力量不足是普遍现象的实际，我局建成站所。\n", "建成", "body"),
        (TITLE + "一、主要做法\n同时，紧盯校外培训等三个突出问题依法整治。建成站所。\n", "建成", "body"),
        (TITLE + "一、主要做法\n四类问题同步整改到位。建成站所。\n", "建成", "body"),
        (TITLE + "一、主要做法\n委托第三方机构排查问题同步整改。建成站所。\n", "建成", "body"),
        (
            TITLE + "一、主要做法\n正文。\n【问题】执法力量不足。\n【成效】全年工作有序。\n一是开展法治培训3期。二是建成阵地3处。\n",
            "开展",
            "body",
        ),
        (TITLE + "第三，主要差距\n人少。\n第四，普法宣传\n宣讲12场。\n", "宣讲", "body"),
        (TITLE + "◆存在问题\n人少。\n◆特色亮点\n宣讲12场。\n", "宣讲", "body"),
        (TITLE + "一、主要做法\n【重点工作】完成宣讲12场，办结案件30件。\n", "完成", "body"),
        (TITLE + "一、存在问题\n普法针对性不强，准备不充分，形式单一。\n", "形式", "problems"),
        (TITLE + "一、存在问题\n学法不够经常，计划性不强。\n", "计划", "problems"),
        (TITLE + "一、存在问题\n主动性不够，要我学的多、我要学的少。\n", "要我学", "problems"),
        (TITLE + "一、存在问题\n设备老化，要靠人工抄表。\n", "人工", "problems"),
        (TITLE + "一、存在问题\n（一）执法力量薄弱。2018年起未招录人员，平均年龄52岁。\n", "平均", "problems"),
        (TITLE + "一、存在问题\n（一）针对群众反映的问题，个别科室推诿扯皮，回应不及时。\n", "推诿", "problems"),
        (TITLE + "一、存在问题\n一是人手不足。二是下一步要补齐案卷不足；要加强轮训，不断提高。\n", "补齐", "plans"),
        (TITLE + "一、主要做法\n但仍存在人手不足的问题：基层人员缺编，为此已调配12人充实一线。全年培训3期。\n", "调配", "body"),
    ],
)
def test_what_only_looks_like_a_turn_is_none(text: str, word: str, role: str) -> None:
    assert outline(text).section_at(text.index(word)).role == role


@pytest.mark.parametrize(
    "line", ["4.26知识产权宣传周集中宣传。发放资料300份。", "12.4国家宪法日，开展宣讲12场。", "1.5万元资金到位。已拨付。"]
)
def test_a_date_or_an_amount_is_no_number_of_a_heading(line: str) -> None:
    assert sections(f"一、主要做法\n{line}\n")[-1] == ("body", ("主要做法",))


def test_items_with_figures_are_no_headings_where_one_of_their_list_names_plans() -> None:
    text = f"{TITLE}一、主要做法\n●开展宣讲12场\n●制定来年工作计划\n●建成阵地3处\n●特色亮点\n正文很短。\n"
    assert sections(text)[-2:] == [("plans", ("制定来年工作计划",)), ("body", ("特色亮点",))]


def test_lines_that_end_with_a_semicolon_are_items_and_no_headings() -> None:
    text = "一、来年打算\n1．修订办法；\n2．轮训人员；\n3．公开案卷。\n"
    assert [text[clause.start : clause.end] for clause in outline(text).clauses][1:] == ["修订办法", "轮训人员", "公开案卷"]
    assert not any(sentence.heading for sentence in outline(text).sentences[1:])


def test_an_announcement_turns_the_rest_of_its_paragraph_into_problems() -> None:
    text = "一、主要做法\n组织检查。但工作中还存在一些不足：一是人少。二是钱少。\n开展培训。\n"
    assert roles(text) == [
        ("body", "一、主要做法\n组织检查。但工作中还存在一些不足："),
        ("problems", "一是人少。二是钱少。"),
        ("body", "开展培训。"),
    ]


def test_an_announcement_at_the_end_of_a_paragraph_holds_for_those_that_follow() -> None:
    text = "一、主要做法\n组织检查。\n成绩面前，更要看到差距。\n问题一：人少。\n问题二：钱少。\n二、其他工作\n开展培训。\n"
    assert roles(text)[1:] == [("problems", "问题一：人少。\n问题二：钱少。"), ("body", "二、其他工作\n开展培训。")]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["各领域情况见下表：", "执法领域检查户次立案（件）罚没款（万元）", "传染病防治1640 56 30.0"], [1, 2]),
        (["合计2,580 98.5% 40", "全年评查案卷120卷"], [0]),
        (["学校卫生120", "放射卫生12 3", "公示率100% 100%"], [0, 1, 2]),
        (["2022年检查1640户立案56件"], []),
        (["抽检合格率依次为98.5 99.1 97.0，公示率100 100。"], []),
    ],
)
def test_lines_with_figures_side_by_side_are_rows_and_so_is_the_line_above(lines: list[str], rows: list[int]) -> None:
    structure = outline("一、主要工作\n" + "\n".join(lines))
    assert [index for index, sentence in enumerate(structure.sentences[1:]) if sentence.row] == rows


@pytest.mark.parametrize(
    ("line", "statements"),
    [
        ("（一）加强培训。（二）修订办法；（三）推行清单。", ["加强培训。", "（二）修订办法；（三）推行清单。"]),
        ("1.加强执法培训。2.修订裁量办法。", ["加强执法培训。", "2.修订裁量办法。"]),
        ("（一）加强培训。举办讲座2期。（二）修订办法。", ["举办讲座2期。", "（二）修订办法。"]),
        ("（一）加强培训。1.举办讲座2期。2.组织考试。", ["1.举办讲座2期。", "2.组织考试。"]),
    ],
)
def test_a_sentence_is_no_heading_of_the_next_item_of_its_list(line: str, statements: list[str]) -> None:
    text = f"三、2022年工作计划\n{line}\n"
    structure = outline(text)
    assert [text[sentence.start : sentence.end] for sentence in structure.sentences if not sentence.heading] == statements


def test_a_sentence_above_items_below_it_is_a_heading() -> None:
    text = "一、工作\n（一）严格规范执法。\n1.评查案卷。\n2.修订基准。\n（二）深入普法宣传。\n一是举办讲座。\n（三）化解纠纷。\n调解9件。\n"
    structure = outline(text)
    assert [text[sentence.start : sentence.end] for sentence in structure.sentences if sentence.heading] == [
        "工作",
        "严格规范执法。",
        "深入普法宣传。",
    ]


def test_an_item_without_a_heading_ends_the_section_of_the_item_before() -> None:
    text = """一、主要工作
（一）推进专项整治
1.开展燃气安全整治。检查餐饮场所120家。
2.推行网格巡查，全年巡查小区36个，督促整改隐患18处，并将结果通报街道。
（二）加强物业管理，组织物业企业负责人培训2期，约谈3家，并将信用评价结果向社会公布。
（三）做好信访工作，接待来访46批次，办结率达到98%，按月通报办理情况，接受群众监督。
二、存在问题
（一）执法力量不足。人员老化。
（二）普法形式单一，以发放资料为主，针对性不强，群众参与度还不够高，效果有待进一步提升。"""
    assert sections(text) == [
        ("body", ("主要工作",)),
        ("body", ("主要工作", "推进专项整治")),
        ("body", ("主要工作", "推进专项整治", "开展燃气安全整治")),
        ("body", ("主要工作", "推进专项整治")),
        ("body", ("主要工作",)),
        ("problems", ("存在问题",)),
        ("problems", ("存在问题", "执法力量不足")),
        ("problems", ("存在问题",)),
    ]


def test_an_item_without_a_heading_goes_on_with_what_was_announced_before_it() -> None:
    text = """一、主要工作
（一）规范执法。评查案卷20份。
虽然取得了一些成绩，但仍存在以下不足：
（一）执法力量薄弱，一线执法人员平均年龄偏大，能够熟练办理案件的骨干不多，难以适应工作需要。
（二）普法形式单一，以发放资料为主，针对性不强，群众参与度还不够高，效果有待进一步提升。"""
    assert sections(text)[-1] == ("problems", ("主要工作",))


def test_levels_that_skip_a_kind_of_number_keep_their_rank() -> None:
    text = "1、推行网上办理。已经实现全部事项网上办理。\n三、存在问题\n1、人员少。\n四、下一步计划\n1、加强培训。\n"
    assert [section.path for section in outline(text).sections] == [("推行网上办理",), ("存在问题",), ("下一步计划",)]


def test_clauses_leave_out_numbers_and_punctuation_and_do_not_cut_titles() -> None:
    structure = outline(REPORT)
    clauses = [REPORT[clause.start : clause.end] for clause in structure.clauses]
    assert "评查案卷20份" in clauses
    assert "督促整改" in clauses
    assert "《中华人民共和国行政处罚法》（2021年修订，以下简称“新法”）施行后" in clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("对全市1,482家医疗机构实施抽查，发现问题36个。", ["对全市1,482家医疗机构实施抽查", "发现问题36个"]),
        ("发放手册１２，３０５册，受众1，203，400人次。", ["发放手册１２，３０５册", "受众1，203，400人次"]),
        ("拨付12,305.6万元,惠及86户。", ["拨付12,305.6万元", "惠及86户"]),
        ("截至2024,300家企业参加,2025,1家退出。", ["截至2024", "300家企业参加", "2025", "1家退出"]),
    ],
)
def test_a_comma_between_thousands_parts_no_clauses(text: str, clauses: list[str]) -> None:
    assert [text[clause.start : clause.end] for clause in outline(text).clauses] == clauses


def test_semicolons_and_items_part_segments() -> None:
    structure = outline(REPORT)
    segment = {REPORT[clause.start : clause.end]: clause.segment for clause in structure.clauses}
    assert segment["召开专题会议3次"] == segment["研究法治工作"] != segment["印发工作要点"]
    assert segment["发现问题5个"] != segment["督促整改"]


def test_items_run_to_the_next_number() -> None:
    text = "一、存在问题\n一是人员不足。队伍老化；二是经费紧张。"
    assert [text[item.start : item.end] for item in outline(text).items] == ["存在问题", "人员不足。队伍老化；", "经费紧张。"]


def test_look_up_by_offset() -> None:
    structure = outline(REPORT)
    offset = REPORT.index("印发工作要点")
    sentence, clause = structure.sentence_at(offset), structure.clause_at(offset)
    assert sentence is not None
    assert REPORT[sentence.start : sentence.end] == "召开专题会议3次，研究法治工作；印发工作要点。"
    assert clause is not None
    assert REPORT[clause.start : clause.end] == "印发工作要点"
    assert structure.sections[sentence.section].path == ("主要工作", "加强组织领导")
    assert structure.clause_at(REPORT.index("；印发")) is None


@given(st.text(alphabet=st.sampled_from("一二三、（）是1.。；，：\n《》“”报告如下存在问题下一步打算工作😀 "), max_size=200))
def test_stretches_are_ordered_and_within_the_text(text: str) -> None:
    structure = outline(text)
    assert all(0 <= entry.start < entry.end <= len(text) for entry in (*structure.sections, *structure.sentences, *structure.clauses))
    for before, after in zip(structure.sections, structure.sections[1:], strict=False):
        assert before.end <= after.start
    for before, after in zip(structure.sentences, structure.sentences[1:], strict=False):
        assert before.end <= after.start
    for clause in structure.clauses:
        sentence = structure.sentences[clause.sentence]
        assert sentence.start <= clause.start < clause.end <= sentence.end


@given(
    st.lists(
        st.sampled_from(["但还存在不足", "问题如下", "下一步", "一是", "二、", "（一）", "培训", "。", "！", "；", "：", "\n"]), max_size=30
    )
)
def test_sections_are_in_order_and_apart(pieces: list[str]) -> None:
    sections = outline("".join(pieces)).sections
    assert all(one.end <= other.start for one, other in pairwise(sections))


@pytest.mark.parametrize(
    ("line", "row"),
    [("行政处罚立案56件63件", True), ("罚没金额12万元15.6万元", True), ("3月至5月开展检查63件", False), ("立案56件结案63件", False)],
)
def test_amounts_of_one_unit_side_by_side_are_a_row_of_a_table(line: str, row: bool) -> None:
    text = f"一、主要做法\n组织检查。\n{line}\n"
    assert [sentence.row for sentence in outline(text).sentences if sentence.start == text.index(line)] == [row]
