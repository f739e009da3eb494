from dataclasses import replace

import pytest

from kg.extraction.relations.component import find_relations
from kg.extraction.relations.figures import OF_THE_WHOLE, OUTCOMES, OWN_THINGS
from kg.text.structure import outline
from kg.types import Measure, Metric
from kg.vocabulary import load_vocabulary


def relate(text: str, *, document: str = "", body: str = "", spans: tuple[str, ...] = ()) -> set[tuple[str, str, str]]:
    """Relations of measures that cover ``spans``, by default one that covers the whole text."""
    measures = [
        Measure(f"m{number}", text.index(span), text.index(span) + len(span), span, "internal-rules", "adopted", "")
        for number, span in enumerate(spans or (text,), 1)
    ]
    policies = [(text.index(document), text.index(document) + len(document), "p1")] if document else []
    bodies = [(text.index(body), text.index(body) + len(body), "o1")] if body else []
    found = find_relations(text, outline(text), measures, [], policies=policies, organizations=bodies)
    return {(relation.subject, relation.type, relation.object) for relation in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印发《随机抽查实施细则》，开展抽查", "produces"),
        ("修订完善了《内部管理办法》", "produces"),
        ("根据《行政处罚法》规定，开展自查", "based_on"),
        ("严格落实《随机抽查实施细则》", "based_on"),
        ("认真落实省厅印发的《整治方案》要求，开展整治", "based_on"),
        ("推动《物业管理条例》出台", "produces"),
        ("启动《停车管理办法》修改工作", "produces"),
        ("《移民扶持办法》修订草案报省政府", "produces"),
        ("制作《节能合规指南》，检查前先提示", "produces"),
        ("沿用《气象行政处罚裁量基准》", "based_on"),
        ("参与《供水用水若干规定》拟订，组织座谈3场", "produces"),
        ("推动《停车管理办法》落实", "based_on"),
        *((f"推动《停车管理办法》{words}", None) for words in ("进社区、进企业", "走进商圈")),
        *((f"推动《停车管理办法》{words}", "based_on") for words in ("进入全面落实阶段", "进一步落实", "进度提前，落实到位")),
        ("《优化营商环境条例》各项任务逐条落实", "based_on"),
        ("将《五年规划》任务分解到科室", "based_on"),
        ("《停车管理办法》等5件不再执行", None),
        ("《行政复议法》实施一周年之际，开展集中咨询", None),
        *((f"检查《水土保持法》{words}", None) for words in ("贯彻情况", "贯彻落实情况", "贯彻执行情况", "贯彻实施情况")),
        *(
            (f"《停车管理办法》{words}", None)
            for words in ("尚未落实到位", "没有落实到人", "无法执行", "落实不到位", "执行难", "执行得不好", "贯彻实施以来，成效初显")
        ),
        ("《停车管理办法》完成修订", "produces"),
        ("《停车管理办法》完成征求意见", None),
        ("《停车管理办法》得到全面贯彻落实", "based_on"),
        ("《会计法》及其实施细则由股长主讲", None),
        ("组织学习《行政处罚法》，举办讲座", None),
        ("举办《行政处罚法》专题培训2期", None),
        ("班子成员轮流领学新修订的《行政复议法》", None),
        ("传达学习贯彻全市会议和《实施方案》精神", None),
        ("围绕《信访工作条例》开展普法答题", None),
        ("围绕《三年行动方案》开展专项整治", "based_on"),
        ("聚焦《行政处罚法》等法律开展实务训练", None),
        ("审议并通过了《示范创建实施方案》", "produces"),
        ("印制《食品安全法》明白纸3000份", None),
        ("编印《安全生产管理办法》口袋书1.5万册", None),
        ("编印《裁量基准》汇编200册", None),
        ("修订《考核办法》，汇编成册", "produces"),
        ("印发《政策明白纸汇总》3万张", None),
        ("印发《合规指南》，覆盖3万家企业", "produces"),
        ("完成《农村供水管理办法》立法后评估", None),
        ("推动《节约用水条例》列入年度立法计划", "produces"),
        ("推动《物业管理条例》尽快出台", "produces"),
        ("提请区委全会审议《法治建设规划》", "produces"),
        ("指导14个部门公布《免罚清单》", None),
        ("督促各单位整改后我局印发《整改办法》", "produces"),
        ("落实《黄河保护法》尽快出台配套办法", "based_on"),
        ("《行政复议法》规定案件须经法制审核后发布", None),
        ("印发《权责清单》12张", "produces"),
        ("《收费管理办法》经合法性审核后发布", "produces"),
        ("《内务规范》等七项制度陆续成文上墙", "produces"),
        ("围绕《公路法》和新修订的《行政复议法》集中研学", None),
        ("学习贯彻四中全会关于法治的部署、《突发事件应对法》", None),
        ("配套制定《水污染防治法》实施细则", "based_on"),
        ("我局牵头起草的《养犬管理条例》立法工作按期完成", "produces"),
        ("《房屋租赁管理办法》经政府常务会议审议后印发", "produces"),
        ("《噪声污染防治法》施行后", None),
        ("把《规定》要求细化为18条措施", "based_on"),
        ("将《民法典》列为年度学习重点", None),
        ("以《法治政府建设实施纲要》为主线，推进工作", "based_on"),
        ("与海关会签《口岸协作纪要》，互派联络员", "produces"),
        ("同县法院商定《诉调对接细则》", "produces"),
        ("动态调整《河湖岸线负面清单》", "produces"),
        ("《县乡水价调整要点》于5月下发各镇，列出9条", "produces"),
        ("《集镇环卫补助办法》按程序编号公布", "produces"),
        ("《湿地条例》须经省人大批准后公布", None),
        ("推动《湿地条例》列入立法调研计划", "produces"),
        ("推动《湿地条例》早日落地", "produces"),
        ("《湿地条例（草案）》经常务会议讨论后提请审议", "produces"),
        ("印发并组织实施《节水规划》", "produces"),
        ("编写《取证手册》并逐镇培训", "produces"),
        ("配合市人大开展《湿地条例》立法调研，提出建议4条", None),
        ("参加《湿地条例》草案调研论证", None),
        ("参与《湿地条例》起草", "produces"),
        ("把《节水规划》任务挂图落实", "based_on"),
        ("制作《节水条例》挂图200套", None),
        ("严格运用《取水裁量基准》", "based_on"),
        ("提高群众运用《民法典》的能力", None),
        ("依《取水裁量基准》裁量", "based_on"),
        ("《水法》及其实施条例由科长主讲", None),
        ("2024年是实施《节水规划》的第二年，开展自查", None),
        ("落实《节水规划》第二年任务，新建水表井9处", "based_on"),
        ("围绕《信访工作条例》和办案实务，分三期集中轮训", None),
        ("围绕《节水规划》，专题调研6次", "based_on"),
        ("市政府办公室印发新修订的《防汛预案》后，随即组织演练", "based_on"),
        ("待省里《赔偿改革方案》印发后，选两案先行磋商", "based_on"),
        ("我局印发《防汛预案》后，组织演练", "produces"),
        ("推动市政府印发《防汛预案》后，组织演练", "produces"),
        ("县政府办公室印发的《扫码检查规定》自9月起试行，率先执行", "based_on"),
        ("县政府办公室印发的《扫码检查规定》自9月起试行，组织培训", None),
        ("《扫码检查规定》自9月起试行，列入6种情形", None),
        ("根据市委宣传部、市气象局转发的《科普五年规划》，开设展台", "based_on"),
        ("灌区规划修编、《种业振兴方案》均经专家评议", None),
        ("修订、完善《灌区轮灌办法》", "produces"),
        ("停止执行《集市摊位收费办法》，张贴告示", None),
        ("《集市摊位收费办法》不再适用，宣布暂停实施《早市管理办法》", None),
        ("认领《省级气象服务事项目录》，逐项比对", "based_on"),
        ("学习宣传贯彻新修订的《档案法》，人人撰写心得", None),
        ("学习贯彻《汛期值守意见》，清查堤段9处", "based_on"),
        ("《湿地保护条例》3月施行后，及时修订巡护细则", "based_on"),
        ("《档案法》修订实施之后，我局随即清理库房规章", "based_on"),
        ("《湿地保护条例》3月施行后，观鸟游客明显增多", None),
        ("我局制定《湿地巡护细则》出台后，及时清理旧文件", "produces"),
        ("起草《湿地巡护细则》印发后，全面梳理旧文件", "produces"),
        ("《档案法》出台后，及时清理旧文件", "based_on"),
        ("我局在《湿地保护条例》修订施行后，及时清理旧文件", "based_on"),
        ("我局自《档案法》实施后，及时调整库房规章", "based_on"),
        ("本局在《档案法》颁布实施后，及时调整库房规章", "based_on"),
        ("我局牵头制定的《湿地巡护细则》施行后，及时清理旧文件", None),
        ("我局《湿地巡护细则》施行后，及时清理旧文件", None),
        ("报请州政府批准实施《灌区供水规划》", "produces"),
        ("经县政府同意后印发《早市摊位办法》", "produces"),
        ("落实州政府批准实施的《灌区供水规划》", "based_on"),
        ("将《灌区供水规划》报县政府审定", "produces"),
        ("将《早市摊位办法》提交县司法局合法性审查", "produces"),
        ("对照《早市摊位办法》将方案报县政府审定", "based_on"),
        ("《招标投标法》规定的项目报县政府审批", None),
        ("对外公开《渔政权责清单（2024年版）》", "produces"),
        ("落实政府信息公开《申请答复规范》", "based_on"),
        ("向沿街商户发出《光盘行动倡议书》", "produces"),
        ("学习宣传《湿地保护法》并抓好贯彻落实", "based_on"),
        ("学习宣传《湿地保护法》并撰写落实情况报告", None),
        ("以《湿地保护法》《种子法》为重点，利用圩日宣传9场", None),
        ("以《节水规划》为重点，改造管网9公里", "based_on"),
        ("以《节水规划》为抓手，广泛宣传动员", "based_on"),
        ("以《预算法》为准绳，清理专户9个", "based_on"),
        ("统一使用《农业处罚文书范本》", "based_on"),
        ("修订与《湿地保护条例》不一致的文件4件", None),
        ("废止与《湿地保护条例》规定相抵触的细则2件", None),
        ("修订《湿地巡护细则》中不一致的条款", "produces"),
        ("对《早市摊位办法》进行了修订", "produces"),
        ("对《早市摊位办法》提出修改意见9条", None),
        ("《湿地条例》修正草案报送市政府", "produces"),
        ("《早市摊位办法》已报县司法局备案", "produces"),
        ("推动《湿地条例》通过市人大初审", "produces"),
        ("推动《湿地条例》纳入市人大立法规划", "produces"),
        ("《湿地条例》经市人大常委会表决通过", "produces"),
        ("启动《灌区布局规划》修编", "produces"),
        ("召开《早市摊位办法》新闻发布会", None),
        ("制定并严格执行《库房值守制度》", "produces"),
        ("印发《普法要点》、普法责任清单", "produces"),
        ("落实新修订《早市摊位办法》，撤摊9处", "based_on"),
        ("学习新修订《早市摊位办法》", None),
        ("新修订《库房值守制度》《档案借阅制度》2件", "produces"),
        ("制定落实《湿地条例》的若干措施", "based_on"),
        ("完成《灌区供水规划》明确的各项任务", "based_on"),
        ("完成《灌区供水规划》专家评审", None),
        ("《早市摊位办法》等3件文件按时完成评估", None),
        ("将《灌区供水规划》落实情况纳入督查", None),
        ("检查各镇落实《湿地条例》情况", None),
        ("指导各镇修订《防汛预案》9件", None),
        ("省厅出台《裁量适用办法》后，我局组织培训", None),
        ("实行《首问负责制度》", "based_on"),
        ("紧扣《灌区供水规划》，新建泵站3座", "based_on"),
        ("《库房值守制度》《档案借阅制度》等内部制度日益健全", "produces"),
        ("做好《早市摊位办法》报批工作", "produces"),
        ("《早市摊位办法》印发后，我局制定任务清单", "based_on"),
        ("因《早市摊位办法》修订，调整处罚事项9项", "based_on"),
        ("以《湿地条例》施行为契机，再造巡护流程", "based_on"),
        ("以《湿地条例》施行为契机，进村宣传", None),
        ("把《巡护行为规范》作为日常考核依据", "based_on"),
        ("在《湿地条例》框架下，签订协议9份", "based_on"),
        ("参考《早市摊位办法》拟定9条措施", "based_on"),
        ("使用《询问笔录范本》办案", "based_on"),
        ("依据《早市摊位办法》制定，共9条", "based_on"),
        ("采用问卷对《早市摊位办法》开展评估", None),
        ("承担《早市摊位办法》课题研究任务", None),
        ("开展《早市摊位办法》执法检查9次", None),
        ("对照《早市摊位办法》修订，撤并窗口", "based_on"),
        ("完成《库房值守制度》等4项制度的废改立", "produces"),
        ("颁布实施《灌区供水规划》", "produces"),
        ("调整《巡护事项清单》，取消9项", "produces"),
        ("落实优化营商环境《任务分解表》", "based_on"),
        ("承办《关于清淤的建议》，会商3次", "based_on"),
        ("向社会公布《早市摊位办法》及解读材料", "produces"),
        ("对《湿地条例》实施效果开展评估", None),
        ("优化《早市清单》《摊位清单》等9项清单，上墙公示", "produces"),
        ("调整《省级气象服务事项目录》中下放事项9项", None),
        ("优化《省级气象服务事项目录》内事项的流程", None),
        ("梳理《湿地条例》规定的处罚事项9项", None),
        ("健全落实《首问负责制度》", "based_on"),
        ("建立健全并严格执行《湿地条例》规定的听证制度", "based_on"),
        ("制定并严格执行《湿地条例》规定的听证制度", "based_on"),
        ("公布实施《湿地条例》以来，开展巡护9次", "based_on"),
        ("制作《湿地条例》、护鸟宣传折页3000份", None),
        ("编印《湿地条例》及防溺水宣传手册、海报3000册", None),
        ("修订《早市摊位办法》、印发护鸟宣传手册3000册", "produces"),
        ("印发《早市摊位办法》、执法手册制定责任清单", "produces"),
    ],
)
def test_the_verb_decides_the_role_of_a_document(text: str, expected: str | None) -> None:
    document = text[text.index("《") : text.index("》") + 1]
    assert relate(text, document=document) == ({("m1", expected, "p1")} if expected else set())


