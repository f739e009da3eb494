"""Reports posted several times are found; those of another year or bureau are kept apart."""

import random
import re
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build.duplicates import ALIKE, Item, group, likeness, shingles, sketch
from kg.evaluation import SETS, load_set
from kg.reading import read
from kg.training.genre import load_genre_texts

REPORTS = {report.path.stem: read(report.path).text for name in SETS for report in load_set(name)}
HEADER = "首页 > 政务公开 > 法治政府建设\n发布机构：某某办公室  发布日期：2025-02-01  浏览次数：88\n【字体：大 中 小】 打印 关闭\n"
FOOTER = "\n上一篇：关于召开会议的通知\n主办：某某人民政府  网站标识码：1234567890  技术支持：某某科技\n"


def mended(text: str, share: float) -> str:
    """The text with a share of its characters replaced by others of it."""
    chance = random.Random(text)
    chars = list(text)
    for place in chance.sample(range(len(chars)), int(share * len(chars))):
        chars[place] = chance.choice(text)
    return "".join(chars)


def next_year(text: str, strangers: Sequence[str]) -> str:
    """What a clerk makes of last year's report: other figures throughout, and every fifth sentence new."""
    chance = random.Random(text)
    sentences = re.split(r"(?<=[。；])", re.sub(r"\d", lambda _: chance.choice("0123456789"), text))
    for place in range(0, len(sentences), 5):
        sentences[place] = chance.choice(strangers)
    return "".join(sentences)


def reposts(text: str) -> dict[str, str]:
    return {
        "header": HEADER + text,
        "footer": text + FOOTER,
        "cut": text[: int(len(text) * 0.75)],
        "mended": mended(text, 0.01),
        "halfwidth": "\n".join(text.translate(str.maketrans("，。：；（）", ",.:;()")).replace("\n", "\n\n").split("，")),
        "all": HEADER + mended(text, 0.01)[: int(len(text) * 0.95)] + FOOTER,
    }


def groups(texts: dict[str, str], known: dict[str, tuple[str | None, int | None]] | None = None) -> tuple[tuple[str, ...], ...]:
    return group((Item(key, *(known or {}).get(key, (None, None)), sketch(text)) for key, text in texts.items()), texts.__getitem__)


def pairs(found: tuple[tuple[str, ...], ...]) -> set[tuple[str, str]]:
    return {pair for keys in found for pair in combinations(keys, 2)}


def test_reposts_are_found_and_nothing_else() -> None:
    """Precision and recall over pairs: ten reports six times again, beside their next years, a book of them all and 55 other reports."""
    others = [text.text for text in load_genre_texts() if text.kind == "marked"]
    sentences = [sentence for text in others for sentence in re.split(r"(?<=[。；])", text)]
    texts = {f"other-{index}": text for index, text in enumerate(others)} | {"book": "\n".join(REPORTS.values())}
    expected = []
    for name, text in REPORTS.items():
        same = {name: text} | {f"{name}-{kind}": again for kind, again in reposts(text).items()}
        texts |= same | {f"{name}-next-year": next_year(text, sentences)}
        expected.append(tuple(sorted(same)))
    found = groups(texts)
    right, wrong = pairs(found) & pairs(tuple(expected)), pairs(found) - pairs(tuple(expected))
    assert not wrong, "precision"
    assert len(right) == 10 * 21, "recall"
    assert found == tuple(sorted(expected))


def test_a_report_of_another_bureau_or_year_is_another_report() -> None:
    text = REPORTS["d1"]
    texts = {"a": text, "b": text, "c": HEADER + text}
    assert groups(texts) == (("a", "b", "c"),)
    assert groups(texts, {"a": ("甲局", 2023), "b": ("乙局", 2023), "c": ("乙局", 2023)}) == (("b", "c"),)
    assert groups(texts, {"a": ("甲局", 2022), "b": ("甲局", 2023), "c": ("甲局", 2024)}) == ()


def test_what_is_not_known_goes_with_the_most_alike() -> None:
    text = REPORTS["d1"]
    texts = {"a": text, "b": mended(text, 0.02), "unknown": mended(text, 0.001)}
    known: dict[str, tuple[str | None, int | None]] = {"a": ("甲局", 2022), "b": ("甲局", 2023)}
    assert groups(texts, known) == (("a", "unknown"),)


def test_two_that_are_apart_do_not_come_together_through_a_third() -> None:
    text = REPORTS["d1"]
    texts = dict.fromkeys("abcd", text)
    known: dict[str, tuple[str | None, int | None]] = {"a": ("甲局", None), "b": (None, 2022), "c": ("甲局", 2023), "d": ("乙局", 2022)}
    found = groups(texts, known)
    assert found
    for keys in found:
        for one, other in combinations(keys, 2):
            assert not Item(one, *known[one]).apart(Item(other, *known[other]))


def test_a_long_text_with_another_as_a_part_is_another() -> None:
    text = REPORTS["d1"]
    assert groups({"report": text, "book": text + REPORTS["d2"] + REPORTS["d3"]}) == ()


def test_likeness_is_the_share_of_common_shingles() -> None:
    assert likeness(shingles("法治政府建设年度报告"), shingles("法治政府建设年度报告")) == 1.0
    assert likeness(np.arange(9, dtype=np.uint64), np.arange(1, 10, dtype=np.uint64)) == pytest.approx(8 / 10)
    assert likeness(np.arange(10, dtype=np.uint64), np.arange(6, dtype=np.uint64)) == 0.6  # the whole of the shorter one
    assert likeness(np.arange(10, dtype=np.uint64), np.arange(4, dtype=np.uint64)) == 0.0
    assert likeness(np.arange(10, dtype=np.uint64), np.arange(2, 12, dtype=np.uint64)) == 0.0 < 8 / 12 < ALIKE


@pytest.mark.parametrize(
    ("texts", "expected"),
    [({}, ()), ({"a": "一"}, ()), ({"a": "\ud800", "b": "法治"}, ()), ({"a": "法治", "b": "法，治"}, (("a", "b"),))],
    ids=["none", "one", "lone surrogate", "shorter than a shingle"],
)
def test_odd_texts_do_no_harm(texts: dict[str, str], expected: tuple[tuple[str, ...], ...]) -> None:
    assert groups(texts) == expected


def test_blanks_widths_and_punctuation_do_not_count() -> None:
    assert np.array_equal(shingles("２０２３年，开展 检查12次。"), shingles("2023年开展检查12次"))


FAMILY = [REPORTS["d1"][:400], mended(REPORTS["d1"][:400], 0.01), REPORTS["d1"][:300], REPORTS["d2"][:400], REPORTS["d2"][20:400]]
ITEMS = st.lists(
    st.tuples(st.sampled_from(FAMILY), st.sampled_from([None, "甲局", "乙局"]), st.sampled_from([None, 2022, 2023])), max_size=8
)


@given(ITEMS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_what_is_apart_stays_apart(
    rows: list[tuple[str, str | None, int | None]], chance: random.Random
) -> None:
    items = [Item(str(index), bureau, year, sketch(text)) for index, (text, bureau, year) in enumerate(rows)]
    found = group(items, lambda key: rows[int(key)][0])
    assert group(chance.sample(items, len(items)), lambda key: rows[int(key)][0]) == found
    keys = [key for members in found for key in members]
    assert len(keys) == len(set(keys))
    for members in found:
        assert len(members) > 1
        assert not any(items[int(one)].apart(items[int(other)]) for one, other in combinations(members, 2))
