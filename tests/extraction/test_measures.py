from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.errors import VocabularyError
from kg.extraction.measures.component import find_measures
from kg.extraction.measures.linear import quantised
from kg.extraction.measures.linking import Linker
from kg.extraction.measures.model import MODEL, MeasureModel, load_model, read_model, write_model
from kg.extraction.resources import measures_lexicon
from kg.extraction.structure import outline
from kg.types import Measure
from kg.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def model() -> MeasureModel:
    return load_model()


def measures(text: str, model: MeasureModel) -> list[Measure]:
    return list(find_measures(text, outline(text), (), year=2022, lexicon=measures_lexicon(), model=model))


def found(body: str, model: MeasureModel, heading: str = "一、主要工作") -> list[tuple[str | None, str, str]]:
    return [(measure.concept, measure.status, measure.text) for measure in measures(f"{heading}\n{body}\n", model)]


def test_lexicon_and_model_have_all_concepts_of_the_catalogue_and_no_others(model: MeasureModel) -> None:
    catalogue = sorted(load_vocabulary().concepts)
    assert sorted(measures_lexicon().concepts) == catalogue
    assert sorted(set(model.linker.model.classes) - {"none", "other"}) == catalogue


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("全年开展“双随机、一公开”抽查12次，抽查养老机构80家。", ["double-random"]),
        ("聘请2名律师担任法律顾问；组织行政执法案卷评查3次。", ["legal-advisers", "case-file-review"]),
        ("推行首违不罚，对30起轻微违法行为不予处罚。", ["lenient-enforcement"]),
        ("制定年度学法计划，党组中心组集体学法10次；组织旁听庭审2次。", ["leaders-study-law", "court-observation"]),
        ("受理行政复议案件5件，行政诉讼案件2件，负责人出庭应诉率100%。", ["reconsideration-litigation"]),
        ("落实“谁执法谁普法”责任制；发放宣传手册5000册。", ["law-publicity-responsibility", "publicity-materials"]),
        ("将出生医学证明、生育登记等6个事项合并为“出生一件事”联办。", ["one-thing-once"]),
        ("办件结果免费寄到企业手中，节假日照常有人值守。", ["assisted-service"]),
        ("坚持以习近平新时代中国特色社会主义思想为指导，增强“四个意识”。", []),
        ("法治意识不断提高，各项工作取得明显成效。", []),
    ],
)
def test_concepts_of_statements(body: str, expected: list[str], model: MeasureModel) -> None:
    assert [concept for concept, _, _ in found(body, model)] == expected


def test_an_introduction_belongs_to_what_it_introduces(model: MeasureModel) -> None:
    body = "根据《全县随机抽查工作方案》要求，组织开展部门联合抽查，共抽取检查对象30户。"
    assert found(body, model) == [("double-random", "adopted", body.rstrip("。"))]


def test_a_clause_of_means_states_each_of_them(model: MeasureModel) -> None:
    body = "通过加强执法培训、完善内部制度、强化执法监督等措施，不断提升执法水平。"
    assert {concept for concept, _, _ in found(body, model)} >= {"enforcement-training", "internal-rules", "enforcement-supervision"}


@pytest.mark.parametrize(
    ("heading", "body", "status"),
    [
        ("一、主要工作", "组织开展案卷评查2次。", "adopted"),
        ("三、下一步工作打算", "组织开展案卷评查2次。", "planned"),
        ("一、主要工作", "下一步，我局将开展案卷评查。", "planned"),
        ("一、主要工作", "2023年组织开展案卷评查4次。", "planned"),
        ("一、主要工作", "将案卷评查结果纳入年度考核。", "adopted"),
    ],
)
def test_status(heading: str, body: str, status: str, model: MeasureModel) -> None:
    assert {found_status for _, found_status, _ in found(body, model, heading)} == {status}


def test_headings_and_sections_of_problems_state_no_measures(model: MeasureModel) -> None:
    assert found("（一）开展案卷评查。工作正常。\n", model) == []
    assert found("一是案卷评查不够深入。", model, "二、存在问题") == []


def test_the_section_is_the_path_of_headings(model: MeasureModel) -> None:
    (measure,) = measures("一、主要工作\n（一）规范执法。组织开展案卷评查3次。\n", model)
    assert measure.section == "主要工作 / 规范执法"
    assert 0 < measure.confidence <= 1


def test_what_is_too_doubtful_is_kept_without_a_concept(model: MeasureModel) -> None:
    doubtful = replace(model, linker=replace(model.linker, least=1.01, second=1.01))
    concepts = [concept for concept, _, _ in found("组织开展案卷评查3次。", doubtful)]
    assert concepts == [None]


def test_a_linker_gives_a_second_concept_only_where_it_is_likely() -> None:
    weights = np.zeros((2, 3))
    linear = quantised(("a", "b", "none"), weights, np.array([1.0, 0.9, -1.0]))
    assert [link.concept for link in Linker(linear, 1.0, 0.0, 0.0, 0.8).link("抽查", [], frozenset())] == ["a"]
    assert [link.concept for link in Linker(linear, 1.0, 0.0, 0.0, 0.7).link("抽查", [], frozenset())] == ["a", "b"]


def test_scores_add_up() -> None:
    weights = np.array([[1.0, -2.0], [0.5, 0.0]])
    model = quantised(("a", "b"), weights, np.array([0.25, 0.0]))
    one, both = model.scores({"x": 1.0}), model.scores({"x": 1.0, "y": 2.0})
    assert np.allclose(both - one, 2 * (model.scores({"y": 1.0}) - model.bias))
    assert model.scores({}).tolist() == [0.25, 0.0]


def test_weights_survive_eight_bits() -> None:
    weights = np.random.default_rng(0).normal(size=(64, 5))
    model = quantised(tuple("abcde"), weights, np.zeros(5))
    assert np.abs(model.levels * model.steps - weights).max() <= np.abs(weights).max() / 127


def test_the_model_file_is_read_and_written_without_change(tmp_path: Path) -> None:
    write_model(read_model(MODEL), tmp_path / "model.npz")
    assert (tmp_path / "model.npz").read_bytes() == MODEL.read_bytes()


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.npz").write_bytes(b"no model")
    with pytest.raises(VocabularyError, match=r"model\.npz"):
        read_model(tmp_path / "model.npz")