def test_a_law_of_the_state_is_produced_by_no_bureau() -> None:
    text = "编印《安全生产法》和《工作规程》5000册"
    measures = [Measure("m1", 0, len(text), text, "publicity-materials", "adopted", "")]
    policies = [(2, 9, "p1"), (10, 16, "p2")]
    found = find_relations(text, outline(text), measures, [], policies=policies, organizations=[], made_by_state={"p1"})
    assert {(relation.type, relation.object) for relation in found} == {("produces", "p2")}


def test_a_document_named_after_the_bureau_is_made_by_it_when_it_comes_into_force() -> None:
    text = "《东安县水利局取水规定》自9月1日起试行，列入6种情形"
    measures = [Measure("m1", 0, len(text), text, "internal-rules", "adopted", "")]
    found = find_relations(text, outline(text), measures, [], policies=[(0, 12, "p1")], organizations=[], own={"p1"})
    assert {(relation.type, relation.object) for relation in found} == {("produces", "p1")}


def test_the_verb_before_a_list_counts_for_all_its_documents() -> None:
    text = "先后制定《学法制度》、《考核制度》"
    assert relate(text, document="《考核制度》") == {("m1", "produces", "p1")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("制定制度3项，包括《档案借阅制度》《库房值守制度》", "produces"),
        ("出台规范性文件2件：《早市摊位办法》《库房值守制度》", "produces"),
        ("严格落实各项制度，如《库房值守制度》", "based_on"),
        ("领学法规6部，分别是《档案法》《库房值守制度》", None),
        ("从制定到印发全程留痕，其中《库房值守制度》作了两轮论证", None),
        ("制定制度3项，《库房值守制度》不再执行", None),
    ],
)
def test_the_clause_before_says_what_is_done_with_a_list(text: str, expected: str | None) -> None:
    assert relate(text, document="《库房值守制度》") == ({("m1", expected, "p1")} if expected else set())


