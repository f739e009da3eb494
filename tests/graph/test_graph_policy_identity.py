import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iris import Iris
from kg.linking.policies import made_here, normalise_title, policy_scope
from kg.types import Extraction, Policy, Relation, Report

OWNER = "甲市乙局"


def policy(title: str, issuer: str | None = None) -> Policy:
    return Policy("p1", 0, 1, "文", title, issuer)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中华人民共和国行政处罚法", "行政处罚法"),
        ("法治政府建设实施纲要（2021—2025年）", "法治政府建设实施纲要(2021 - 2025)"),
        ("关于印发〈双随机、一公开办法〉的通知", "关于印发《“双随机一公开”办法》的通知"),
        ("公路法", "公 路\u3000法"),
    ],
)
def test_ways_of_writing_one_title(one: str, other: str) -> None:
    assert normalise_title(one) == normalise_title(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("法治政府建设实施纲要（2015—2020年）", "法治政府建设实施纲要（2021—2025年）"),
        ("执法办法", "执法办法（试行）"),
        ("中华人民共和国", "行政处罚法"),
    ],
)
def test_different_documents(one: str, other: str) -> None:
    assert normalise_title(one) != normalise_title(other)


@given(st.text())
def test_a_key_is_its_own_key(title: str) -> None:
    key = normalise_title(title)
    assert all(character.isalnum() for character in key)
    assert normalise_title(f"《{key}》") == normalise_title(key)


@pytest.mark.parametrize("produced", [True, False])
@pytest.mark.parametrize(
    "document",
    [
        policy("农产品质量安全法"),
        policy("民法典"),
        policy("城市公共交通条例"),
        policy("突发事件应对法（修订）"),
        policy("河南省行政执法案卷评查标准"),
        policy("丙县财政局内部审计制度"),
        policy("2023年丁州市农业工作要点"),
        policy("戊己市民政局公文制度"),
        policy("广西壮族自治区行政执法工作方案"),
        policy("国务院办公厅关于全面推行证明事项告知承诺制的通知", "国务院办公厅"),
    ],
)
def test_documents_that_their_title_identifies(document: Policy, produced: bool) -> None:
    assert policy_scope(document, OWNER, produced=produced) == ""


@pytest.mark.parametrize("produced", [True, False])
@pytest.mark.parametrize(
    "document",
    [
        policy("执法检查考核制度"),
        policy("工作规则（试行）"),
        policy("2023年法治工作要点"),
        policy("全市各县区执法检查办法"),
        policy("局公文办理规定"),
        policy("农村公路养护办法", "市政府办公室"),
        policy("关于全省执法情况的意见", "省司法厅"),
    ],
)
def test_documents_that_every_organ_has(document: Policy, produced: bool) -> None:
    assert policy_scope(document, OWNER, produced=produced) == OWNER


@pytest.mark.parametrize(
    "document",
    [
        policy("行政处罚听证办法"),
        policy("市场准入负面规定"),
        policy("提升行政执法质量三年行动计划（2023—2025年）"),
        policy("城市管理执法规定"),
        policy("社区服务意见"),
        policy("市政设施管理规定"),
    ],
)
def test_what_the_report_says_of_the_making_decides(document: Policy) -> None:
    assert policy_scope(document, OWNER, produced=False) == ""
    assert policy_scope(document, OWNER, produced=True) == OWNER


@pytest.mark.parametrize("part", ["关于", "一", "(", "(a", "2021-", "2021年", "市", " ", "制度", "法"])
@pytest.mark.usefixtures("ends")
def test_long_titles_take_linear_time(part: str) -> None:
    title = normalise_title(part * 100_000)
    assert normalise_title(title) == title
    assert policy_scope(policy(part * 100_000), OWNER, produced=False) in ("", OWNER)


def test_a_named_issuer_of_the_whole_country_is_shared() -> None:
    assert policy_scope(policy("普法责任清单", "司法部"), OWNER, produced=False) == ""
    assert policy_scope(policy("普法责任清单"), OWNER, produced=False) == OWNER


def test_what_a_measure_produces_is_made_here() -> None:
    relations = (Relation("produces", "m1", "p2"), Relation("based_on", "m1", "p1"))
    assert made_here(Extraction(Report("0" * 32, "a.txt"), "文", relations=relations)) == {"p2"}


def test_the_scope_is_part_of_the_iri() -> None:
    iris = Iris("https://example.org/")
    assert iris.policy("工作规则", "甲局") != iris.policy("工作规则", "乙局") != iris.policy("工作规则")
