"""What a number measures, in the words around it."""

import re

from kg.extraction.metrics.words import alternation, guarded, read_lines
from kg.extraction.segmentation import first_words, last_words

__all__ = [
    "LIMIT",
    "NEGATIVE_GROWTH",
    "action_after",
    "ending",
    "first_verb",
    "growth",
    "has_verb",
    "is_action",
    "is_minus",
    "join",
    "names_listed",
    "noun_after",
    "noun_of_change",
    "object_of",
    "phrase_before",
    "said_of_share",
    "shorten",
    "subject_and_action",
    "without_opening",
]

NEGATIVE_GROWTH = "负增长"
LIMIT = 20
"""Characters that an indicator may have."""
_SHORT = 8  # a phrase up to this length stays as it is
_LONG_ENOUGH = 6  # a phrase this long may start with words of place or means
_BARE = 3  # a noun up to this length says little by itself
_LONGEST_VERB = 14  # what is said of counted things is told in no more characters
_WORKED_ON = re.compile("[对将把凡]|审查|审核|清理|把关|评查|评估|梳理|会审|审议|考试|培训|测试|竞赛")
_FOLLOWED = re.compile("根据|依据|按照|签订|完善|建立")
_THING = re.compile(
    "(?:规范性文件|文件|合同|协议|案件|案卷|决定|线索|纠纷|提案|建议|意见|投诉|举报|信访|申请|证照|许可证|项目|隐患|任务|考试|培训|测试|竞赛)(?!管理|建设|[员库])"
)
_KIND = 2  # the last characters of a name, by which members of a list are seen to be of one kind
_LISTED = 10  # a list up to this length is told whole
_ITEM = 8  # the first of a list is named with the noun for all if it is no longer than this