def test_of_two_documents_in_a_clause_each_has_its_own_verb() -> None:
    text = "依据《物业管理条例》（省人大公告第9号）和《前期招标办法》制定《评标细则》"
    assert relate(text, document="《前期招标办法》") == {("m1", "based_on", "p1")}
    assert relate(text, document="《评标细则》") == {("m1", "produces", "p1")}


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("按照《整治方案》要求，检查企业40家，约谈8家。", ("检查企业40家", "约谈8家"), {"m1"}),
        ("按照《整治方案》要求，检查企业40家。", ("按照《整治方案》要求", "检查企业40家"), {"m1", "m2"}),
        ("落实《整治方案》，检查企业40家。", ("落实《整治方案》", "检查企业40家"), {"m1"}),
        ("检查企业40家，执行《整治方案》到位；走访群众9次。", ("检查企业40家", "走访群众9次"), {"m1"}),
        ("按照《整治方案》等规定。检查企业40家。走访群众9次。", ("检查企业40家", "走访群众9次"), {"m1"}),
        ("按照《整治方案》要求部署全年各项重点工作任务。走访群众9次。", ("走访群众9次",), set()),
        ("按照《整治方案》要求。检查企业40家。", ("按照《整治方案》要求", "检查企业40家"), {"m1", "m2"}),
        ("按照《整治方案》开展自查，检查企业40家。", ("按照《整治方案》开展自查", "检查企业40家"), {"m1"}),
        ("对照《整治方案》梳理清单，检查企业40家。", ("对照《整治方案》梳理清单", "检查企业40家"), {"m1"}),
        ("按照《整治方案》制定工作制度，检查企业40家。", ("按照《整治方案》制定工作制度", "检查企业40家"), {"m1"}),
        ("按照《整治方案》的统一部署，检查企业40家。", ("按照《整治方案》的统一部署", "检查企业40家"), {"m1", "m2"}),
        ("对照《整治方案》等文件的有关规定，检查企业40家。", ("对照《整治方案》等文件的有关规定", "检查企业40家"), {"m1", "m2"}),
        ("按照《整治方案》规范裁量权。检查企业40家。", ("按照《整治方案》规范裁量权", "检查企业40家"), {"m1"}),
    ],
)
def test_a_document_outside_the_measures_belongs_to_a_neighbour(text: str, spans: tuple[str, ...], expected: set[str]) -> None:
    assert {subject for subject, _, _ in relate(text, document="《整治方案》", spans=spans)} == expected


