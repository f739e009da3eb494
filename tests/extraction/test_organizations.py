"""Bodies that reports name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.organizations.component import Mention, find_organizations
from kg.extraction.organizations.identity import is_bureau, parts, same_body
from kg.extraction.structure import outline
from kg.types import Evidence, Organization, Report

BUREAU = "东安县应急管理局"


def organizations_of(text: str, bureau: str | None = BUREAU) -> tuple[tuple[Organization, ...], tuple[Mention, ...]]:
    return find_organizations(text, outline(text), Report(id="", file="", bureau=bureau))


def names_of(text: str, bureau: str | None = BUREAU) -> list[str]:
    return [organization.name for organization in organizations_of(text, bureau)[0]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在县委、县政府的领导下开展工作。", ["县委", "县政府"]),
        ("在市委市政府领导下开展工作。", ["市委", "市政府"]),
        ("按照省、市纪委要求开展整治。", ["省纪委", "市纪委"]),
        ("在省市纪委指导下开展整治。", ["省纪委", "市纪委"]),
        ("会同县公安局、司法局开展检查。", ["县公安局", "县司法局"]),
        ("联合公安、市场监管等部门开展检查。", ["公安部门", "市场监管部门"]),
        ("与祁阳县、双牌县林业部门建立机制。", ["祁阳县林业部门", "双牌县林业部门"]),
        ("联合公安、教育、市场监管部门开展整治。", ["公安部门", "教育部门", "市场监管部门"]),
        ("与城市管理部门会商，生态环境主管部门派员参加。", ["城市管理部门", "生态环境部门"]),
        ("联合县市场监管局、县文旅广体局检查。", ["县市场监管局", "县文旅广体局"]),
        ("会同市总工会开展检查，公安、工会等部门参加。", ["市总工会", "公安部门"]),
        ("争取设立局执法股，成立局审批科。", ["局审批科"]),
        ("与祁阳、双牌、道县三地党委政府会商。", ["祁阳党委政府", "双牌党委政府", "道县党委政府"]),
        ("向公安机关移送案件2件。", ["公安机关"]),
        ("聘请湖南某某律师事务所担任顾问。", ["湖南某某律师事务所"]),
        ("委托湖南农业大学开展评估。", ["湖南农业大学"]),
        ("委托省社科院论证。", ["省社科院"]),
        ("县政府法律顾问团审查合同9份。", ["县政府法律顾问团"]),
        ("重大案件一律交局案审会讨论。", ["局案审会"]),
        ("组织队员到县法院旁听庭审。", ["县法院"]),
        ("在县法院设立窗口。", []),
        ("县政务服务中心进驻部门20个。", []),
        ("向市委常委会汇报。", ["市委常委会"]),
        ("推动监管数据与水务、林业部门共享。", ["水务部门", "林业部门"]),
        ("成立了安全生产专项整治领导小组，领导小组下设专班。", ["安全生产专项整治领导小组"]),
        ("在市委“双减”工作专班统筹下推进。", ["市委“双减”工作专班"]),
        ("由局政策法规科和审批科负责。", ["局政策法规科", "局审批科"]),
        ("应急管理部、自然资源部联合督导组到我县检查。", ["应急管理部", "应急管理部、自然资源部联合督导组", "自然资源部"]),
        ("市公安局交警支队牵头办理。", ["市公安局交警支队"]),
        ("县人民法院和县检察院来函。", ["县人民法院", "县检察院"]),
        ("县市场监管综合行政执法大队立案20件。", ["县市场监管综合行政执法大队"]),
        ("邀请派驻纪检监察组参与监督。", ["派驻纪检监察组"]),
        ("在县委、政府的领导下开展工作。", ["县委", "县政府"]),
        ("会同县检察院、公安局和财政局发文。", ["县检察院", "县公安局", "县财政局"]),
        ("送司法局审核后，由消防救援大队、稽查大队实施。", ["司法局", "消防救援大队", "稽查大队"]),
        ("局督察大队开展巡查。", ["局督察大队"]),
        ("组建市卫生健康综合行政执法支队。", ["市卫生健康综合行政执法支队"]),
        ("与公安东湖分局共建警务室，第二税务分局配合。", ["公安东湖分局", "第二税务分局"]),
        ("线索移交县扫黑办和县安委办，报县委编委批复。", ["县扫黑办", "县安委办", "县委编委"]),
        ("联合团县委、县妇联开展宣传，县人大社会委视察。", ["团县委", "县妇联", "县人大社会委"]),
        ("依托县救助管理站、县畜牧水产事务中心和县人民医院。", ["县救助管理站", "县畜牧水产事务中心", "县人民医院"]),
        ("邀请湖南科技学院教授到东安县第一中学授课。", ["湖南科技学院", "东安县第一中学"]),
        ("聘请北京安成（长沙）律师事务所律师。", ["北京安成（长沙）律师事务所"]),
        ("国家统计局永州调查队和人民银行东安县支行反馈数据。", ["国家统计局永州调查队", "人民银行东安县支行"]),
        ("在自治区党委、自治区人民政府领导下，按照自治区司法厅要求。", ["自治区党委", "自治区人民政府", "自治区司法厅"]),
        ("永州经开区管委会移送线索。", ["永州经开区管委会"]),
        ("承担市疫情防控指挥部物资保障职能。", ["市疫情防控指挥部"]),
        ("增设基金监管股，由法制监督股审核。", ["基金监管股", "法制监督股"]),
        ("取代县政府起草文件，办理县人大交办的事项。", ["县政府", "县人大"]),
        ("联合市市监局、消防、公安等部门开展检查。", ["市市监局", "消防部门", "公安部门"]),
        ("邀请省高院法官授课，赴市中院旁听庭审。", ["省高院", "市中院"]),
        ("在市委依法治市办、市司法局的指导下完成整改。", ["市委依法治市办", "市司法局"]),
        ("联合交警、城管、住建开展渣土车整治。", ["交警", "城管", "住建"]),
        ("落实市委全面依法治市委员会守法普法协调小组要求。", ["市委全面依法治市委员会守法普法协调小组"]),
        ("国家林草局督查组到我县检查，省林草局跟踪督办。", ["国家林草局", "省林草局"]),
        ("组织镇综合执法队、镇平安法治办开展夜查。", ["镇综合执法队", "镇平安法治办"]),
        ("联合县水利、自然资源、林业等单位开展河道清理。", ["县水利部门", "自然资源部门", "林业部门"]),
        ("与永州市生态环境局东安分局联合执法。", ["永州市生态环境局东安分局"]),
        ("接受省委第三巡视组巡视。", ["省委第三巡视组"]),
        ("联合县融媒体中心制作普法短视频。", ["县融媒体中心"]),
        ("接受市人大监察司法委专题询问。", ["市人大监察司法委"]),
        ("与零陵区应急管理局签订协作协议。", ["零陵区应急管理局"]),
        ("联合芦洪镇政府、大庙口镇政府开展宣传。", ["芦洪镇政府", "大庙口镇政府"]),
        (
            "县综合行政执法局、县市场监督管理局、县卫生健康局等5家单位联合印发方案。",
            ["县综合行政执法局", "县市场监督管理局", "县卫生健康局"],
        ),
        ("在区委区政府坚强领导和市局精心指导下，各项工作有序推进。", ["区委", "区政府", "市局"]),
        ("与东安县公安局白牙市派出所联合清查出租房。", ["东安县公安局白牙市派出所"]),
        ("配合县人社局劳动保障监察大队清欠。", ["县人社局劳动保障监察大队"]),
        ("县农机中心和县畜牧水产中心派员参加。", ["县农机中心", "县畜牧水产中心"]),
        ("消防救援大队、交警大队共同参与值守。", ["消防救援大队", "交警大队"]),
        ("纪检监察机关通报典型案例。", ["纪检监察机关"]),
        ("由县委改革办、县委编办、县司法局共同会商。", ["县委改革办", "县委编办", "县司法局"]),
        ("县“放管服”改革协调小组办公室通报进度。", ["县“放管服”改革协调小组办公室"]),
        ("县行政复议委员会审理案件，县行政复议局作出决定。", ["县行政复议委员会", "县行政复议局"]),
        ("县矛盾纠纷调处中心受理纠纷20件。", ["县矛盾纠纷调处中心"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert sorted(names_of(text)) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "贯彻党中央、国务院决策部署。",
        "我局、本局、全局、县应急局、县应急管理局和东安县应急管理局的工作。",
        "应急管理部门要履行职责。",
        "督促各县区、各部门、各乡镇政府抓好落实。",
        "全市公安机关开展行动，有关部门配合，主管部门负责。",
        "学习《县公安局关于加强管理的通知》。",
        "在县政府门户网站公开。",
        "事项全部进驻县行政服务中心。",
        "对12家物业公司和5所学校开展检查。",
        "局党组和局机关各科室。",
        "县人大代表建议9件、政协委员提案3件全部办结。",
        "新创“枫桥式”执法中队14个。",
        "明确执法科室的流程，给予党纪政务处分。",
        "两县市场监管局和乡镇司法所参加。",
        "成立综合协调、监督执法等七个工作专班。",
        "全县中学生参加竞赛。",
        "市、县两级市场监管部门联动执法。",
        "群众向12345热线反映的问题全部办结。",
        "向行政复议机关提交答复书。",
        "联合电力、燃气、通信企业开展检查。",
        "在市级以上媒体刊发稿件12篇。",
    ],
)
def test_what_counts_as_no_body(text: str) -> None:
    assert names_of(text) == []


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        ("报市住建局。市住房和城乡建设局答复。", "市住房和城乡建设局", 2),
        ("东安县公安局立案。县公安局办结。", "东安县公安局", 2),
        ("省应急管理厅部署。省厅督办。", "省应急管理厅", 2),
        ("县委依法治县办通报。县委全面依法治县委员会办公室发文。", "县委全面依法治县委员会办公室", 2),
        ("县人民政府法制办公室来函。县法制办审核。", "县人民政府法制办公室", 2),
        ("县教育执法大队立案。执法大队结案。", "县教育执法大队", 2),
        ("按照市场监管总局要求整改。落实总局部署。", "市场监管总局", 2),
        ("县行政执法专项治理工作专班督办。县专班复查。", "县行政执法专项治理工作专班", 2),
    ],
)
def test_variants_are_one_body_under_the_fullest_name(text: str, name: str, mentions: int) -> None:
    organizations, found = organizations_of(text)
    assert [organization.name for organization in organizations] == [name]
    assert [mention.id for mention in found] == ["o1"] * mentions


def test_bodies_in_the_lines_around_the_body_do_not_count_but_the_addressee_does() -> None:
    text = "主管：东安县人民政府\n县政府办：\n一、工作情况\n我局联合县公安局开展检查。\n主办：永州市财政局\n抄送：县司法局。\n"
    start = text.index("县政府办")
    report = Report(id="", file="", bureau=BUREAU, evidence=(("addressee", Evidence(start, start + 4, "县政府办")),))
    organizations, _ = find_organizations(text, outline(text), report)
    assert [organization.name for organization in organizations] == ["县政府办", "县公安局", "县司法局"]


def test_a_bureau_without_a_full_name_is_none_of_the_others() -> None:
    text = "2017年，市环保局坚持依法行政，会同市水利局开展检查，各项工作取得突破性进展，群众满意。\n"
    assert names_of(text, bureau=None) == ["市水利局"]


@pytest.mark.parametrize(
    ("bureau", "text", "names"),
    [
        ("重庆市渝北区卫生健康委员会", "区卫健委在区委、区教委支持下工作，市卫生健康委指导。", ["区委", "区教委", "市卫生健康委"]),
        ("台州市生态环境局临海分局", "分局落实市局部署，市生态环境局党组和区委指导临海分局。", ["市生态环境局", "区委"]),
        ("国家税务总局东安县税务局", "县局和县税务局落实市局要求。", ["市局"]),
        ("宁湾市南浦区文化和旅游局", "南浦区文旅局与区文旅局合署，文化和旅游局牵头，区公安局配合。", ["区公安局"]),
        ("望海经济技术开发区应急管理局", "区应急管理局会同区审批局检查。", ["区审批局"]),
        ("广西壮族自治区水利厅", "区水利厅、自治区水利厅和自治区公安厅发文。", ["自治区公安厅"]),
        ("东安县白牙市镇人民政府", "派出所、市场监管所和镇综合行政执法队巡查。", ["派出所", "市场监管所", "镇综合行政执法队"]),
        ("东安县司法局", "派出所和市场监管所配合。", []),
    ],
)
def test_what_counts_beside_the_bureau(bureau: str, text: str, names: list[str]) -> None:
    assert names_of(text, bureau) == names


@pytest.mark.parametrize(
    ("name", "bureau", "same"),
    [
        ("市交通局", "金昌市交通运输局", True),
        ("市局", "金昌市交通运输局", True),
        ("市局", "东安县应急管理局", False),
        ("县局", "金昌市交通运输局", True),
        ("渝北区交通局", "重庆市渝北区交通局", True),
        ("市市场监管局", "武汉市市场监督管理局", True),
        ("镇政府", "桑柘镇人民政府", True),
        ("市规划局", "渭南市自然资源和规划局", False),
        ("省交通运输厅", "金昌市交通运输局", False),
        ("兰州市交通运输局", "金昌市交通运输局", False),
    ],
)
def test_names_of_the_bureau(name: str, bureau: str, same: bool) -> None:
    assert is_bureau(parts(name), parts(bureau)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("省住建厅", "省住房和城乡建设厅", True),
        ("市政府办", "市政府法制办", False),
        ("县委", "县委依法治县委员会", False),
        ("广昌县渔政部门", "南城县渔政部门", False),
        ("市公安局", "县公安局", False),
        ("市公安局", "市公安局滨湖分局", False),
    ],
)
def test_same_body(one: str, other: str, same: bool) -> None:
    assert same_body(parts(one), parts(other)) is same


@given(st.text(alphabet="市县区委政府公安局司法部门、和与联合领导小组律师事务所执法大队“”《》。，\n各全我", max_size=200))
def test_mentions_are_stretches_of_the_text(text: str) -> None:
    organizations, mentions = organizations_of(text)
    assert all(text[organization.start : organization.end] == organization.text for organization in organizations)
    assert [organization.id for organization in organizations] == [f"o{number}" for number in range(1, len(organizations) + 1)]
    assert {mention.id for mention in mentions} == {organization.id for organization in organizations}


@pytest.mark.parametrize(
    "unit",
    [
        "市",
        "市委",
        "市公安局、",
        "公安、",
        "领导小组",
        "律师事务所",
        "执法",
        "联合",
        "重庆市",
        "局法规科、",
        "“",
        "自治区",
        "经开区",
        "法规",
        "（长沙）",
        "县办",
        "派出所",
        "新区",
    ],
)
@pytest.mark.usefixtures("linear")
def test_long_inputs_take_linear_time(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    organizations, _ = organizations_of(text)
    assert all(text[body.start : body.end] == body.text for body in organizations)
