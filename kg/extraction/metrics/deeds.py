"""What people and things were brought to, taken into or agreed on: deeds that name them better than a verb before their number."""

import re

from kg.extraction.metrics import indicator as words
from kg.extraction.metrics.after import action_after
from kg.extraction.segmentation import last_words

__all__ = ["AGREED", "HONOURED", "SENT", "are_brought", "are_partners", "are_visited", "as_engaged", "as_entered", "sparing", "with_deed"]

_PERSONS = frozenset({"人", "名", "人次", "位"})
_LISTED = 8  # characters of a list that things were entered in, its last words
_BARE = 3  # a deed up to this length says little by itself
_LONG = 8  # more characters before a number are too many to tell beside a noun
_THINGS = 6  # characters of what the things are
_CAUSING = ("指导", "督促", "督导", "推动", "助推", "帮助", "协助", "辅导", "引导", "支持", "鼓励", "促成", "促使", "敦促")
"""Verbs of which the things after the number did what is told of them: ``指导12家企业修复信用``."""
SENT = ("抽调", "选派", "派出", "派驻", "选调", "下派", "增派", "选送")
"""Verbs of sending people, which name them better than where they went (``抽调骨干8名到专班值守``)."""
_ORDERING = re.compile(f"(?:{'|'.join(SENT)}|安排|(?:^|[，共并年月日已])(?:先后|分批|分两批)?组织)$")
"""Verbs before people who did what is told of them: ``选派12名干部参加培训``."""
_WENT = ("到", "赴", "往", "前往", "在")
"""How words on where people were sent start, which are no deed: ``派驻5名干部到村工作``."""
_VISITED_LAST = frozenset("到赴进入遍")
_VISITED = re.compile("(?:(?<![达做得收接受看找及伸盖加大解实分细派直推增升高少低压减缩短展发扩涨落系送])到|赴|走进|深入|走遍)$")
_WITH = re.compile("(?<![参给赋])与[^，。；、的]{0,4}$")
_ENTERED = re.compile(
    "(?:因[^，。；]{1,12}?)?(?:依法|及时|均|已|全部|分别)*被?(?P<verb>列入|纳入|计入|记入)[^，。；“”]{0,16}?"
    "(?P<list>[^，。；、的“”]{0,8}(?:名单|名录|档案|记录|平台)|“[^“”]{1,8}单”)(?=[，。；、和并及实进]|管理|监管|$)"
)
"""What things were entered in, by which they are called: ``将3家企业列入失信名单``."""
_HANDED = re.compile(
    "(?:被|已|均|全部|依法|及时)*(?P<to>移[交送](?:给|至)?[^，。；、]{0,3}?(?:公安(?:机关|部门|分局|局|经侦)?|司法机关|检察机关|纪委监委))"
)
_BRAND = re.compile("[^，。；“”通在经未不]{0,16}?(?P<brand>“[^“”]{2,8}”)(?!平台|系统|窗口|专[区栏窗]|APP|客户端|小程序|公众号|网)")
_SERVICES = ("事项", "业务", "服务")
"""What offices do for people, told by the name of the way: ``9个事项列入“最多跑一次”目录``."""
_CASE = ("案", "案件", "线索")
"""Where cases were handed, told with them: ``1起盗窃案移交公安机关``."""
_ENGAGED = re.compile("(?P<verb>[外续新返]聘|[聘选][请任用聘]|请来)了?(?P<whence>[^，。；、]{0,20})$")
"""How people were engaged, and whence: ``续聘江宁律师事务所2名律师``."""
AGREED = re.compile("(?:分别|均|已|共同|逐一|重新|联合)?(?:续?签|建立|达成|订立|缔结)")
"""What is done with others, who are called by it."""
HONOURED = re.compile("(?:全部|先后|分别|均|已|今年)*(?:被(?:评为|授予|命名|表彰)|荣?获(?![准批]|得感)|入选|当选|取得)")
"""What was conferred on people and things, who are called by it and not by whose they are."""
_SPARING = "(?:不予|免予|免于|从轻|减轻)(?:行政)?处罚|免罚"
_SPARED = re.compile(
    "(?:(?![检抽巡排]查|宣讲|公布|立案(?!后)|开展(?!.{0,4}教育)|(?<![其核])对(?![其照比]))[^。；0-9０-９]){0,50}?"
    rf"(?<![未不])(?<!不[得再予能])(?P<spared>{_SPARING})(?:[、或和及](?:{_SPARING}))*+(?:等?的?决定|[等的])?(?=[，,。；、或和及并（(）)]|$)"
)
"""What the offenders just counted are spared, told before any others and any other work: ``对3起轻微违法行为批评教育，不予处罚``."""


def are_brought(verb: str, unit: str) -> bool:
    """Whether the things or people after a number did what is told of them, by the words before it."""
    return verb.endswith(_CAUSING) or (unit in _PERSONS and _ORDERING.search(verb) is not None)


def are_visited(left: str) -> bool:
    """Whether the things after a number are places where something was done: ``深入12个村``."""
    return left[-1:] in _VISITED_LAST and _VISITED.search(left) is not None


def are_partners(left: str, rest: str) -> bool:
    """Whether something was signed or set up with those whose number stands between the words: ``与12个乡镇签订责任书``."""
    return AGREED.match(rest) is not None and _WITH.search(left) is not None


def as_entered(noun: str, rest: str) -> str:
    """Things by the list that they were entered in, by where they were handed or how they are done, by the words after them."""
    if noun.endswith(_CASE) and (handed := _HANDED.match(rest)):
        return handed["to"] + last_words(noun, _THINGS)
    if len(noun) <= _THINGS and noun.endswith(_SERVICES) and (way := _BRAND.match(rest)):
        return way["brand"] + noun
    entered = _ENTERED.match(rest)
    return entered["verb"] + last_words(entered["list"], _LISTED) + last_words(noun.rpartition("的")[2], _THINGS) if entered else ""


def as_engaged(left: str, noun: str) -> str:
    """People by that they were engaged, without whence and of which kind; nothing if neither is told."""
    engaged = _ENGAGED.search(left)
    who = noun.rpartition("的")[2]
    return engaged["verb"] + who if engaged and (engaged["whence"] or who != noun) and len(who) > 1 else ""


def sparing(text: str, start: int, end: int) -> str:
    """What the offenders whose number ends at ``start`` were spared (``不予处罚``), if that is told before ``end``."""
    spared = _SPARED.match(text, start, end)
    return spared["spared"] if spared else ""


def with_deed(before: str, noun: str, rest: str, *, bare: bool) -> str:
    """Things by what the words after them tell was done, or else by the words before their number.

    A ``bare`` noun needs any action that is told.
    """
    action = action_after(rest, bare=bare) if rest else ""
    if _ORDERING.search(before) and action.startswith(_WENT):
        action = ""
    if action.endswith(noun[-2:]) and len(action) > _BARE:
        return action
    if action and len(action) + len(noun) <= words.LIMIT:
        return action + noun
    return noun if len(before) > _LONG and len(noun) > _BARE else words.join(before, noun)
