from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.extraction.problems.component import find_problems
from kg.extraction.problems.topics import MODEL, find_topics, load_topics, read_topics, write_topics
from kg.extraction.resources import problems_lexicon
from kg.text.structure import outline

LEXICON, LINKER = problems_lexicon(), load_topics()

TOPICS = [
    ("专业执法人员不足，年龄老化", {"staffing"}),
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
    ("少数干部法治思维尚未真正树立，遇事习惯找关系", {"legal-awareness"}),
    ("领导干部学法多停留在文件层面，系统性不强", {"law-learning"}),
    ("一线执法人员法律功底薄弱，办理复杂案件能力欠缺", {"enforcement-capability"}),
    ("基层执法力量严重不足，一名队员要管三个乡镇", {"staffing"}),
    ("执法文书书写不规范，个别案卷缺少送达回证", {"enforcement-conduct"}),
    ("镇街承接赋权事项能力不足，部分事项接不住", {"enforcement-reform-lag"}),
    ("行政执法与刑事司法衔接不够紧密", {"coordination"}),
    ("各部门执法数据不能互联互通，存在信息孤岛", {"informatization"}),
    ("内部管理制度不够健全，执行不够严格", {"institution"}),
    ("重大行政决策公众参与度不高", {"decision-making"}),
    ("对执法行为的监督手段单一，考核结果运用不充分", {"supervision"}),
    ("普法宣传针对性、实效性不强，群众参与度低", {"law-publicity"}),
    ("政务服务效能有待提升，部分事项仍需多次跑动", {"service-quality"}),
    ("执法车辆、装备配备不足，经费保障困难", {"funding-equipment"}),
    ("部分经营者守法意识淡薄，违法行为屡禁不止", {"social-compliance"}),
    ("法制审核人员配备不到位，多为兼职", {"staffing"}),
    ("规范性文件审查把关不严", {"institution"}),
    ("法治宣传方式老套，覆盖面不广", {"law-publicity"}),
    ("执法人员业务素质参差不齐", {"enforcement-capability"}),
    ("行政执法“三项制度”落实不够到位", {"enforcement-conduct"}),
    ("部门间协调联动不够，监管合力尚未形成", {"coordination"}),
    ("法律顾问作用发挥不充分", {"decision-making"}),
    ("对新修订法律法规的学习不够系统深入", {"law-learning"}),
    ("执法队伍年龄结构偏大、专业人才匮乏", {"staffing"}),
    ("农村地区群众法律意识较为淡薄", {"social-compliance"}),
    ("非现场执法、大数据监管等手段运用不足", {"informatization"}),
    ("事中事后监管存在薄弱环节", {"service-quality"}),
    ("法治建设考核力度不够，责任压得不实", {"supervision"}),
    ("执法程序不够规范，自由裁量权行使不够精准", {"enforcement-conduct"}),
    ("执法人员持证率偏低", {"enforcement-capability"}),
    ("机构改革后职能交叉、权责不清的问题依然存在", {"enforcement-reform-lag"}),
    ("依法行政意识还需进一步增强", {"legal-awareness"}),
    ("专业执法设备短缺，取证手段落后", {"funding-equipment"}),
    ("法治政府建设长效机制有待完善", {"institution"}),
    ("基层普法力量薄弱，普法队伍不稳定", {"law-publicity"}),
    ("企业安全生产主体责任落实不到位", {"social-compliance"}),
    ("法治工作人员更换频繁，工作连续性不强", {"staffing"}),
    ("执法方式简单，柔性执法运用不够", {"enforcement-conduct"}),
    ("行政复议和调解化解争议的作用发挥不够", {"other"}),
    ("法治建设推进不平衡，基层单位进展较慢", {"other"}),
    ("法治文化阵地建设滞后", {"law-publicity"}),
    ("有的领导对法治建设重要性认识不够，存在重业务轻法治现象", {"legal-awareness"}),
    ("执法人员对新领域新业态的法律规定掌握不深", {"law-learning"}),
    ("队伍专业化程度不高，具备法律职业资格的人员偏少", {"enforcement-capability", "staffing"}),
    ("监测执法仪器老化，部分指标无法检测", {"funding-equipment"}),
    ("乡镇综合执法队伍组建时间短，编制未落实", {"enforcement-reform-lag", "staffing"}),
    ("违法建设、占道经营等问题易反弹", {"social-compliance"}),
    ("案件线索移送标准不统一，部门之间衔接不畅", {"coordination"}),
    ("法治宣传资源下沉不足，村（社区）宣传存在空白点", {"law-publicity"}),
    ("信用监管、分级分类监管等新型监管方式应用不足", {"service-quality"}),
    ("行政处罚案件办理周期长，个别案件超期", {"enforcement-conduct"}),
    ("专职法制员空缺，法制审核由办公室代管", {"staffing"}),
    ("部分配套制度没有及时修订，与上位法不一致", {"institution"}),
    ("执法信息系统功能单一，办案仍以纸质为主", {"informatization"}),
    ("教育培训内容与实战脱节，培训频次偏少", {"law-learning"}),
    ("督察考核“指挥棒”作用不明显", {"supervision"}),
    ("群众依法维权意识不强，信访不信法", {"social-compliance"}),
    ("行政审批流程还不够优化，办件时间偏长", {"service-quality"}),
    ("听证、专家咨询等程序履行不到位", {"decision-making"}),
    ("跨区域执法协作不够顺畅", {"coordination"}),
    ("执法记录仪使用率不高，音像记录不完整", {"enforcement-conduct"}),
    ("法治建设经费未单列，聘请律师费用紧张", {"funding-equipment"}),
    ("行政执法人员工学矛盾突出，学习不够经常", {"law-learning"}),
    ("执法人员少、任务重，执法频次难以保证", {"staffing"}),
    ("部分股室负责人法治观念不强，存在等待观望心理", {"legal-awareness"}),
    ("中层干部对依法行政的重要性认识不深刻", {"legal-awareness"}),
    ("学法用法不够自觉，以考代学现象存在", {"law-learning"}),
    ("执法人员知识储备不足，处理突发情况经验不够", {"enforcement-capability"}),
    ("执法岗位人员老化，年轻干部补充不上", {"staffing"}),
    ("执法人手紧缺，一线在岗仅6人", {"staffing"}),
    ("现场检查笔录记载过于简略，证据固定不及时", {"enforcement-conduct"}),
    ("执法公示内容更新不及时，公示要素缺失", {"enforcement-conduct"}),
    ("乡镇承接执法权后运行不顺", {"enforcement-reform-lag"}),
    ("与检察机关的行刑衔接还有堵点", {"coordination"}),
    ("执法平台尚未实现与省级系统对接", {"informatization"}),
    ("信息化监管手段落后，主要靠人工巡查", {"informatization"}),
    ("制度执行刚性不足，部分制度停留在纸面", {"institution"}),
    ("行业地方标准缺失，管理缺乏依据", {"institution"}),
    ("重大决策事项征求群众意见不够广泛", {"decision-making"}),
    ("合法性审查时间仓促，法律顾问参与不深", {"decision-making"}),
    ("法治督察发现问题整改不彻底，问责偏软", {"supervision"}),
    ("内部层级监督不够严格", {"supervision"}),
    ("普法载体不够丰富，对青少年的吸引力不强", {"law-publicity"}),
    ("“谁执法谁普法”责任制落实有差距", {"law-publicity"}),
    ("执法中队普遍缺员，超负荷运转", {"staffing"}),
    ("公职律师数量偏少", {"staffing"}),
    ("个别处罚决定书引用法条有误", {"enforcement-conduct"}),
    ("执法告知环节不到位，陈述申辩记录缺失", {"enforcement-conduct"}),
    ("市县两级执法事权划分不够清楚", {"enforcement-reform-lag"}),
    ("对下级单位法治工作督促检查不够", {"supervision"}),
    ("审批时限压缩空间有限，企业办事便利度不高", {"service-quality"}),
    ("对新兴行业的监管方式单一，存在监管盲点", {"service-quality"}),
    ("执法服装、取证设备配备不齐，车辆老旧", {"funding-equipment"}),
    ("少数企业法人重经济效益轻安全管理", {"social-compliance"}),
    ("私搭乱建现象屡禁不绝，群众不配合执法", {"social-compliance"}),
    ("执法人员法律专业出身的较少，复合型人才短缺", {"staffing"}),
    ("法治队伍人员变动大，新进人员业务不熟", {"enforcement-capability", "staffing"}),
    ("监管领域专业执法人员不足，年龄结构老化", {"staffing"}),
    ("执法人员案卷制作不够规范", {"enforcement-conduct"}),
    ("部门数据壁垒未打破，自建系统对接困难", {"informatization"}),
    ("务工人员流动大，普法内容陈旧", {"law-publicity"}),
    ("法治宣传经费有限，形式单一", {"law-publicity"}),
    ("对新型经营模式缺乏监管依据", {"institution"}),
    ("事业单位改革后执法权归属没有明确", {"enforcement-reform-lag"}),
    ("不动产登记遗留问题多，办证难", {"service-quality"}),
    ("少数船主铤而走险，反复违规作业", {"social-compliance"}),
    ("联合抽查仍是各查各的", {"coordination"}),
    ("全局执法车只有1辆", {"funding-equipment"}),
]
"""Problems with their topics."""
INEXACT = {
    "专职法制员空缺，法制审核由办公室代管",
    "信用监管、分级分类监管等新型监管方式应用不足",
    "法治宣传经费有限，形式单一",
    "执法人员法律专业出身的较少，复合型人才短缺",
    "监管领域专业执法人员不足，年龄结构老化",
    "镇街承接赋权事项能力不足，部分事项接不住",
    "各部门执法数据不能互联互通，存在信息孤岛",
    "法治建设考核力度不够，责任压得不实",
    "执法人员持证率偏低",
    "执法人员对新领域新业态的法律规定掌握不深",
    "乡镇综合执法队伍组建时间短，编制未落实",
    "专业执法人员不足，年龄老化",
}
"""Those of which the linker gives one of two, or another one beside."""


