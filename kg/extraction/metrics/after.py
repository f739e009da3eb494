"""What a number measures, in the words after it."""

import re

from kg.extraction.metrics.indicator import shorten
from kg.extraction.metrics.verbs import BY_THEN, COMPOUNDS, MEANS, PLACING, PREDICATES, VERB, VERB_LAST
from kg.extraction.metrics.words import alternation, read_lines
from kg.extraction.segmentation import first_words, last_words

__all__ = [
    "action_after",
    "first_verb",
    "noun_after",
    "said_of_share",
    "split_at_verb",
    "subject_and_action",
    "thing_named",
    "without_cause",
]

_DEED = 12  # what is done to counted things is told in no more characters
_LONGEST_VERB = 14  # what is said of counted things is told in no more characters
_KIND = 4  # characters by which a noun for all of a list names them (``货运企业``)
_ALLIES = ("部门", "单位", "科室")
_PREDICATE = re.compile(rf"(?P<compound>{COMPOUNDS})|{PREDICATES}")
_HANDED = ("下放", "移交", "上划", "委托")
_PLACED = re.compile(rf"(?<=.{{2}})(?:{PLACING})(?=[到为在给向])")
"""Verbs that a place follows: ``任务分解到科室``."""
_VERB_AT_ONCE = re.compile(
    rf"(?:{alternation(read_lines('verbs.txt'))})(?!率|决定|案[件卷]|结果|事项|线索|诉讼|意见|委员会|组织|中心|室(?![内外])|[站井]|断面|点(?![评题名亮])|机构|设备|平台)"
)
_MARKED_OBJECT = re.compile(r"(?:^|[^面])(?:对|将|把|针对)[^，。；]{0,8}$")
_OWNER = re.compile(
    "(?!涉|关于|有关|针对|侵|危|影响|违|拖?欠|由|属|来自|不|未|损)[^，。；的]{0,12}?(?:人员|工人|干部|企业|单位|公司|部门|[大中支]队|案件|合同|学校|社区"
    "|场所|工地|中心|机构|医院|卫生院|门店|商户|小区|乡镇|街道|城市|事项|站点|水库|园区|幼儿园|派出所|司法所|分局|商场|窗口)(?=的)"
)
_OBJECTS = ("对", "将", "把", "约谈", "督促", "指导", "帮助", "责令")
_RELATIVE = re.compile(
    "(?:首次|初次)?(?:存在|涉及|列入|被|有|受到|拒不|具有|发生|出现|符合|不符合|未(?!成年))[^，。；、的0-9]{1,12}的(?=[^，。；的]{2})"
)
"""Of which things it is told that they are worked on: ``约谈3家存在隐患的企业``."""
_DONE = re.compile(r"(?:已|均|全部|分别|分类|分级|分批|统一|依法|当场|现场){0,3}(?:进行|开展|实行|实施|给予|予以|作出|采取|完成|纳入|列入)")
_PREDICATE_AT_ONCE = re.compile(
    rf"(?!{COMPOUNDS})(?:{PREDICATES}|和(?!谐)|及|之|后|外(?![聘来资卖籍地商贸观墙国伤派币挂环省线送逃迁牌网溢销向埠引购租县市媒企]|出务|立面|出打工)|时|前|内(?![控设部外容河涝镜贸地街巷湖蒙训]|审[项机]|保单|销[企产])|其(?![他它])|等|，)"
)
_ACTION = re.compile(
    r"(?:全部|均|都|已)?(?:分类|分级|分批|统一)?(?:(?:进行|开展|实行|实施|适用|经过)了?|(?=参加|设立|接受|配备|推行|落实))(?:全[省市县区州])?"
    r"(?P<action>[^，。；：、（(,;0-9]{2,14})(?=[，。；,;\n]|$)"
)
_ENDS = {unit: ends for unit, _, ends in (line.partition("\t") for line in read_lines("heads.txt"))}
_THING = {unit: re.compile(rf"[^，。；：、“”（）()的0-9]{{2,6}}(?:{ends})(?=$)") for unit, ends in _ENDS.items()}
_TOLD_OF = re.compile(
    "(?:已|被|将|需)?(?:[移报]送|移交|转|通报|反馈|告知|约谈|下放|涉及|负责|帮助|协助|指导|委托|联系|服务|走访|发现|发生|成为|[改转变评作]?为|任|担任|达到|无|均|都|其|等|和|及)"
)
_CAUSE = re.compile("^(?:[因受]|由于)[^。；]{2,30}?(?:影响|原因)?，?(?=被|未|没有|不予|结转|[重调暂延][新整缓期]|依法)")
_ABOUT = re.compile("^关于[^，。；]{2,30}?的(?=[^，。；的]{2})")
_PLACES = re.compile(
    rf"(?:乡镇|[省市县区镇]|乡(?!镇))(?![街村级]|(?!{VERB.pattern})[^，。；、]{{0,4}}?(?:[医学院校站所局队厅馆]|中心|干部|教师|医生|机关|部门|幼儿园))"
    r"(?:[（(][^（）()]{1,8}[）)])?"
)
_MEANWHILE = re.compile("(?:全年|累计|[共已]){1,3}$")
_MANNER = re.compile(
    "^(?:予以|逐[一个件项案户]|全部|按期|如期|按时|依法|及时|也|都|均|已|分别|统一|[由经从][^，。；]{1,12}?(?=逐|审|牵头|包案|前置|出具|办理|督办|承办))+"
)
_COMPLETED = re.compile("^完成了?(?!时限|期限|情况|率)(?=.{2})")
_VERB_WITHIN = re.compile(rf"(?:重新|主动|停产|停业|自行|申请)?{VERB.pattern}")
_SAID = re.compile(r"(?:均|已|实现|全部|都|做到)*([一-鿿]{2,8})(?=[，。；,;]|$)")
_QUOTED = re.compile("[^“”]{0,4}“[^“”]{8,12}”")
_GOT = re.compile(
    "(?P<verb>参加|参与|通过|取得|获得|荣获|考取|申领)了?(?:[^，。；、的“”]{2,14}?(?:组织|举办|召开|开展|主办)的)?(?P<object>[^，。；、的“”]{3,}?)(?=[并且和]|$)"
)
"""A verb and what may be called by its last words alone: ``参加全省国家工作人员网上学法用法考试``."""
_SHARED_OUT = re.compile(f"(?:{PLACING}|明确|压实)[到给至为]")
"""How tasks are shared out, which tells nothing of what they are."""
_PASSIVE = re.compile(r"^[^，。；]{0,16}?(?=被)")


