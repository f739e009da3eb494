from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from kg.errors import InputError
from kg.evaluation import SETS, load_set
from kg.genre.judge import SHORTEST, THRESHOLD
from kg.genre.model import load_model
from kg.training.genre import GenreText, left_out, load_genre, load_genre_texts, train_genre


@pytest.fixture(scope="module")
def texts() -> tuple[GenreText, ...]:
    return load_genre_texts()


def brier(texts: tuple[GenreText, ...], probabilities: list[float]) -> float:
    return float(np.mean([(probability - text.is_report) ** 2 for text, probability in zip(texts, probabilities, strict=True)]))


def wrong(texts: tuple[GenreText, ...], probabilities: list[float]) -> list[str]:
    return [text.kind for text, probability in zip(texts, probabilities, strict=True) if (probability >= THRESHOLD) != text.is_report]


def test_training_anew_gives_the_committed_weights() -> None:
    trained, committed = train_genre(), load_model()
    assert trained.intercept == pytest.approx(committed.intercept, abs=1e-3)
    assert trained.weights == pytest.approx(committed.weights, abs=1e-3)
    assert trained.means == pytest.approx(committed.means, abs=1e-3)


def test_texts_left_out_are_told_apart(texts: tuple[GenreText, ...]) -> None:
    probabilities = left_out(texts, [index % 10 for index in range(len(texts))])
    assert brier(texts, probabilities) < 0.015
    assert len(wrong(texts, probabilities)) <= 6


def test_kinds_never_seen_are_told_apart(texts: tuple[GenreText, ...]) -> None:
    probabilities = left_out(texts, [text.kind for text in texts])
    assert brier(texts, probabilities) < 0.03
    assert len(wrong(texts, probabilities)) <= 9
    assert "annotated" not in wrong(texts, probabilities)
    sure = [text.is_report for text, probability in zip(texts, probabilities, strict=True) if probability > 0.95]
    assert sum(sure) / len(sure) > 0.95


def test_the_texts_are_many_different_and_long_enough(texts: tuple[GenreText, ...]) -> None:
    written = [text for text in texts if text.kind not in ("annotated", "marked")]
    assert len(written) >= 120
    assert sum(not text.is_report for text in written) >= 0.45 * len(written)
    assert min(len(text.text) for text in written) >= SHORTEST
    assert max(Counter(text.text for text in texts).values()) == 1


def test_no_written_text_repeats_an_annotated_report(texts: tuple[GenreText, ...]) -> None:
    annotated = "".join("".join(report.source.split()) for name in SETS for report in load_set(name))
    sentences = {sentence for text in texts if text.kind != "annotated" for sentence in text.text.replace("\n", "。").split("。")}
    assert not [sentence for sentence in sentences if len(sentence) >= 24 and sentence in annotated]


def test_an_empty_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "odd.txt").write_text("第一份报告\n====\n\n====\n第三份报告\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"odd\.txt: text 2 is empty"):
        load_genre(tmp_path)
