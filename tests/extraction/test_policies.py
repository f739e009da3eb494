"""Documents that reports name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.policies.brackets import bracketed
from kg.extraction.policies.component import PolicyMention, find_policies
from kg.extraction.wordlists import read_words
from kg.text.structure import outline
from kg.types import Policy, Report


def policies_of(text: str, bureau: str | None = None) -> tuple[tuple[Policy, ...], tuple[PolicyMention, ...]]:
    return find_policies(text, outline(text), Report(id="", file="", bureau=bureau))


def titles_of(text: str) -> list[str]:
    return [policy.title for policy in policies_of(text)[0]]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("认真落实《餐饮服务管理办法》《校园食堂管理规定》及其实施细则。", ["餐饮服务管理办法", "校园食堂管理规定"]),
        ("贯彻《关于印发〈河湖管护办法〉的通知》要求。", ["关于印发〈河湖管护办法〉的通知"]),
        ("贯彻《市水务局关于印发《河湖管护办法》的通知》要求。", ["市水务局关于印发《河湖管护办法》的通知"]),
        ("深入学习宪法、民法典和安全生产法等法律。", ["宪法", "民法典", "安全生产法"]),
        ("组织“12·4”国家宪法日和宪法宣传周活动，弘扬宪法精神。", []),
        ("全面实施“八五”普法规划。", ["“八五”普法规划"]),
        ("启动支队“八五”消防普法规划。", ["“八五”消防普法规划"]),
        ("总结“八五”期间的普法规划实施情况。", []),
        ("启动建筑垃圾管理条例立法调研。", ["建筑垃圾管理条例"]),
        ("修订自然灾害救助应急预案，举行演练。", ["自然灾害救助应急预案"]),
        ("制定水利系统“八五”普法实施意见，印发东山镇“八五”普法规划。", ["水利系统“八五”普法实施意见", "东山镇“八五”普法规划"]),
        ("学习《行政许可法》以及省安全生产条例等。", ["行政许可法", "省安全生产条例"]),
        (
            "落实长三角应急管理轻微违法不罚清单，公布首违不罚清单，对标四川省法治政府建设示范指标体系。",
            ["长三角应急管理轻微违法不罚清单", "四川省法治政府建设示范指标体系"],
        ),
        (
            "今年以来网约车管理办法正式施行，自安全生产条例正式施行，四张不罚清单，音像设备使用管理办法正式施行，停车补贴办法接受公平竞争审查，制定印发了全县教育系统工作计划，新修订的办法正式施行。",
            ["音像设备使用管理办法", "停车补贴办法", "全县教育系统工作计划"],
        ),
        (
            "适用全省文化市场轻微违法行为免罚清单，参照文化和旅游部裁量权适用办法。",
            ["全省文化市场轻微违法行为免罚清单", "文化和旅游部裁量权适用办法"],
        ),
        ("执行全省统一的宗教事务处罚裁量权基准，对照省财政厅裁量权基准选定档次。", ["宗教事务处罚裁量权基准"]),
        ("落实国务院关于优化投资环境的24条措施，出台支持复工复产二十条。", ["国务院关于优化投资环境的24条措施", "支持复工复产二十条"]),
        (
            "依照省生态环境厅行政处罚裁量基准，依据省住建厅行政处罚裁量基准作出决定。",
            ["省生态环境厅行政处罚裁量基准", "省住建厅行政处罚裁量基准"],
        ),
        ("依托省政务服务局裁量基准库，适用全部行政处罚裁量基准。", []),
        ("出台优化营商环境措施32条，落实惠企政策32条。", []),
        ("公交线网优化方案列入决策目录，古城保护规划先后征求意见。", []),
        ("根据工作实际修订完善应急预案，根据工作需要动态调整目录。", []),
        ("印发实施全县“八五”普法规划，学习《民法典》和各项条例，贯彻全省教育会议精神制定实施方案。", ["“八五”普法规划", "民法典"]),
        ("按照过错责任追究办法处理3人，按照有关办法、工作方案推进。", ["过错责任追究办法"]),
        ("印发包容审慎执法指引，编写草原案件取证手册。", ["包容审慎执法指引", "草原案件取证手册"]),
        ("修订花炮事故应急预案、森林火灾应急预案和防汛抗旱应急预案。", ["花炮事故应急预案", "森林火灾应急预案", "防汛抗旱应急预案"]),
        ("修订应急预案和办法，出台考核办法及有关规定。", []),
        ("制定协议处理与行政处罚衔接工作规程，倒查责任。", ["协议处理与行政处罚衔接工作规程"]),
        ("制定有关规定，修订两项管理办法，修改的办法已印发。", []),
        ("制定程序不符合规定，起草单位严格遵守规定，印发通知明确规定，制定一套行之有效办法。", []),
        ("修订完善应急预案，编制完成应急预案，修订工作按照相关规定。", []),
        ("落实包容审慎监管制定免罚清单，对照国家有关负面清单，对照国家级示范清单。", []),
        ("聆听党的二十大报告会，按照“三定”职责办事。", []),
        ("完成条例立法论证。", []),
        ("制定“谁执法谁普法”工作方案，落实“谁执法谁普法”责任制。", ["“谁执法谁普法”工作方案"]),
        ("修订办事指南，形成问题清单，制定工作方案。", []),
        ("对照国家取消和下放行政审批事项基本目录，逐项清理。", ["国家取消和下放行政审批事项基本目录"]),
        ("严格执行《食品生产经营监督检查管理办法(试行)》。", ["食品生产经营监督检查管理办法(试行)"]),
        ("出台《养犬十条》，印发《平安校园》。", ["养犬十条", "平安校园"]),
        ("修订《会议纪律》《廉政十不准》等12项内部制度。", ["会议纪律", "廉政十不准"]),
        ("牵头编写《积水风险等级》《茶园冻害指标》2项地方标准。", ["积水风险等级", "茶园冻害指标"]),
        ("下发《水利法治任务分解表》，明确责任股室。", ["水利法治任务分解表"]),
        ("举办《河道采砂管理条例》专题讲座。", ["河道采砂管理条例"]),
        ("全年领学教育法、学位法和突发公共卫生事件应急条例。", ["教育法", "学位法", "突发公共卫生事件应急条例"]),
        ("把宪法、慈善法列为必学内容，学习《宪法修正案》。", ["宪法", "慈善法", "宪法修正案"]),
        ("贯彻新安全生产法，落实《广东省实施<中华人民共和国水法>办法》。", ["安全生产法", "广东省实施<中华人民共和国水法>办法"]),
        ("聘请监督法律顾问，开展中小学教育法治课，推进学校教育法治化。", []),
        ("重点加强宪法、民法典等的学习。", ["宪法", "民法典"]),
        ("按照安全生产法规定处罚，组织民法典学习。", ["安全生产法", "民法典"]),
        ("严格安全生产法规，贯彻本市物业管理条例。", []),
        ("实施“十四五”规划纲要。", ["“十四五”规划纲要"]),
        ("依据“三定”规定梳理职责，在“三定”方案中单独设处。", ["“三定”规定"]),
        ("印发全市应急管理系统“八五”普法规划。", ["全市应急管理系统“八五”普法规划"]),
        (
            "出台安全生产轻微违法行为不予处罚清单，对照国家行政许可事项清单修订指南。",
            ["安全生产轻微违法行为不予处罚清单", "国家行政许可事项清单"],
        ),
        ("学习党的二十大报告，贯彻党的二十大精神。", ["党的二十大报告"]),
        ("落实中央和省法治政府建设实施纲要，贯彻国家与省依法治理工作规划，执行市、县全面依法治理工作要点。", []),
    ],
)
def test_documents(text: str, titles: list[str]) -> None:
    assert titles_of(text) == titles


@pytest.mark.parametrize(
    "text",
    [
        "依托《全省行政执法综合管理信息平台》办案。",
        "换发《食品经营许可证》200张。",
        "填写《法治建设情况调查表》。",
        "事迹被《南方日报》报道。",
        "编排情景剧《老王执法》巡演十场。",
        "开设《城管说法》专栏。",
        "学习《习近平法治思想学习纲要》。",
        "制作短视频《拒绝酒驾》。",
        "观看专题片《法治之路》《为民之声》。",
        "印发《两孩政策问答》1万份。",
        "学习《习近平关于依法治国的论述》。",
        "未按规定办案的《某公司偷排污水案》入选典型案例。",
        "按照《规定》办理。",
        "未闭合的《书名",
    ],
)
def test_things_in_title_brackets_that_are_no_documents(text: str) -> None:
    assert titles_of(text) == []


@pytest.mark.parametrize(
    ("text", "title", "mentions"),
    [
        ("落实《重大决策规定》（以下简称《规定》）。严格按《规定》办。", "重大决策规定", 2),
        ("学习《法治政府建设实施纲要(2021-2025年)》。对照《纲要》推进。", "法治政府建设实施纲要(2021-2025年)", 2),
        ("学习《行政处罚法》。宣讲《中华人民共和国行政处罚法》。", "中华人民共和国行政处罚法", 2),
        ("学习《中华人民共和国水法》，宣传水法。", "中华人民共和国水法", 2),
        ("落实《江苏省安全生产条例》。贯彻《安全生产条例》。", "江苏省安全生产条例", 2),
        ("落实《重大决策规定》（下称“《规定》”）。严格按《规定》办。", "重大决策规定", 2),
        ("落实《重大决策规定》，以下简称《决策规定》。严格按《决策规定》办。", "重大决策规定", 2),
        ("落实《重大决策规定》（以下简称规定，市发〔2020〕3号）。严格按《规定》办。", "重大决策规定", 2),
        ("主持研究《条例》修订。《湖南省专利条例》修订稿送审。", "湖南省专利条例", 2),
        ("学习《保密法》。宣讲《中华人民共和国保守国家秘密法》。", "中华人民共和国保守国家秘密法", 2),
        ("学习《招标投标法》。执行《招投标法》。", "招标投标法", 2),
        ("学习《2021年法治工作要点》，对照《法治工作要点》推进。", "2021年法治工作要点", 2),
    ],
)
def test_abbreviations_join_the_document_they_stand_for(text: str, title: str, mentions: int) -> None:
    policies, found = policies_of(text)
    assert [policy.title for policy in policies] == [title]
    assert [mention.id for mention in found] == ["p1"] * mentions


@pytest.mark.parametrize("titles", [["劳动合同法", "合同法"], ["职业教育法", "教育法"], ["海洋环境保护法", "环境保护法"]])
def test_a_law_whose_name_ends_another_is_its_own_document(titles: list[str]) -> None:
    assert titles_of("".join(f"学习《{title}》。" for title in titles)) == titles


def test_periods_tell_documents_apart() -> None:
    text = "由《法治建设纲要（2015—2020年）》到《法治建设纲要（2021—2025年）》。"
    assert titles_of(text) == ["法治建设纲要（2015—2020年）", "法治建设纲要（2021—2025年）"]


@pytest.mark.parametrize(
    ("text", "issuer", "number"),
    [
        ("执行《国务院办公厅关于推行行政执法公示制度的意见》（国办发〔2018〕118号）。", "国务院办公厅", "国办发〔2018〕118号"),
        ("学习《重大行政决策程序暂行条例》（国务院令第713号，以下简称《条例》）。", "国务院", "国务院令第713号"),
        ("落实省生态环境厅印发的《自由裁量基准》。", "省生态环境厅", None),
        ("贯彻市委、市政府《法治建设方案》。", "市委、市政府", None),
        ("落实住建部等8部门《整治通知》。", "住建部等8部门", None),
        ("根据《餐厨垃圾管理办法》(某城管[2020]12号)执法。", None, "某城管[2020]12号"),
        ("我局印发《东安县水利局法治要点》。", None, None),
        ("落实由市政府印发的《节水方案》。", "市政府", None),
        ("落实省厅《节水方案》。", "省厅", None),
        ("市政府办公室印发《节水方案》。", "市政府办公室", None),
        ("水利部新修订的《取水规定》施行。", "水利部", None),
        ("代市政府起草《节水方案》。", "市政府", None),
        ("省水利厅起草《节水方案》征求意见。", None, None),
        ("市政府转发《节水方案》。", None, None),
        ("接受市人大水污染防治法执法检查。", None, None),
        ("学习《2021年水利部节水要点》。", "水利部", None),
        ("落实《节水方案》（云水发﹝2021﹞15号）。", None, "云水发﹝2021﹞15号"),
        ("落实《节水方案》（云水发（2021）15号）。", None, "云水发（2021）15号"),
        ("落实《节水方案》（以下简称《方案》，云水发〔2021〕15号）。", None, "云水发〔2021〕15号"),
        ("落实《节水方案》（文号：云水发〔2021〕15号）。", None, "云水发〔2021〕15号"),
        ("落实《节水方案》云水发〔2021〕第15号。", None, "云水发〔2021〕第15号"),
        ("按照云水发〔2021〕15号文件《节水方案》推进。", None, "云水发〔2021〕15号"),
        ("《节水方案》经审议后以云政办发〔2019〕62号印发。", None, "云政办发〔2019〕62号"),
        ("学习《取水规定》（水利部令2021年第9号）。", "水利部", "水利部令2021年第9号"),
        ("学习《取水规定》（水利部第49号令）。", "水利部", "水利部第49号令"),
        ("学习《取水规定》（第15号令）。", None, "第15号令"),
        ("学习《取水规定》（令第721号）。", None, "令第721号"),
        ("学习《中华人民共和国水法》（主席令第七十四号）。", None, "主席令第七十四号"),
        ("执行《节水灌溉规范》（GB/T 50363-2018）。", None, "GB/T50363-2018"),
    ],
)
def test_issuer_and_number(text: str, issuer: str | None, number: str | None) -> None:
    (policy,), _ = policies_of(text, bureau="东安县水利局")
    assert (policy.issuer, policy.number) == (issuer, number)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("学习《行政处罚法》。", "law"),
        ("学习《中华人民共和国远洋法》。", "law"),
        ("学习《招投标法》。", "law"),
        ("学习《宪法修正案》。", "law"),
        ("学习《户口登记条例》。", "law"),
        ("学习《优化营商环境条例》。", "administrative-regulation"),
        ("学习《行政执法监督条例》。", "administrative-regulation"),
        ("学习《重大行政决策程序暂行条例》。", "administrative-regulation"),
        ("学习《中华人民共和国取水条例》。", "administrative-regulation"),
        ("学习国务院颁布的《取水条例》。", "administrative-regulation"),
        ("学习《取水规定》（国务院令第900号）。", "administrative-regulation"),
        ("学习《云南省取水条例》。", "local-regulation"),
        ("学习《凉山彝族自治州取水条例》。", "local-regulation"),
        ("学习《取水条例》（市人大常委会公告第3号）。", "local-regulation"),
        ("学习《交通运输行政执法程序规定》。", "rules"),
        ("学习《工资支付暂行规定》。", "rules"),
        ("学习《取水规定》（水利部令第49号）。", "rules"),
        ("学习《云湖市取水办法》（市政府令第3号）。", "rules"),
        ("落实《云湖市节水三年行动方案（2021—2023年）》。", "plan"),
        ("落实《法治政府建设实施纲要（2021—2025年）》。", "plan"),
        ("落实“八五”普法规划。", "plan"),
        ("执行《节水灌溉规范》（GB/T 50363-2018）。", "standard"),
        ("执行《公路工程标准》（JTG B01-2014）。", "standard"),
        ("编写《积水风险等级》等2项地方标准。", "standard"),
        ("贯彻《国务院关于节水的若干意见》。", "normative-document"),
        ("印发《轻微违法不予处罚清单（第一批）》。", "normative-document"),
        ("印发《节水办法》（云水发〔2021〕15号）。", "normative-document"),
        ("印发《东安县节水办法》。", "normative-document"),
        ("印发《局合同管理办法》。", "normative-document"),
        ("落实《关于印发〈节水方案〉的通知》。", "normative-document"),
        ("贯彻《云湖市取水办法》。", None),
        ("贯彻《取水条例》。", None),
        ("贯彻《中国共产党问责条例》。", None),
        ("签订《节水协议》。", None),
    ],
)
def test_kind(text: str, kind: str | None) -> None:
    (policy,), _ = policies_of(text, bureau="东安县水利局")
    assert policy.kind == kind


def test_a_name_stands_in_one_list_and_an_abbreviation_means_a_name() -> None:
    package = "kg.extraction.policies"
    names = [name for file in ("laws.txt", "regulations.txt", "rules.txt", "others.txt") for name in read_words(package, file)]
    pairs = read_words(package, "abbreviations.txt")
    assert len(set(names)) == len(names)
    assert set(pairs[1::2]) <= set(names)
    assert set(pairs[::2]).isdisjoint(names)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("甲《乙》丙", ["《乙》"]),
        ("《甲《乙》丙》", ["《甲《乙》丙》"]),
        ("《甲。《乙》", ["《乙》"]),
        ("《甲〉乙》", ["《甲〉乙》"]),
        ("》《", []),
    ],
)
def test_brackets(text: str, stretches: list[str]) -> None:
    assert [text[start:end] for start, end in bracketed(text)] == stretches


@given(st.text(alphabet="《》〈〉（）以下简称规定办法条例宪法“”印发局市。，\n2021号", max_size=200))
def test_mentions_are_stretches_of_the_text(text: str) -> None:
    policies, mentions = policies_of(text)
    assert all(text[policy.start : policy.end] == policy.text for policy in policies)
    assert [policy.id for policy in policies] == [f"p{number}" for number in range(1, len(policies) + 1)]
    assert {mention.id for mention in mentions} == {policy.id for policy in policies}


@pytest.mark.parametrize(
    "unit",
    [
        "《",
        "》",
        "《〈",
        "《甲规定》",
        "（以下简称",
        "国办发〔",
        "令第一",
        "《甲》第",
        "》以令",
        "制定“",
        "中华人民共和国",
        "法",
        "《甲规定》（",
    ],
)
@pytest.mark.usefixtures("linear")
def test_long_inputs_take_linear_time(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    policies, _ = policies_of(text)
    assert all(text[policy.start : policy.end] == policy.text for policy in policies)
