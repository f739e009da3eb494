"""Bodies known by what is told of their beginning (成立执法督察支队), and teams with a name in quotation marks."""

import re
from collections.abc import Iterator

from kg.extraction.organizations import patterns
from kg.extraction.organizations.name import Name

__all__ = ["awarded", "set_up", "teams"]

_KINDS_SET_UP = (
    "中心|工作站|服务站|支队|大队|(?:执法|服务|志愿|宣讲|宣传|调解|联勤|机动|应急|突击|巡查|巡逻|治超)队|(?:调解|评估|审查|评审|专家)小组|小分队|宣讲团"
    "|委员会|室(?<=(?:调解|审核|联络|工作|顾问|法务|指挥|监督)室)|办公室|法庭|(?<![文理工本学医专])科|股(?!份)"
)
_SET_UP = re.compile(
    f"(?:成立|组建|设立|建立|组成|设置|培育|合建|共建(?!共))(?<!全部..)(?<!普遍..)(?<![均都各]..)了?(?:由[^，。；]{{2,24}}?(?:组成|参加)的)?(?:全[国省市县区州])?(?:首[家个])?"
    f"(?P<name>(?!了|联合调解|由|到位|健全|完善|覆盖|[一两三多各数每首与和以对]|全[国省市县区州]|若干|专业|专门|专项|领导|督导|检查|服务|工作)(?:“[^“”\\s]{{2,12}}(?<!式)”[\u4e00-\u9fff]{{0,8}}?|(?:(?![的和])[\u4e00-\u9fff]){{3,18}}?)(?:{_KINDS_SET_UP}))"
    r"(?=[，。；、,;\s（(并和及对与])"
)
# Where bodies of one kind are set up that have no names of their own.
_AT_SITES = re.compile(
    r"(?:在[^，。；]{0,12}(?:\d[个家所]|[多余几两三四五六七八九十][个家所]|乡镇|镇街|街道|各[^，。；]|重点|社区|医院|学校|协会|商会|企业|园区)|依托)[^，。；]{0,12}$"
)
_LONGEST_SITE = 26
_HONOURED = (
    r"(?:先后|连续[\d一二两三四五六七八九十]{1,2}[年次届]|多次|再次|再度|同时|成功|均|也|又|还)?"
    "(?:被[^，。；、]{0,16}?(?:评[选定]?为|授予|命名为|表彰|表扬|通报表扬|记功|记集体)(?![不较差末落后黑])|荣[获膺立]|获评|获得?+(?![取悉知罚刑救批准释赔利])|入选(?!黑))"
)
# A body of the lowest rank, known by the place before its head, that is honoured.
_AWARDED = re.compile(
    "(?<![\u4e00-\u9fff])(?P<own>(?![各全本我该每其这那有因经如由]|[今去当近]年|近[日期来]|日前|目前|随后|此后|最终|后来)[\u4e00-\u9fff]{2,4})(?:派出所|司法所|[监管税资国水林供]所|中队|大队|中学|小学|卫生院|法庭)"
    f"(?={_HONOURED})"
)
# What tells of which kind such a body is, or how good, and which not.
_KIND = re.compile(
    "(?:优秀|优质|先进|模范|文明|示范|标准化?|达标|标杆|标兵|重点|一线|试点|人民|刑警|特警|巡警|治安|刑侦|行政|综合|执法|监察|稽查|巡逻|应急|救援|机关|中心|希望|公办|民办|农村|乡村|乡镇|镇街|街道|社区|城区|辖区"
    "|基层|下属|所属|直属|当地|属地|县城|部分|个别|相关|有关|其他|许多|不少|多数|所|[省市县区州旗盟镇乡])*"
)
_SEVERAL = re.compile(r"\d|某|[一二三四五六七八九十两几多][个支家所名]|[与及]|[所等]$")
_TEAM = re.compile(
    r"“(?:[\u4e00-\u9fff]{2,12}(?:(?<!部)队|(?<!集)团|(?:调解|工作)室)”|[^“”\s]{2,10}”(?P<kind>(?:[\u4e00-\u9fff]{0,3}(?:志愿|服务|宣讲|普法|宣传|调解|讲师|律师|检察官))?(?:小分队|小队|团?队(?![伍员长容])|团(?![员体伙结购日])|(?<=调解)工作室)))"
)


def set_up(text: str) -> Iterator[Name]:
    """Bodies without a place or rank that are set up (成立执法督察支队)."""
    for match in _SET_UP.finditer(text):
        if _AT_SITES.search(text, max(match.start() - _LONGEST_SITE, 0), match.start()):
            continue
        yield Name(match.start("name"), match.end("name"), match["name"], "named")


def awarded(text: str) -> Iterator[Name]:
    """Bodies of the lowest rank that are honoured (城关派出所被命名为…)."""
    for match in _AWARDED.finditer(text):
        own = match["own"]
        of_kind = own in patterns.SECTORS or _KIND.fullmatch(own) or patterns.GENERIC.fullmatch(own)
        if not (of_kind or _SEVERAL.search(own) or patterns.VERB.search(own)):
            yield Name(match.start(), match.end(), match[0], "named")


def teams(text: str) -> Iterator[Name]:
    """Teams and troupes with a name of their own (“红枫队”, “山路说法”志愿队)."""
    for match in _TEAM.finditer(text):
        name = match[0] if match["kind"] else match[0][1:-1]
        start = match.start() + (not match["kind"])
        yield Name(start, start + len(name), name, "named")
