"""What the metrics of a sentence are. The sentences are made up, in the style of reports from several sectors and years."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.metrics import factory as metrics
from kg.extraction.metrics import find_metrics
from kg.extraction.pipeline import extract
from kg.extraction.structure import factory as structure
from kg.extraction.tokenizer import CodePointTokenizer
from kg.reading import read as read_file
from kg.types import Metric, SourceText


def read(text: str) -> list[Metric]:
    return find_metrics(text, [(0, len(text))])


def read_lines(text: str, year: int | None = 2023) -> list[str]:
    """What the metrics of a report on a year say, each of its lines a sentence or a row: ``5→复议案件=6件``."""
    found = find_metrics(text, [line.span() for line in re.finditer(r"[^\n]+", text)], year)
    return [f"{'' if m.value_from is None else f'{m.value_from:g}→'}{m.indicator}{m.comparator}{m.value:g}{m.unit}" for m in found]


def amounts(text: str) -> list[str]:
    """Comparator, value and unit of each metric, as ``>=95%``."""
    return [f"{m.comparator}{m.value:g}{m.unit}" if m.value < 1e6 else f"{m.comparator}{m.value:.0f}{m.unit}" for m in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("检查食品生产经营单位1.2万余户次，罚没款430余万元。", [">12000户次", ">4300000元"]),
        ("立案查处违法案件两百一十二件，涉案货值八千三百余元。", ["=212件", ">8300元"]),
        ("培训人员千余人次，受众四万余人。", [">1000人次", ">40000人"]),
        ("12345热线受理诉求3,482件，其中投诉１２０５件。", ["=3482件", "=1205件"]),
        ("避免经济损失约2.3亿元，节约财政资金近3000万元。", ["~230000000元", "~30000000元"]),
        ("印发宣传手册5000本（份），检查企业1,036家（次）。", ["=5000本（份）", "=1036家（次）"]),
        ("参训率不低于95%，参加人数超过300人，逾期率低于2%。", [">=95%", ">300人", "<2%"]),
        ("合格率达到百分之九十八点五，退费率九成七。", ["=98.5%", "=97%"]),
        ("近两成的中小学建有法治书屋，三分之一以上的社区配备法律顾问。", ["~20%", ">=33.3%"]),
        ("即办件比例达到半数以上。", [">=50%"]),
        ("每案讨论时参加人员三至五名，研究重大案件10-15件。", [">=3名", ">=10件"]),
        ("参加人员20—30人，研判案件3至5件，会商三至五次，检查3~5轮。", [">=20人", ">=3件", ">=3次", ">=3轮"]),
        ("开展讲座3次至5次，检查门店20家—30家，投入10万元到20万元。", [">=3次", ">=20家", ">=100000元"]),
        ("审批时限压缩至3个至5个工作日。", [">=3个工作日"]),
        ("约谈企业3家、5家次，受理8件至5日。", ["=3家", "=5家次", "=8件"]),
        ("投诉由3件到5件，每月检查3次至5次。", ["=5件"]),
        ("将办结时限压缩至3个工作日以内。", ["<=3个工作日"]),
        ("行政处罚案件数量较上年翻了一番。", ["=1番"]),
        ("分两批旁听庭审，分3批曝光典型案例15起，分4期推进。", ["=2批", "=3批", "=15起"]),
        ("开展隐患排查6轮次，检定计量器具460台件。", ["=6轮次", "=460台件"]),
        ("撤并三个派出所，七处探头自动抓拍，两份细则被审查出问题。", ["=3个", "=7处", "=2份"]),
        ("县公安局对两名非法行医的人员采取强制措施，其中一件案被督办。", ["=2名", "=1件"]),
        ("一起非法存放气瓶案移交公安，九件代表建议全部落实。", ["=1起", "=9件"]),
        ("检查频次提高1.5倍，满意度提高2.6个百分点。", ["=1.5倍", "=2.6个百分点"]),
        ("召开局长办公会十二次、专题会议八次。", ["=12次", "=8次"]),
        ("新冠疫苗接种12.8万剂次，拆除违法建设8.6万平方米。", ["=128000剂次", "=86000平方米"]),
        ("数十家企业参加座谈，受众上千人，走访商户近百家。", [">10家", ">=1000人", "~100家"]),
        ("检查门店三五家，约谈负责人七八名，整改问题一百三五十处。", [">=3家", ">=7名"]),
        ("选一两家企业试点，打造一处普法长廊，建成法治广场一个。", [">=1家", "=1处", "=1个"]),
        ("发证只用了4天，核查仅用2小时。", ["=4天", "=2小时"]),
        ("满意的超过六成，回访率七成多，较上年增长两倍多。", [">60%", ">70%", ">2倍"]),
        ("旧案占存量的三分之一强，新案占总数的3/4左右。", [">33.3%", "~75%"]),
        ("申请听证的约占两成，约占存量案件的一成。", ["~20%", "~10%"]),
        ("评查案卷118卷，配备终端56台（套），平均浓度35微克/立方米。", ["=118卷", "=56台（套）", "=35微克/立方米"]),
        ("合格率稳定在95%—98%，抽检量达到4.5批次/千人。", [">=95%", "=4.5批次/千人"]),
        ("行政复议0件，执法人员平均年龄46岁。", ["=0件", "=46岁"]),
        ("每件事项平均提交材料2.1份/件，平均跑动0.3次/项。", ["=2.1份/件", "=0.3次/项"]),
        ("采纳率约为95%，合格率大致达八成。", ["~95%", "~80%"]),
        ("检查冷库46座次，纠正27条文书瑕疵，建立221个人民调解委员会。", ["=46座次", "=27条", "=221个"]),
        ("将6类32项任务挂图推进，公开征求社会意见30日。", ["=32项", "=30日"]),
    ],
)
def test_values_units_and_comparators(text: str, expected: list[str]) -> None:
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("全市依法登记的社会组织有236家，新成立的社会组织9家。", ["依法登记的社会组织", "新成立的社会组织"]),
        ("对轻微违法企业，给予7件警告的行政处罚。", ["警告的行政处罚"]),
        ("通过开展6次业务培训、2期读书班。", ["业务培训", "读书班"]),
        ("局党委会先后9次组织学习法治建设重要文件和习近平法治思想。", ["组织学习法治建设重要文件"]),
        ("全年组织企业培训10次。", ["企业培训"]),
        ("2021年，共受理各类业务2277件，办结率达到100%。", ["受理各类业务", "办结率"]),
        ("抽查34家企业，清理了10个中介机构。", ["抽查企业", "清理中介机构"]),
        ("聘请2名专职律师。", ["专职律师"]),
        ("对14项证明事项实行告知承诺制。", ["告知承诺制证明事项"]),
        ("对52项许可事项分类实施改革。", ["改革许可事项"]),
        ("对全县426家餐饮单位开展量化分级评定，A级占15.3%。", ["量化分级评定餐饮单位", "A级占比"]),
        ("全局87名干部参加年度学法用法考试。", ["参加年度学法用法考试干部"]),
        ("法律专业3名，占60%。", ["法律专业", "法律专业占比"]),
        ("罚没入库212.35万元，同比增长17.5%。", ["罚没入库", "罚没入库增长"]),
        ("查处校外培训机构违规行为17起。", ["查处校外培训机构违规行为"]),
        ("行政机关负责人出庭应诉率连续三年保持100%。", ["行政机关负责人出庭应诉率"]),
        ("县市场监督管理局执法大队立案查处价格违法案件21件。", ["立案查处价格违法案件"]),
        ("新购执法记录仪12台，总数达到26台。", ["新购执法记录仪", "新购执法记录仪总数"]),
        ("出动执法人员300人次、车辆80台次，检查企业120家次。", ["出动执法人员", "车辆", "检查企业"]),
        ("细化为8个方面36项具体任务。", ["具体任务"]),
        ("收缴非法出版物9本书籍、拆除违规招牌12块。", ["收缴非法出版物书籍", "拆除违规招牌"]),
        ("轮训执法支队支队长、政委40人。", ["支队长、政委"]),
        ("出台内部管理制度等4项。", ["内部管理制度"]),
        ("参加县里举办的“林草系统执法与监督业务骨干培训”和“渔业行政执法文书培训”共6人次。", ["“渔业行政执法文书培训”"]),
        ("3名干部通过考试，其中两人担任公职律师。", ["通过考试干部", "担任公职律师"]),
        ("清理摊点12个罚款3万元，帮助65名工人追回工资80万元。", ["清理摊点", "罚款", "帮助工人", "追回工资"]),
        ("集中约谈运输企业负责人3次42人。", ["集中约谈运输企业负责人"] * 2),
        ("抽查9个县（市、区）案卷三百余卷。", ["抽查县（市、区）", "案卷"]),
    ],
)
def test_indicators(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("会同水利部门清理河道采砂点8个。", ["清理河道采砂点"]),
        ("在集贸市场外围划出直销点12个。", ["划出直销点"]),
        ("干部到县法院旁听庭审2次。", ["旁听庭审"]),
        ("旁听一起案件，召开一次推进会。", ["旁听案件", "推进会"]),
        ("三名副局长述职，两家企业获奖。", ["副局长述职", "企业获奖"]),
        ("对三起执法过错倒查。", ["执法过错倒查"]),
        ("在四个街道召开座谈会。", ["街道召开座谈会"]),
        ("对合同、文件逐件把关，审核93件。", ["审核文件"]),
        ("清理文件12件，废止5件。", ["清理文件", "废止文件"]),
        ("根据举报线索，立案3件。", ["立案"]),
        ("完善项目管理，审核5件。", ["审核"]),
        ("对照新《行政处罚法》清理涉及罚款的文件19件。", ["清理涉及罚款的文件"]),
        ("查处占道经营、乱倒垃圾等行为36起。", ["查处占道经营行为"]),
        ("排查看台、临时搭建、电力线路隐患640处。", ["排查电力线路隐患"]),
        ("抽检农药、种子、肥料135批次。", ["抽检农药、种子、肥料"]),
        ("协调解决快检设备老化、车辆不足等实际困难7个。", ["协调解决实际困难"]),
        ("一是年度任务分解为18项。", ["年度任务分解"]),
        ("局党组会全年6次研究法治议题。", ["研究法治议题"]),
    ],
)
def test_words_of_place_means_and_examples_are_left_out(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("全年召开局党组会议8次。", ["局党组会议"]),
        ("先后召开党委会3次、现场推进会2次。", ["党委会", "现场推进会"]),
        ("召开党组会议、局长办公会议9次。", ["党组会议、局长办公会议"]),
        ("局党组会议专题研究法治工作3次。", ["专题研究法治工作"]),
        ("开展联合执法检查56次。", ["联合执法检查"]),
        ("“一案双罚”工作启动，一案双罚率达35%。", ["一案双罚率"]),
        ("全镇有人民调解委员会22个，人民调解员86名。", ["人民调解委员会", "人民调解员"]),
        ("清理文件9件，其中废止4件、继续有效5件。", ["清理文件", "废止文件", "继续有效文件"]),
        ("办理预约312人次，及格率98%。", ["办理预约", "及格率"]),
        ("以我局为被告的行政诉讼案件6件。", ["以我局为被告的行政诉讼案件"]),
    ],
)
def test_a_name_keeps_its_first_words(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("为农户挽回经济损失86万元。", ["挽回经济损失"]),
        ("全年为群众代办各类事项130余件。", ["代办各类事项"]),
        ("向公安机关移送涉嫌犯罪线索7条。", ["移送涉嫌犯罪线索"]),
        ("与派出所联合走访商户300户。", ["联合走访商户"]),
        ("全年与县公安局联合检查12次。", ["联合检查"]),
        ("与18个科室签订责任状。", ["签订责任状科室"]),
    ],
)
def test_for_whom_and_with_whom_is_left_out(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("下达《责令整改通知书》8份。", ["下达责令整改通知书"]),
        ("修订《考核办法》2件。", ["修订文件"]),
    ],
)
def test_a_form_is_called_by_its_title_and_another_document_is_not(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每个村至少培养3名调解员。", ("每个村培养调解员", ">=", 3)),
        ("全年至少组织1次应急演练。", ("应急演练", ">=", 1)),
        ("每年至少开展两次旁听庭审。", ("旁听庭审", ">=", 2)),
        ("最多罚款500元。", ("罚款", "<=", 500)),
        ("对每家企业至多检查2次。", ("每家企业检查", "<=", 2)),
    ],
)
def test_a_verb_may_stand_between_a_bound_and_its_number(text: str, expected: tuple[str, str, float]) -> None:
    assert [(m.indicator, m.comparator, m.value) for m in read(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("3份案卷因文书缺页被退回。", ["被退回案卷"]),
        ("对29家企业依法不予处罚。", ["不予处罚企业"]),
        ("市检察院反馈的26个问题已整改23个。", ["市检察院反馈问题", "整改问题"]),
        ("将5家企业列入失信名单。", ["列入失信名单企业"]),
        ("执法人员100%持证上岗。", ["执法人员持证上岗"]),
        ("按不低于5%的比例抽查。", ["抽查比例"]),
        ("处罚决定7个工作日内上网公开。", ["处罚决定上网公开时限"]),
        ("初信初访7日内见面回音。", ["初信初访见面回音时限"]),
        ("抵押登记1小时出证。", ["抵押登记出证时限"]),
        ("实行15日内办结。", ["办结时限"]),
        ("工单做到7日内回访。", ["工单回访时限"]),
        ("收费标准挂网15天听取意见。", ["收费标准挂网听取意见时限"]),
        ("受理申请236件，平均每日，日均12件。", ["受理申请", "受理申请日均"]),
    ],
)
def test_what_was_done_completes_a_short_noun(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("作出25件当场处罚决定。", ["作出当场处罚决定=25件"]),
        ("下达12份限期整改通知书。", ["下达限期整改通知书=12份"]),
        ("制作30份现场笔录，发出8份当场处罚决定书。", ["制作现场笔录=30份", "发出当场处罚决定书=8份"]),
        ("查办20起当场处罚案件。", ["查办当场处罚案件=20起"]),
        ("签订3份自愿服务协议。", ["签订自愿服务协议=3份"]),
        ("核查20条批评教育记录。", ["核查批评教育记录=20条"]),
        ("作出3件不予处罚决定。", ["作出不予处罚决定=3件"]),
        ("对3起案件当场作出处罚决定。", ["当场作出处罚决定案件=3起"]),
        ("21户商户自愿签订协议。", ["自愿签订协议商户=21户"]),
        ("8家现场签收整改通知书。", ["现场签收整改通知书=8家"]),
        ("排查出5处隐患限期整改。", ["排查出隐患=5处"]),
        ("对12名当事人批评教育。", ["批评教育当事人=12名"]),
        ("3处隐患12月底前整改。", ["整改隐患=3处"]),
        ("指导12家企业12月底前整改。", ["整改企业=12家"]),
        ("3名同志年底前全部持证上岗。", ["持证上岗同志=3名"]),
        ("送达1435份，总数达1500份。", ["送达=1435份", "送达总数=1500份"]),
    ],
)
def test_how_something_was_done_ends_a_noun_but_may_begin_that_of_a_paper(text: str, expected: list[str]) -> None:
    assert read_lines(text) == expected


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("征集意见32条，采纳11条，退回4条。", ["征集意见", "采纳意见", "退回意见"]),
        ("梳理规范性文件40件，拟修改6件、宣布失效9件。", ["梳理规范性文件", "拟修改规范性文件", "宣布失效规范性文件"]),
        ("收到行政复议申请21件，受理19件，维持12件。", ["收到行政复议申请", "行政复议受理", "行政复议维持"]),
        ("排查隐患80处，约谈负责人5名。", ["排查隐患", "约谈负责人"]),
        ("受理投诉90件，立案3件，败诉1件。", ["受理投诉", "立案", "败诉"]),
        ("对出租房屋大起底，清出31件。", ["清出出租房屋"]),
        ("租赁合同先审后签，全年共审18份。", ["审查合同"]),
        ("坚持局务会会前学法，共学了9次。", ["坚持局务会会前学法"]),
    ],
)
def test_a_verb_alone_goes_with_the_things_told_before(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("全年行政复议1件，立案30件，处罚28件，移送2件。", ["行政复议", "立案", "处罚", "移送"]),
        ("仲裁4件，查处3件，罚款2件。", ["仲裁", "查处", "罚款"]),
        ("行政复议11件，维持5件，撤销2件，终止3件。", ["行政复议", "行政复议维持", "行政复议撤销", "行政复议终止"]),
        ("行政应诉5件，败诉0件，撤回2件。", ["行政应诉", "败诉", "行政应诉撤回"]),
    ],
)
def test_only_how_proceedings_end_goes_with_them(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("收到建议15件，提案6件，办结6件。", ["收到建议", "提案", "办结提案"]),
        ("收到提案6件，信件15件，办结15件。", ["收到提案", "信件", "办结信件"]),
        ("收到建议15件，办结6件，采纳5件。", ["收到建议", "办结建议", "采纳建议"]),
        ("收到投诉50件，立案12件，办结48件。", ["收到投诉", "立案", "办结投诉"]),
    ],
)
def test_of_things_counted_before_a_verb_takes_the_nearest(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("聘任锦天律师组成的事务所1家。", ["聘任事务所"]),
        ("3名同志任局法律顾问。", ["法律顾问"]),
        ("聘请律师1名任法律顾问。", ["法律顾问"]),
        ("5名责任督导员到岗。", ["责任督导员"]),
    ],
)
def test_who_is_engaged_and_as_what(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("组织新进人员参加执法资格考试，38人过关。", ["执法资格考试过关"]),
        ("对经营户开展食品安全知识培训，全年培训260人次。", ["食品安全知识培训"]),
        ("举办执法业务培训班2期，培训150人次。", ["执法业务培训班", "培训"]),
        ("干部参加学法考试，合格率97%。", ["学法考试合格率"]),
        ("检查门店90家，合格率97%。", ["检查门店", "合格率"]),
        ("印发《2023年法治建设工作要点》，列出任务26项。", ["法治建设任务"]),
        ("将28项任务分解到科室。", ["任务"]),
        ("将依法行政纳入科室年度考核，权重10%。", ["依法行政考核权重"]),
        ("上线“开办药店一件事”，材料由9份减为3份。", ["“开办药店一件事”材料"]),
        ("开展打击非法采砂专项行动，立案7件。", ["非法采砂立案"]),
        ("成立执法大队，编制9名。", ["执法大队编制"]),
        ("投入60万元购置快检车2辆。", ["投入购置快检车", "购置快检车"]),
    ],
)
def test_a_word_that_says_little_takes_the_topic_of_the_clause_before(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("对屡次超载的5家企业列入重点监管名单。", ["列入重点监管名单企业"]),
        ("车辆年检、过户登记等9项业务下放到县区。", ["下放业务"]),
        ("婚姻登记、收养登记等7类业务“跨省通办”。", ["“跨省通办”业务"]),
        ("在开发区和4个镇设立调解室。", ["设立调解室镇"]),
        ("对审计指出的6个问题逐项整改。", ["审计指出问题"]),
        ("3件申请因材料不全，被退回。", ["被退回申请"]),
        ("其中关于收费标准的2件因缺少依据没有发出。", ["没有发出"]),
        ("1件关于禁放烟花的通告被退回。", ["被退回通告"]),
        ("续聘3名执业律师担任法律顾问。", ["法律顾问"]),
        ("15名干部到县法院旁听庭审。", ["旁听庭审干部"]),
        ("中层干部15人到县法院旁听庭审。", ["旁听庭审干部"]),
        ("对司法建议3份逐件研究。", ["司法建议"]),
    ],
)
def test_what_became_of_chosen_things_names_them(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("市律师协会专栏公开办案信息40条。", ["公开办案信息"]),
        ("县公安机关已刑拘3人。", ["公安机关刑拘"]),
        ("市规划委员会全年召开会议6次。", ["市规划委员会会议"]),
        ("在汽车站开展了2次应急处置演练。", ["应急处置演练"]),
        ("集中清理2015年以来的文件60件。", ["集中清理文件"]),
        ("清理了由我局起草的区政府文件8件。", ["清理区政府文件"]),
        ("取消居委会出具的证明5项。", ["取消证明"]),
        ("办理关于物业服务企业监管的代表建议3件。", ["办理代表建议"]),
        ("聘请的江南明理律师事务所2名律师。", ["聘请律师"]),
        ("执法人员参加市司法局组织的轮训2期。", ["执法人员参加轮训"]),
        ("局长先后4次主持召开局务会议听取法治工作汇报。", ["听取法治工作汇报"]),
        ("召开企业代表、社区居民、专家学者听证会3场。", ["专家学者听证会"]),
        ("依托“掌上执法”平台开展检查30次。", ["检查"]),
        ("全县9个司法所平均不到2人。", ["司法所", "司法所平均"]),
        ("法治建设在科室年度考核中的分值由3分提到6分。", ["法治建设在科室年度考核中的分值"]),
        ("旁听了1起买卖合同纠纷案的审理。", ["旁听庭审"]),
    ],
)
def test_who_acted_where_and_on_whose_behalf_is_left_out(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("收取土地损失赔（补）偿费12万元。", ["收取土地损失赔（补）偿费"]),
        ("拆除违法建(构)筑物3处。", ["拆除违法建(构)筑物"]),
        ("在校（园）学生3万人。", ["在校（园）学生"]),
        ("工作情况（一）检查企业3家。", ["检查企业"]),
    ],
)
def test_a_word_with_brackets_in_it_stays_whole(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("指导31家企业修复信用。", ["修复信用企业"]),
        ("推动12个部门公布裁量基准。", ["公布裁量基准部门"]),
        ("督促4家存在隐患的矿山停产整改。", ["停产整改矿山"]),
        ("引导20户居民自愿拆除围栏。", ["自愿拆除围栏居民"]),
        ("遴选5名现场述法。", ["现场述法"]),
        ("流动车到9个山村现场办证。", ["现场办证山村"]),
        ("约谈3家符合条件的企业。", ["约谈企业"]),
        ("帮助65名工人追回工资80万元。", ["帮助工人", "追回工资"]),
        ("“法律进乡村”活动走进20个村。", ["“法律进乡村”活动走进村"]),
        ("约谈3家未年检的企业。", ["约谈企业"]),
        ("约谈3名未成年人的家长。", ["约谈未成年人的家长"]),
        ("帮助12家企业申请注销。", ["申请注销企业"]),
        ("遴选5家为示范单位。", ["示范单位"]),
        ("选取5个作为试点。", ["试点"]),
        ("遴选5家开展试点。", ["试点"]),
        ("指定3家，为定点单位。", ["指定"]),
    ],
)
def test_things_are_named_by_what_they_were_led_to_do(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("邀请市委党校老师作宪法讲座2场。", ["宪法讲座"]),
        ("商请人社局为乡镇增配干部5名。", ["乡镇增配干部"]),
        ("聘请法律顾问审核合同37份。", ["审核合同"]),
        ("聘请特约监督员12名。", ["特约监督员"]),
        ("邀请人大代表20名。", ["人大代表"]),
        ("用彝语录制普法音频6条。", ["录制普法音频"]),
        ("深入社区、工地送法20场次。", ["送法"]),
        ("用水执法检查5次。", ["用水执法检查"]),
        ("抽调骨干8名到专班值守。", ["抽调骨干"]),
        ("带领股长共9人进行述法。", ["述法"]),
        ("用权监督检查5次。", ["用权监督检查"]),
        ("用印审核合同30份。", ["用印审核合同"]),
    ],
)
def test_who_was_asked_and_what_was_used_is_left_out(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("排查隐患60处，下达通知书8份，余下5处正在整改。", ["排查隐患", "下达通知书", "余下隐患"]),
        ("分解任务20项，未完成的1项为平台改造。", ["分解任务", "未完成任务"]),
        ("计划检查企业80家，实际完成92家。", ["检查企业", "实际完成企业"]),
        ("调解纠纷38件，成功36件。", ["调解纠纷", "调解纠纷成功"]),
        ("核定编制20名，实有17名。", ["核定编制", "实有人员"]),
        ("排查线索9条，移送县公安局3条。", ["排查线索", "移送线索"]),
        ("取消许可3项，下放县区2项。", ["取消许可", "下放许可"]),
        ("移送公安机关4件。", ["移送公安机关"]),
        ("培养示范户600户，村均超过2户。", ["培养示范户", "培养示范户村均"]),
        ("发放补贴12万元，是上年的1.5倍。", ["发放补贴", "发放补贴为上年倍数"]),
        ("罚款5万元，案件数较2021年的152件增长22%。", ["罚款", "2021年案件数", "案件数增长"]),
        ("创建示范户300户，村均已达到2户。", ["创建示范户", "创建示范户村均"]),
        ("创建示范站12个，全县各乡镇均有3个。", ["创建示范站", "各乡镇"]),
        ("完成投资80亿元，是上年的98%。", ["投资", "投资为上年比例"]),
        ("完成投资80亿元，为全年任务的102%。", ["投资", "投资为全年任务比例"]),
    ],
)
def test_parts_of_what_was_counted_are_named_by_it(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("举办乡村医生法律培训班2期，培训120人。", ["乡村医生法律培训班", "培训乡村医生"]),
        ("对企业统计员开展诚信教育，培训90人次。", ["培训企业统计员"]),
        ("建立重点监管“白名单”，纳入企业25家。", ["“白名单”企业"]),
        ("更新监督执法正面清单，纳入企业94家。", ["监督执法正面清单企业"]),
        ("制定学法清单，列入党内法规23部。", ["列入党内法规"]),
        ("将普法工作细化为15项任务逐一明确到科室。", ["普法工作任务"]),
        ("法治建设纳入年度考核，分值占5分。", ["法治建设考核分值"]),
        ("依法行政在年度考核中占8分。", ["依法行政在年度考核中分值"]),
        ("开展“法律进学校”“法律进景区”等活动30场。", ["“法律进学校”等活动"]),
        ("“一网统管”平台接入水表、门磁等设备90套。", ["设备"]),
        ("对6家水泥厂、采石场等矿产加工企业派员驻守。", ["矿产加工企业"]),
        ("全县20个调解委员会调解纠纷500件。", ["调解委员会", "调解纠纷"]),
        ("学习《宪法》《民法典》《公司法》6次。", ["学习文件"]),
    ],
)
def test_whom_a_training_reached_and_what_a_list_holds(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("对8起情节轻微的违法行为批评教育，不予处罚。", ["不予处罚违法行为"]),
        ("对9家首次未按时年报的企业免予处罚。", ["免予处罚企业"]),
        ("对3处场所，考虑到系初次违反，依法免于处罚。", ["免于处罚场所"]),
        ("对12家企业检查，公布不予处罚事项。", ["企业检查"]),
        ("对3起首次违法行为开展说服教育，依法免予处罚。", ["免予处罚首次违法行为"]),
        ("对9件轻微违法案件作出不予处罚决定，加强教育。", ["不予处罚轻微违法案件"]),
        ("对12家企业开展检查，对轻微违法行为不予处罚。", ["检查企业"]),
        ("对20家企业约谈，均未减轻处罚。", ["企业约谈"]),
        ("对20家企业立案查处，依法减轻处罚。", ["企业立案查处"]),
        ("对30家企业开展双随机检查，落实首违不罚、减轻处罚制度。", ["双随机检查企业"]),
        ("对15家企业指导信用修复，依法不予处罚轻微违法案件30件。", ["指导信用修复企业", "依法不予处罚轻微违法案件"]),
    ],
)
def test_offenders_are_named_by_what_they_were_spared(text: str, indicators: list[str]) -> None:
    assert [m.indicator for m in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政务中心8个窗口整合成3个综合窗口。", ["8→3个"]),
        ("检查单位8个，整合为3个组。", ["8个", "3个"]),
        ("群众由跑5次变为最多跑1次。", ["5→<=1次"]),
        ("每案至多复核2次。", ["<=2次"]),
    ],
)
def test_things_merged_are_a_change_and_at_most_is_a_bound(text: str, expected: list[str]) -> None:
    found = read(text)
    told = [
        f"{'' if m.value_from is None else f'{m.value_from:g}→'}{'' if m.comparator == '=' else m.comparator}{m.value:g}{m.unit}"
        for m in found
    ]
    assert told == expected


def test_a_number_is_listed_though_nothing_nearby_names_it() -> None:
    assert [(m.indicator, m.value) for m in read("合同先由顾问把关，共68件。")] == [("合同先由顾问把关", 68)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将原有52项审批事项压减为39项。", ("审批事项", 52, 39, "项")),
        ("平均办理时间从12个工作日压缩到3个工作日。", ("平均办理时间", 12, 3, "个工作日")),
        ("满意率由去年的86%上升至98.2%。", ("满意率", 86, 98.2, "%")),
        ("持证人员占比由2018年的62%提升至2020年的九成以上。", ("持证人员占比", 62, 90, "%")),
        ("保留权力事项由1268精简为876项。", ("保留权力事项", 1268, 876, "项")),
        ("查处案件78件，较上年的61件有所增加。", ("查处案件", 61, 78, "件")),
        ("办理时限由3天压缩到4小时。", ("办理时限", None, 4, "小时")),
        ("登记时限由七个工作日压到三个。", ("登记时限", 7, 3, "个工作日")),
        ("申报材料由37份并为14份。", ("申报材料", 37, 14, "份")),
        ("办件量由去年的1.2万件增至今年的2.3万件。", ("办件量", 12000, 23000, "件")),
        ("草原占用审批由20日减为10日。", ("草原占用审批", 20, 10, "日")),
        ("案卷评查得分由第8名跃升至第3名。", ("案卷评查得分排名", 8, 3, "名")),
    ],
)
def test_a_change_is_one_metric(text: str, expected: tuple[str, float | None, float, str]) -> None:
    assert [(m.indicator, m.value_from, m.value, m.unit) for m in read(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政复议0件，行政诉讼案件较2022年的8件减少3件。", ["行政复议=0件", "2022年行政诉讼案件=8件", "行政诉讼案件减少=3件"]),
        ("罚没30万元，信访总量比去年同期45件下降12件。", ["罚没=300000元", "去年信访总量=45件", "信访总量下降=12件"]),
        ("受理投诉12件，结案率较上年度的95%上升3个百分点。", ["受理投诉=12件", "上年结案率=95%", "结案率上升=3个百分点"]),
        ("检查120家次，立案数与2021年的9起相比多4起。", ["检查=120家次", "2021年立案数=9起", "立案数增加=4起"]),
        ("许可61件，处罚案件较上年的8件有所减少。", ["许可=61件", "上年处罚案件=8件"]),
        ("许可61件，处罚案件较上年的8件减少到5件。", ["许可=61件", "8→处罚案件=5件"]),
        ("诉讼案件5件，较2022年的8件减少3件。", ["8→诉讼案件=5件", "诉讼案件减少=3件"]),
        ("诉讼案件5件（比上年8件少3件），复议6件。", ["8→诉讼案件=5件", "诉讼案件减少=3件", "复议=6件"]),
        ("受理举报120件，数量同比2022年的100件增加20件。", ["100→受理举报=120件", "受理举报增加=20件"]),
        ("诉讼案件5件，案件较2022年的8件减少37.5%。", ["8→诉讼案件=5件", "案件减少=37.5%"]),
        ("合格率由90%提升至95%，较2021年的88%提升7个百分点。", ["90→合格率=95%", "2021年合格率=88%", "合格率提升=7个百分点"]),
        ("信访案件较上年增加12件，比2021年的30件少5件。", ["信访案件增加=12件", "2021年信访案件=30件", "信访案件减少=5件"]),
        ("结案率达98%，高于上年的95%。", ["95→结案率=98%"]),
        ("应诉案件与上年的8件基本持平，许可事项较上年的120项精简为98项。", ["上年应诉案件=8件", "120→许可事项=98项"]),
        ("检查120家次、较上年100家次增加20%。", ["100→检查=120家次", "检查增加=20%"]),
        ("立案90件，较去年的78件增长15.4%。", ["78→立案=90件", "立案增长=15.4%"]),
    ],
)
def test_an_earlier_value_belongs_to_the_figure_that_its_clause_names(text: str, expected: list[str]) -> None:
    told = [f"{'' if m.value_from is None else f'{m.value_from:g}→'}{m.indicator}{m.comparator}{m.value:g}{m.unit}" for m in read(text)]
    assert told == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("指标 2022年 2023年\n复议案件 5件 6件", ["5→复议案件=6件"]),
        ("指标 2023年度 2022年度\n复议案件 6件 5件", ["5→复议案件=6件"]),
        ("2022年 2023年\n复议案件 5件 6件", ["5→复议案件=6件"]),
        ("指标 2022 2023\n复议案件（件） 5 6", ["5→复议案件=6件"]),
        ("|指标|2022年|2023年|\n|---|---|---|\n|复议案件|5件|6件|", ["5→复议案件=6件"]),
        ("指标 2021年 2022年 2023年\n信访（件） 1 — 3\n来电（个） 2 3 —", ["信访=3件"]),
        ("序号 指标 单位 本年 上年同期\n1 检查 家次 80 90\n2 罚没款 万元 12 13", ["90→检查=80家次", "130000→罚没款=120000元"]),
        ("年份 处罚（件） 许可（件）\n2022年 12 30\n2023年 15 3", ["12→处罚=15件", "30→许可=3件"]),
        ("指标 2022年 2023年\n一、执法\n培训（次） 3-5 约50\n参训率 95% 97%", ["3→培训~50次", "95→参训率=97%"]),
        ("指标 2020年 2021年\n复议案件 5件 6件", ["2020年复议案件=5件", "2021年复议案件=6件"]),
        ("指标 2022年 2023年\n时限（日） 5日 3小时", ["时限=3小时"]),
    ],
)
def test_of_a_table_by_years_the_reports_year_is_told(table: str, expected: list[str]) -> None:
    assert read_lines(table) == expected


def test_without_the_reports_year_the_last_of_a_table_is_told() -> None:
    assert read_lines("指标 2021年 2022年\n复议案件 5件 6件", None) == ["5→复议案件=6件"]


def test_a_row_that_lacks_a_cell_is_read_without_its_columns() -> None:
    assert read_lines("指标 2022年 2023年\n复议案件 6件\n许可（件） 61") == ["复议案件=6件"]


def test_columns_that_repeat_a_year_are_told_apart_by_nothing() -> None:
    assert read_lines("指标 处罚 许可\n2022年 2023年 2022年 2023年\n执法队（件） 1 2 3 4") == []


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("行政许可（件） 61 55\n行政检查（家次） 1,530", ["行政许可=61件", "行政许可=55件", "行政检查=1530家次"]),
        ("项目 数量（件） 备注\n1.处罚 88 含简易程序，不含移送。\n其中：警告 9 无\n合计 97 无", ["处罚=88件", "警告=9件"]),
        (
            "单位 行政处罚（件） 罚款（万元）\n一中队 12 3.5\n合计 12 3.5",
            ["一中队行政处罚=12件", "一中队罚款=35000元", "行政处罚合计=12件", "罚款合计=35000元"],
        ),
        (
            "单位：件\n项目 2022年 2023年 同比增长（%）\n处罚 90 80 -11.1\n许可 2 3 50",
            ["90→处罚=80件", "处罚负增长=11.1%", "2→许可=3件", "许可增长=50%"],
        ),
        (
            "指标 2022年 2023年 增减\n信访 5件 3件 -2件\n办结率 95% 97% 2个百分点",
            ["5→信访=3件", "信访减少=2件", "95→办结率=97%", "办结率增加=2个百分点"],
        ),
        ("指标 数量 指标 数量\n许可（件） 5 处罚（件） 6", ["许可=5件", "处罚=6件"]),
        ("项目 户次 人数\n检查 12 30", ["检查=12户次", "检查=30人"]),
    ],
)
def test_the_unit_of_a_number_may_stand_in_its_row_or_column_or_above_the_table(table: str, expected: list[str]) -> None:
    assert read_lines(table) == expected


@pytest.mark.parametrize(
    "table",
    [
        "序号 姓名 单位 准考证号 成绩\n1 曲扬 执法一中队 20230911 92",
        "首页 上一页 1 2 3 下一页",
        "责任部门（科室） 12\n联系电话 12345",
        "项目 2022年 2023年\n复议案件 5 6",
        "指标 2022年 2023年 同比\n行政许可（件） — — -5",
        "时间 2023年5月 2023年6月\n地点 会议室 广场",
        "工作开展（件） 情况良好",
    ],
)
def test_rows_without_units_are_no_metrics(table: str) -> None:
    assert read_lines(table) == []


def test_of_a_table_only_what_the_sentences_do_not_say_is_listed() -> None:
    text = "全年行政处罚55件。\n指标 2022年 2023年\n行政处罚（件） 61 55\n行政许可（件） 50 55"
    assert read_lines(text) == ["行政处罚=55件", "50→行政许可=55件"]


def test_a_table_of_a_web_page_is_read_by_its_columns_and_quoted_by_its_rows(tmp_path: Path) -> None:
    rows = [("指标", "2022年", "2023年"), ("复议案件", "5件", "6件"), ("行政检查（家次）", "530", "1,610")]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = tmp_path / "a.html"
    head = "<h1>测试县司法局2023年法治政府建设工作报告</h1><p>一、工作情况</p><p>全县有关工作情况如下。</p>"
    page.write_text(f"<html><body>{head}<table>{table}</table><p>我们将继续努力。</p></body></html>", encoding="utf-8")
    found = [(m.indicator, m.value_from, m.value, m.unit, m.text) for m in extract(read_file(page)).metrics]
    assert found == [
        ("复议案件", 5, 6, "件", "复议案件 5件 6件"),
        ("行政检查", 530, 1610, "家次", "行政检查（家次） 530 1,610"),
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "检查（件） 1\n",
        "甲 2022年 2023年\n",
        "2022 2023\n",
        "检查 1件\n甲\n",
        "1件 ",
        "检查（件） ",
        "| ",
        "单位：件\n甲 乙\n",
        "其中：",
        "（一）",
    ],
)
@pytest.mark.usefixtures("linear")
def test_long_tables_are_read_in_linear_time(unit: str) -> None:
    read_lines("指标 数量（件） 2022年\n" + unit * (20_000 // len(unit)))


def test_lists_before_and_after_a_revision_are_paired() -> None:
    found = read("对原24项行政审批、100多项行政处罚进行清理，现保留行政审批18项、行政处罚64项。")
    assert [(m.indicator, m.value_from, m.value) for m in found] == [("保留行政审批", 24, 18), ("行政处罚", 100, 64)]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("面商率、办结率、满意率均达三个100%。", ["面商率", "办结率", "满意率"]),
        ("案件办结率、满意率均实现双百。", ["案件办结率", "满意率"]),
        ("参考率、合格率双百分百。", ["参考率", "合格率"]),
    ],
)
def test_one_number_told_to_be_several(text: str, indicators: list[str]) -> None:
    assert [(m.indicator, m.value, m.unit) for m in read(text)] == [(indicator, 100, "%") for indicator in indicators]


def test_one_number_for_two_indicators_is_one_metric() -> None:
    assert [(m.indicator, m.value) for m in read("面商率、满意率均为100%。")] == [("面商率、满意率", 100)]


def test_numbers_given_respectively() -> None:
    found = read("办结率、群众满意率分别达98.2%和99.6%，同比分别提高1.2个、0.8个百分点。")
    assert [(m.indicator, m.value, m.unit) for m in found] == [
        ("办结率", 98.2, "%"),
        ("群众满意率", 99.6, "%"),
        ("办结率提高", 1.2, "个百分点"),
        ("群众满意率提高", 0.8, "个百分点"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "备案类项目、核准类项目审批时限分别压减至1个和5个工作日以内。",
            ["备案类项目审批时限<=1个工作日", "核准类项目审批时限<=5个工作日"],
        ),
        ("许可、处罚分别为12件和8件，同比分别增长20%、5%。", ["许可=12件", "处罚=8件", "许可增长=20%", "处罚增长=5%"]),
        ("发生火灾3起、死亡2人，同比分别下降25%和50%。", ["发生火灾=3起", "死亡=2人", "发生火灾下降=25%", "死亡下降=50%"]),
    ],
)
def test_a_list_shares_its_last_words_and_its_limit(text: str, expected: list[str]) -> None:
    assert [f"{m.indicator}{m.comparator}{m.value:g}{m.unit}" for m in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("立案437件，罚没金额263万元，分别比上年增长12%和9.5%。", ["立案增长=12%", "罚没金额增长=9.5%"]),
        ("结案率98%，调解成功率87%，同比分别上升1.5个和4.2个百分点。", ["结案率上升=1.5个百分点", "调解成功率上升=4.2个百分点"]),
        ("办理复议案件2,305件、应诉24件，分别同比上升10%、下降5%。", ["办理复议案件上升=10%", "应诉下降=5%"]),
        ("抽检500批次，立案36件，结案30件，同比分别下降3%、2%和1%。", ["抽检下降=3%", "立案下降=2%", "结案下降=1%"]),
    ],
)
def test_changes_given_respectively_belong_to_the_numbers_just_told(text: str, expected: list[str]) -> None:
    assert [f"{m.indicator}{m.comparator}{m.value:g}{m.unit}" for m in read(text)][-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长负5%。", ["负增长=5%"]),
        ("罚没收入同比增长负5%。", ["罚没收入负增长=5%"]),
        ("罚没收入12万元，同比-5.2%。", ["罚没收入=12万元", "罚没收入负增长=5.2%"]),
        ("信访总量比上年负增长3%，进出口增速为－1.5%。", ["信访总量负增长=3%", "进出口负增长=1.5%"]),
        ("许可、处罚、检查分别为12件、8件和9件，同比分别增长20%、-5%、3%。", ["许可增长=20%", "处罚负增长=5%", "检查增长=3%"]),
        ("复议案件较上年的80件增长负3件。", ["上年复议案件=80件", "复议案件负增长=3件"]),
        ("罚没收入增幅3-5%。", ["罚没收入增加>=3%"]),
        ("为企业减负63万元。", ["为企业减负=63万元"]),
    ],
)
def test_a_growth_below_zero_is_a_decrease_by_a_positive_number(text: str, expected: list[str]) -> None:
    told = [f"{m.indicator}{m.comparator}{m.value:g}{m.unit}".replace("0000元", "万元") for m in read(text)]
    assert told[-len(expected) :] == expected


def test_a_number_with_an_indicator_of_its_own_ends_a_list_of_changes() -> None:
    found = read("立案40件，罚款26万元，分别增长12%、结案率下降5%。")
    assert (found[-1].indicator, found[-1].value) == ("结案率下降", 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年未发生一起行政复议被纠错案件。", ("行政复议被纠错案件", "起")),
        ("辖区未出现重大食品安全事故。", ("重大食品安全事故", "起")),
        ("全年无重大火灾事故。", ("重大火灾事故", "起")),
        ("处罚决定无一件被复议机关撤销。", ("被复议机关撤销", "件")),
        ("行政诉讼零败诉。", ("行政诉讼败诉", "起")),
        ("违法文件实现“零存量”。", ("违法文件存量", "起")),
        ("较大以上事故连续三年为零。", ("较大以上事故", "起")),
        ("合同纠纷零发生。", ("合同纠纷", "起")),
        ("农民工工资“零拖欠”。", ("农民工工资拖欠", "起")),
        ("全年没有一件超期。", ("超期", "起")),
        ("没有一名学生因贫困而失学。", ("学生因贫困而失学", "名")),
        ("应诉由局长负责，未败诉。", ("败诉", "起")),
        ("未败诉。", ("败诉", "起")),
        ("行政应诉工作：未被撤销。", ("被撤销", "起")),
        ("全部依法应诉（未败诉）。", ("败诉", "起")),
        ("未发生一次死亡3人以上的事故。", ("一次死亡3人以上的事故", "起")),
        ("社区矫正全年无脱管漏管。", ("脱管漏管", "起")),
        ("本年度我局未制定行政规范性文件。", ("制定行政规范性文件", "起")),
        ("推动积案全部清零。", ("积案", "起")),
    ],
)
def test_zeros_in_words(text: str, expected: tuple[str, str]) -> None:
    assert [(m.indicator, m.value, m.unit) for m in read(text)] == [(expected[0], 0, expected[1])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("案卷评查得分全市排名第二。", ("案卷评查得分全市排名", "=", 2)),
        ("群众满意度位居全州第一，受到表彰。", ("群众满意度全州排名", "=", 1)),
        ("考核成绩列全省系统第４位。", ("考核成绩全省系统排名", "=", 4)),
        ("营商环境评价跻身全区前十名。", ("营商环境评价全区排名", "<=", 10)),
        ("案件总量居全市9个县（市）第3位。", ("案件总量全市9个县（市）排名", "=", 3)),
        ("争议化解成效列全省系统首位。", ("争议化解成效全省系统排名", "=", 1)),
        ("考核成绩位列市直单位第三。", ("考核成绩市直单位排名", "=", 3)),
    ],
)
def test_ranks(text: str, expected: tuple[str, str, float]) -> None:
    assert [(m.indicator, m.comparator, m.value, m.unit) for m in read(text)] == [(*expected, "名")]


def test_a_rank_alone_goes_on_with_the_clause_before() -> None:
    assert [m.indicator for m in read("电子证照申领率达92%，居全州第一。")] == ["电子证照申领率", "电子证照申领率全州排名"]


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月15日至12月4日，开展“12·4”国家宪法日活动。",
        "学习党的十九届五中全会和第三次会议精神，落实第一责任人职责。",
        "严格执行“三项制度”，落实“七五”普法规划和“双随机、一公开”。",
        "落实三项制度，推进一网通办、最多跑一次改革，企业开办一件事。",
        "按照《关于开展100件民生实事的通知》（国办发〔2023〕14号）要求。",
        "咨询电话0514-86123456，工作时间9:00—17:30。",
        "设立24小时投诉热线，实行1人审查1人复核。",
        "重点围绕6个方面问题，明确5项调解原则，历经7道程序。",
        "每季度召开一次联席会议，每月组织学习2次。",
        "每季度至少组织1次集体学法。",
        "将企业划分为ABCD四级管理，第5条、第12项规定除外。",
        "十分重视普法工作，成立一支队伍，取得进一步成效。",
        "当事人应当自收到之日起15个工作日内申请，处以2000元以下的罚款。",
        "成为全市首批3个达标单位之一。",
        "实现企业和群众办事零距离，无事不扰，无障碍服务。",
        "联合公安、城管等5部门，建立3台账。",
        "对未发生事故的企业少检查，从零起步。",
        "对连续三年无事故的企业降低检查等级，开展违建“清零”行动。",
        "罚款3万元以上案件由集体研究，投资400万元以上的工程一律招标。",
        "对满意率低于85%的县区予以约谈，重复投诉三次以上的诉求提级办理。",
        "将四类检查并为一次，分3批推进，评定为四个等级。",
        "与公安、交通等12个部门建立联席会议制度。",
        "每月播讲1个真实案例，65岁以上老人免费乘车。",
        "对连续两个月投诉靠前的点位挂图督办，落实“零点行动”。",
        "实现一站式服务、一次性告知，一事一议，3级联动。",
        "几家坐到一起开会，连续两次被评为不满意的调离。",
        "24小时受理诉求，逾期15日主动补办。",
        "三位一体推进，发挥三次分配作用，贯彻市纪委三次全会精神。",
        "在三个环节上下功夫，在两条战线作战，一起办案的同志受到表彰。",
        "由两名执法人员进行调查，以三家单位为试点，争取办一次成。",
        "落实中央八项规定精神，抓好四项工作，编制四个清单，连续三个季度进行，办好三件大事。",
        "在教育、金融两个协会调研，推动水利、农业两项改革。",
        "工程分为2期实施，任务划分为3批推进，分三批开展，大部分两批次产品受检。",
        "执法人员四处走访，文书一式三份，税收实现两位数增长，坚定四个自信，严守八项禁令。",
        "作为一名执法人员，县四家班子领导到场，推行两案合并审理，办好十件民生实事。",
        "各地在5天内实现社会面清零。",
        "没有一名法律专业人员，在“4·15”“6·26”两个宣传日设点。",
        "当事人可在60日内申请行政复议，30日内提出听证申请的除外，7日内有效。",
        "打造一处一景，举一个例子，未被检查的企业自查。",
        "3天联系不上的当事人另行登记，参加培训人员3天后返岗。",
        "大队内设执法、监督等4个中队，人员来自3家单位，指挥部下设9个工作组。",
        "深入推进积案动态清零，对未制定规范性文件的单位予以通报。",
    ],
)
def test_what_is_no_metric(text: str) -> None:
    assert read(text) == []


def test_the_evidence_is_readable_and_stays_in_its_clause() -> None:
    text = "坚持依法行政，全年共抽检药品、医疗器械836批次，合格率98.5%以上；其中市级抽检120批次。"
    assert [m.text for m in read(text)] == ["全年共抽检药品、医疗器械836批次", "合格率98.5%以上", "其中市级抽检120批次"]


def test_what_is_said_twice_is_listed_once() -> None:
    text = "受理业务项目2277件。受理业务项目2277件。整改率100%。整改率100%。"
    ends = [i + 1 for i, char in enumerate(text) if char == "。"]
    stretches = list(zip([0, *ends[:-1]], ends, strict=True))
    assert [m.indicator for m in find_metrics(text, stretches)] == ["受理业务项目", "整改率", "整改率"]


def test_only_the_given_stretches_are_read() -> None:
    text = "浏览次数：120次\n检查企业12家。"
    found = find_metrics(text, [(text.index("\n") + 1, len(text))])
    assert [(m.id, m.text, m.start) for m in found] == [("x1", "检查企业12家", text.index("检"))]


@given(
    st.lists(
        st.sampled_from(
            [
                *"0123456789.,，、。一二三十百千万亿两半余多个次件%成分之第由从到至原现比较占未无零“”《》（）和的同了为",
                "检查企业",
                "分别",
                "100%",
            ]
        ),
        max_size=60,
    ).map("".join)
)
@example("为0")
def test_mentions_are_stretches_of_the_text(text: str) -> None:
    found = read(text)
    assert [m.start for m in found] == sorted(m.start for m in found)
    for number, metric in enumerate(found, 1):
        assert metric.id == f"x{number}"
        assert 0 <= metric.start < metric.end <= len(text)
        assert text[metric.start : metric.end] == metric.text
        assert metric.indicator
        assert metric.value >= 0


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "一",
        "1件",
        "由1件",
        "分别1件、",
        "无",
        "未发生",
        "第一名",
        "“",
        "《",
        "检查企业1件",
        "，",
        "较上年的1件",
        "1件至2件至",
        "增长负",
        "同比分别增长5%、-5%",
        "案件较上年的8件减少3件",
        "与上年的8件相比",
        "1件，案件较上年的1件，",
        "零死亡",
        "1.5万",
        "原1项现",
        "的",
        "(1",
        "为零",
        "均为" * 29 + "甲1件，",
        "全年" * 29 + "1件，",
    ],
)
@pytest.mark.usefixtures("linear")
def test_long_input_is_read_in_linear_time(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert all(text[metric.start : metric.end] == metric.text for metric in read(text))


@pytest.mark.parametrize(
    ("unit", "figure"),
    [
        ("甲乙培训", "合格率5%"),
        ("甲乙培训", "参训5人"),
        ("“甲乙”", "材料5件"),
        ("甲率、", "分别为5%"),
        ("甲率、", "分别为5%和6%"),
        ("审查文件", "共审5件"),
        ("甲占乙的", "编制5名"),
        ("甲乙", "占5%"),
        ("甲乙", "增长5%"),
        ("甲乙丙局（丁）", "5件（戊）"),
        ("未发生事故，", "检查5件，"),
        ("零投诉", "检查5件"),
    ],
)
@pytest.mark.usefixtures("linear")
def test_many_figures_after_one_long_clause_are_read_in_linear_time(unit: str, figure: str) -> None:
    half = 30_000
    for text in (f"{unit * (half // len(unit))}，{figure * (half // len(figure))}", (unit + figure) * (half // len(unit + figure))):
        assert all(text[metric.start : metric.end] == metric.text for metric in read(text))


def test_the_component_marks_the_spans_of_a_document() -> None:
    nlp = Language()
    nlp.tokenizer = CodePointTokenizer(nlp.vocab)
    text = "一、工作情况\n全年组织企业培训10次，办结率达到100%。"
    register()
    doc = nlp.make_doc(text)
    doc._.source = SourceText("a.txt", text, text, range(len(text)), "0" * 64, "text/plain", "utf-8")
    doc = structure.create(nlp, "kg_structure")(doc)
    doc = metrics.create(nlp, "kg_metrics")(doc)
    assert [m.indicator for m in doc._.metrics] == ["企业培训", "办结率"]
    assert [(span.id_, span.label_, span.text) for span in doc.spans["metrics"]] == [
        ("x1", "METRIC", "全年组织企业培训10次"),
        ("x2", "METRIC", "办结率达到100%"),
    ]