def problems(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(problem.text, problem.topics) for problem in find_problems(text, outline(text), LEXICON, LINKER)]


def texts(text: str) -> list[str]:
    return [text for text, _ in problems(text)]


def test_items_of_a_section_are_one_problem_each() -> None:
    text = (
        "一、存在问题\n虽然取得一定成效，但还存在以下问题：一是专业执法人员不足，年龄老化；"
        "二是普法宣传形式单一。宣传覆盖面不广。三是案卷制作不规范。\n二、下一步打算\n一是加强培训。"
    )
    assert [(problem, topics[0]) for problem, topics in problems(text)] == [
        ("专业执法人员不足，年龄老化", "staffing"),
        ("普法宣传形式单一。宣传覆盖面不广", "law-publicity"),
        ("案卷制作不规范", "enforcement-conduct"),
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
    assert problems(text) == [("部门之间数据共享还不充分，企业仍需重复提交材料", ("informatization", "coordination"))]


@pytest.mark.parametrize(
    "sentence", ["原先形成的案件积压现在仍未消化", "个别干部开始重视但仍不会用法治思维，能力逐步退化偏弱", "过去遗留的问题如今还未解决"]
)
def test_what_has_changed_to_the_worse_or_not_at_all_is_admitted(sentence: str) -> None:
    assert texts(f"一、主要做法\n（一）规范执法。组织检查2次。{sentence}。\n") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "部分群众节水意识仍然淡薄",
        "系统还没有与市级平台对接",
        "个别执法人员存在重实体轻程序的现象",
        "难点在于旧有工程底数不清",
        "无证经营现象依然较为突出",
        "部分乡镇设施管护存在责任悬空的问题",
        "对违法行为查处不力的情况仍有发生",
        "个别同志存在畏难情绪",
        "部分活动未能如期开展",
    ],
)
def test_what_remains_so_is_admitted(sentence: str) -> None:
    assert texts(f"一、主要做法\n（一）规范执法。组织检查2次。{sentence}。\n") == [sentence.removeprefix("难点在于")]