_WHEN = (
    r"(?:[0-9]{4}年|每半?年|今年|去年|上年|本年|全年|当年|年内|年初|一年来|近年来|五年来|目前|当前|期间|上半年|下半年|本年度|年度内"
    r"|截[至止](?:目前|今|[0-9]{1,2}月底?|年底|[0-9]{4}年底?)?|(?:[0-9]{1,2}月)(?:[0-9]{1,2}日)?(?:份|底|末|初|[上中下]旬)?(?:[起前]|以来)?|第[一二三四]季度)(?:度|以来|全年|至今|底|末|初)?"
)
_HOW = (
    r"同比|环比|累计|总计|合计|共计|[共还设建拥]有|共(?!同|享|建|治|商|产|青|管|用)|先后|已经|已(?!婚|故)|分别|其中|其余|并(?!联|购|轨|行|网|案)|现有|现已|现确定"
    r"|现(?=[有为共存保])|还(?!款|贷|原)|均(?!衡)|有(?![效关偿限害奖线机色序毒力证])(?=.{3})|另有|另外|包括|如(?!期)|含|同时|此外|比如|方面|年均|仅|只|中(?!心|队|介|小|央|层|医|药|标|高|国|级|学)|外(?![聘来资卖籍地出商部贸语观墙国围包省市])|计(?![划算生量入])|约(?![谈束定见请车])"
)
_AND = "及(?![时格早])"
_MEETING = r"会议?(?:$|[、和及与])"
_WHOM = (
    rf"我局|本局|我委|我厅|我市|我县|我区|我镇|全市|全区|全县|全州|全省|全局|全系统|全镇|全校|全院|全行业|局?党组(?!成员|理论|书记|织|扩大会|{_MEETING})(?:会议?)?|局?党委(?!委员|理论|书记|扩大会|{_MEETING})(?:会议?)?|局领导班子"
    r"|对(?!标|照|接|外|讲|口|象|话|账|比|策|抗|应|阵)|向(?!导|心)|由|从(?!业|轻|重|事|严)|将|把(?!关|手)|给(?!予)|到(?![位期达岗案场庭会货账龄])|为(?!民|企|期)|为了|针对|围绕|就(?!业|近|医|诊)|除(?!险|尘|雪|草|四|害)|经(?!营|济|费|办|开)|使|让|等(?!级|候)|且|带头|牵头|继续(?!有效|教育)|计划|力争|确保|做到|实现"
    rf"|通过(?={alternation(read_lines('light_verbs.txt'))})"
)
_REACHING = (
    r"(?:提高|提升|上升|增加|增长|扩大|扩展|降低|下降|减少|压缩|压减|精简|缩短|缩减|稳定|保持|控制|维持|升|降|增|减|跃升|突破"
    r"|调高|调低|上调|下调|延长|拓展|变|改|压|缩|扩|调|跃|涨|砍|并|短|扩容|攀升|回落)(?:到|至|为|在|成)"
)
_CLOSING = re.compile(
    rf"(?>{_REACHING}|达到|达|均为|(?<![行作认])为期|(?<![行作认])为|连续[^，。；]{{1,3}}年|保持|实现|同比|环比|[0-9]{{4}}年(?:底|末|度)?|是|历时|长达|今年|本年"
    r"|累计|共计|总计|合计|总共|共|已|仅有|仅|只有|只|(?<![平人户日月年])均|各|分别|有|的|了|(?<![预签续节违特制合邀履])约|由|从|原|高|超|全部|率先|多达|不|在"
    r"|(?:分解|细化|划分|分)?(?:为|成)?[0-9一二三四五六七八九十]{1,3}(?:大类|大项|个?方面)){1,8}+$"
)
_CLOSING_LAST = frozenset("到至为在成达期年持现比底末度是时长计共已有仅只均各别的了约由从原高超部先多不类项面")
_NOUN = r"(?<![党社机群团](?=组织))(?<![社协](?=会组织))(?<!(?:社会|经济|行业|基层|自治|调解)(?=组织))"
_LIGHT_VERB = rf"{_NOUN}(?:{alternation(read_lines('light_verbs.txt'))})"
_LIGHT = re.compile(rf".*(?:{_LIGHT_VERB}(?!的|(?<=推进|推动|落实)会))(?:了|过|好)?")
_LIGHT_LAST = re.compile(rf"{_LIGHT_VERB}[了过好]?$")
_BODY = re.compile(
    r".*(?:[大支总中]队(?![长员伍])|委员会|局(?!限|部|面|长|属|机关|党|领导|主要|班子|务会|法规|办公)|中心(?!组|城|工作|医院)|办公室|窗口(?!服务|满意)|公司|街道|共计|累计|总计|合计|先后)(?=.{4})(?!为)"
)
_VERB = re.compile(
    rf"(?:{alternation(read_lines('verbs.txt'))})(?!率|量|数|费|权|类|单位|中心|机关|制|所|案件|执法|系统|平台|栏|室|器|仪|点位|站|网|设备|人员|员)"
)
_AMONG = r"中(?!小|心|队|介|医|药|央|高|层|学|标|国|外|转|级|午|秋)"
_FOR = r"(?<![行作认人])为(?![期了])"
_MAY = r"(?<![许认])可(?![再行回视控持能研燃降追疑靠])"
_PREDICATES = rf"{guarded('predicates.txt')}|{_FOR}|{_MAY}|{_AMONG}"
_PREDICATE = re.compile(_PREDICATES)
_VERB_LAST = re.compile(rf"(?:{alternation((*read_lines('light_verbs.txt'), *read_lines('verbs.txt')))}|明确)[了过]?$")
_VERB_AT_ONCE = re.compile(rf"(?:{alternation(read_lines('verbs.txt'))})(?!率|决定|案[件卷]|结果|事项|线索|诉讼|意见)")
_ACTIVITY = rf"(?:{_VERB.pattern}|{alternation(read_lines('activities.txt'))})"
# 与 begins no phrase as a conjunction, which goes with the words before it; it tells with whom something was done.
_OPENING = re.compile(
    rf"(?:[一二三四五六七八九十]{{1,2}}(?:是|要)|[·•]|{_WHEN}|{_HOW}|[为向给](?!了)[^，。；0-9]{{1,10}}?(?=(?:{_ACTIVITY}|公告)(?!、|提供))|{_WHOM}|[、和，,（(的]|{_AND}|以及)+"
)
_ACTIONS = re.compile(rf"{_ACTIVITY}{{1,2}}")
_MARKED_OBJECT = re.compile(r"(?:^|[^面])(?:对|将|把|针对)[^，。；]{0,8}$")
_OWNER = re.compile(r"[^，。；的]{1,12}?(?:人员|工人|干部|企业|单位|公司|部门|中队|大队|案件|合同|学校|社区)(?=的)")
_DONE = re.compile(r"(?:已|均|全部|分别|分类|分级|分批|统一){0,3}(?:进行|开展|实行|实施|给予|予以|作出|采取|完成|纳入|列入)")
_TITLE_BEFORE = re.compile(r"《[^《》]*》(?=[^《》、和及等与]{2})")
_TITLE = re.compile(r"《[^》]*》?")
_FORM = re.compile(r"《([^《》]{2,16}[书单证函表卡])》(?=$)")
_PREDICATE_AT_ONCE = re.compile(
    rf"(?:{_PREDICATES}|和(?!谐)|及|之|后|外(?![聘来资卖籍地商贸观墙国])|时|前|内(?![控设部外容河涝])|其|等|，)"
)
_ACTION = re.compile(
    r"(?:全部|均|都|已)?(?:分类|分级|分批|统一)?(?:(?:进行|开展|实行|实施|适用|经过)了?|(?=参加|设立|接受|配备|推行|落实))(?:全[省市县区州])?"
    r"(?P<action>[^，。；：、（(,;0-9]{2,14})(?=[，。；,;\n]|$)"
)
_PLACES = re.compile(r"[省市县区乡镇](?:[（(][^（）()]{1,8}[）)])?")
_SAID = re.compile(r"(?:均|已|实现|全部|都|做到)*([一-鿿]{2,8})(?=[，。；,;]|$)")
_PASSIVE = re.compile(r"^[^，。；]{0,16}?(?=被)")
_GROWTH = re.compile(
    r"(?P<subject>.*?)(?:，?(?:同比|环比)|(?<![同环])[较比](?![例重率值对武赛选大多高好为])[^，。；较比]{1,8}?)?(?:实现)?(?:平均|分别|大幅|再|又|各)?"
    r"(?P<verb>负增长|增长|增加|上升|提高|提升|上涨|递增|下降|减少|降低|压缩|压减|缩短|缩减|精简|减轻|下浮|回落|前移|上移|改善|提速|下滑|收窄|扩大|多|少|增|降|升|翻)(?:了|幅度?达?)?(?:约|近|达到?|超)?$"
)
_MINUS = frozenset("负-－−")
_NEGATIVE = re.compile(r"(?:(?<=同比)|(?<=环比)|(?:增长率|增长速度|增长幅度|增长|增速|增幅|涨幅)为?)[负\-－−]$")
"""A growth below zero, a decrease by the number that follows."""
_GROWTH_LAST = frozenset("长加升高涨增降少低减缩短简轻浮落移善速滑窄大多翻了幅度约近达到超")
_COMPARED = re.compile(r"同比|环比|(?<![同环])[较比](?![例重率值对武赛选大多高好为])[^，。；]")
_NOUN_OF_CHANGE = {"多": "增加", "增": "增加", "升": "上升", "少": "减少", "减": "减少", "涨": "上涨", "降": "下降", "翻": "增长"}
_ON_BASIS = re.compile(r"在[^，。；在]{2,8}基础上$")
_SHARE_OF = re.compile(r"(?P<whole>.{2,}?)占?(?:达到?|占|为)[^，。；]{2,12}的$")
_QUOTED = re.compile(r"“[^“”]*”|（[^（）]*）|\([^()]*\)")
_MEANS = re.compile(
    r"(?:(?:^|(?<=.))(?:(?<![达提接收得办感直受找做见来想用遇])到(?![位期达岗案场庭会货账])|赴|在(?![建校岗编册线逃职野园途产营读售])|通过|依托|利用|按照)"
    rf"|^(?:会同|联合(?!{_ACTIVITY}|执法(?![局部大中支总队])|专项)|协同|配合|与|向|从|对照|根据|依据|结合|围绕|针对|委托|邀请|请|以))"
    rf"[^，。；]{{1,30}}?(?=(?:联合|共同)?{_ACTIVITY})"
)
_COUNT_LAST = re.compile(r"[0-9０-９].*$")
_LIST = re.compile(rf"[、和与]|{_AND}|以及")


