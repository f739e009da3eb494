"""What one quantity of a sentence measures, by the words of its clause and by what was told before it."""

import re
from bisect import bisect_left
from typing import NamedTuple

from kg.extraction.metrics import indicator as words
from kg.extraction.metrics.after import action_after, first_verb, said_of_share
from kg.extraction.metrics.completion import ADJUSTED, Context, complete, whole
from kg.extraction.metrics.deeds import HONOURED, SENT, are_brought, are_partners, are_visited, as_engaged, as_entered, sparing, with_deed
from kg.extraction.metrics.growth import growth
from kg.extraction.metrics.quantities import Quantity
from kg.extraction.metrics.rules import BATCHES, DURATIONS
from kg.extraction.metrics.trainings import TEACHING
from kg.extraction.metrics.types import Statement
from kg.extraction.metrics.verbs import POST
from kg.extraction.metrics.words import alternation, read_lines
from kg.extraction.segmentation import first_words, last_words

__all__ = ["MARKS", "RATIOS", "REACH", "Around", "Naming"]

RATIOS = frozenset({"%", "‰", "倍", "番", "个百分点", "百分点"})
REACH = 60  # characters of a clause that are looked at on either side of a number
_CLAUSE = 100  # characters of a clause before that are looked at, its last ones
_BREAK = re.compile(
    r"《[^》\n]{0,100}》|“[^”\n]{1,40}”|[（(][省市县区旗州乡镇街道村社组居、]{1,8}[）)]|[（(][次份册件户家个人场起条项台辆][）)]|[（(](?<=[一-鿿][（(])[一-鿿]{1,2}(?<![一二三四五六七八九十])[）)](?=[一-鿿])|[0-9][,，](?=[0-9]{3}(?![0-9]))|([，,；;：:。！？!?\n（(）)])"
)
_DONE_TO = re.compile(
    "^(?:(?:[对将把给向]|组织)[^，。；]{1,40}(?:实施|进行|开展)(?:为期[^，。；]{1,4}[天日周月]的?)?|[到赴在][^，。；]{1,12}?(?=旁听|观摩|参加|学习))"
)
_TIMES = frozenset({"次", "轮", "遍", "场", "批次", "场次"})
_PERSONS = frozenset({"人", "名", "人次", "位"})
_TAUGHT = frozenset({"学时", "课时"})
_PER_HEAD = re.compile("人均|每人")
_BARE = 3  # a noun up to this length says little by itself
_VERBAL = 8  # what is done in a time is told in no more characters
_HELD_TO = re.compile("(?:实行|做到|坚持|确保|实现)$")
_LIMIT_OF_TIME = re.compile("时限|用时|时间|时长|期限|周期|平均|历时|工作$")
MARKS = ("对", "将", "把", "为", "给", "就", "向", "从", "由", "被", "与", "就其中", "对其中")
"""Words before a number that only mark what follows it as the object or the place."""
_STANDING = re.compile(r"(?:名列|位列|位居|[列居])?(?:全[国省市州县区]|第).*|[0-9０-９].*")
_ACTED = re.compile("(?:[行作认]为|参与)$")
_PORTION = re.compile(r"的?(?P<noun>比例|比率)(?P<action>[^，。；]{0,10})")
_GENERIC = frozenset(
    {
        "平均",
        "日均",
        "月均",
        "年均",
        "人均",
        "户均",
        "幅度",
        "降幅",
        "减幅",
        "增幅",
        "总数",
        "总量",
        "总额",
        "占比",
        "比例",
        "比率",
        "数量",
        "金额",
    }
)
_REST = re.compile("(?:其[余他它]|剩[余下]|余下|另外|另有?)的?")
_OF_THESE = re.compile(
    "(?P<things>[^，。；、]{2,12}?(?<![检抽排评审核调]查)(?<!整治)(?<!行动)(?<!工作)(?<!过程)(?<!活动)(?<!培训)(?<!执法)(?<!监督)(?<!服务)(?<!比武)"
    "(?<!考核)(?<!评[比选])(?<![竞比]赛)(?<!建设)(?<!改革)(?<!处置)(?<!演练)(?<!办理)(?<!集)(?<!其)(?<!当)(?<![高初职]))中有?"
)
"""Things of some of which something is told: ``参赛作品中3件获奖``."""
_OF_WHICH = 6  # characters of them, their last words
_SEPARATORS = "、，,；;和及与 "
_EACH = re.compile("(?:平均)?每个?(?:行政|自然|基层)?(?:村|镇|乡镇?|街道|社区|村社|户|店|所|校|班|组|[省市县区]|县区|单位|家|件|案|座)")
"""Of which things a number is told each has so many: ``培养调解员60名，每村至少3名``."""
_SUCH = re.compile(
    f"(?:建议|提请|拟)?(?P<verb>{alternation((*read_lines('verbs.txt'), *read_lines('outcomes.txt')))})了?[^，。；、“”的]{{4,}}的"
)
"""What was done with such of the things counted before: ``废止与上位法不一致的7件``."""
_FOUND = re.compile("(?:反馈|指出|提出|提|发现|评出|查出|排查出|排出|收到|转办|交办|督办|提供|报送)的$")
"""Words before things whose number measures what found them: ``审计指出的5个问题``."""
_FAULT = re.compile("[^，。；、的]{0,6}?(?:问题|意见|建议|线索|隐患|事项|任务|信访件|案件)")
_SPENT = ("投入", "投资", "安排", "拨付", "筹集", "争取", "落实")
_PURPOSE = re.compile(
    "(?:为[^，。；]{2,10}?)?(?P<purpose>(?:建设|新建|建成|改造|升级|购置|购买|添置|开发|搭建|打造|实施|修缮|配备|用于|建)(?:了|好)?[^，。；、]{2,12})"
)
_CHOSEN = re.compile("[的等]$|^[在到][^，。；]{2,}[和及与]$")
"""Words that only tell which of the things after the number are meant, or give examples of them."""
_SERVING = re.compile(
    rf"(?:受聘)?(?:担任|为|作为|任)(?:我局|本局|局|县政府|市政府|区政府)?(?P<role>[^，。；“《]{{2,10}}(?:{POST}))(?=[，。；、]|$)"
)
_SELECTING = ("遴选", "挑选", "选取", "选定", "安排", "指定", "选出", "推选")
"""Verbs that say less of the chosen than what they were chosen for (``遴选5名现场述法``)."""
_AS_WHAT = re.compile("^作?为")
_GOING = re.compile("到|赴|在|走进|坐进|前往")
_CONVENED = re.compile("^(?:主持)?(?:召集|召开)[^，。；]{2,16}?会议?(?=听取|研究|审议|部署|专题|学习)")
_WEIGHTS = ("分值", "权重", "比重")
_MEAN = re.compile("(?:全[省市州县区])?(?:平均|已)?(?P<mean>[省市州县区乡镇村校组户所店亩案件班院]均)(?:已|达到?|配备|有|为)*")
_WHERE = re.compile("在[全我本各][省市州县区镇乡]")
_TIMES_AS_MUCH = re.compile(
    "(?:已|约)?(?:是|为|达到?|相当于|完成)(?P<other>(?:上年|去年|前年|[0-9]{4}年|同期|全年|年初|年度|调整|省定|市定|预算|计划|任务|目标)[^，。；0-9]{0,6})的"
)
_YEAR = re.compile(r"[0-9]{4}年$")
_IN_YEAR = re.compile("(?P<year>(?:去年|上年|前年|[0-9]{4}年)度?(?:同期|全年)?)(?:为|是|仅为|只有|仅|共|有)?")
_SHARE = re.compile(r"占(?!用|地|道|比)")