@pytest.mark.parametrize("sentence", ["执法领域的短板最为明显", "信息化建设仍有短板", "合同管理存在明显短板"])
def test_a_weak_spot_is_admitted_where_it_is_said_to_be_there(sentence: str) -> None:
    assert texts(f"一、主要做法\n（一）规范执法。组织检查2次。{sentence}。\n") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "对检查中发现的文书不规范问题提出了整改要求。",
        "聚焦执法短板，开展专项整治行动。",
        "针对培训不够深入的问题，举办专题讲座4期。",
        "部分企业起初不理解，后来主动配合。",
        "与群众期盼相比，工作仍有差距。",
        "修订《合同管理办法》，堵住内控短板。",
        "印发《议事规则》，补短板、强弱项。",
        "2022年反馈的问题已全部整改到位。",
        "针对反馈的2个问题：一是学法不够；二是案卷不规范，制定方案。",
        "全年仍未收到投诉，还有宣传栏6处。",
        "个别单位存在台账不全的问题，责令改正。",
        "到年底还有2件没有办完。",
        "部分乡镇存在滥伐林木，我局开展专项整治行动，立案9起。",
        "个别单位存在违规用水的现象，查处案件5件。",
        "商户也存在疑问的，当场解答。",
        "来访群众对政策仍不清楚的，安排专人讲解。",
        "收费情况依然公开，监督情况还通报各乡镇。",
        "全年办结复议案件6件，还有1件待审。",
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