def without_opening(phrase: str) -> str:
    """The phrase without words of time, of counting and of whom it concerns at its start."""
    opening = _OPENING.match(phrase)
    return phrase[opening.end() :] if opening else phrase


def ending(phrase: str) -> str:
    """The last words of a phrase that an indicator has room for; of a longer word its end."""
    return last_words(phrase, LIMIT) or phrase[-LIMIT:]


def shorten(phrase: str) -> str:
    """The part of a long phrase that names best: after a body's name or a word of counting, from its last verb of work on, or after 的."""
    if len(phrase) > 9:
        body = _BODY.match(phrase)
        phrase = phrase[body.end() :] if body else phrase
    if len(phrase) <= 15:
        return phrase
    verbs = [verb.start() for verb in _VERB.finditer(phrase) if len(phrase) - verb.end() >= 2]
    if verbs and len(phrase) - verbs[-1] <= LIMIT:
        return phrase[verbs[-1] :]
    tail = re.split("[的”]", phrase)[-1]
    return ending(tail if len(tail) >= 2 else phrase)


def phrase_before(left: str) -> str:
    """The indicator in the words before a number: ``全年组织企业培训`` names ``企业培训``."""
    left = _TITLE.sub("文件", _FORM.sub(r"\1", _TITLE_BEFORE.sub("", left))) if "《" in left else left
    left = left.replace("至少", "")
    if left.endswith("的") and (share := _SHARE_OF.fullmatch(left)):
        left = share["whole"] + ("占比" if "占" in left[len(share["whole"]) :] else "")
    phrase = without_opening(left)
    if phrase[-1:] in _CLOSING_LAST and (closing := _CLOSING.search(phrase)):
        phrase = phrase[: closing.start()]
    if phrase.endswith("占"):
        phrase += "比"
    light = _LIGHT.match(phrase)
    if light and len(phrase) - light.end() >= 2:
        phrase = without_opening(phrase[light.end() :])
    elif light and light.end() == len(phrase):
        phrase = _CLOSING.sub("", _LIGHT_LAST.sub("", phrase))
    means = _MEANS.search(phrase) if len(phrase) >= _LONG_ENOUGH else None
    if means:
        phrase = phrase[means.end() :]
    head, mark, tail = phrase.rpartition("等")
    if mark and head and len(tail) >= 2 and not tail.startswith(("级", "候", "次")):
        phrase = _such(head, tail)
    phrase = shorten(_last_listed(phrase)).strip("、，,；;：:。 ").removesuffix("等")
    if phrase.count("“") == phrase.count("”"):
        return phrase
    if phrase.endswith("”"):
        return phrase[phrase.rfind("“") :] if "“" in phrase else phrase[:-1]
    return phrase.rpartition("”")[2].replace("“", "")


