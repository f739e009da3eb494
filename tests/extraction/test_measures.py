from pathlib import Path

import pytest

from kg.extraction.lexicon import Lexicon
from kg.extraction.measures import component
from kg.extraction.measures.component import find_measures
from kg.extraction.structure import outline
from kg.types import Measure, Report
from kg.vocabulary import load_vocabulary

LEXICON = Lexicon.load(Path(component.__file__).with_name("lexicon.toml"))
REPORT = Report(id="0", file="report.txt", year=2022)


def measures(text: str) -> list[Measure]:
    return list(find_measures(text, outline(text), (), REPORT, LEXICON))


def concepts(body: str, heading: str = "一、主要工作") -> list[tuple[str, str, str]]:
    return [(str(measure.concept), measure.status, measure.text) for measure in measures(f"{heading}\n{body}\n")]


def test_the_lexicon_has_all_concepts_of_the_catalogue_and_no_others() -> None:
    assert sorted(LEXICON.concepts) == sorted(load_vocabulary().concepts)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("全年开展“双随机、一公开”抽查12次，抽查企业80家。", ["double-random"]),
        ("聘请2名律师担任法律顾问；组织行政执法案卷评查3次。", ["legal-advisers", "case-file-review"]),
        ("推行首违不罚，对30起轻微违法行为不予处罚。", ["lenient-enforcement"]),
        ("制定年度学法计划，党组中心组集体学法10次，组织旁听庭审2次。", ["leaders-study-law", "court-observation"]),
        ("与市公安局建立联合执法机制，向公安机关移送涉嫌犯罪案件3件。", ["joint-enforcement", "admin-criminal-linkage"]),
        ("受理行政复议案件5件，行政诉讼案件2件，负责人出庭应诉率100%。", ["reconsideration-litigation"]),
        ("落实“谁执法谁普法”责任制，发放宣传手册5000册。", ["law-publicity-responsibility", "publicity-materials"]),
        ("对全县医疗机构开展监督检查，推行“综合查一次”，入企检查次数下降三成。", ["sector-supervision", "inspection-coordination"]),
        ("坚持以习近平新时代中国特色社会主义思想为指导，增强“四个意识”。", []),
        ("法治意识不断提高，各项工作取得明显成效。", []),
    ],
)
def test_concepts_of_statements(body: str, expected: list[str]) -> None:
    assert [concept for concept, _, _ in concepts(body)] == expected


def test_an_introduction_belongs_to_what_it_introduces() -> None:
    body = "根据《全县随机抽查工作方案》要求，组织开展部门联合抽查，共抽取检查对象30户。"
    assert concepts(body) == [("double-random", "adopted", body.rstrip("。"))]


def test_a_clause_of_means_states_each_of_them() -> None:
    body = "通过加强执法培训、完善内部制度、强化执法监督等措施，提升执法水平。"
    assert {concept for concept, _, _ in concepts(body)} == {"enforcement-training", "internal-rules", "enforcement-supervision"}


@pytest.mark.parametrize(
    ("heading", "body", "status"),
    [
        ("一、主要工作", "开展案卷评查2次。", "adopted"),
        ("三、下一步工作打算", "开展案卷评查2次。", "planned"),
        ("一、主要工作", "下一步，我局将开展案卷评查。", "planned"),
        ("一、主要工作", "2023年组织案卷评查4次。", "planned"),
        ("一、主要工作", "将案卷评查纳入年度考核。", "adopted"),
    ],
)
def test_status(heading: str, body: str, status: str) -> None:
    assert {found for _, found, _ in concepts(body, heading)} == {status}


def test_headings_and_sections_of_problems_state_no_measures() -> None:
    assert concepts("（一）开展案卷评查。工作正常。\n") == []
    assert concepts("一是案卷评查不够深入。", "二、存在问题") == []


def test_the_heading_helps_where_a_clause_names_no_concept() -> None:
    assert concepts("（一）加强信访工作。共受理142件，全部按期答复。") == [("petitions", "adopted", "共受理142件，全部按期答复")]


def test_the_section_is_the_path_of_headings() -> None:
    found = measures("一、主要工作\n（一）规范执法。组织案卷评查。\n")
    assert [measure.section for measure in found] == ["主要工作 / 规范执法"]