@pytest.mark.parametrize("heading", ["五、正视不足，今后这样改", "五、查摆自身问题和今后打算"])
def test_each_problem_ends_where_its_remedy_is_intended(heading: str) -> None:
    text = f"{heading}\n一是复核人手不够。拟增设复核岗位2个。二是基础台账不完整。计划年内全部补录。三是终端设备老旧。准备更换终端6台。\n"
    assert texts(text) == ["复核人手不够", "基础台账不完整", "终端设备老旧"]


def test_what_officers_have_to_cope_with_is_no_remedy() -> None:
    text = "二、存在问题\n一是稽查人员仅3人，要面对200余户企业，疲于应付；二是要兼顾窗口工作，学习时间不足。\n"
    assert texts(text) == ["稽查人员仅3人，要面对200余户企业，疲于应付", "要兼顾窗口工作，学习时间不足"]


def test_a_sentence_that_adds_a_problem_to_the_last_item_is_one() -> None:
    text = "二、存在问题\n（一）业务培训不系统。\n（二）装备不足，影响办案。另外，系统之间不互通。\n"
    assert texts(text) == ["业务培训不系统", "装备不足，影响办案", "系统之间不互通"]


def test_an_item_that_ends_with_some_cases_does_not_lead_in() -> None:
    assert texts("二、存在问题\n1.专业人员缺乏，一些事项长期没有办理过。\n2.系统培训开展得少。\n") == [
        "专业人员缺乏，一些事项长期没有办理过",
        "系统培训开展得少",
    ]


def test_what_leads_up_to_the_problems_of_a_section_is_no_part_of_them() -> None:
    text = (
        "一、存在的主要问题\n法治是最好的营商环境。一年来，工作有新进展，但与群众期盼相比仍有差距：数据标准不一；"
        "专职人员匮乏。\n二、打算\n轮训。\n"
    )
    assert texts(text) == ["数据标准不一", "专职人员匮乏"]


def test_a_deficiency_before_an_introduction_belongs_to_the_problem() -> None:
    text = "一、存在问题\n执法力度偏软。主要问题是：办案周期长，结案率不高。\n普法形式单一。主要表现在：仅靠发传单。\n二、打算\n轮训。\n"
    assert texts(text) == ["执法力度偏软。主要问题是：办案周期长，结案率不高", "普法形式单一。主要表现在：仅靠发传单"]


def test_a_figure_below_another_is_no_introduction() -> None:
    text = "一、存在的主要问题\n（一）所里平均只有5名民警，35岁以下的不足两成。\n（二）宣传形式单一。\n"
    assert texts(text) == ["所里平均只有5名民警，35岁以下的不足两成", "宣传形式单一"]