def _such(head: str, tail: str) -> str:
    """A name for ``head等tail``: ``查处占道经营、乱堆乱放等行为`` is ``查处占道经营行为``."""
    action = _ACTIONS.search(_LIST.split(head)[0])
    if action is None:
        return tail
    first = _LIST.split(head[action.end() :])[0]
    return action[0] + (first if len(tail) <= _BARE and len(first) <= _ITEM else "") + tail


def _last_listed(phrase: str) -> str:
    """A name for the members of a long list by the last of them: ``排查看台、电力线路隐患`` is ``排查电力线路隐患``."""
    first, *others = phrase.removesuffix("等").split("、")
    action = _ACTIONS.search(first) if others and len(phrase) > _LISTED else None
    if action is None or _ACTIONS.match(others[-1]) or len(others[-1]) < _BARE:
        return phrase
    return action[0] + others[-1]


def noun_after(left: str, right: str) -> tuple[str, str]:
    """The noun phrase after a unit and what follows it: ``干部参加考试`` gives ``干部`` and ``参加考试``.

    The words before the number tell whether a verb that follows is what happened or a part of the noun.
    """
    attributive = right.startswith("的")
    right = right.removeprefix("的")
    if owner := _OWNER.match(right):
        return owner[0], right[owner.end() :]
    if _MARKED_OBJECT.search(left) and (done := _DONE.search(right, 1)):
        return _bare_noun(right[: done.start()].rpartition("的")[2]), right[done.start() :]
    if not attributive and (_PREDICATE_AT_ONCE.match(right) or (_VERB_AT_ONCE.match(right) and not _VERB_LAST.search(left))):
        return "", right
    stop = _PREDICATE.search(right, 1)
    noun = right[: stop.start()] if stop else right
    return _bare_noun(noun), right[len(noun) :]


def _bare_noun(noun: str) -> str:
    """The noun without what else its clause holds: the rest of a list, a quotation after it."""
    quotation = re.search(r"[“”]", noun[1:])
    if quotation and not noun.startswith("“"):
        noun = noun[: quotation.start() + 1]
    if len(noun) > 16:
        first, mark, others = noun.partition("、")
        noun = first if len(first) >= 4 else first + mark + others.partition("、")[0]
    noun = shorten(noun.strip("、，,；;：:。的和及与”（）()+＋ \n"))
    return noun + "）" if "（" in noun and "）" not in noun else noun


