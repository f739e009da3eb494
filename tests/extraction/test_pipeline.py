import hashlib
from pathlib import Path

import pytest
from extraction_helpers import FRAGMENTS, check, source_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.extraction.pipeline import COMPONENTS, extract, make_nlp
from kg.reading import read
from kg.types import Extraction


def test_the_components_stand_in_their_order(nlp: Language) -> None:
    assert tuple(nlp.pipe_names) == COMPONENTS
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_tokens_are_code_points(nlp: Language) -> None:
    doc = nlp.make_doc("双随机 😀\n一公开")
    assert [token.text for token in doc] == list("双随机 😀\n一公开")
    assert all(token.idx == token.i for token in doc)


@pytest.mark.parametrize("raw", ["", "\n", "。", "《", "😀", "报告", "一、", "2023年"])
def test_hardly_any_text_gives_an_extraction(nlp: Language, raw: str) -> None:
    check(extract(source_of(raw), nlp))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), max_size=60))
def test_every_mention_is_a_stretch_of_the_text(fragments: list[str]) -> None:
    check(extract(source_of("".join(fragments))))


def test_the_annotated_reports(nlp: Language, report_file: Path) -> None:
    extraction = extract(read(report_file), nlp)
    check(extraction)
    assert extraction.report.id == hashlib.sha256(report_file.read_bytes()).hexdigest()[:32]


@pytest.mark.parametrize("unit", ["《", "“", "一是", "不", "12", "万", "、市公安局", "（", "率", "一", "的", "。", "零", "第一，", "年"])
def test_pumped_text_does_not_hang(nlp: Language, unit: str) -> None:
    raw = "一、主要工作\n我局开展检查" + unit * (20_000 // len(unit)) + "。"
    check(extract(source_of(raw), nlp))


def test_a_pipeline_made_anew_says_the_same(report_file: Path, extractions: dict[str, Extraction]) -> None:
    assert extract(read(report_file), make_nlp()) == extractions[report_file.stem]
