"""Texts that are hard to extract from, and what holds of every extraction."""

import hashlib
import random
from collections.abc import Callable
from itertools import pairwise

from kg.form import from_dict, to_dict
from kg.reading.cleaning import clean
from kg.resources import seeds_folder
from kg.types import Extraction, SourceText

__all__ = ["FRAGMENTS", "LONG", "check", "medley", "source_of"]

FRAGMENTS = (
    *("我局", "市公安局", "开展", "印发", "联合", "双随机", "不足", "提高", "由3项减为2项", "率达100%", "百分之五", "12次", "１２", "万"),
    *(
        "存在问题",
        "下一步",
        "2023年",
        "一是",
        "（二）",
        "三、",
        "《工作方案》",
        "《",
        "》",
        "〈",
        "〉",
        "“",
        "”",
        "。",
        "，",
        "；",
        "：",
        "、",
        ".",
    ),
    *("\n", "\r\n", "\r", "\u2028", "\t", "   ", "\u3000", "\u00a0", "\u200b", "\ufeff", "\x00", "\x07", "\x1b", "\x85"),
    *("😀", "👨‍👩‍👧", "𠮷", "𪚥", "é", "e\u0301", "ＡＢＣ", "％", "１００％", "㈠", "①", "Ⅳ", "½", "٣", "abc", "**", "# ", "| "),
    *("等", "的", "以及", "根据", "落实", "要求", "共", "余", "起", "件", "元", "未发生", "下降", "甲市乙县司法局", "二〇二一年三月五日"),
)


def source_of(raw: str) -> SourceText:
    text, offsets = clean(raw)
    return SourceText("a.txt", text, raw, offsets, hashlib.sha256(raw.encode()).hexdigest(), "text/plain", "utf-8")


def check(extraction: Extraction, source: SourceText | None = None) -> None:
    """All that holds of every extraction, and of the places of its mentions in the ``source``."""
    text = extraction.text
    assert from_dict(to_dict(extraction)) == extraction
    mentions = (*extraction.organizations, *extraction.policies, *extraction.metrics, *extraction.measures, *extraction.problems)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(text[evidence.start : evidence.end] == evidence.text for _, evidence in extraction.report.evidence)
    ids = {mention.id for mention in mentions}
    assert len(ids) == len(mentions)
    kinds = {"measured_by": extraction.metrics, "involves": extraction.organizations}
    objects = {
        name: {mention.id for mention in kinds.get(name, extraction.policies)} for name in {link.type for link in extraction.relations}
    }
    measures = {measure.id for measure in extraction.measures}
    assert all(link.subject in measures and link.object in objects[link.type] for link in extraction.relations)
    assert len(set(extraction.relations)) == len(extraction.relations)
    assert all(0 <= measure.confidence <= 1 for measure in extraction.measures)
    if source:
        assert all(a <= b for a, b in pairwise(source.offsets))
        assert all(source.raw[source.offsets[mention.start]] == mention.text[0] for mention in mentions)
        assert all(source.raw[source.offsets[mention.end - 1]] == mention.text[-1] for mention in mentions)


def medley(length: int, seed: int) -> str:
    """Fragments in random order, the same for the same seed."""
    generator = random.Random(seed)
    return "".join(generator.choice(FRAGMENTS) for _ in range(length))


def _repeated(unit: str) -> Callable[[int], str]:
    """Makes a text of a number of bytes (UTF-8) of one unit."""
    return lambda size: unit * (size // len(unit.encode()))


def _led(clause: str, figure: str) -> Callable[[int], str]:
    """Makes a text of a number of bytes of a long clause and, after it, figures that it may tell something of."""
    return lambda size: f"{_repeated(clause)(size // 2)}，{_repeated(figure)(size // 2)}"


def _real(size: int) -> str:
    return _repeated((seeds_folder() / "reports" / "000.txt").read_text(encoding="utf-8"))(size)


LONG: dict[str, Callable[[int], str]] = {
    "a real report": _real,
    "a real report in one line": lambda size: _real(size).replace("\r", "").replace("\n", ""),
    "no punctuation": _repeated("组织开展行政执法检查"),
    "phrases of the lexicon": _repeated("双随机抽查名录库聘请法律顾问"),
    "commas only": _repeated("，"),
    "clauses": _repeated("开展检查，"),
    "sentences": _repeated("开展检查3次。"),
    "opening brackets": _repeated("《"),
    "titles": _repeated("《条例》、"),
    "digits": _repeated("1"),
    "bodies": _repeated("市公安局、"),
    "lists of bodies": _repeated("公安部门、"),
    "batches": _repeated("分2批检查"),
    "counted groups": _repeated("执法、普法两个小组"),
    "bodies that work together": _repeated("与甲局、公安、"),
    "sections": _repeated("县公安局河湖"),
    "bodies that are honoured": _repeated("，花桥中队连续三年被"),
    "bodies joined by and": _repeated("县残联和"),
    "letters": _repeated("a"),
    "headings": _repeated("一、工作\n"),
    "means": _repeated("通过培训、检查等方式，"),
    "problems": _repeated("一是人员不足，"),
    "astral characters": _repeated("𠮷😀"),
    "figures of a training": _led("甲乙培训", "合格率5%"),
    "people at a training": _led("甲乙培训", "参训5人"),
    "figures of quoted things": _led("“甲乙”", "材料5件"),
    "figures of a list": _led("甲率、", "分别为5%"),
    "shares": _led("甲乙", "占5%"),
    "growths": _led("甲乙", "增长5%"),
    "zeros and figures": _repeated("零投诉检查5件"),
}
"""Texts of a number of bytes, each in one line but the first and the headings."""
