"""A share of the fuzzing, which ``fuzz_readers.py`` does at length."""

import random
from collections import Counter
from pathlib import Path

import pytest
from fuzz_readers import fuzz, make
from fuzz_samples import SAMPLES

from kg.reading.document import parse


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "RTF"])
def test_a_sample_is_read_as_long_as_it_is_whole(name: str) -> None:
    sample = SAMPLES[name]
    assert "依法行政工作" in parse(sample.join(sample.parts, random.Random(0)), Path(name)).text


def test_an_input_is_a_function_of_its_number() -> None:
    assert make(1, 0) == make(1, 0) != make(1, 1)


def test_damaged_files_give_texts_that_keep_their_promise_or_a_reason() -> None:
    outcomes: Counter[str] = Counter()
    assert list(fuzz(range(400), 1, outcomes)) == []
    assert len(outcomes) > 1
