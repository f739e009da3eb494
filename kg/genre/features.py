"""What tells a report on law-based government from other texts, as few numbers between 0 and 1 that each have a meaning in words."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.genre.title import find_title

__all__ = ["FEATURES", "Feature", "Observation", "observe"]

_PER = 1000  # characters that words are counted for

_FORMULA = re.compile(r"将[^。；\n]{2,60}(?:报告|汇报|总结|公开|公布)(?:如下|于后)|(?:报告|汇报|总结)如下|作如下(?:报告|汇报)")
_PROBLEMS = re.compile(
    r"存在(?:的|着|一些|的主要)?(?:问题|不足|困难|短板|差距)|主要问题|突出问题|问题(?:不足|和|与|及)|不足(?:之处|和|与|是|：|。)|困难[和与]|差距[和与]"
)
_PLANS = re.compile(
    "|".join(
        [
            *("下一?步", "打算", "努力方向"),
            *(rf"{year}年度?的?(?:工作)?(?:打算|计划|安排|思路|重点|设想)" for year in ("下", "明", r"20\d\d")),
            *(f"{time}的?(?:工作|打算|安排|计划)" for time in ("今后", "下半年", "下季度", "二季度", "三季度", "四季度")),
        ]
    )
)
_DONE = re.compile(r"\d[余多]?万?(?:人次|家次|件次|户次|艘次|场次|次|件|起|家|份|场|期|户|宗|卷|处|名|篇|项|批|条|%|％)")
_UNIT = "[局委厅办镇乡县市区省州旗院处所队站街]"
_OWN = re.compile(f"我(?:{_UNIT}|部门|单位)|本{_UNIT}|全(?:{_UNIT}|系统)")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


_NO_TITLE = "it has no title that names a kind of document"
_BESIDES = {
    (True, True): " on law-based government",
    (True, False): ", but not on law-based government",
    (False, True): ", not a report",
    (False, False): ", not a report",
}


@dataclass(frozen=True, slots=True)
class Feature:
    """A number between 0 and 1, and in words what it means when it is ``much`` or ``little``.

    ``{title}`` and ``{subject}`` stand for details of the title: see :class:`Observation`.
    """

    name: str
    much: str
    little: str


FEATURES = (
    Feature("title", "{title}", "{title}"),
    Feature("subject", "its title is of another subject ({subject})", "no title is of another subject"),
    Feature("formula", "it says that it reports (现将…报告如下)", "it nowhere says that it reports (现将…报告如下)"),
    Feature("problems", "it names problems", "no section on problems"),
    Feature("plans", "it says what comes next", "no section on what comes next"),
    Feature("law", "full of words of law-based government", "few words of law-based government"),
    Feature("done", "it counts what was done", "hardly a count of what was done"),
    Feature("own", "a body speaks of itself (我局)", "no body speaks of itself (我局)"),
    Feature("orders", "it gives orders to others (应当, 各单位要)", "it gives no orders"),
    Feature("person", "one person speaks (本人)", "no single person speaks"),
    Feature("audience", "it is news or a speech (会议指出, 同志们)", "it is neither news nor a speech"),
    Feature("outside", "outsiders, tenders or single cases are spoken of (评估组, 采购, 当事人)", "no outsiders, tenders or single cases"),
    Feature("disclosure", "it is of the disclosure of information (政府信息公开)", "it is not of the disclosure of information"),
    Feature("page", "it is a page of links, downloads or a form (点击, 附件, 登录)", "it is more than links"),
    Feature("prose", "it has whole sentences", "hardly a whole sentence"),
    Feature("han", "it is Chinese", "it is not Chinese"),
)


@dataclass(frozen=True, slots=True)
class Observation:
    """The values of :data:`FEATURES` for a text, in their order, and what the phrases say of its title.

    ``details`` says in words what the ``title`` names, and which other ``subject`` it has, if it has one.
    """

    values: tuple[float, ...]
    details: Mapping[str, str]


def observe(text: str) -> Observation:
    """Look at a text that is not empty."""
    words = _found(text)
    title = find_title(text)
    subjects = _found(title.text) if title else {}
    details = {"title": _NO_TITLE}
    named = 0.5
    if title:
        law = "title_law" in subjects
        named = float(title.noun.report and law)
        details["title"] = f"its title names {title.noun.english} ({title.noun.word})" + _BESIDES[title.noun.report, law]
    if "title_other" in subjects:
        details["subject"] = subjects["title_other"][0]
    size = len(text)

    def density(count: int, enough: float) -> float:
        """How often something occurs for each 1,000 characters, where ``enough`` times or more is 1."""
        return min(1.0, count * _PER / size / enough)

    values = {
        "title": named,
        "subject": float("subject" in details),
        "formula": float(bool(_FORMULA.search(text))),
        "problems": float(bool(_PROBLEMS.search(text))),
        "plans": float(bool(_PLANS.search(text))),
        "law": density(len(words.get("law", ())), 20),
        "done": density(len(_DONE.findall(text)), 20),
        "own": density(len(_OWN.findall(text)), 2),
        "orders": density(len(words.get("orders", ())), 15),
        "person": density(len(words.get("person", ())), 4),
        "audience": density(len(words.get("audience", ())), 6),
        "outside": density(len(words.get("outside", ())), 8),
        "disclosure": density(len(words.get("disclosure", ())), 10),
        "page": density(len(words.get("page", ())), 15),
        "prose": sum(len(line) for line in text.split("\n") if "。" in line or "；" in line) / size,
        "han": sum(map(len, _HAN.findall(text))) / size,
    }
    return Observation(tuple(values[feature.name] for feature in FEATURES), details)


def _found(text: str) -> Mapping[str, Sequence[str]]:
    """The words of each list of ``words.toml`` that a text has, as often as it has them; of words that overlap, the longest first one."""
    automaton, lists = _words()
    found: dict[str, list[str]] = {}
    for index, start, end in automaton.find_matches_as_indexes(text):
        for name in lists[index]:
            found.setdefault(name, []).append(text[start:end])
    return found


@cache
def _words() -> tuple[AhoCorasick, Sequence[tuple[str, ...]]]:
    lists: Mapping[str, Sequence[str]] = tomllib.loads(files("kg.genre").joinpath("words.toml").read_text(encoding="utf-8"))
    names: dict[str, tuple[str, ...]] = {}
    for name, words in lists.items():
        for word in words:
            names[word] = (*names.get(word, ()), name)
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), tuple(names.values())
