"""What an elliptical indicator leaves out: the things that the words or the numbers before it tell of."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from kg.extraction.metrics import indicator as words
from kg.extraction.metrics.examinations import EXAMINATION, EXAMINING, of_examination
from kg.extraction.metrics.trainings import of_training
from kg.extraction.metrics.types import Statement
from kg.extraction.metrics.verbs import ACTION, DOING
from kg.extraction.segmentation import last_words

__all__ = ["ADJUSTED", "Context", "complete", "whole"]

_DONE = re.compile(rf"(?:拟|建议|提请|完成|已|经|被|共|均)*(?:{DOING}){{1,2}}")
_PROCEEDINGS = re.compile("行政复议|复议|行政诉讼|行政应诉|仲裁")
_OUTCOME = re.compile("(?:维持|驳回|撤销|确认违法|责令履行|终止|中止|撤回|审结|受理|办结|调解|调处)$")
"""What becomes of proceedings."""
_OF_ITSELF = re.compile("(?:复议|[案诉款罚警刑奖训处]|[^办受审]理|调解|裁决|警告)$")
"""Verbs that name their object or need none: ``立案``, ``败诉``."""
_LAWSUIT = re.compile("[败胜撤]诉$|拘留$|处罚$|罚款$")
"""How a lawsuit ended or what an offender got; no word for things."""
_OF_THINGS = frozenset("件份条起项宗卷个批处类") | {"件次"}
_PERSONS = frozenset({"人", "名"})
_HEARING = re.compile("[^，。；]{0,12}旁听[^，。；]{5,18}?(?:案件?|(?P<trial>(?:公开)?(?:庭审|审理|开庭)))")
_LAST = 8  # statements that are looked back at
_LONGEST_VERB = 4
_MARKS = "的”、“"
_TOPIC = 8  # characters of what a training or a plan is about
_HEAD = 4  # characters of the noun that completes a verb

_WORKED_ON = re.compile("[对将把凡]|审查|审核|清理|把关|评查|评估|梳理|会审|审议|考试|培训|测试|竞赛|先审")
_FOLLOWED = re.compile("根据|依据|按照|签订|完善|建立")
_THING = re.compile(
    "(?:规范性文件|文件|合同|协议|案件|案卷|决定|线索|纠纷|提案|建议(?!修改|废止)|意见(?:建议)?|投诉|举报|信访(?:积案|件)?|积案|申请|证照|许可证|证明|证件"
    "|项目|隐患|问题|事项|诉求|工单|任务|考试|培训|测试|竞赛)(?!管理|建设|[员库])"
)
"""Things that are worked on, or of which numbers tell one after the other what became of them."""
_PAPERS = ("案", "件", "书", "函", "单", "信", "证")
"""How more words for such things end."""
ADJUSTED = frozenset(
    {"新增", "取消", "变更", "调整", "修改", "删除", "保留", "下放", "承接", "划转", "增加", "减少", "废止", "合并", "剔除", "收回"}
)
_ADJUSTED_ONE = re.compile(f"({'|'.join(sorted(ADJUSTED))})(?=.{{4}})")
"""What was done with a power that is an example: ``取消林木种子许可初审等3项``."""
_KIND = 2  # the last characters of such a power, which tell its kind
_POWERS = re.compile(
    "(权责|(?:行政)?(?:权力|职权|许可|审批|执法|处罚|检查)|政务服务|公共服务|监管|赋权)(?:和责任|责任)?(?:事项)?(?:基本|实施|通用)?(?:清单|目录|事项)"
)
"""Lists of powers and services, whose items the numbers after them count: ``动态调整权责清单，新增6项，取消4项``."""
_TREATED = re.compile("对(?P<thing>[^，。；、]{2,12}?)(?:大?起底|大排查|全面清查)")
_SHORT_VERB = re.compile("(?:共|年)?(?P<verb>[学审看搞开讲办])了?")
_TASK = re.compile(rf"(?:{DOING}|列出|明确|确定|安排|提出|拆分|拆成|作出)*任务")
_PLAN = re.compile(
    "(?P<topic>[^，。；：、《》（）()“”0-9年省市县区镇乡的了发定]{2,14}?)(?:工作)?(?:任务|重点)?(?:要点|计划|方案|清单|规划)(?=[》，。；（、的“”]|下发|印发|$)"
)
"""Plans, whose tasks the next number counts: ``《2024年法治建设工作要点》``."""
_DIVIDED = re.compile(
    "[将把](?:全年|年度|全局|全[省市州县区])*(?P<topic>[^，。；：、《》“”0-9将把]{2,14}?)(?:任务)?(?:细化|分解|拆分|拆解)[为成]$"
)
_WHOLE = re.compile("^度|^.{0,12}(?:全[局系统]|系统|年度|印发|下发|制定|审议通过)(?=.{2})")
_SCORES = frozenset({"得分", "自评", "总分", "自评得分", "综合得分", "分数", "成绩", "综合评分"})
_ASSESSED = re.compile("[^，。；、《》的]{2,16}(?:评估|考核|验收|评查|测评|考评|评议|督查|竞赛)$")
"""What a score was given for: ``完成“八五”普法中期评估``."""
_RATES = frozenset({"办结率", "按期办结率", "按时办结率", "回复率", "满意率", "群众满意率"})
_REQUESTS = re.compile("工单|诉求|投诉|举报|信访件|建议|提案")
"""What people ask for, of the number counted last: ``受理工单40件，办结率100%``."""
_OF_SCORE = re.compile("权重|分值|比重")
_SCORED = re.compile(
    "(?P<topic>[^，。；：将把对占]{2,10}?)(?:[情状]况|指标|工作|成效|实绩)?(?:纳入|列入|计入|写[进入]|作为|在|与)[^，。；]{0,16}?(?P<score>考核|绩效|考评|评估|挂钩)"
)
"""What counts in an assessment: ``将依法行政纳入年度考核``."""
_OF_BODY = re.compile("编制|面积")
_OF_SERVICE = re.compile("(?:申请|申报)?材料|跑动(?:次数)?|办件|联办|办理|惠及|适用|办理时[间限]|环节")
_NAMED = re.compile("(?:上线|推出|推行|试行|实行|开通|实施|落实|打造|推广|办理|做好|提供)[^，。；“”]{0,8}(“[^“”]{2,14}”)")
_QUOTED = re.compile("“[^“”]{2,14}”")
_PART_OF_THINGS = {
    **{name: name for name in ("余下", "剩余", "剩下", "实有")},
    "实际": "实际完成",
    "如期": "如期完成",
    "按期": "按期完成",
    "按时": "按时完成",
    "未": "未完成",
    "尚未": "未完成",
}
"""Words for some of the things counted before, which stand alone; of those that 完成 was cut from the whole."""
_PRESENT = frozenset({"实有", "实际"})
_LEVEL = re.compile("(?:国家|[省市县区州旗镇乡村部])级")
_ENDED = frozenset({"成功", "未成功"})
"""How what was counted before ended."""
_ENDING = re.compile("^成功|未?成功$")
_HANDED_FIRST = frozenset("依及统已并向给移转交分抄下")
_HANDED_TO = re.compile(
    "(?:依法|及时|统一|已|并){0,3}(?:[向给][^，。；、]{2,10}?)?(?P<verb>移交|移送|转交|转送|转办|交办|分流|抄告|下放)(?:给|至|到|了)?"
    rf"(?:(?:(?!{_THING.pattern}(?!局|部门|中心))[^，。；、0-9给至到向]){{0,8}}"
    "(?:局|委|办|院|队|所|部门|单位|机关|公安|县区|市县|县市|区县|县级|乡镇|镇街|街道|中心))?(?:处理|处置|办理|查处|立案)?"
)
"""To whom things were handed over: ``移交县公安局``."""
_HANDED = frozenset({"移送", "移交"})
_HANDED_THINGS = {**dict.fromkeys("件起宗案", "案件"), "条": "线索", **dict.fromkeys("人名", "人员")}
_TO_POLICE = re.compile("[向给]([^，。；、]{0,3}公安(?:机关|部门|分局|局)?)(?:依法|及时|共|累计)?移[送交][^，。；]{0,10}$")
"""What is handed to the police, where only its unit tells: ``向公安机关移送3案5人``."""
_TAKEN_UP_FIRST = frozenset("纳列收")
_TAKEN_UP = re.compile("(?:纳入|列入|收录)(?P<thing>[^，。；、“”]{0,4}(?:企业|单位|主体|商户|对象|场所|项目|人员|车辆|[户家]))")
_REGISTER = re.compile(
    "(?:(?=“)|建立|更新|制定|编制|完善|公布|形成)"
    "(?P<register>“[^“”]{1,6}[单库榜册]”|[^，。；、“”的]{0,8}(?:名单|名录|(?<!权力)(?<!权责)(?<!责任)清单|(?:名录|对象|数据|信息|项目)库))"
    "(?:制度|机制|管理)?$"
)
"""Lists made up before, whose members are counted: ``建立“白名单”，纳入企业12家``."""
_CAMPAIGN = re.compile(
    "(?:开展|打击|组织|推进|实施|整治|查处|聚焦){1,2}(?P<topic>[^，。；：、《》（）()]{2,14}?)(?:专项|集中|联合)?(?:行动|检查|整治|治理|抽查|执法)$"
)
_SPECIAL = re.compile("开展(?:打击|整治)?(?P<topic>[^，。；：、《》（）()等]{2,14}?)专项(?:行动|检查|整治|治理|执法)")
_CASES = frozenset({"立案", "立案查处", "查处", "处罚", "刑拘", "移送"})


class Context(NamedTuple):
    """What stands before a number in its sentence.

    ``clause`` is the clause before that of the number, ``counted`` whether a number is in it, ``text`` all that is near,
    ``earlier`` the statements.
    """

    clause: str
    counted: bool
    text: str
    earlier: Sequence[Statement]


def complete(name: str, unit: str, context: Context) -> str:
    """An indicator with what it leaves out."""
    if short := _SHORT_VERB.fullmatch(name):
        return _of_short_verb(short["verb"], context) or name
    if name in _CASES and (campaign := _CAMPAIGN.search(context.clause if not context.counted else "") or _SPECIAL.search(context.text)):
        return words.join(campaign["topic"], name)
    if name in _PART_OF_THINGS:
        return _part(name, unit, context)
    if (level := _LEVEL.fullmatch(name)) and (things := _of_level(level[0], unit, context.earlier)):
        return things
    if name in _ENDED:
        tried = (_ENDING.sub("", statement.indicator) for statement in _all_with_unit(unit, context.earlier))
        return words.join(next(filter(None, tried), ""), name)
    if name[:2] in _HANDED and unit in _HANDED_THINGS and (police := _TO_POLICE.search(context.text)):
        told = name[2:].removeprefix(police[1])
        return f"{name[:2]}{police[1]}{_HANDED_THINGS[unit]}" if told in {"", *_HANDED_THINGS.values()} else name
    if unit == "项" and context.text.endswith(name[-_KIND:] + "等") and (adjusted := _ADJUSTED_ONE.match(name)):
        return f"{adjusted[1]}{last_words(name, _KIND)}事项"
    if unit in _OF_THINGS and name[:1] in _HANDED_FIRST and (handed := _HANDED_TO.fullmatch(name)):
        verb, told = handed["verb"], _with_object(handed["verb"], unit, context)
        return name if told == verb else told
    if name[:1] in _TAKEN_UP_FIRST and (taken := _TAKEN_UP.fullmatch(name)) and (register := _REGISTER.search(context.clause)):
        return register["register"] + taken["thing"]
    if held := of_training(name, unit, context.clause, counted=context.counted):
        return held
    if name in EXAMINING and unit in _OF_THINGS and (examined := of_examination(name, context.text)):
        return examined
    if unit in _OF_THINGS and _is_verb(name):
        return _with_object(name, unit, context)
    if _TASK.fullmatch(name) and (topic := _topic(context.text)):
        return words.join(topic, "任务")
    if hearing := _HEARING.fullmatch(name):
        return "旁听庭审" if hearing["trial"] else "旁听案件"
    if name in _SCORES and not context.counted and (scored := _ASSESSED.search(context.clause)):
        return words.join(words.phrase_before(scored[0]), name)
    if name in _RATES and (counted := [s.indicator for s in context.earlier[-_LAST:] if s.unit != "%"]):
        return "".join(_REQUESTS.findall(counted[-1])[-1:]) + name
    if _OF_SCORE.fullmatch(name) and (scored := _SCORED.search(context.text)):
        return words.join(scored["topic"], scored["score"].replace("挂钩", "考核") + name)
    if _OF_BODY.fullmatch(name) and not context.counted:
        return words.join(words.phrase_before(context.clause), name)
    if _OF_SERVICE.fullmatch(name) and (named := _QUOTED.findall(context.clause) or _NAMED.findall(context.text)):
        return words.join(named[-1], name)
    return name


def whole(unit: str, earlier: Sequence[Statement]) -> str:
    """The things of which others are the rest: those of the largest number of their unit (``任务`` for ``其余29项均已完成``)."""
    counted = list(_all_with_unit(unit, earlier))
    return _counted(unit, [max(counted, key=lambda statement: statement.value)]) if counted else ""


def _part(name: str, unit: str, context: Context) -> str:
    """Some of the things counted before, with what they are."""
    if name in _PRESENT and unit in _PERSONS and not context.text.removesuffix("了").endswith("完成"):
        return "实有人员"
    return _PART_OF_THINGS[name] + (_counted(unit, context.earlier) or _counted_before(unit, context.earlier))


def _of_level(level: str, unit: str, earlier: Sequence[Statement]) -> str:
    """The things of another level than those just counted, or those of a level among them: ``省级示范校`` after ``国家级示范校``."""
    last = earlier[-1] if earlier and earlier[-1].unit == unit else None
    if last is None:
        return ""
    other = _LEVEL.sub(level, last.indicator, count=1)
    return other if other != last.indicator else words.join(level, _noun(last.indicator)) if _noun(last.indicator) else ""


def _of_short_verb(verb: str, context: Context) -> str:
    """What a verb of one character was done to: ``会前学法`` for ``坚持会前学法，共学了9次``."""
    things: list[str] = _THING.findall(context.clause) if verb in "审看办" else []
    if things:
        return (verb if verb == "办" else "审查") + things[-1]
    return "" if context.counted else words.phrase_before(context.clause)


def _topic(text: str) -> str:
    """What a plan named before is about: ``法治建设`` for ``印发《2024年法治建设工作要点》``."""
    if divided := _DIVIDED.search(text):
        return last_words(divided["topic"], _TOPIC)
    plans = [match["topic"] for match in _PLAN.finditer(text)]
    return last_words(_WHOLE.sub("", plans[-1]), _TOPIC) if plans else ""


def _with_object(name: str, unit: str, context: Context) -> str:
    """A verb alone with what it was done to: ``对合同、文件逐件把关，审核93件`` is ``审核文件``; it may be what was counted before."""
    if unit == "项" and name in ADJUSTED and (powers := _POWERS.findall(context.text)):
        things = f"{powers[-1]}事项"
        last = next(_all_with_unit(unit, context.earlier), None) if context.counted else None
        if last is None or things in last.indicator:
            return name + things
    if not context.counted and (thing := _object_of(context.clause)):
        return name + thing
    if _OUTCOME.search(name) and (proceedings := _proceedings(unit, context.earlier)):
        return proceedings + name
    last = next(_with_unit(unit, context.earlier), None)
    if last and EXAMINATION.fullmatch(last.indicator):
        return last.indicator + name
    return name + ("" if _OF_ITSELF.search(name) else _counted(unit, context.earlier))


def _is_verb(name: str) -> bool:
    return len(name) <= _LONGEST_VERB and _DONE.fullmatch(name) is not None


def _counted(unit: str, earlier: Sequence[Statement]) -> str:
    """The things that the last number of a unit counted: of a kind that is often worked on, or else the last word for them.

    Proceedings are no things, nor is how they ended (``败诉0件``).
    """
    last = ""
    for statement in _with_unit(unit, earlier):
        things: list[str] = _THING.findall(statement.indicator)
        if things:
            return things[-1]
        if _PROCEEDINGS.search(statement.indicator):
            break
        noun = "" if _LAWSUIT.search(statement.indicator) else _noun(statement.indicator)
        if noun.endswith(_PAPERS):
            return noun
        last = last or noun
    return last


def _with_unit(unit: str, earlier: Sequence[Statement]) -> Iterator[Statement]:
    """The last numbers of a unit, the nearest first; percentages between them tell of the same things."""
    counts = (statement for statement in reversed(earlier[-_LAST:]) if statement.unit != "%")
    return takewhile(lambda statement: statement.unit == unit, counts)


def _proceedings(unit: str, earlier: Sequence[Statement]) -> str:
    """Of which proceedings the last number of a unit tells, numbers of who won left out."""
    for statement in _with_unit(unit, earlier):
        if found := _PROCEEDINGS.search(statement.indicator):
            return found[0]
        if not _LAWSUIT.search(statement.indicator):
            break
    return ""


def _counted_before(unit: str, earlier: Sequence[Statement]) -> str:
    """The things of which others are left: those that the last numbers of their unit counted, whatever was counted between."""
    return next((things for statement in _all_with_unit(unit, earlier) if (things := _counted(unit, [statement]))), "")


def _all_with_unit(unit: str, earlier: Sequence[Statement]) -> Iterator[Statement]:
    """The last numbers of a unit, the nearest first, whatever was counted between."""
    return (statement for statement in reversed(earlier[-_LAST:]) if statement.unit == unit)


def _noun(indicator: str) -> str:
    """The things of an indicator, without what was done to them."""
    parts = [part for part in ACTION.split(indicator) if len(part) > 1]
    return last_words(parts[-1], _HEAD).lstrip(_MARKS) if parts else ""


def _object_of(clause: str) -> str:
    """The last thing in a clause that tells of work on it: ``规范性文件`` of ``开展规范性文件清理``; nothing if there is none."""
    things = _THING.findall(clause) if _WORKED_ON.search(clause) and not _FOLLOWED.search(clause) else []
    if not things and (treated := _TREATED.search(clause)):
        return last_words(treated["thing"], 6)
    return things[-1] if things else ""
