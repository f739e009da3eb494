"""Changes that one number tells by how much: ``同比增长12%``, ``较上年多3件``."""

import re

from kg.extraction.metrics.indicator import phrase_before

__all__ = ["NEGATIVE_GROWTH", "growth", "is_minus", "noun_of_change"]

NEGATIVE_GROWTH = "负增长"
_GROWTH = re.compile(
    r"(?P<subject>.*?)(?:，?(?:同比|环比)|(?<![同环])[较比](?![例重率值对武赛选大多高好为])[^，。；较比]{1,8}?)?(?:实现)?(?:平均|分别|大幅|再|又|各)?"
    r"(?P<verb>负增长|增长|增加|上升|提高|提升|上涨|递增|下降|减少|降低|压缩|压减|缩短|缩减|精简|减轻|下浮|回落|前移|前进|上移|改善|提速|下滑|收窄|扩大|多|少|增|降|升|翻)(?:了|幅度?达?)?(?:约|近|达到?|超)?$"
)
_MINUS = frozenset("负-－−")
_NEGATIVE = re.compile(r"(?:(?<=同比)|(?<=环比)|(?:增长率|增长速度|增长幅度|增长|增速|增幅|涨幅)为?)[负\-－−]$")
"""A growth below zero, a decrease by the number that follows."""
_GROWTH_LAST = frozenset("长加升高涨增降少低减缩短简轻浮落移善速滑窄大多翻进了幅度约近达到超")
_COMPARED = re.compile(r"同比|环比|(?<![同环])[较比](?![例重率值对武赛选大多高好为])[^，。；]")
_NOUN_OF_CHANGE = {"多": "增加", "增": "增加", "升": "上升", "少": "减少", "减": "减少", "涨": "上涨", "降": "下降", "翻": "增长"}
_ON_BASIS = re.compile(r"在[^，。；在]{2,8}基础上$")


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