def test_a_label_announces_the_list_after_it() -> None:
    text = "一、主要做法\n巡查渔港12次。\n存在问题：渔船检验档案缺失；港区监控老化，夜间巡查吃力。\n"
    assert texts(text) == ["渔船检验档案缺失", "港区监控老化，夜间巡查吃力"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "二、存在的不足和原因\n过去一年，我局法治建设取得一定成效，但仍存在一些不足：一是执法人员偏少。二是普法方式单一。\n三、下一步工作打算\n（一）加强培训。\n",
            ["执法人员偏少", "普法方式单一"],
        ),
        (
            "二、存在的问题及下一步工作安排\n（一）存在的问题\n1.执法力量不足。现有执法人员5名，平均年龄51岁。\n2.监管手段落后。\n（二）下一步工作安排\n1.招录人员。\n",
            ["执法力量不足。现有执法人员5名，平均年龄51岁", "监管手段落后"],
        ),
        (
            "二、2021年推进法治政府建设存在的不足和原因\n法治宣传的深度不够，方式较为传统。执法队伍专业化水平不高，原因是培训不足。\n三、2022年推进法治政府建设的主要安排\n继续开展普法。\n",
            ["法治宣传的深度不够，方式较为传统", "执法队伍专业化水平不高，原因是培训不足"],
        ),
        (
            "三、当前存在的短板弱项\n虽然我局做了大量工作，但对照上级要求，还有不小差距，主要表现在：\n（一）部分干部法治意识不强；\n（二）执法装备配备不足；\n（三）部门协作不够紧密。\n四、工作计划\n",
            ["部分干部法治意识不强", "执法装备配备不足", "部门协作不够紧密"],
        ),
        (
            "三、存在问题和困难\n1、专业人才缺乏，全局无法律专业人员；2、经费紧张，难以购置设备。\n四、2022年工作思路\n",
            ["专业人才缺乏，全局无法律专业人员", "经费紧张，难以购置设备"],
        ),
        (
            "2021年，我局法治政府建设工作虽取得一定成绩，但也存在一些问题和不足，主要是：执法人员能力有待提升、普法宣传不够深入。下一步，我局将重点抓好以下工作：\n一是加强学习。\n",
            ["执法人员能力有待提升、普法宣传不够深入"],
        ),
        (
            "三、问题与不足\n①执法监督力度不大；②法律顾问作用发挥不够。\n四、改进措施\n①健全制度；②用好顾问。\n",
            ["执法监督力度不大", "法律顾问作用发挥不够"],
        ),
        (
            "三、存在的薄弱环节\n从自查情况看，我街道仍存在以下薄弱环节：首先，执法力量与任务不匹配；其次，社区普法队伍不稳定；再次，执法文书不够规范。\n四、下一步打算\n",
            ["执法力量与任务不匹配", "社区普法队伍不稳定", "执法文书不够规范"],
        ),
        (
            "三、存在问题及整改措施\n问题1：案件办理不及时。整改措施：建立台账，专人督办。\n问题2：学法制度落实不够。整改措施：每月学法。\n四、下一步计划\n",
            ["案件办理不及时", "学法制度落实不够"],
        ),
        (
            "三、存在的问题\n一是人大代表意见办理质量不高，建议采纳率偏低。\n二是经费紧张，建议上级加大投入。\n三是力量薄弱，建议落实不到位。\n",
            ["人大代表意见办理质量不高，建议采纳率偏低", "经费紧张", "力量薄弱，建议落实不到位"],
        ),
        ("三、存在的问题\n仍存在立卷不规范的问题，比如目录缺页、文书倒置。\n", ["仍存在立卷不规范的问题，比如目录缺页、文书倒置"]),
        ("三、存在的问题\n取得一些成绩，但仍有不足，比如目录缺页、文书倒置。\n", ["目录缺页、文书倒置"]),
        (
            "三、存在的问题\n（一）立卷不规范。主要原因：一是人员流动大；二是轮训不足。\n（二）普法不深入。\n",
            ["立卷不规范。主要原因：一是人员流动大；二是轮训不足", "普法不深入"],
        ),
        ("三、存在的问题\n一是对立卷认识不到位。原因：一是学习不够；二是重视不足。\n", ["对立卷认识不到位"]),
        (
            "三、问题及整改\n问题一：巡查人手少。\n整改措施：招录巡查员6名。\n问题二：台账不全。\n整改措施：重建台账。\n四、下一步计划\n",
            ["巡查人手少", "台账不全"],
        ),
        (
            "三、存在的问题\n1.巡查人手少。\n整改措施：2024年拟招录巡查员6名。\n2.台账不全。\n整改措施：2024年拟重建台账。\n四、下一步计划\n",
            ["巡查人手少", "台账不全"],
        ),
        (
            "三、存在的问题\n（一）巡查人手少。全站仅4人。\n整改措施：招录巡查员6名。\n（二）台账不全。多年未补。\n整改措施：重建台账。\n四、下一步计划\n",
            ["巡查人手少。全站仅4人", "台账不全。多年未补"],
        ),
        (
            "三、存在的问题\n1.巡查人手少。\n2.台账不全。\n整改措施：\n1.招录巡查员6名。\n2.重建台账，防止数据缺失、责任不清。\n四、下一步计划\n",
            ["巡查人手少", "台账不全"],
        ),
        (
            "2023年，我站工作中还存在巡查人手少、台账不全等问题。2024年，我站仍将不断努力，招录巡查员6名。\n",
            ["2023年，我站工作中还存在巡查人手少、台账不全等问题"],
        ),
        (
            "三、面临的困难和挑战\n一方面，新业态不断涌现，监管手段跟不上；另一方面，基层人员流动频繁，队伍不稳定。\n四、下步工作\n",
            ["新业态不断涌现，监管手段跟不上", "基层人员流动频繁，队伍不稳定"],
        ),
        (
            "三、工作中的不足及原因分析\n（一）存在不足\n一是制度落实不严。二是宣传覆盖面不广。\n（二）原因分析\n一是思想认识不到位。二是力量不足。\n四、下步打算\n",
            ["制度落实不严", "宣传覆盖面不广"],
        ),
        (
            "四、存在的主要问题\n法治建设取得了成绩，但与上级要求和群众期盼相比仍有差距。\n一是依法决策水平有待提高。\n二是行政执法监督不够有力。\n五、2022年工作打算\n",
            ["依法决策水平有待提高", "行政执法监督不够有力"],
        ),
        (
            "二、存在的困难\n推进法治建设存在一些困难和问题，主要有以下几个方面：首先，执法主体不明确。其次，专业人才匮乏。\n三、下步打算\n",
            ["执法主体不明确", "专业人才匮乏"],
        ),
        (
            "二、存在的差距\n与群众期盼相比，仍有差距。法治宣传不够深入，执法监督不够到位，这些问题有待在今后的工作中加以解决。\n三、下步打算\n",
            ["法治宣传不够深入，执法监督不够到位"],
        ),
        (
            "二、存在不足和努力方向\n我局仍有不足：学法自觉性不强；普法阵地建设滞后。努力方向：一是加强学习；二是建设阵地。\n三、附件\n",
            ["学法自觉性不强", "普法阵地建设滞后"],
        ),
        (
            "二、存在的主要问题\n（一）监管手段单一。抽查结果运用不充分。\n原因：一是思想认识有偏差；二是监管力量不足。\n（二）案卷质量不高。\n三、下步打算\n",
            ["监管手段单一。抽查结果运用不充分。\n原因：一是思想认识有偏差；二是监管力量不足", "案卷质量不高"],
        ),
        (
            "二、存在的主要问题\n一是执法力量不足。二是装备落后。三是普法不深入。四是人员问题。\n原因：一是思想不重视；二是经费投入不足。\n三、下步打算\n",
            ["执法力量不足", "装备落后", "普法不深入"],
        ),
        (
            "二、存在问题\n执法人员能力不足。表现为：取证不规范，说理性不强。普法针对性不强。\n三、下步打算\n",
            ["执法人员能力不足。表现为：取证不规范，说理性不强", "普法针对性不强"],
        ),
        (
            "二、存在的不足\n尽管法治建设取得一些成绩，但对照要求仍有不足，比如队伍专业化水平有待提升、案件办理周期长等。\n三、下步打算\n",
            ["队伍专业化水平有待提升、案件办理周期长等"],
        ),
        (
            "二、存在问题和建议\n一是监管人员不足，难以适应需要，建议增加编制；二是回复检察建议不及时，司法建议书办理不规范。\n三、下步打算\n",
            ["监管人员不足，难以适应需要", "回复检察建议不及时，司法建议书办理不规范"],
        ),
        (
            "二、存在问题\n（一）督察反馈问题整改情况。\n（二）重点领域监管仍不足。队伍不稳定。在今后的工作中，我们将努力克服。\n三、下步打算\n",
            ["重点领域监管仍不足。队伍不稳定"],
        ),
        (
            "（二）规范案卷。在执法过程中，仍存在文书制作不规范等问题，下一步将加强案卷评查。\n（三）加强宣传。开展宣传12次。\n",
            ["在执法过程中，仍存在文书制作不规范等问题"],
        ),
    ],
)
def test_passages_on_problems(text: str, expected: list[str]) -> None:
    assert texts("一、主要做法\n（一）规范执法。组织检查12次。\n" + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "（一）取证能力需提升\n队员对电子数据不熟悉，询问技巧欠缺。\n（二）人员方面。队员年龄偏大。\n",
            ["取证能力需提升\n队员对电子数据不熟悉，询问技巧欠缺", "人员方面。队员年龄偏大"],
        ),
        ("（一）队伍建设方面\n一是队员偏少。二是年龄偏大。\n", ["队员偏少", "年龄偏大"]),
        ("（一）取证能力不足。一是询问技巧欠缺；二是设备老旧。\n", ["取证能力不足。一是询问技巧欠缺；二是设备老旧"]),
        ("（一）认识有偏差。学得不深。（二）人手不够。仅有1人。\n", ["认识有偏差。学得不深", "人手不够。仅有1人"]),
        ("（一）人手不够。仅有2人。\n下一步，将招录2人。\n（二）台账不全。\n下一步，将补录。\n", ["人手不够。仅有2人", "台账不全"]),
        ("1.人手不够，仅有2人。\n下步举措：招录2人。\n2.台账不全，缺页。\n", ["人手不够，仅有2人", "台账不全，缺页"]),
        ("1.人手不够。我局将招录2人。\n2.台账不全。将重新登记。\n", ["人手不够", "台账不全"]),
        ("●人手不够\n●学法不深\n", ["人手不够", "学法不深"]),
        ("一是普法虽取得一定成效，但形式单一；二是案卷缺页。\n", ["普法虽取得一定成效，但形式单一", "案卷缺页"]),
        ("工作取得较好成绩，但离要求还有一定的距离：学法不深，案卷缺页。\n", ["学法不深，案卷缺页"]),
        ("一年来，工作有成绩，但与要求相比还存在一定差距，普法形式单一，案卷缺页。\n", ["普法形式单一，案卷缺页"]),
        ("回顾全年，仍有不少问题需要解决。主要是普法形式单一，案卷缺页。\n", ["普法形式单一，案卷缺页"]),
        ("我局做了一些工作，但还存在一些薄弱环节，如普法形式单一、案卷缺页。\n", ["普法形式单一、案卷缺页"]),
        ("工作有成绩，但仍有差距。主要体现在：普法形式单一，案卷缺页。下一步，将轮训。\n", ["普法形式单一，案卷缺页"]),
    ],
)
@pytest.mark.parametrize("heading", ["存在的问题", "需要改进的方面", "存在的主要难题", "问题不足"])
def test_passages_under_headings_of_many_wordings(heading: str, text: str, expected: list[str]) -> None:
    assert texts(f"一、主要做法\n组织检查12次。\n二、{heading}\n{text}三、下步打算\n轮训。\n") == expected