@pytest.mark.parametrize(
    ("text", "body", "takes_part"),
    [
        ("联合市公安局开展整治", "市公安局", True),
        ("向市纪委移送线索3条", "市纪委", True),
        ("经市政府常务会议审议后公布", "市政府", True),
        ("根据市疾控中心上报情况，开展核查", "市疾控中心", True),
        ("成立了法治建设领导小组", "法治建设领导小组", False),
        ("重组法治建设领导小组，局长任组长", "法治建设领导小组", False),
        ("整合力量，挂牌县综合行政执法大队", "县综合行政执法大队", False),
        ("成立由市司法局、市财政局参加的工作专班", "市司法局", True),
        ("法治建设领导小组组长主持会议", "法治建设领导小组", False),
        ("各科室负责人为法治建设领导小组成员", "法治建设领导小组", False),
        ("法治建设领导小组成员单位开展自查", "法治建设领导小组", True),
        ("紧紧围绕市委五届九次全会和市委经济工作会议要求，开展自查", "市委", False),
        ("落实县委全面依法治县工作会议、普法工作会议精神，开展自查", "县委", False),
        ("联合市司法局召开联席会议和业务培训", "市司法局", True),
        ("邀请市司法局参加案件审理会议和培训", "市司法局", True),
        ("按照省司法厅部署，开展自查", "省司法厅", False),
        ("审查市政府规范性文件9件", "市政府", False),
        ("根据市司法局《关于报送案卷的通知》，开展自查", "市司法局", False),
        ("对以县政府名义印发的《停车管理办法》开展评估", "县政府", False),
        ("以县政府名义印发《停车管理办法》", "县政府", True),
        ("对纳入省政府依法行政考核的指标逐项自查", "省政府", False),
        ("取消县教育局等6个单位14项行政权力", "县教育局", False),
        ("会同县教育局等6个单位2次开展联合检查", "县教育局", True),
        ("会同市司法局部署开展专项行动", "市司法局", True),
        ("结合省、市纪委关于作风建设的文件要求，开展自查", "市纪委", False),
        ("在市政府门户网站公开结果", "市政府", False),
        ("在市委依法治市办组织的普法考核中，我局获优秀", "市委依法治市办", False),
        ("在州农牧局组织的案卷评查中，送评6卷全部合格", "州农牧局", True),
        ("在市委的坚强领导下，开展整治", "市委", False),
        ("整合原市林业局、市水利局执法职能", "市水利局", False),
        ("巡护视频被省林草局选为示范教材", "省林草局", True),
        ("“蓝莓法庭”由市司法局命名为普法阵地", "市司法局", True),
        ("西关税务所被评为先进集体", "西关税务所", False),
        ("我局将同州检察院签订协作办法", "州检察院", True),
        ("我局同步参照州检察院裁量标准", "州检察院", False),
        ("认真执行，农业农村部《培育方案》", "农业农村部", False),
        ("组织骨干到县法院旁听庭审3次", "县法院", True),
        ("重新明确局法治建设领导小组成员", "局法治建设领导小组", False),
        ("依法行政领导小组更名为法治建设领导小组", "依法行政领导小组", False),
        ("补齐短板联合县公安局执法大队整治", "县公安局执法大队", True),
        ("联合县市场监管局标准化研究院开展培训", "县市场监管局", True),
        ("参照省审计厅裁量标准划分档次", "省审计厅", False),
        ("草案在市政府网和公告栏征询意见", "市政府", False),
        ("到县法院开展联合普法3次", "县法院", True),
        ("调整法治粮储建设领导小组，办公室设在仓储法规科", "仓储法规科", True),
        ("工作专班下设办公室于监督审理室", "监督审理室", True),
        ("法治建设领导小组办公室仍挂靠政工股", "政工股", True),
        ("新设监督审理科，专司案件复核", "监督审理科", False),
        ("挂牌成立涉农公益诉讼联络站", "涉农公益诉讼联络站", False),
        ("抽调两名法学硕士充实到政策法规股", "政策法规股", False),
        ("从政策法规股抽调两人参加评查", "政策法规股", True),
        ("整合四支队伍，组建县文化市场综合执法大队", "县文化市场综合执法大队", True),
        ("设立渔事纠纷人民调解委员会，当年调成12起", "渔事纠纷人民调解委员会", True),
        ("成立局行政调解委员会", "局行政调解委员会", False),
        ("调整充实县文化市场综合执法大队", "县文化市场综合执法大队", False),
        ("法治建设领导小组下设办公室，定期会商", "法治建设领导小组", False),
        ("对法治建设领导小组及其办公室人员重新分工", "法治建设领导小组", False),
        ("适用省林草局统一裁量基准办案12件", "省林草局", False),
        ("研究解决林政执法大队办案用房等难题", "林政执法大队", False),
        ("联合林政执法大队办案12件", "林政执法大队", True),
        ("积极争取县财政局支持，添置快检设备", "县财政局", True),
        ("机构改革后执法协调小组随即重组", "执法协调小组", False),
        ("建立由副县长牵头的治欠工作领导小组", "治欠工作领导小组", False),
        ("建立由县检察院牵头的治欠会商机制", "县检察院", True),
        ("燃气处罚权已划转县住建局行使", "县住建局", True),
        ("划转县住建局处罚事项21项", "县住建局", False),
        ("调整权责清单后交政策法规科审核", "政策法规科", True),
        ("调整执法程序并由政策法规股统一审核", "政策法规股", True),
        ("设立公示栏的服务窗口由行政审批股负责", "行政审批股", True),
        ("调整内设机构，成立由副局长分管的政策法规科", "政策法规科", False),
        ("成立由局长牵头并兼任组长的工作专班", "工作专班", False),
        ("成立了由局长任组长、政策法规科为成员的专班", "政策法规科", False),
        ("成立由局长牵头并兼任组长、政策法规科为成员的专班", "政策法规科", False),
        ("新设了由副局长分管的政策法规科", "政策法规科", False),
        ("调整执法程序并由审批股、政策法规股统一审核", "政策法规股", True),
        ("组建县文化市场综合执法总队", "县文化市场综合执法总队", True),
        ("组建县机动应急中队", "县机动应急中队", False),
        ("将原来分散在县种子站、县农机站的处罚权整合", "县种子站", False),
        ("将分散在县种子站的检测设备联网共享", "县种子站", True),
        ("整合原农机监理站、执法科力量", "原农机监理站、执法科", False),
        ("县医院迁建选址收到意见9条", "县医院", False),
        ("会同原州区水利局清查河段", "原州区水利局", True),
        ("会同县住建局搬迁群众30户", "县住建局", True),
        ("由县政府分管副县长任组长，逐月调度", "县政府", False),
        ("由县政府分管副县长督办，逐月调度", "县政府", True),
        ("联合县公安局成立由局长任组长的专班", "县公安局", True),
        ("法律顾问列席县政府常务会21次", "县政府", False),
        ("邀请县法院列席案件审理会3次", "县法院", True),
        ("县司法所获评为省级先进", "县司法所", False),
        ("县渔政站获得通报表扬", "县渔政站", False),
        ("县渔政站连续三年荣获优秀单位称号", "县渔政站", False),
        ("县渔政站获得线索后立即核查", "县渔政站", True),
        ("会同县文旅局推荐获评景区3家", "县文旅局", True),
        ("会同县林草局、生态环境局、农牧局印发《关于清查图斑的通知》", "县林草局", True),
        ("县林草局、生态环境局关于清查图斑的通知印发后，开展自查", "县林草局", False),
        ("县公安局、县林草局、县法院共同签订《巡山联动协议》", "县公安局", True),
        ("县林草局、县文旅局联合印发《巡山联动方案》", "县林草局", True),
        ("县林草局、县文旅局联合印发的《巡山联动方案》逐项完成", "县林草局", False),
        ("县林草局印发《巡山联动方案》", "县林草局", False),
        ("推动县政府办公室出台《巡山联动方案》", "县政府办公室", True),
        ("向县林草局、县文旅局书面征求《巡山联动方案》意见", "县林草局", True),
        ("县林草局、县文旅局《巡山联动方案》要求每季巡山", "县林草局", False),
        ("会签县检察院出台《巡山联动办法》", "县检察院", True),
        ("将原由县林草局承担的防火职责划入我局", "县林草局", False),
        ("建立由县林草局承担的防火值守机制", "县林草局", True),
        ("县渔政站等4家单位被省普法办命名为示范单位", "县渔政站", False),
        ("县渔政站等4家单位被省普法办命名为示范单位", "省普法办", True),
        ("通过省司法厅行政执法监督平台上传案卷42件", "省司法厅", False),
        ("处罚信息录入市信用办统一的信息系统", "市信用办", False),
        ("与省司法厅行政执法监督平台对接", "省司法厅", True),
    ],
)
def test_a_body_is_involved_only_if_it_takes_part(text: str, body: str, *, takes_part: bool) -> None:
    assert relate(text, body=body) == ({("m1", "involves", "o1")} if takes_part else set())


