"""The parts of a body: behind its name (市公安局 + 交警支队, 省民政厅 + 暗访组), and sections of a bureau that stand alone (局法规科)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.organizations import patterns
from kg.extraction.organizations.name import Name
from kg.extraction.organizations.words import level_of, sector_end
from kg.extraction.wordlists import alternatives

__all__ = ["bare_teams", "own_groups", "sections", "sent_groups", "with_part"]

_LONGEST_SECTION = 14
_OF_ANY_OFFICE = ("管理", "服务")
_WITHIN = re.compile("[\u4e00-\u9fff]")
_OWNER = re.compile("[局委厅]|[总支大]队")
_PART = re.compile(
    "(?:(?:综合)?(?:行政)?(?:(?:执法|监察|督察|稽查|治安|刑侦|经侦|环侦"
    "|(?:经济|刑事|毒品|知识产权|网络|(?:食品药品|食药)?(?:和|与)?(?:生态)?(?:环境|资源)?)犯罪侦查|森林警察|网络安全保卫|巡逻"
    "|食药环|环食药侦|食药环侦|网安|特警|巡特警|交通警察|交通管理|法制|出入境){1,2})?"
    "(?:总队|支队|大队|中队|分局)|(?:信息|数据|考试|监测|宣教)中心|(?:(?![和与及对向]|联合|会同)[\u4e00-\u9fff]){2,4}"
    "(?:派出所|分局|中队|市场监管所|市场监督管理所|工商所|国土资源所|国土所|自然资源所|税务所|司法所|调查队)"
    "|[\u4e00-\u9fff]{2,8}?开发区分局"
    "|(?:林业|畜牧兽医|畜牧|兽医|农机|农技|种子|土肥|植保|水产|渔政|动监)(?:工作|管理|监理|监督|推广|服务)?站(?![长点位所])"
    "|(?:第[一二三四五六七八九])?稽查局|(?:综合|行政|执法|监督|协调|卫生|监察|检查){2,4}局(?!势|限|部|面))(?!长(?!期|效))"
)
# A part with a name of its own, before which a verb makes it a body beside the department (市局指导城关工商所).
_POST = re.compile("(?:所|分局|中队|调查队)$")
_DONE = re.compile(
    f"{patterns.VERB.pattern}|查处|处理|发现|反馈|指派|安排|责成|要求|通报|支援|帮助|来"
    "|[所下直]属(?!分局)|下辖|辖区|基层|各(?!庄)|[每某]|所有|全部|部分|相关|有关|[一两二三四五六七八九十几多]个|规范化?|标准化|信息化|智慧|示范(?!区)"
    "|优化|建成|提[升高]|强化|改[造建]|打造|创建|申报|增加|撤销|合并|取消"
)
# What a section does besides what bodies are bounded by in any name.
_ACTS = (
    "会商|派员|审[核查批议]|办[理结]|受理|答复|通报|发文|来函|复[核查]|评查|验收|调查|查处|处理|起草|编制|汇总|统筹|实施|授课|宣传|发布|公布"
    "|报[告送]|提[供出]|完成|反馈|[向将](?!来)|来(?=[省市县区局我])"
)
# A section by its last character alone, which ends other words too: only where the name ends visibly.
_SECTION = re.compile(
    "(?![各全有属直内机])(?:(?![的了和与在对将把向于])[\u4e00-\u9fff]){2,7}?(?:(?<![学教本专文工全前百内外])(?<!(?<!管)理)科|(?<![控参持入个退炒招])股"
    "|(?<![查办好到各此何出多两几一二三四五六惩调判独相共深远四随坏难短长高暗住去来妙痛实细小大首每别并])(?<!(?<!仲)裁)(?<!登记|停车|报名|咨询|售票|代办|交界|入口|出口)处)"
    f"(?=[^\u4e00-\u9fff]|[和与及等]|{patterns.VERB.pattern}|{_ACTS}|$)"
)
# What tells how something is done and is no field of a section (妥善处, 从严…).
_MANNER = re.compile(
    "妥善|从[严快重轻速宽优]|依[法规纪](?!行政|治)|及时|严[肃厉格]|大力|认真|迅速|立即|坚决|持续|不断|切实|稳妥|有序|有效|已经?|正在|予以|进行|做到|全力|着力|深入|正确|一并|酌情|合理|共同|建成|建起|新[设增]|开[设通办辟]|增加|撤销|取消|合并|更名|改[名为]|安排|分管|下派|不(?!动产)|都(?!市)|[也还被按是没到去着让]"
)
_SPECIAL = "巡回|派出|金融|环保|环资|环境资源|知识产权|旅游|交通|劳动|家事|少年"
_CHAMBER = re.compile("(?:民[一二三四]|刑|行政|行政审判|执行|立案)庭(?!庭?长|负责人|法官|旁听)|执行局(?!负责人|法官|旁听)")
_PROSECUTORS = re.compile("第[一二三四五六七八九十]{1,2}检察部(?!门|主任|负责人)")
# A seat of a court away from it, by its field or its town; no verb begins its name (设立法庭).
_NO_TOWN = "设建成增派开联共在与和的到进对向将各组旁审受原每首由为化第驻"
_COURT_SEAT = re.compile(f"(?:{_SPECIAL}|(?:(?![{_NO_TOWN}])[\u4e00-\u9fff]){{2,3}}(?:人民)?)法庭(?!庭长|负责人|法官|旁听)")
_INSTITUTE = re.compile(
    "(?:(?![的了和与在])[\u4e00-\u9fff]){2,10}?研究(?:中心|院|所|基地)|(?:第[一二三四五六])?附属[\u4e00-\u9fff]{0,4}?医院"
)
# Branches of the State's bodies, of firms and institutes (省特种设备检验研究院白山分院, 吉林银行临江支行).
_COMMISSIONER = re.compile("驻?(?!各|派|的)[\u4e00-\u9fff]{2,6}?(?:专员办(?:事处)?|特派员办事处|特派办)")
_WITH_BRANCHES = ("研究院", "检验院", "检测院", "设计院", "银行", "有限公司", "有限责任公司", "集团公司", "联社", "仲裁委员会")
_BRANCH = re.compile("(?:(?![和与及对向的在等]|联合|会同)[\u4e00-\u9fff]){2,6}?(?:分院|分公司|[分支]行|分社|办事处)")
# The numbered groups of a committee (省安委会第三督导组), and the bureaus of a zone's seat.
_WITH_GROUPS = ("委会", "委会办公室", "委办", "政府", "防指", "委员会")
_NUMBERED_GROUP = re.compile("(?:办公室)?第[一二三四五六七八九十]{1,3}(?:综合)?(?:督导|督查|督察|巡查|检查|考核|考评|评估|工作)组")
_SEATS_OF_ZONES = ("管委会", "管理委员会")
_ZONE_BUREAU = re.compile(
    f"(?:{alternatives(patterns.SECTORS)}|公共服务|社会事务|社会治理|规划建设|经济发展|综合执法){{1,2}}局(?![部势限面长])"
)
_SENT_GROUP = re.compile("(?:暗访|飞行检查|检查|督导|督查|督察|考核|评估|调研|专家)组")


_WATCH = "(?:督[察查](?:大队|队|组)|纪检(?:监察)?组|(?:重大)?(?:行政)?审批委员会)(?![长员]|办公室)"
_OWN_GROUP = re.compile("|".join(f"{of}{_WATCH}" for of in "局委厅"))
_BARE_TEAM = re.compile(
    "(?:"
    + "|".join(f"{team}(?:(?<![\u4e00-\u9fff、]{team})|(?<=[由对把将向与在使为让]{team}))" for team in ("总队", "支队", "大队", "执法队"))
    + ")(?![员伍长列]|之间)"
)
_ALONE_BEFORE = re.compile("^$|[^\u4e00-\u9fff]|[由经与和及向将对被在]")


def with_part(text: str, name: Name) -> Name:
    """The name with the part of the body that follows at once: 市公安局 + 交警支队, 省体育局 + 法规处, 水利部 + 政策法规司."""
    part: re.Match[str] | None = None
    if name.kind == "national" and name.name.endswith(("部", "局", "署", "委", "委员会")):
        part = patterns.OFFICE_OF_MINISTRY.match(text, name.end) or _PART.match(text, sector_end(text, name.end) or name.end)
        part = part or _COMMISSIONER.match(text, name.end)
    elif name.kind == "government" and name.name.endswith("检察院"):
        part = _PROSECUTORS.match(text, name.end)
    elif name.kind == "government" and name.name.endswith("法院"):
        part = _CHAMBER.match(text, name.end) or _COURT_SEAT.match(text, name.end)
    elif name.kind == "government" and name.name.endswith(("中院", "高院")):
        part = _COURT_SEAT.match(text, name.end)
    elif name.kind == "government" and name.name.endswith(_SEATS_OF_ZONES):
        part = _ZONE_BUREAU.match(text, name.end)
    elif name.kind == "government" and name.name.endswith(_WITH_GROUPS):
        part = _NUMBERED_GROUP.match(text, name.end)
    elif name.kind == "named" and name.name.endswith(("大学", "学院")):
        part = _INSTITUTE.match(text, name.end)
    elif name.kind == "named" and name.name.endswith(_WITH_BRANCHES):
        part = _BRANCH.match(text, name.end)
    elif name.kind == "department" and not name.name.endswith("队"):
        part = _PART.match(text, sector_end(text, name.end) or name.end) or _PART.match(text, name.end)
        part = None if part and _POST.search(part[0]) and _DONE.search(text, name.end, part.end()) else part
        part = part or patterns.SECTION_AFTER.match(text, name.end) or _section(text, name.end)
    return replace(name, end=part.end(), name=text[name.start : part.end()]) if part else name


def _section(text: str, at: int) -> re.Match[str] | None:
    """The section of a department that stands at ``at``, None if it is running text that only ends like one (大力推进文明处所)."""
    part = _SECTION.match(text, at)
    told = part and (patterns.VERB.search(text, at, part.end()) or _MANNER.search(text, at, part.end()))
    return None if told else part


def sent_groups(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """The groups that departments sent (省民政厅暗访组), beside these."""
    for name in names:
        if name.kind == "department" and not name.vague and (group := _SENT_GROUP.match(text, name.end)):
            yield Name(name.start, group.end(), text[name.start : group.end()], "group")


def own_groups(text: str) -> Iterator[Name]:
    """The groups and teams of the bureau that watch over its own work (局督察队)."""
    for match in _OWN_GROUP.finditer(text):
        if _ALONE_BEFORE.search(text, max(match.start() - 1, 0), match.start()):
            yield Name(match.start(), match.end(), match[0], "section")


def bare_teams(text: str) -> Iterator[Name]:
    """Teams by their kind alone (支队对照规范…), which mean the one of that kind that the report names in full."""
    for match in _BARE_TEAM.finditer(text):
        yield Name(match.start(), match.end(), match[0], "department", vague=True)


def sections(text: str) -> Iterator[Name]:
    """Sections of a bureau (局法规科); those that follow in a list have the owner of the first."""
    owner, end = "", 0
    for head in patterns.SECTION_HEAD.finditer(text):
        match = patterns.SECTION.search(text, max(end, head.start() - _LONGEST_SECTION), head.start())
        if match is None:
            continue
        start = match.start()
        if match[0] in _OF_ANY_OFFICE and _WITHIN.match(text, start - 1):
            continue  # the end of a longer name (河道管理处)
        if own := _OWNER.match(match[0]):
            owner, start = text[start - level_of(text, start - 1) : start + own.end()], start + own.end()
        elif not (end and start == end + 1 and text[end] in "、和及与"):
            owner = ""
        end = head.end()
        begin = start - len(owner) if start > match.start() else start
        yield Name(begin, end, owner + text[start:end], "section")