def noun_after(left: str, right: str) -> tuple[str, str]:
    """The noun phrase after a unit and what follows it: ``干部参加考试`` gives ``干部`` and ``参加考试``.

    The words before the number tell whether a verb that follows is what happened or a part of the noun.
    """
    right = _ABOUT.sub("", right)
    attributive = right.startswith("的")
    right = right.removeprefix("的")
    if owner := _OWNER.match(right):
        done = _DONE.search(right, owner.end())
        return owner[0], right[done.start() :] if done else right[owner.end() + 1 :]
    if (relative := _RELATIVE.match(right)) and (left.endswith(_OBJECTS) or VERB_LAST.search(left)):
        named = right[relative.end() :]
        right = right if _PREDICATE_AT_ONCE.match(named) or _VERB_AT_ONCE.match(named) else named
    if _MARKED_OBJECT.search(left) and (done := _DONE.search(right, 1)):
        return _bare_noun(right[: done.start()].rpartition("的")[2]), right[done.start() :]
    if not attributive and (_PREDICATE_AT_ONCE.match(right) or (_VERB_AT_ONCE.match(right) and not VERB_LAST.search(left))):
        return "", right
    stop = next((match for match in _PREDICATE.finditer(right) if match.start() and not match["compound"]), None)
    quotation = -1 if _MARKED_OBJECT.search(left) or not right.endswith("”") else right.find("“", 2)
    if quotation > 0 and "、" not in right[:quotation] and (stop is None or quotation < stop.start()):
        return _bare_noun(right[:quotation]), right[quotation:]
    placed = _PLACED.search(right)
    if placed and (stop is None or placed.start() <= stop.start() or placed.end() == stop.start()):
        return _bare_noun(right[: placed.start()]), placed[0] if placed[0] in _HANDED else ""
    noun = right[: stop.start()] if stop else right
    return _bare_noun(noun), right[len(noun) :]


