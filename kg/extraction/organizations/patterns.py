"""Words that names of bodies are made of."""

import re

from kg.extraction.wordlists import alternatives, read_words

__all__ = [
    "CENTRAL",
    "CLASS",
    "COLLECTIVE",
    "COMMON",
    "COUNTED",
    "DEPARTMENT",
    "DOUBTFUL",
    "GENERIC",
    "GOVERNMENT",
    "GROUP",
    "LEVELS",
    "LISTED",
    "NAMED",
    "NATIONAL",
    "NOT_LEVELS",
    "NOT_THE_BODY",
    "PARTICLE",
    "PLACES",
    "PLACE_FINALS",
    "PLACE_INITIALS",
    "PLACE_OF_EVENTS",
    "POSTED",
    "SECTION",
    "SECTORS",
    "SECTOR_FINALS",
    "SELF_NAMED",
    "SEVERAL",
    "TASK",
    "VENUE",
    "VERB",
]

_MINORITY = re.compile(r"(..)[\u4e00-\u9fff]{1,12}族自治[州县旗]")


def _short(place: str) -> str:
    """A place's name without its rank: 渭南市 → 渭南, 延边朝鲜族自治州 → 延边."""
    minority = _MINORITY.fullmatch(place)
    return minority[1] if minority else re.sub(r"(?:自治区|[省市县区州盟旗])$", "", place)


SECTORS = frozenset(read_words(__package__, "sectors.txt"))
_VERBS = read_words(__package__, "boundaries.txt")
LEVELS = "省市县区州盟旗镇乡"
# Words of other meanings that are also short names of places.
_NO_SHORT_PLACES = SECTORS | frozenset((*_VERBS, *read_words(__package__, "not_places.txt")))
_FULL = read_words(__package__, "places.txt")
# Places whose name reads as a verb or conjunction and the rank of the next word (会同县公安局, 和县政府).
DOUBTFUL = frozenset(place for place in _FULL if _short(place) in {*_VERBS, *"和任成开"})
PLACES = frozenset(_FULL) | {
    short for place in _FULL if len(short := _short(place)) > 1 and short not in _NO_SHORT_PLACES and short[0] not in LEVELS
}
PLACE_INITIALS = frozenset(place[0] for place in PLACES)
PLACE_FINALS = frozenset(place[-1] for place in PLACES)
SECTOR_FINALS = frozenset(sector[-1] for sector in SECTORS)
# Words whose last character only looks like the rank of a place.
NOT_LEVELS = frozenset(read_words(__package__, "not_levels.txt"))
COLLECTIVE = "全各两多跨外每该级"