class Around(NamedTuple):
    """The words of its clause that a quantity has to itself; ``start`` is where those before it start."""

    start: int
    left: str
    right: str
    joined: bool  # the next quantity follows in the same clause

    @property
    def verb(self) -> str:
        """The words before the quantity, at the end of which a verb may stand."""
        return self.left.removesuffix("了")

    def caused(self, unit: str) -> bool:
        """Whether the things or people after the number were brought to do what is told of them."""
        return not self.joined and are_brought(self.verb, unit)


class Naming:
    """A sentence, as far as its quantities are read: the last indicator and the statements found."""

    def __init__(self, text: str, start: int, end: int, quantities: list[Quantity]) -> None:
        self.text = text
        self.opening = start
        self.quantities = quantities
        self.breaks = [start - 1, *(match.start() for match in _BREAK.finditer(text, start, end) if match[1]), end]
        self.starts = [quantity.start for quantity in quantities]
        self.reach = start  # where the words end that the quantities read so far have taken
        self.base = ""  # the last indicator, with which elliptical clauses go on
        self.found: list[Statement] = []

    def indicator(self, quantity: Quantity, around: Around, noun: str, rest: str, *, listed: bool = False) -> tuple[str, bool]:
        """The indicator, and whether elliptical clauses can go on with it."""
        ratio = quantity.unit in RATIOS
        change = growth(around.left, ratio=ratio)
        if change:
            subject, verb = change
            self.base = subject or self.base
            return words.join(subject or self.elided(around), verb), False
        if ratio and _SHARE.match(words.without_opening(around.left)):
            return words.join(self.elided(around), "占比"), False
        if ratio and (portion := _PORTION.match(around.right)):
            return first_verb(portion["action"]) + portion["noun"], False
        if quantity.unit in BATCHES and around.left.endswith("分"):
            stop = self.breaks[bisect_left(self.breaks, quantity.end)]
            done = first_verb(_DONE_TO.sub("", self.text[quantity.end : min(stop, quantity.end + REACH)]))
            return words.shorten(done) or words.phrase_before(around.left[:-1]), True
        if quantity.unit == "分" and _SHARE.match(words.without_opening(around.left)):
            return "分值", False
        if quantity.unit == "分" and around.left.endswith("占"):
            scored = words.phrase_before(around.left[:-1].removesuffix("并"))
            return scored if scored.endswith(_WEIGHTS) else words.join(scored, "分值"), False
        if mean := _MEAN.fullmatch(around.left):
            return words.join(self.elided(around), mean["mean"]), False
        if ratio and (compared := _TIMES_AS_MUCH.fullmatch(around.left)):
            return words.join(self.elided(around), f"为{compared['other']}{'倍数' if quantity.unit == '倍' else '比例'}"), False
        if not noun and rest and not ratio and (these := _OF_THESE.fullmatch(words.without_opening(around.left))):
            return words.join(first_verb(rest), last_words(these["things"], _OF_WHICH)), True
        if quantity.unit in _TAUGHT and _PER_HEAD.search(around.left) and (taught := self._taught(around)):
            return f"人均{taught}{quantity.unit}", False
        if not noun and self.base and (earlier := _IN_YEAR.fullmatch(around.left)):
            return words.join(earlier["year"], self.base), False
        if not noun and not ratio and around.left.endswith("的") and (told := self._such(quantity, around)):
            return told, True
        before = self._before(around, noun)
        if quantity.unit == "元" and before.endswith(_SPENT) and (purpose := _PURPOSE.match(around.right)):
            return words.join(before, purpose["purpose"]), True
        if quantity.unit == "分" and before in {"平均", "人均"}:
            return "平均分", False
        if before in _GENERIC or (not noun and _EACH.fullmatch(before)):
            return words.join(self.elided(around), before), False
        if not before and not noun and (year := _YEAR.search(around.left)):
            return words.join(year[0], self.base), False
        if quantity.unit in DURATIONS:
            before = _HELD_TO.sub("", before)
        if quantity.unit in DURATIONS and noun and around.right.startswith("的"):
            return noun, True
        if quantity.unit in DURATIONS and (not before or ((noun or rest) and not _LIMIT_OF_TIME.search(before))):
            done = first_words(first_verb(around.right), _VERBAL)
            return words.join(before or ("" if len(done) > _BARE else self.base), done + "时限"), False
        if (
            quantity.unit in _PERSONS
            and not noun
            and before
            and _GOING.match(rest)
            and not (len(before) > 2 and before.startswith(SENT))
            and (action := action_after(rest, bare=True))
        ):
            return ("旁听庭审" if action.startswith("旁听") else action) + (last_words(before, _BARE) or before[-2:]), True
        if quantity.unit in _TIMES and around.right and not around.left.endswith("的") and not words.has_verb(around.left):
            return words.shorten(first_verb(_CONVENED.sub("", around.right))) or before, True
        if not noun and around.left.endswith("等") and rest:
            return first_verb(rest), True
        if (
            not noun
            and quantity.unit in _PERSONS
            and not around.joined
            and rest.startswith(("进行", "开展"))
            and (action := action_after(rest))
        ):
            return action, True
        if not noun and len(before) <= 2 and rest.startswith(("参加", "赴")):
            return words.join(before, first_verb(rest)), True
        if ratio and before and (said := said_of_share(around.right)) and not around.joined:
            return words.join(before, said), True
        chosen = _CHOSEN.search(around.left) is not None and not around.joined and not _FOUND.search(around.left)
        if noun and around.left.endswith("对") and (spared := sparing(self.text, quantity.end, self.breaks[-1])):
            self.base = last_words(noun.rpartition("的")[2], _VERBAL)
            return ("" if "罚" in noun else spared) + self.base, False
        if (noun or before) and quantity.unit in _PERSONS and (role := _SERVING.match(rest)):
            return role["role"], True
        if noun and quantity.unit in _PERSONS and (engaged := as_engaged(around.left, noun)):
            return engaged, True
        if (
            not noun
            and rest
            and not around.joined
            and around.verb.endswith(_SELECTING)
            and (action := action_after(_AS_WHAT.sub("", rest), bare=True))
        ):
            return action, True
        if ratio or not noun:
            if (
                not noun
                and chosen
                and around.left.endswith("的")
                and not rest.startswith(("为", "是", "系"))
                and (action := action_after(rest, bare=True))
            ):
                return action, True
            return before or noun or self._said(quantity, around.left, rest), True
        if (found := _FOUND.search(around.left)) and (thing := _FAULT.match(noun)):
            return words.join(words.phrase_before(around.left[:-1]) or found[0][:-1], thing[0]), True
        if are_partners(around.left, rest) or HONOURED.match(rest):
            before, chosen = "", True
        visited = not around.joined and are_visited(around.left)
        bare = chosen or visited or listed or (len(noun) <= _BARE and not before) or around.caused(quantity.unit)
        return as_entered(noun, rest) or with_deed(before, noun, rest, bare=bare), True

    def _such(self, quantity: Quantity, around: Around) -> str:
        """What was done with such of the things counted or listed before as are told of; nothing if there were none."""
        such = _SUCH.fullmatch(words.without_opening(around.left))
        if such is None or (all(statement.unit != quantity.unit for statement in self.found) and such["verb"] not in ADJUSTED):
            return ""
        told = self.completed(quantity, around, such["verb"])
        return "" if told == such["verb"] else told

    def _taught(self, around: Around) -> str:
        """In what people were taught the hours that each had, if that is told before and not beside the number."""
        events: list[str] = TEACHING.findall(self.text, max(self.opening, around.start - REACH), around.start)
        return "" if TEACHING.search(around.left) or not events else events[-1]

    def _before(self, around: Around, noun: str) -> str:
        """The phrase before a number; with ``的`` at its end it only tells which of the things after it are meant."""
        if noun and (words.only_placed(around.left) or _WHERE.fullmatch(around.left)):
            return ""
        if noun and around.left.endswith("的"):
            return words.phrase_before(around.left[:-1]) if len(noun) <= _BARE else ""
        if noun and around.left.endswith(MARKS) and not _ACTED.search(around.left):
            return ""
        if not around.left and self.text[around.start - 1 : around.start] in {")", "）"}:
            return words.phrase_before(self.clause_before(around, past=2).lstrip(_SEPARATORS))
        if noun and around.left.endswith("等") and (action := words.action_at_start(around.left)):
            return action
        phrase = words.phrase_before(around.left)
        return phrase.removesuffix("文件") if noun and around.left.endswith(("》", "》等")) else phrase

    def completed(self, quantity: Quantity, around: Around, name: str) -> str:
        """An indicator with what the words and the numbers before it tell of its things."""
        clause = self.clause_before(around)
        place = around.start - len(clause) - 1
        counted = bisect_left(self.starts, place) < bisect_left(self.starts, around.start)
        text = self.text[max(self.opening, around.start - REACH) : quantity.lead]
        return complete(name, quantity.unit, Context(clause, counted, text, self.found))

    def _said(self, quantity: Quantity, left: str, rest: str) -> str:
        """What is said of counted things that have no noun: ``14条因证据不足被退回``, ``其余3条正在整改``."""
        verb = first_verb(rest)
        if len(verb) > 1 and quantity.unit not in _PERSONS and _REST.fullmatch(left) and (things := whole(quantity.unit, self.found)):
            return words.join(f"正在{verb}" if rest.startswith("正") else verb, things)
        return verb if verb and quantity.unit in _PERSONS else words.join(self.base, verb)

    def elided(self, around: Around) -> str:
        """What an elliptical clause goes on with: the last indicator, or else the clause before."""
        return self.base or words.phrase_before(_STANDING.sub("", self.clause_before(around)))

    def clause_before(self, around: Around, past: int = 1) -> str:
        """The clause before that of a quantity, or with ``past`` 2 what no number took of the one before that; of a long one its end."""
        place = bisect_left(self.breaks, around.start) - past
        if place <= 0:
            return ""
        end = self.breaks[place]
        return self.text[max(self.breaks[place - 1] + 1, end - _CLAUSE, self.reach if past > 1 else 0) : end]
