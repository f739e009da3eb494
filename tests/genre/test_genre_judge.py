import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import VocabularyError
from kg.evaluation import SETS, load_set
from kg.genre import judge
from kg.genre.features import FEATURES, observe
from kg.genre.judge import SHORTEST
from kg.genre.model import GenreModel, load_model, read_model, write_model
from kg.genre.title import find_title
from kg.reading import read

REPORTS = {report.path.stem: read(report.path).text for name in SETS for report in load_set(name)}
PLAN = """云溪县水务局2025年法治政府建设工作方案
为推进依法行政，制定本方案。
一、总体要求
各股室应当坚持依法履职，严格落实行政执法三项制度，执法人员必须持证上岗，不得无证执法。
二、重点任务
要聚焦河湖管理，年底前完成裁量基准修订；要建立案卷评查机制，每季度评查一次；要加强普法宣传，责任单位为政策法规股。
三、保障措施
各单位要高度重视，要明确专人负责，于6月底前报送进展；局办公室要加强督查，对推进不力的予以通报。本方案自印发之日起施行。
附件：任务分工表
"""


@pytest.mark.parametrize("name", REPORTS)
def test_the_annotated_reports_are_reports(name: str) -> None:
    judgement = judge(REPORTS[name])
    assert judgement.is_report
    assert judgement.probability > 0.8


def test_the_reason_names_what_the_title_names() -> None:
    judgement = judge(PLAN)
    assert not judgement.is_report
    assert judgement.reason.startswith("its title names a plan (方案), not a report; ")
    assert judge(REPORTS["d1"]).reason.startswith("its title names a report (报告) on law-based government; ")


def test_a_report_that_lost_its_title_is_still_one() -> None:
    _, _, body = REPORTS["d1"].partition("\n")
    judgement = judge(body)
    assert judgement.is_report
    assert judgement.probability < judge(REPORTS["d1"]).probability


def test_a_title_alone_makes_no_report() -> None:
    title, _, _ = REPORTS["d1"].partition("\n")
    page = f"{title}\n" + "附件下载\n点击查看全文\n上一页\n下一页\n友情链接\n网站地图\n" * 8
    assert not judge(page).is_report


@pytest.mark.parametrize("text", [PLAN, REPORTS["002"], REPORTS["d1"]], ids=["plan", "002", "d1"])
def test_length_does_not_decide(text: str) -> None:
    assert judge(text * 4).is_report == judge(text).is_report
    assert judge(text * 4).probability == pytest.approx(judge(text).probability, abs=0.1)


def test_a_short_text_is_refused_for_being_short() -> None:
    judgement = judge(REPORTS["d1"][: SHORTEST - 1])
    assert (judgement.is_report, judgement.probability) == (False, 0.0)
    assert judgement.reason == "only 199 characters; a report has 200 or more"


@given(st.text(min_size=SHORTEST, max_size=2 * SHORTEST))
def test_any_text_is_judged_with_a_reason(text: str) -> None:
    judgement = judge(text)
    assert 0 <= judgement.probability <= 1
    assert judgement.reason
    assert "{" not in judgement.reason


@given(st.text(alphabet="现将我局法治执法工作情况报告如下，。；\n存在问题不足下一步打算2023年开展检查12次>（）", min_size=1))
def test_every_feature_is_between_0_and_1(text: str) -> None:
    assert all(0 <= value <= 1 for value in observe(text).values)


@pytest.mark.parametrize(
    ("text", "title", "noun"),
    [
        ("某局\n关于2023年法治政府建设情况的报告\n某政府：", "某局关于2023年法治政府建设情况的报告", "报告"),
        ("首页 > 公开 > 情况报告\n法治政府建设年度报告（2024年）\n", "法治政府建设年度报告（2024年）", "报告"),
        ("2020年依法行政工作总结及2021年工作安排\n", "2020年依法行政工作总结及2021年工作安排", "总结"),
        ("关于报送年度法治政府建设情况报告的通知\n", "关于报送年度法治政府建设情况报告的通知", "通知"),
        ("关于法治政府建设情况的公告\n", "关于法治政府建设情况的公告", "情况的公告"),
    ],
)
def test_the_title_is_the_first_line_that_ends_like_one(text: str, title: str, noun: str) -> None:
    found = find_title(text)
    assert found is not None
    assert (found.text, found.noun.word) == (title, noun)


@pytest.mark.parametrize(
    "text",
    ["某市召开推进会\n", "市教育局法治政府建设情况报告 2024-01-31\n", f"{'依法行政工作稳步推进，' * 5}。\n年度工作总结\n", "报告\n"],
    ids=["news", "entry of a list", "after the body has begun", "noun alone"],
)
def test_what_is_no_title(text: str) -> None:
    assert find_title(text) is None


def test_weights_survive_writing_and_reading(tmp_path: Path) -> None:
    model = load_model()
    write_model(model, tmp_path / "weights.json")
    assert read_model(tmp_path / "weights.json") == model


@pytest.mark.parametrize("fault", ["missing", "broken", "other features", "one feature more"])
def test_faulty_weights_are_named(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "weights.json"
    count = len(FEATURES)
    write_model(GenreModel(0.0, (0.0,) * count, (0.0,) * count), path)
    data = json.loads(path.read_text(encoding="utf-8"))
    if fault == "missing":
        path.unlink()
    elif fault == "broken":
        path.write_text("{", encoding="utf-8")
    else:
        data["features"]["new"] = data["features"]["title"]
        if fault == "other features":
            del data["features"]["title"]
        path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"weights\.json: .*run kg train"):
        read_model(path)