GOVERNMENT = re.compile(
    "党委政府|行政公署|行署|委依法治[省市县区州盟旗镇]办|委员会办公室|委办公室|委办|人民政府办公厅|人民政府办公室|政府办公厅|政府办公室|政府办|人民政府|政府"
    "|人大常委会办公室|人大常委会|人大|政协|纪委监委|纪委监察委|纪检委|纪委|监察委员会|监委|党工委|管委会|管理委员会"
    "|委政法委|委党校|委组织部|委宣传部|委统战部|委编办|委网信办|委巡察办|政法委|党校|委(?!员|托|派|办|属|内|任)"
    "|中级人民法院|高级人民法院|人民法院|中级法院|中院|法院|人民检察院|检察院|总工会|团委|妇联|残联|工商联|编办|普法办|普治办|司法所"
)
DEPARTMENT = re.compile(
    "总局|分局|局|厅|委员会办公室|委员会|委(?!员|托|派|属|内|任)|办公室|办(?!理|案|结|公|事|件|法|学|证|税|好|成)|总队|支队|大队|中队|队(?!伍|员|长|列)"
    "|中心(?!组|工作|任务|城|学)|管理处|管理所|监督所|服务站"
)
NAMED = re.compile(
    "律师事务所|会计师事务所|有限责任公司|有限公司|集团公司|分公司|公司|银行|大学|学院|研究院|研究所|设计院|规划院"
    "|广播电视台|电视台|融媒体中心|日报社|报社|医院|协会|学会|商会|联合会|基金会|红十字会|仲裁委员会|仲裁委|仲裁院|调解委员会|调委会|专家委员会"
    "|督察局|督察组|督导组|执法中队|执法大队|超限站|超限检测站|派出所|市场监管所|街道办事处|海关|消防救援站"
)
SELF_NAMED = re.compile("律师事务所|会计师事务所|有限责任公司|有限公司|大学|执法中队|超限站|督察局|街道办事处")
COMMON = re.compile("公司|分公司|集团公司|大学|学院|医院|协会|学会|商会|研究院|研究所|设计院|督导组|督察组")
CLASS = re.compile(r"\d|[全各名所家类级]|示范|达标|先进")
GROUP = re.compile("领导小组|工作专班|专班|指挥部|工作小组")
POSTED = re.compile("(?:[省市县区州旗盟]纪委(?:监委)?)?(?:派驻|派出|驻)[\u4e00-\u9fff]{0,8}?纪检(?:监察)?组")
_OFFICE = (
    "(?:政策法规|政策法制|法规审批|法规|法制|法治|建设|执法监督|行政审批|审批|综合|人事|财务|规划|安全监督|安监|运输|工程|宣传|信访|执法|市场监管|市场|监督|"
    "政务服务|行政许可|许可|组织人事|党建|审计|土地|环评|医政|基础教育|督导|食品|药品|质量|信用监管|信用)"
)
SECTION = re.compile(f"(?P<owner>局|委|厅)?(?P<first>{_OFFICE}[科处股])(?P<more>(?:[、和及与]{_OFFICE}[科处股]){{0,6}})")
LISTED = re.compile(
    r"(?:等)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?个?(?:有关|相关|多个)?(?P<head>执法部门|主管部门|监管部门|管理部门|部门|机关)"
)
NATIONAL = re.compile(
    f"国家税务总局[\u4e00-\u9fff]{{2,12}}?税务局"
    f"|(?:{alternatives(read_words(__package__, 'national.txt'))})(?!门|队|发|函)"
    f"|国家自然资源督察[\u4e00-\u9fff]{{2}}局"
)
SEVERAL = re.compile(r"(?:[两二三四五六七八九]|\d)(?:地|个?(?:县区|县市|[省市县区州旗]))$")
CENTRAL = frozenset(("中共中央", "党中央", "中央", "国务院"))
TASK = re.compile("(?:综合行政执法|综合执法|行政执法|执法|监察|监督|稽查|管理|服务)$")
# What the words before a head must hold for the name to be one: more than these.
GENERIC = re.compile(
    r"(?:具体|专项|专门|相应|推进|工作|活动|专题|有关|相关|市直|局属|下属|本级|上级|主要|重点|[省市县区州旗盟局委厅镇乡]|[“”\"])*"
)
# What follows a name that is mentioned for something else than the body: a person or a web site.
NOT_THE_BODY = re.compile(
    r"门户|网站|官网|公报|书记|常委|(?:主要|分管)领导|领导(?:同志|批示|班子|出席)|主任|法律顾问|公众号|微信|大楼|大厅"
)
COUNTED = re.compile(r"[\d一二三四五六七八九十余]{1,4}[个家所支名]$")
PLACE_OF_EVENTS = re.compile(r".*(?:中心|大学|学院|党校|站|派出所|医院|法院)")
VENUE = re.compile(r"(?:进驻|入驻|在|到|赴|走进|前往|位于)$")
VERB = re.compile(alternatives(_VERBS) + "|[了的]")
PARTICLE = re.compile(
    r"[与及向由被将把是]|于(?!都)|从(?!业)|对(?!外|口)|为(?!民|企|农)|和(?=[省市县区州])|同(?!济|心|步)|让|给|经(?!济|营|信|开)"
    r"|任(?!务)|在(?!建|线)|以(?!案)|请(?!示)|报(?!刊|业|社|告)|并|后|受"
)