def test_a_heading_of_problems_announces_the_sentences_after_it() -> None:
    text = (
        "一、做法\n组织检查12次。\n二、差距不小。治超站设备老化；绕行闯卡屡有发生。\n三、其他\n成绩说完，再谈问题。人手奇缺，一人多岗。\n"
    )
    assert texts(text) == ["治超站设备老化", "绕行闯卡屡有发生", "人手奇缺，一人多岗"]


def test_causes_of_all_problems_belong_to_none() -> None:
    text = "三、存在问题\n一是执法装备老化。二是普法宣传不够。产生上述问题的原因，主要是认识不足。\n"
    assert texts(text) == ["执法装备老化", "普法宣传不够"]


def test_the_label_of_a_problem_is_no_part_of_it() -> None:
    text = "二、主要不足\n不足一：执法力量薄弱。措施：招录2人。\n不足二：平台尚未联通。措施：开发接口。\n"
    assert texts(text) == ["执法力量薄弱", "平台尚未联通"]


@pytest.mark.parametrize("problem", ["共享单车企业只有一家配合监管", "渔船没有持证船员"])
def test_vehicles_of_others_are_no_equipment(problem: str) -> None:
    assert "funding-equipment" not in find_topics([problem], LEXICON, LINKER)[0]


@pytest.mark.parametrize(("problem", "topics"), TOPICS)
def test_topics_are_those_of_the_deficiency(problem: str, topics: set[str]) -> None:
    ((first, *others),) = find_topics([problem], LEXICON, LINKER)
    assert first in topics
    assert ({first, *others} == topics) is (problem not in INEXACT)