def test_a_partner_in_one_sentence_is_none_in_the_next() -> None:
    text = "会同县总工会开展宣传3次。开展专项检查4次。"
    assert relate(text, body="县总工会", spans=("会同县总工会开展宣传3次", "开展专项检查4次")) == {("m1", "involves", "o1")}


def test_those_who_join_in_are_named_before_the_measure() -> None:
    text = "会同公安、消防等部门，聚焦沿街商铺，开展夜查5次。"
    assert relate(text, body="公安、消防等部门", spans=("开展夜查5次",)) == {("m1", "involves", "o1")}


@pytest.mark.parametrize(
    ("text", "body", "spans", "expected"),
    [
        ("联合县公安局夜巡6次，查扣改装摩托31辆。", "县公安局", ("联合县公安局夜巡6次", "查扣改装摩托31辆"), {"m1", "m2"}),
        ("会同县消防大队清查沿街商铺，出动40人，当场拆除违规店招9处。", "县消防大队", ("当场拆除违规店招9处",), {"m1"}),
        ("续聘湘水律师事务所为法律顾问，全年审核协议52份。", "湘水律师事务所", ("全年审核协议52份",), {"m1"}),
        ("续聘湘水律师事务所担任局常年法律顾问，现有公职律师3名，审核协议52份。", "湘水律师事务所", ("续聘湘水", "审核协议52份"), {"m1"}),
        ("会同县人社局组成3个小组，对工地逐个检查。", "县人社局", ("会同县人社局组成3个小组", "对工地逐个检查"), {"m1", "m2"}),
        ("会同县人社局组成3个小组，对工资台账归档。", "县人社局", ("会同县人社局组成3个小组", "对工资台账归档"), {"m1"}),
        ("联合县公安局夜巡6次，制定巡查制度。", "县公安局", ("联合县公安局夜巡6次", "制定巡查制度"), {"m1"}),
        ("联合县公安局夜巡6次；查扣改装摩托31辆。", "县公安局", ("联合县公安局夜巡6次", "查扣改装摩托31辆"), {"m1"}),
        ("续聘湘水律师事务所为法律顾问，参与合同审查9次。", "湘水律师事务所", ("续聘湘水", "参与合同审查9次"), {"m1", "m2"}),
        ("聘请的湘水律师事务所3名律师全程参与办案，审核协议52份。", "湘水律师事务所", ("聘请的湘水律师", "审核协议52份"), {"m1", "m2"}),
        ("续聘湘水律师事务所为法律顾问，参与法治创建9次。", "湘水律师事务所", ("续聘湘水", "参与法治创建9次"), {"m1"}),
        ("续聘湘水律师事务所为法律顾问，开展合同审查9次。", "湘水律师事务所", ("续聘湘水", "开展合同审查9次"), {"m1", "m2"}),
        ("续聘湘水律师事务所为法律顾问，提供法律咨询9次。", "湘水律师事务所", ("续聘湘水", "提供法律咨询9次"), {"m1", "m2"}),
        ("续聘湘水律师事务所为法律顾问，开展集市清查9次。", "湘水律师事务所", ("续聘湘水", "开展集市清查9次"), {"m1"}),
        ("续聘湘水律师事务所为法律顾问，提供上门代办9次。", "湘水律师事务所", ("续聘湘水", "提供上门代办9次"), {"m1"}),
        ("续聘湘水律师事务所为法律顾问，查处违法案件12起。", "湘水律师事务所", ("续聘湘水", "查处违法案件12起"), {"m1"}),
        ("聘请湘水律师事务所为法律顾问，拆除违规店招9处。", "湘水律师事务所", ("聘请湘水", "拆除违规店招9处"), {"m1"}),
        ("委托县检测中心检测农产品200批，查处案件3起。", "县检测中心", ("委托县检测中心检测农产品200批", "查处案件3起"), {"m1"}),
        ("委托县检测中心检测农产品200批，出具报告9份。", "县检测中心", ("委托县检测中心检测农产品200批", "出具报告9份"), {"m1", "m2"}),
        ("会同县检测中心抽样，查处案件3起。", "县检测中心", ("会同县检测中心抽样", "查处案件3起"), {"m1", "m2"}),
        ("向县公安局移交线索4条，拆除违规店招9处。", "县公安局", ("向县公安局移交线索4条", "拆除违规店招9处"), {"m1"}),
        ("配合县纪委巡查，通报案例3起。", "县纪委", ("配合县纪委巡查", "通报案例3起"), {"m1"}),
        ("提请县委约谈，组织述法9人次。", "县委", ("提请县委约谈", "组织述法9人次"), {"m1"}),
        ("移送县公安局5件，拆除违规店招9处。", "县公安局", ("移送县公安局5件", "拆除违规店招9处"), {"m1"}),
    ],
)
def test_what_came_of_joint_work_is_the_doing_of_the_partners_too(text: str, body: str, spans: tuple[str, ...], expected: set[str]) -> None:
    assert {subject for subject, _, _ in relate(text, body=body, spans=spans)} == expected


