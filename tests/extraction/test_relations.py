import pytest

from kg.extraction.relations.component import find_relations
from kg.extraction.structure import outline
from kg.types import Measure, Metric


def relate(text: str, *, document: str = "", body: str = "") -> set[tuple[str, str]]:
    """Relations of one measure that covers the whole text."""
    measure = Measure("m1", 0, len(text), text, "internal-rules", "adopted", "")
    policies = [(text.index(document), text.index(document) + len(document), "p1")] if document else []
    bodies = [(text.index(body), text.index(body) + len(body), "o1")] if body else []
    found = find_relations(text, outline(text), [measure], [], policies=policies, organizations=bodies)
    return {(relation.type, relation.object) for relation in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印发《随机抽查实施细则》，开展抽查", "produces"),
        ("修订完善了《内部管理办法》", "produces"),
        ("根据《行政处罚法》规定，开展自查", "based_on"),
        ("严格落实《随机抽查实施细则》", "based_on"),
        ("认真落实省厅印发的《整治方案》要求，开展整治", "based_on"),
        ("组织学习《行政处罚法》，举办讲座", None),
        ("举办《行政处罚法》专题培训2期", None),
    ],
)
def test_the_verb_decides_the_role_of_a_document(text: str, expected: str | None) -> None:
    document = text[text.index("《") : text.index("》") + 1]
    assert relate(text, document=document) == ({(expected, "p1")} if expected else set())


def test_the_verb_before_a_list_counts_for_all_its_documents() -> None:
    text = "先后制定《学法制度》、《考核制度》"
    assert relate(text, document="《考核制度》") == {("produces", "p1")}


@pytest.mark.parametrize(
    ("text", "body", "takes_part"),
    [
        ("联合市公安局开展整治", "市公安局", True),
        ("向市纪委移送线索3条", "市纪委", True),
        ("成立了法治建设领导小组", "法治建设领导小组", False),
        ("按照省司法厅部署，开展自查", "省司法厅", False),
        ("在市政府门户网站公开结果", "市政府", False),
        ("认真执行，农业农村部《培育方案》", "农业农村部", False),
    ],
)
def test_a_body_is_involved_only_if_it_takes_part(text: str, body: str, *, takes_part: bool) -> None:
    assert relate(text, body=body) == ({("involves", "o1")} if takes_part else set())


def test_a_figure_measures_what_it_overlaps_or_what_stands_before_it() -> None:
    text = "组织评查2次，宣传很多，发放资料50份。开展培训。"
    measures = [Measure("m1", 0, 6, text[0:6], "case-file-review", "adopted", ""), Measure("m2", 19, 23, text[19:23], "x", "adopted", "")]
    metrics = [Metric("x1", 2, 6, text[2:6], "评查", 2, "次"), Metric("x2", 12, 18, text[12:18], "发放资料", 50, "份")]
    found = find_relations(text, outline(text), measures, metrics, policies=[], organizations=[])
    assert {(relation.subject, relation.object) for relation in found} == {("m1", "x1"), ("m1", "x2")}