def test_topics_do_not_depend_on_the_problems_beside() -> None:
    problems = [problem for problem, _ in TOPICS] + ["制度不健全，\n落实不够", "人员不足" * 500, "导致被动"]
    alone = [topics for problem in problems for topics in find_topics([problem], LEXICON, LINKER)]
    assert find_topics(problems, LEXICON, LINKER) == alone
    assert find_topics([], LEXICON, LINKER) == []


@pytest.mark.parametrize(
    ("problem", "topics"),
    [
        ("制度不健全，导致数据共享和信息系统建设滞后", ("institution",)),
        ("普法宣传形式单一，导致执法车辆装备陈旧、经费短缺", ("law-publicity",)),
    ],
)
def test_what_a_deficiency_leads_to_is_no_topic_of_it(problem: str, topics: tuple[str, ...]) -> None:
    assert find_topics([problem], LEXICON, LINKER) == [topics]


@pytest.mark.parametrize("damage", ["flipped", "cut", "bias", "none"])
def test_a_linker_is_read_as_it_was_written_or_refused(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "topics.npz"
    if damage == "bias":
        write_topics(replace(LINKER, model=replace(LINKER.model, bias=LINKER.model.bias[:3])), path)
    else:
        data = bytearray(MODEL.read_bytes())
        if damage == "flipped":
            data[len(data) // 2] ^= 0xFF
        path.write_bytes(data[: len(data) // 2] if damage == "cut" else data)
    if damage == "none":
        found = read_topics(path)
        write_topics(found, path)
        assert path.read_bytes() == MODEL.read_bytes()
        assert (found.least, found.second) == (LINKER.least, LINKER.second)
    else:
        with pytest.raises(VocabularyError, match=r"topics\.npz"):
            read_topics(path)


@pytest.mark.parametrize(
    "unit",
    [
        "还存在问题",
        "但有差距：",
        "下一步，",
        "问题一：人少。",
        "一是人少；",
        "不足",
        "但",
        "部分人员",
        "原因是不足。",
        "20",
        "\n·人少",
        "原因：一是人少；",
        "努力方向：一是不足。",
        "，这些问题",
        "，建议",
    ],
)
@pytest.mark.usefixtures("ends")
def test_long_inputs_take_linear_time(unit: str) -> None:
    text = "一、存在问题\n" + unit * (50_000 // len(unit))
    assert all(text[problem.start : problem.end] == problem.text for problem in find_problems(text, outline(text), LEXICON, LINKER))
