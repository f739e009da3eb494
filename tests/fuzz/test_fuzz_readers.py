"""A share of the fuzzing, which ``fuzz_readers.py`` does at length."""

import random
from collections import Counter
from pathlib import Path

import pytest
from fuzz_readers import fuzz, make
from fuzz_samples import SAMPLES

from kg.reading import pool
from kg.reading.document import parse


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in {"RTF", "ZIP"}])
def test_a_sample_is_read_as_long_as_it_is_whole(name: str) -> None:
    sample = SAMPLES[name]
    assert "依法行政工作" in parse(sample.join(sample.parts, random.Random(0)), Path(name)).text


def test_an_input_is_a_function_of_its_number() -> None:
    assert make(1, 0) == make(1, 0) != make(1, 1)


def test_damaged_files_give_texts_that_keep_their_promise_or_a_reason() -> None:
    outcomes: Counter[str] = Counter()
    assert list(fuzz(range(400), 1, outcomes)) == []
    assert len(outcomes) > 1


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ("document.clean = None", "the reader failed (TypeError: 'NoneType' object is not callable)"),
        ("document.clean = lambda text, *_, **__: ('x', [0])", "a character that is not at its place"),
        ("document.clean = lambda text, *_, **__: (text[:2], [1, 0])", "places out of order"),
        ("document.clean = lambda text, *_, **__: (text[::len(text) - 1], [0, len(text) - 1])", "a letter or digit between neighbours"),
        ("import os; document.clean = lambda *_, **__: os.abort()", "the reader crashed (signal 6)"),
        ("worker.unpack = None", "the reader failed (TypeError: 'NoneType' object is not callable)"),
    ],
)
def test_mistakes_of_a_reader_are_found(monkeypatch: pytest.MonkeyPatch, mistake: str, message: str) -> None:
    monkeypatch.setattr(pool, "_PROGRAM", f"from kg.reading import document, worker; {mistake}; worker.main()")
    failures = list(fuzz(range(20), 0, Counter()))
    assert failures
    assert all(failure.message.startswith(message) for failure in failures)
    assert failures[0].sample == make(failures[0].number, 0)[0]