@pytest.mark.parametrize(
    ("text", "span", "involved"),
    [
        ("由县治超办牵头，开展夜查5次。", "开展夜查5次", True),
        ("由县治超办、县公安局共同牵头，开展夜查5次。", "开展夜查5次", True),
        ("县治超办和县公安局等4个部门参与，开展夜查5次。", "开展夜查5次", True),
        ("取得县治超办、县财政局大力支持，新增编制2名。", "新增编制2名", True),
        ("县治超办牵头抓总成效明显，开展夜查5次。", "开展夜查5次", False),
        ("在县治超办的大力支持下，开展夜查5次。", "开展夜查5次", False),
        ("协调县治超办做好衔接。开展夜查5次。", "开展夜查5次", False),
    ],
)
def test_who_leads_is_told_before_the_measure_in_its_own_clause(text: str, span: str, *, involved: bool) -> None:
    assert relate(text, body="县治超办", spans=(span,)) == ({("m1", "involves", "o1")} if involved else set())


def test_a_body_outside_the_measures_that_does_not_join_in_is_a_bystander() -> None:
    assert relate("省应急管理厅高度重视，开展夜查5次。", body="省应急管理厅", spans=("开展夜查5次",)) == set()


def test_a_figure_measures_what_it_overlaps_or_what_stands_before_it() -> None:
    text = "组织评查2次，宣传很多，发放资料50份。开展培训。"
    measures = [Measure("m1", 0, 6, text[0:6], "case-file-review", "adopted", ""), Measure("m2", 19, 23, text[19:23], "x", "adopted", "")]
    metrics = [Metric("x1", 2, 6, text[2:6], "评查", 2, "次"), Metric("x2", 12, 18, text[12:18], "发放资料", 50, "份")]
    found = find_relations(text, outline(text), measures, metrics, policies=[], organizations=[])
    assert {(relation.subject, relation.object) for relation in found} == {("m1", "x1"), ("m1", "x2")}


def measured(text: str, spans: tuple[str, ...], figure: str, concept: str = "case-file-review") -> set[str]:
    """The measures that a figure measures; ``concept`` is that of the last measure."""
    measures = [
        Measure(f"m{number}", text.index(span), text.index(span) + len(span), span, "case-file-review", "adopted", "")
        for number, span in enumerate(spans, 1)
    ]
    measures[-1] = replace(measures[-1], concept=concept)
    metric = Metric("x1", text.index(figure), text.index(figure) + len(figure), figure, "indicator", 1, "件")
    found = find_relations(text, outline(text), measures, [metric], policies=[], organizations=[])
    return {relation.subject for relation in found if relation.type == "measured_by"}


@pytest.mark.parametrize(
    ("text", "spans", "figure", "expected"),
    [
        (
            "推行垃圾分类积分制，建立巡查队。更新车辆。全年垃圾分类参与率达到92%。",
            ("推行垃圾分类积分制", "更新车辆"),
            "参与率达到92%",
            {"m1"},
        ),
        ("下发年度要点，明确25项任务。截至年底，已办结24件。", ("下发年度要点，明确25项任务",), "已办结24件", {"m1"}),
        ("下发年度要点，明确25项任务。全区新增绿地30公顷。", ("下发年度要点，明确25项任务",), "新增绿地30公顷", set()),
        ("开展案卷评查；受理来信30件。", ("开展案卷评查",), "受理来信30件", set()),
        ("选派船员参加救生员考试。全年新增救生员9人。", ("选派船员参加救生员考试",), "新增救生员9人", set()),
        ("推行垃圾分类积分制。垃圾分类参与率达到92%，新栽行道树900株。", ("推行垃圾分类积分制",), "新栽行道树900株", set()),
        ("落实《城市绿化条例》，签订责任书。全市城市绿化率达到41%。", ("落实《城市绿化条例》，签订责任书",), "达到41%", set()),
    ],
)
def test_a_figure_after_the_measures_belongs_to_the_one_it_speaks_of(
    text: str, spans: tuple[str, ...], figure: str, expected: set[str]
) -> None:
    assert measured(text, spans, figure) == expected