def thing_named(unit: str, right: str) -> str:
    """All words up to the end of a clause that are one noun, though they begin like a predicate: ``未整改问题`` after ``12个``.

    Its last word tells it, which is a word for what the unit counts.
    """
    if unit not in _THING or not (_PREDICATE_AT_ONCE.match(right) or _VERB_AT_ONCE.match(right)) or _TOLD_OF.match(right):
        return ""
    return right if _THING[unit].fullmatch(right) else ""


def _bare_noun(noun: str) -> str:
    """The noun without what else its clause holds: the rest of a list, a quotation after it."""
    quotation = re.search(r"[“”]", noun[1:])
    if quotation and not noun.startswith("“"):
        noun = noun[: quotation.start() + 1]
    head, mark, kind = noun.rpartition("等")
    if mark and "、" in head and len(kind) >= _KIND and not kind.startswith(_ALLIES):
        return kind
    if len(noun) > 16:
        first, mark, others = noun.partition("、")
        noun = first if len(first) >= 4 else first + mark + others.partition("、")[0]
    noun = shorten(noun.lstrip("、，,；;：:。的”（）()+＋ \n").rstrip("、，,；;：:。的和及与”（）()+＋ \n"))
    return noun + "）" if "（" in noun and "）" not in noun else noun


def action_after(rest: str, *, bare: bool = False) -> str:
    """What is done with the counted things: ``接受培训`` after ``87名干部``; a verb that says no more than "done" is left out.

    A ``bare`` noun needs any other action, too (``被退回`` after ``2件文件因超期``).
    """
    rest = without_cause(rest)
    if action := _ACTION.match(rest):
        return action["action"]
    return _deed(first_verb(_PASSIVE.sub("", rest))) if bare and not rest.startswith(("中", "里", "平均")) else ""


def without_cause(rest: str) -> str:
    """What became of things, without why: ``被退回`` of ``因超期，被退回``."""
    return _CAUSE.sub("", rest)


def _deed(phrase: str) -> str:
    """What is done, without words on where, by whom and how."""
    means = MEANS.search(phrase)
    phrase = _COMPLETED.sub("", _MANNER.sub("", phrase[means.end() :] if means else phrase))
    if _SHARED_OUT.match(phrase):
        return ""
    phrase = _first_words(phrase, _DEED)
    return phrase if phrase.count("“") == phrase.count("”") else phrase.partition("“")[0]


def subject_and_action(between: str) -> tuple[str, str]:
    """The words between two numbers, cut where what was done starts: ``农民工追回工资``; all of them if it starts at once."""
    if places := _PLACES.match(between):
        return places[0], _MEANWHILE.sub("", between[places.end() :])
    noun, action = split_at_verb(between)
    return (_MEANWHILE.sub("", noun).rstrip("、"), action) if action else ("", between)


def split_at_verb(phrase: str) -> tuple[str, str]:
    """A phrase cut where its first verb after a noun starts; all of it is the noun if there is none."""
    verb = _VERB_WITHIN.search(phrase, 2)
    return (phrase[: verb.start()], phrase[verb.start() :]) if verb else (phrase, "")


def said_of_share(right: str) -> str:
    """What a share of the things before it did: ``持证上岗`` after ``执法人员100%``; nothing where more follows."""
    said = _SAID.match(right)
    return said[1] if said else ""


def first_verb(rest: str) -> str:
    """What is said of counted things that have no noun: ``均已完成`` gives ``完成``."""
    verb = re.match(
        rf"(?:均|已|全部|都|内|，|可以?|将于?|{BY_THEN}|(?:[0-9]{{4}}|[今去当])年|拟|正在|尚)*"
        r"(?P<verb>(?:[^，。；：、（(,;0-9“”《]|“[^“”]{1,12}”){1,40})",
        rest,
    )
    return _first_words(verb["verb"], _LONGEST_VERB) if verb else ""


def _first_words(phrase: str, limit: int) -> str:
    """The first words of a phrase, a quotation that is too long for the limit told whole; of what was taken part in or got the last."""
    if len(phrase) > limit and (got := _GOT.match(phrase)):
        return got["verb"] + last_words(got["object"], limit - len(got["verb"]))
    quoted = _QUOTED.match(phrase) if len(phrase) > limit else None
    return quoted[0] if quoted else first_words(phrase, limit)
