"""Phrases are cut between words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.metrics import find_metrics
from kg.extraction.segmentation import first_words, last_words


@pytest.mark.parametrize(
    ("phrase", "limit", "expected"),
    [
        ("行政执法案卷评查", 8, "行政执法案卷评查"),
        ("行政执法案卷评查", 7, "执法案卷评查"),
        ("行政执法案卷评查", 3, "评查"),
        ("行政执法案卷评查", 1, ""),
        ("行政执法案卷评查", 0, ""),
        ("行政执法案卷评查", -3, ""),
        ("", -3, ""),
        ("a" * 50, 20, ""),
    ],
)
def test_the_last_words_that_fit(phrase: str, limit: int, expected: str) -> None:
    assert last_words(phrase, limit) == expected


@pytest.mark.parametrize(
    ("phrase", "limit", "expected"),
    [
        ("行政执法案卷评查", 8, "行政执法案卷评查"),
        ("行政执法案卷评查", 7, "行政执法案卷"),
        ("执法检查和案卷评查", 6, "执法检查"),
        ("行政执法案卷评查", 1, ""),
        ("行政执法案卷评查", -3, ""),
        ("a" * 50, 20, ""),
    ],
)
def test_the_first_words_that_fit(phrase: str, limit: int, expected: str) -> None:
    assert first_words(phrase, limit) == expected


@given(st.text(alphabet="行政执法案卷评查的、“A1 \n", max_size=60), st.integers(-2, 30))
def test_what_comes_first_is_a_start_that_fits(phrase: str, limit: int) -> None:
    first = first_words(phrase, limit)
    assert phrase.startswith(first)
    assert len(first) <= max(0, limit)


@given(st.text(alphabet="行政执法案卷评查的、“A1 \n", max_size=60), st.integers(-2, 30))
def test_what_is_left_is_an_end_that_fits(phrase: str, limit: int) -> None:
    left = last_words(phrase, limit)
    assert phrase.endswith(left)
    assert len(left) <= max(0, limit)


def test_an_indicator_that_is_too_long_starts_with_a_word() -> None:
    text = "因制定政策措施过程中设置本地企业注册登记前置条件要求被叫停的文件3份。"
    for metric in find_metrics(text, [(0, len(text))]):
        assert len(metric.indicator) <= 20
    text = "未发生因落实重大行政决策社会稳定风险评估制度规定程序不到位引发群体性事件。"
    assert [metric.indicator for metric in find_metrics(text, [(0, len(text))])] == ["风险评估制度规定程序不到位引发群体性事件"]


def test_the_segmenter_is_loaded_late_and_quietly_and_writes_nothing(tmp_path: Path) -> None:
    program = (
        "import sys; from kg.extraction.segmentation import first_words, last_words; assert 'jieba' not in sys.modules\n"
        "assert last_words('行政执法案卷评查', 7) == '执法案卷评查'"
    )
    compiled_anew = ("-B", "-X", f"pycache_prefix={tmp_path / 'none'}")  # compiling is when invalid escapes are warned of
    result = subprocess.run(
        [sys.executable, "-W", "error", *compiled_anew, "-c", program],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