@pytest.mark.parametrize(
    ("step", "concept", "figure", "expected"),
    [
        ("发放折页8000份", "publicity-materials", "现场解答咨询320人次", {"m1"}),
        ("印制图册2万册", "publicity-materials", "受教育群众1.1万人", {"m1"}),
        ("印制图册2万册", "publicity-materials", "覆盖村组64个", {"m2"}),
        ("移送涉刑线索3条", "admin-criminal-linkage", "为蚕农挽回损失41万元", {"m1"}),
        ("列入失信名单6户", "credit-regulation", "罚没款19万元", {"m1"}),
        ("举办沉船演练2场", "emergency-management", "全年未发生水上事故", {"m1"}),
        ("举办沉船演练2场", "emergency-management", "参演人员380人", {"m2"}),
        ("举办沉船演练2场", "emergency-management", "水上事故起数下降20%", {"m1"}),
        ("组建水上救援队2支", "emergency-management", "成功处置事故12起", {"m2"}),
        ("建立失信惩戒机制", "credit-regulation", "对失信企业罚款5万元", {"m2"}),
    ],
)
def test_a_figure_of_the_whole_belongs_to_it_and_not_to_its_last_step(step: str, concept: str, figure: str, expected: set[str]) -> None:
    assert measured(f"进村巡讲30场，{step}，{figure}。", ("进村巡讲30场", step), figure, concept) == expected
    assert measured(f"进村巡讲30场，{step}，{figure}。", ("进村巡讲30场", f"{step}，{figure}"), figure, concept) == expected
    assert measured(f"{step}，{figure}。", (step,), figure, concept) == {"m1"}


@pytest.mark.parametrize(
    ("step", "concept", "figure", "expected"),
    [
        ("发放折页8千份", "publicity-materials", "解答渔民咨询90人次", {"m1"}),
        ("发放折页8千份", "publicity-materials", "现场接受咨询90人次", {"m1"}),
        ("发放折页8千份", "publicity-materials", "设咨询台9处", {"m3"}),
        ("张榜典型案例9起", "case-based-publicity", "解答渔民咨询90人次", {"m3"}),
    ],
)
def test_who_was_reached_is_of_the_campaign_even_if_it_is_cut_off(step: str, concept: str, figure: str, expected: set[str]) -> None:
    text = f"进村巡讲30场，{step}，{figure}。"
    measures = [
        Measure(f"m{number}", text.index(span), text.index(span) + len(span), span, kind, "adopted", "")
        for number, (span, kind) in enumerate([("进村巡讲30场", "law-into-x"), (step, concept), (figure, "publicity-campaigns")], 1)
    ]
    metric = Metric("x1", text.index(figure), text.index(figure) + len(figure), figure, "indicator", 1, "人次")
    found = find_relations(text, outline(text), measures, [metric], policies=[], organizations=[])
    assert {relation.subject for relation in found} == expected


@pytest.mark.parametrize(
    ("sentence", "figure", "owned"),
    [
        ("截至12月底，全县实有网约车经营主体412户。", "412户", False),
        ("全市共有网约车许可企业38家。", "38家", False),
        ("全市共有网约车许可窗口38个（处）。", "38个", False),
        ("全年共办理网约车许可、变更登记613件。", "613件", False),
        ("2023年，行政服务窗口受理网约车许可申请900件。", "900件", False),
        ("全年新登记网约车企业12家。", "12家", False),
        ("网约车许可窗口全年接待2800人次。", "2800人次", False),
        ("全县经营主体达2.3万户，网约车许可企业占5%。", "5%", False),
        ("截至年底，网约车许可材料精简率达到60%。", "60%", True),
        ("全年受理网约车许可投诉举报71件。", "71件", True),
    ],
)
def test_routine_business_in_a_sentence_of_its_own_measures_nothing(sentence: str, figure: str, *, owned: bool) -> None:
    measure = "推行网约车许可全程网办"
    assert measured(f"{measure}。{sentence}", (measure,), figure) == ({"m1"} if owned else set())


@pytest.mark.parametrize(
    ("rest", "figure", "owned"),
    [
        ("全年受理许可申请300件，办结率99%", "300件", False),
        ("全年受理许可申请300件，办结率99%", "办结率99%", False),
        ("全年网上受理许可申请300件", "300件", True),
        ("全年核发许可证9个，变更登记68人次", "变更登记68人次", False),
        ("全年受理许可申请300件，申请材料压缩50%", "50%", True),
        ("全年受理许可申请300件，全程网办率99%", "全程网办率99%", True),
        ("全年受理许可申请300件，发放资料2000份", "2000份", True),
        ("办理许可事项210件", "210件", True),
        ("受理信息公开申请12件", "12件", True),
        ("全年受理信息公开申请12件", "12件", True),
        ("全年受理仲裁申请30件，结案率99%", "30件", True),
        ("全年受理仲裁申请30件，结案率99%", "99%", True),
        ("年内核发许可证9个", "9个", False),
        ("全县实有个体工商户412户", "412户", False),
        ("全县共有网约车许可窗口38个", "38个", True),
        ("申请材料由9份减为4份", "9份", True),
    ],
)
def test_routine_business_right_behind_a_measure_is_not_of_it(rest: str, figure: str, *, owned: bool) -> None:
    measure = "推行网约车许可全程网办"
    assert measured(f"{measure}，{rest}。", (measure,), figure) == ({"m1"} if owned else set())