def action_after(rest: str, *, bare: bool = False) -> str:
    """What is done with the counted things: ``接受培训`` after ``87名干部``; a verb that says no more than "done" is left out.

    A ``bare`` noun needs any other action, too (``被退回`` after ``2件文件因超期``).
    """
    action = _ACTION.match(rest)
    if action:
        return action["action"]
    return first_words(first_verb(_PASSIVE.sub("", rest)), _SHORT) if bare and not rest.startswith(("中", "里")) else ""


def subject_and_action(between: str) -> tuple[str, str]:
    """The words between two numbers, cut where what was done starts: ``农民工追回工资``; all of them if it starts at once."""
    if places := _PLACES.match(between):
        return places[0], between[places.end() :]
    verb = _VERB.search(between, 2)
    return (between[: verb.start()].rstrip("、"), between[verb.start() :]) if verb else ("", between)


def growth(left: str, *, ratio: bool) -> tuple[str, str] | None:
    """The subject (may be empty) and the noun of a change that a number measures, None if it measures none.

    ``ratio`` tells that the number is a percentage or a multiple; a count is a change only when compared.
    """
    if left[-1:] in _MINUS:
        left = _NEGATIVE.sub(NEGATIVE_GROWTH, left)
    found = _GROWTH.fullmatch(left) if left[-1:] in _GROWTH_LAST else None
    if found is None or not (ratio or _COMPARED.search(left)):
        return None
    return phrase_before(_ON_BASIS.sub("", found["subject"])), noun_of_change(found["verb"])


def noun_of_change(verb: str) -> str:
    """How an indicator calls what a verb tells: ``增加`` for ``多``."""
    return _NOUN_OF_CHANGE.get(verb, _NEGATIVE.sub(NEGATIVE_GROWTH, verb))


def is_minus(sign: str) -> bool:
    """Whether a number after this is below zero."""
    return sign in _MINUS


def has_verb(left: str) -> bool:
    """Whether the words before a number tell what was done (``举办了``), not only who did it (``局长先后``)."""
    return bool(_LIGHT.match(left) or _VERB.search(left))


def said_of_share(right: str) -> str:
    """What a share of the things before it did: ``持证上岗`` after ``执法人员100%``; nothing where more follows."""
    said = _SAID.match(right)
    return said[1] if said else ""


def first_verb(rest: str) -> str:
    """What is said of counted things that have no noun: ``均已完成`` gives ``完成``."""
    verb = re.match(r"(?:均|已|全部|都|内|，|可以?|将于?|(?:[0-9]{4}年)|拟|正在|尚)*(?P<verb>[^，。；：、（(,;0-9“《]{2,40})", rest)
    return first_words(verb["verb"], _LONGEST_VERB) if verb else ""


def is_action(phrase: str) -> bool:
    """Whether a phrase is a verb without an object (``办结``)."""
    return len(phrase) <= _BARE and _ACTIONS.fullmatch(phrase) is not None


def object_of(clause: str) -> str:
    """The last thing in a clause that tells of work on it: ``规范性文件`` of ``开展规范性文件清理``; nothing if there is none."""
    things = _THING.findall(clause) if _WORKED_ON.search(clause) and not _FOLLOWED.search(clause) else []
    return things[-1] if things else ""


def join(first: str, second: str) -> str:
    """Two phrases as one; of a first that is too long the last words are kept."""
    return last_words(first, LIMIT - len(second)) + second


def names_listed(phrase: str) -> list[str]:
    """The members of a list (``办结率、反馈率和满意率``), without verbs of reaching at its end."""
    phrase = _QUOTED.sub("", phrase)
    closing = _CLOSING.search(phrase)
    phrase = without_opening(phrase[: closing.start()] if closing else phrase)
    names = [_COUNT_LAST.sub("", name) or name for name in _LIST.split(phrase) if name]
    return [name + _shared_end(name, names[-1]) for name in names]


def _shared_end(name: str, last: str) -> str:
    """What the last of a list ends with for all: ``时限`` for ``备案项目`` before ``核准项目时限``."""
    kind = last.find(name[-2:]) if len(name) > _KIND else -1
    return last[kind + 2 :] if kind > 0 else ""