@pytest.mark.parametrize(
    ("concept", "outcome", "owned"),
    [
        ("petitions", "全年到省城集体上访为零", True),
        ("petitions", "渔汛期未发生沉船事故", False),
        ("safety-production", "渔汛期未发生沉船事故", True),
        ("safety-production", "渔汛期处置沉船事故9起", False),
        ("safety-production", "渔汛期发生沉船事故2起", True),
        ("admin-criminal-linkage", "县法院已判处4人", True),
        ("reconsideration-litigation", "连续三年无行政诉讼", True),
        ("targeted-enforcement", "电鱼线索同比下降三成", True),
        ("targeted-enforcement", "县法院已判处4人", False),
    ],
)
def test_an_outcome_told_later_is_of_the_last_measure_of_its_kind(concept: str, outcome: str, *, owned: bool) -> None:
    text = f"约谈船东9人，清库排险。新修码头两座。{outcome}。"
    assert measured(text, ("清库排险",), outcome, concept) == ({"m1"} if owned else set())


@pytest.mark.parametrize(
    ("text", "concept", "figure", "expected"),
    [
        ("落实三项制度，购置记录仪6台，公示执法信息9条", "enforcement-equipment", "购置记录仪6台", {"m2"}),
        ("落实三项制度，购置记录仪6台，公示执法信息9条", "enforcement-equipment", "公示执法信息9条", {"m1", "m2"}),
        ("配发执法记录仪6台、执法车2辆，投入经费9万元", "enforcement-equipment", "配发执法记录仪6台", {"m2"}),
        ("配发执法记录仪6台、执法车2辆，投入经费9万元", "enforcement-equipment", "执法车2辆", {"m2"}),
        ("配发执法记录仪6台、执法车2辆，投入经费9万元", "enforcement-equipment", "投入经费9万元", {"m2"}),
        ("添置快艇，出动执法车辆30辆次，投入执法人员9人次", "enforcement-equipment", "出动执法车辆30辆次", {"m1", "m2"}),
        ("添置快艇，出动执法车辆30辆次，投入执法人员9人次", "enforcement-equipment", "投入执法人员9人次", {"m1", "m2"}),
        ("添置快艇，服务渔民30人", "enforcement-equipment", "服务渔民30人", {"m1", "m2"}),
        ("添置快艇，检查特种设备30台", "enforcement-equipment", "检查特种设备30台", {"m1", "m2"}),
        ("收集意见9条，出具审查意见20条", "public-participation", "收集意见9条", {"m2"}),
        ("收集意见9条，出具审查意见20条", "public-participation", "出具审查意见20条", {"m1", "m2"}),
        ("张榜公示，出具法律意见书9份", "public-participation", "出具法律意见书9份", {"m1", "m2"}),
        ("举行价格听证2次，行政处罚听证5次", "public-participation", "举行价格听证2次", {"m2"}),
        ("约谈科长4人次，召开警示教育会2次", "warning-education", "召开警示教育会2次", {"m2"}),
        ("举行价格听证2次，行政处罚听证5次", "public-participation", "行政处罚听证5次", {"m1", "m2"}),
        ("制定安置方案，召开座谈会3次，论证2次", "public-participation", "召开座谈会3次", {"m2"}),
        ("制定安置方案，召开座谈会3次，论证2次", "public-participation", "论证2次", {"m1", "m2"}),
        ("进村巡讲30场，发放折页9千份", "publicity-materials", "发放折页9千份", {"m2"}),
        ("进村巡讲30场，发放折页9千份", "publicity-materials", "进村巡讲30场", {"m1", "m2"}),
        ("制定安置方案，召开座谈会3次，论证2次", "expert-consultation", "召开座谈会3次", {"m1", "m2"}),
    ],
)
def test_of_two_measures_in_one_stretch_that_has_a_figure_whose_things_it_counts(
    text: str, concept: str, figure: str, expected: set[str]
) -> None:
    assert measured(text, (text, text), figure, concept) == expected


@pytest.mark.parametrize(
    ("measure", "sentence", "figure"),
    [
        ("加强行政执法证件管理", "全年新颁发行政执法证35本。", "35本"),
        ("规范重大事项报备", "全年受理重大事项报备12件。", "12件"),
        ("推行告知承诺制", "全年以告知承诺方式办理许可事项210件。", "210件"),
        ("开展市场主体信用评级", "全县市场主体信用评级覆盖率达到95%。", "95%"),
        ("加强行政处罚案件办理", "全年办理行政处罚案件证据充分的53件。", "53件"),
        ("建成法治教育基地", "全年法治教育基地接待群众1.2万人次。", "1.2万人次"),
        ("推行信用承诺书制度", "全县共有120家企业签订信用承诺书。", "120家"),
    ],
)
def test_a_sentence_that_counts_what_a_measure_did_is_no_routine(measure: str, sentence: str, figure: str) -> None:
    assert measured(f"{measure}。{sentence}", (measure,), figure) == {"m1"}


@pytest.mark.parametrize(
    "unit",
    [
        "《甲规定》",
        "根据《甲规定》",
        "会同市公安局",
        "（",
        "《甲规定》（",
        "市公安局、",
        "联合市公安局、",
        "办公室设在",
        "的",
        "检查5次，",
        "全年受理许可3件",
    ],
)
@pytest.mark.usefixtures("ends")
def test_long_inputs_take_linear_time(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    mentions = [(start, min(start + len(unit), len(text)), f"p{start + 1}") for start in range(0, len(text), 20)]
    measures = [
        Measure(f"m{start + 1}", start, start + 10, text[start : start + 10], None, "adopted", "") for start in range(0, len(text), 50)
    ]
    metrics = [Metric(f"x{start + 1}", start, start + 2, text[start : start + 2], "i", 1, "次") for start in range(0, len(text), 25)]
    found = find_relations(text, outline(text), measures, metrics, policies=mentions, organizations=mentions)
    assert len(found) >= len(metrics) // 5


@pytest.mark.parametrize("concept", OF_THE_WHOLE | OUTCOMES | OWN_THINGS)
def test_the_measures_that_figures_are_told_apart_by_are_of_the_catalogue(concept: str) -> None:
    assert load_vocabulary().concept(concept).id == concept
