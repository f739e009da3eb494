from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import VocabularyError
from kg.extraction import linear
from kg.extraction.grams import Grams, code_points
from kg.extraction.linear import LinearModel, log_softmax, quantised
from kg.extraction.linking import GRAM_ROWS, Linker, lexicon_counts, lexicon_rows
from kg.extraction.measures.component import find_measures
from kg.extraction.measures.denial import is_denied
from kg.extraction.measures.features import ClauseRows, clause_rows
from kg.extraction.measures.model import MODEL, MeasureModel, load_model, read_model, write_model
from kg.extraction.measures.segments import Segment, segments
from kg.extraction.measures.tagging import START, decode
from kg.extraction.resources import measures_lexicon
from kg.text.structure import outline
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
        ("办理结果免费邮寄到企业手中，节假日提供延时服务。", ["assisted-service"]),
        ("坚持以习近平新时代中国特色社会主义思想为指导，增强“四个意识”。", []),
        ("法治意识不断提高，各项工作取得明显成效。", []),
    ],
)
def test_concepts_of_statements(body: str, expected: list[str], model: MeasureModel) -> None:
    assert [concept for concept, _, _ in found(body, model)] == expected


def test_an_introduction_belongs_to_what_it_introduces(model: MeasureModel) -> None:
    body = "根据《全县随机抽查工作方案》要求，组织开展部门联合抽查，共抽取检查对象30户。"
    assert found(body, model) == [("double-random", "adopted", body.rstrip("。"))]


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        ("举办执法人员培训班6期；组织执法骨干跟班轮训30人。", ["举办执法人员培训班6期；组织执法骨干跟班轮训30人"]),
        ("举办执法人员培训班6期。组织执法骨干跟班轮训30人。", ["举办执法人员培训班6期", "组织执法骨干跟班轮训30人"]),
        ("举办执法人员培训班6期；\n组织执法骨干跟班轮训30人。", ["举办执法人员培训班6期", "组织执法骨干跟班轮训30人"]),
        (
            "组织行政执法案卷评查2次；举办执法人员培训班6期；组织案卷互评1次。",
            ["组织行政执法案卷评查2次", "举办执法人员培训班6期", "组织案卷互评1次"],
        ),
    ],
)
def test_neighbours_in_a_sentence_that_state_the_same_are_one_measure(body: str, quotes: list[str], model: MeasureModel) -> None:
    assert [text for _, _, text in found(body, model)] == quotes


def test_the_label_of_a_remedy_is_no_part_of_it(model: MeasureModel) -> None:
    body = "一是人少。\n整改措施：充实执法人员12名。"
    assert found(body, model, "一、存在问题及整改措施")[-1] == ("legal-staffing", "planned", "充实执法人员12名")


def test_a_clause_of_means_states_each_of_them(model: MeasureModel) -> None:
    body = "通过加强执法培训、完善内部制度、强化执法监督等措施，不断提升执法水平。"
    assert {concept for concept, _, _ in found(body, model)} >= {"enforcement-training", "internal-rules", "enforcement-supervision"}


def test_means_that_name_no_measure_state_none_of_their_own(model: MeasureModel) -> None:
    body = "组织行政执法案卷评查，采取实地核查、书面检查、网络监测等方式，评查案卷60卷。"
    assert [concept for concept, _, _ in found(body, model)] == ["case-file-review"]


@pytest.mark.parametrize(
    ("heading", "body", "status"),
    [
        ("一、主要工作", "组织开展案卷评查2次。", "adopted"),
        ("三、下一步工作打算", "组织开展案卷评查2次。", "planned"),
        ("一、主要工作", "下一步，我局将开展案卷评查。", "planned"),
        ("一、主要工作", "2023年，我局将组织开展案卷评查4次。", "planned"),
        ("一、主要工作", "针对这一问题，明年每季度组织一次案卷评查。", "planned"),
        ("一、主要工作", "将案卷评查结果纳入年度考核。", "adopted"),
        ("二、应对主要挑战", "组织开展案卷评查2次。", "adopted"),
        ("一、主要工作", "对业主进行教育，今后要遵守规定，组织开展案卷评查2次。", "adopted"),
    ],
)
def test_status(heading: str, body: str, status: str, model: MeasureModel) -> None:
    assert {found_status for _, found_status, _ in found(body, model, heading)} == {status}


def test_headings_and_sections_of_problems_state_no_measures(model: MeasureModel) -> None:
    assert found("（一）开展案卷评查。工作正常。\n", model) == []
    assert found("一是案卷评查不够深入。", model, "二、存在问题") == []


def test_rows_of_tables_state_no_measures(model: MeasureModel) -> None:
    table = "随机抽查检查户次立案（件）罚没款（万元）\n传染病防治监督抽查1640 56 30.0\n医疗服务专项整治820 12 9.5"
    assert found(f"{table}\n组织开展案卷评查3次。", model) == [("case-file-review", "adopted", "组织开展案卷评查3次")]


@pytest.mark.parametrize(
    ("body", "concepts"),
    [
        ("本年度暂未建立重大行政决策合法性审查制度。", []),
        ("全局未配备公职律师。", []),
        ("行政执法公示制度未落实到位，执法记录仪配备率仅为30%。", []),
        ("重大行政决策未经合法性审查的，不得提交局党组会讨论。", ["legality-review"]),
        ("对未落实“双随机、一公开”要求的3家企业依法处罚。", ["double-random"]),
    ],
)
def test_what_was_not_done_is_no_measure(body: str, concepts: list[str], model: MeasureModel) -> None:
    assert [concept for concept, _, _ in found(body, model)] == concepts


@pytest.mark.parametrize(
    ("statement", "denied"),
    [
        ("没有聘请法律顾问", True),
        ("目前尚未全面推行行政执法全过程记录制度", True),
        ("经济开发区未建立法律顾问制度", True),
        ("未制定规范性文件，零投诉，未发生行政诉讼案件", True),
        ("没有制定规范性文件，无群众投诉", True),
        ("未开展“双随机、一公开”检查", True),
        ("没有落实“谁执法谁普法、谁主管谁普法”责任制", True),
        ("暂未推行首违不罚", True),
        ("未推行不见面审批", True),
        ("因疫情未组织旁听庭审", True),
        ("受疫情影响，未组织旁听庭审", True),
        ("原计划聘请法律顾问3名，未落实", True),
        ("原计划聘请法律顾问3名，实际聘请4名", False),
        ("受理投诉12件，未形成复议案件", False),
        ("因工作不力未公示信息约谈3人", False),
        ("落实“未经审核、没有记录不得公开”要求", False),
        ("推行零跑腿，未建立台账", False),
        ("零投诉、零诉讼", False),
        ("就业服务中心未配备法律顾问", True),
        ("未进行合法性审核", True),
        ("局机关至今没有设立法制机构", True),
        ("未定期组织执法培训", True),
        ("行政执法三项制度未全面落实", True),
        ("公示制度未完全落实，出台细则2件", False),
        ("未建立台账的企业责令改正", False),
        ("因未落实制度约谈3人", False),
        ("全年未发生败诉", False),
        ("旧规定不再执行", False),
        ("不再开展重复入企检查", False),
        ("虽未设立专门法制机构但已聘请法律顾问3名", False),
        ("法制机构未单独设立但聘请法律顾问3名", False),
        ("聘请法律顾问3名、未配备公职律师", False),
        ("未出台限制竞争政策并开展公平竞争审查12件", False),
        ("编制未落实前聘请法律顾问2名", False),
        ("全面落实行政执法公示制度没有开展一次人情执法", False),
        ("未配备法律顾问的村社区全部配备到位", False),
        ("推动12个未设立公共法律服务站的村全部设站", False),
        ("帮助未建立合规制度企业建立合规管理体系", False),
        ("实现行政执法公示未公开事项清零", False),
        ("首次轻微违法未实施处罚案件15件", False),
        ("重大行政决策未组织专家论证一律不上会", False),
        ("未履行公众参与程序未开展风险评估不提交会议讨论", False),
        ("推行未公示不执行制度", False),
        ("建立未落实普法责任制约谈制度", False),
        ("全年未出台违反公平竞争审查的政策措施", False),
        ("未成年人保护法宣传进校园开展12场", False),
        (f"{'建立' * 100}未建立制度", False),
    ],
)
def test_a_denial_denies_each_clause(statement: str, *, denied: bool) -> None:
    assert is_denied(statement) == denied


def test_the_section_is_the_path_of_headings(model: MeasureModel) -> None:
    (measure,) = measures("一、主要工作\n（一）规范执法。组织开展案卷评查3次。\n", model)
    assert measure.section == "主要工作 / 规范执法"
    assert 0 < measure.confidence <= 1


def test_what_is_too_doubtful_is_kept_without_a_concept(model: MeasureModel) -> None:
    doubtful = replace(model, linker=replace(model.linker, least=1.01, second=1.01))
    concepts = [concept for concept, _, _ in found("组织开展案卷评查3次。", doubtful)]
    assert concepts == [None]


def test_a_linker_gives_a_second_concept_only_where_it_is_likely() -> None:
    linear = quantised(("a", "b", "none"), np.zeros((2, 3)), np.zeros(3))
    scores = np.array([[1.0, 0.9, -1.0], [-1.0, -0.9, 1.0]])
    concepts = [[link.concept for link in links] for links in Linker(linear, 1.0, 0.0, 0.0, 0.8).link(scores)]
    assert concepts == [["a"], []]
    concepts = [[link.concept for link in links] for links in Linker(linear, 1.0, 0.0, 0.0, 0.7).link(scores)]
    assert concepts == [["a", "b"], []]
    ((link,), (of_none,)) = Linker(linear, 1.0, 0.0, 0.0, 0.72).link(scores, is_measure=True)
    assert (link.concept, of_none.concept) == ("a", "b")


def test_a_stretch_reads_as_one_statement_when_one_concept_leads() -> None:
    linear = quantised(("a", "b", "none"), np.zeros((2, 3)), np.zeros(3))
    clear, torn = Linker(linear, 1.0, 0.0, 0.0, 0.8).clarity(np.array([[1.0, -1.0, 0.0], [1.0, 0.9, 0.0]]))
    assert clear > torn


def test_grams_are_unigrams_and_bigrams_that_do_not_cross_punctuation() -> None:
    text = "查12.5万家，查20家"
    grams = Grams(text, 1 << 16)
    found = [text[place : place + length] for place, length in zip(grams.places, grams.lengths, strict=True)]
    assert found == ["查", "查1", "1", "12", ".", ".5", "5", "5万", "万", "万家", "家", "查", "查2", "2", "20", "家"]
    rows = {int(place): row for place, row, length in zip(grams.places, grams.rows, grams.lengths, strict=True) if length == 1}
    assert rows[1] == rows[9] != rows[0], "a run of digits is one gram, whatever its digits"
    assert grams.bounds([0, 8], [7, 12])[0].tolist() == [0, 11]


@given(st.lists(st.integers(0, 63), max_size=40), st.sampled_from([1, 4, 16, 64]), st.data())
def test_sums_are_those_of_the_levels_one_by_one_in_batches_of_any_size(rows: list[int], batch: int, data: st.DataObject) -> None:
    bounds = sorted(data.draw(st.lists(st.tuples(st.integers(0, len(rows)), st.integers(0, len(rows))).map(sorted), max_size=6)))
    model = quantised(tuple("abc"), np.random.default_rng(1).normal(size=(64, 3)), np.zeros(3))
    firsts, lasts = (np.array([pair[place] for pair in bounds], dtype=np.int64) for place in (0, 1))
    counts = np.arange(len(rows), dtype=np.int64)
    with mock.patch.object(linear, "_BATCH", batch):
        taken, weighted = (model.sums(np.array(rows, dtype=np.int64), firsts, lasts, some) for some in (None, counts))
    for index, (first, last) in enumerate(bounds):
        levels = model.levels[rows[first:last]].astype(int)
        assert taken[index].tolist() == levels.sum(axis=0).tolist()
        assert weighted[index].tolist() == (levels * counts[first:last, None]).sum(axis=0).tolist()


def test_what_the_lexicon_says_of_a_stretch_is_exact_however_often_it_says_it(model: MeasureModel) -> None:
    ((view,),) = parted("推行双随机抽查、案卷评查、行政调解、法律顾问、信用监管和首违不罚" * 3000)
    assert max(hit.score for hit in view.hits) > 1000
    levels = model.linker.model.levels.astype(int)
    counts = lexicon_counts(view, lexicon_rows(model.linker.model.classes))
    assert model.linker.lexical([view]).tolist() == [sum(levels[row] * count for row, count in counts).tolist()]


def parted(text: str) -> tuple[Segment, ...]:
    lexicon = measures_lexicon()
    return tuple(segments(outline(text), lexicon, lexicon.match(text), ()))


def rows_of(text: str, found: Sequence[Segment], linker: Linker) -> ClauseRows:
    views = [view for segment in found for view in segment]
    scores = linker.scores(linker.sums(Grams(text, GRAM_ROWS), views), linker.lexical(views))
    return clause_rows(code_points(text), found, scores, linker.model.classes)


def test_what_is_seen_of_a_clause_does_not_depend_on_other_segments(model: MeasureModel) -> None:
    text = "一、主要工作\n制定年度计划，组织案卷评查2次，成效明显；查，严格检查企业；推行双随机抽查。\n"
    found = parted(text)
    assert [len(segment) for segment in found] == [3, 2, 1]
    together = rows_of(text, found, model.linker)
    alone = [rows_of(text, [segment], model.linker) for segment in found]
    assert np.array_equal(together.all, np.concatenate([rows.all for rows in alone], axis=1))
    assert np.array_equal(together.joined, np.concatenate([rows.joined for rows in alone], axis=1))


def test_nothing_is_seen_outside_a_clause_of_one_character(model: MeasureModel) -> None:
    alone, first, last = (
        rows_of(text, [parted(text)[0][place : place + 1]], model.linker) for text, place in (("查", 0), ("查，企业", 0), ("严，查", 1))
    )
    assert alone.all.shape[1] == alone.joined.shape[1] == 1
    for rows in (first, last):
        assert np.array_equal(rows.all, alone.all)
        assert np.array_equal(rows.joined, alone.joined)


def test_the_best_statements_are_those_of_an_exhaustive_search() -> None:
    rng = np.random.default_rng(2)
    for length in (1, 2, 4, 5):
        table = np.log(rng.dirichlet([1, 1, 1], size=(length, 4))).tolist()
        values = {(first, last): rng.normal() for first in range(length) for last in range(first, length)}
        best = max(segmentations(length), key=lambda chosen: worth(chosen, table, values))
        assert decode(table, values) == best


def segmentations(length: int, first: int = 0) -> list[list[tuple[int, int]]]:
    """All ways to choose stretches that do not overlap."""
    if first >= length:
        return [[]]
    rest = segmentations(length, first + 1)
    return rest + [[(first, last), *more] for last in range(first, length) for more in segmentations(length, last + 1)]


def worth(chosen: list[tuple[int, int]], table: list[list[list[float]]], values: dict[tuple[int, int], float]) -> float:
    begin, inside, outside = range(3)
    tags = [outside] * len(table)
    for first, last in chosen:
        tags[first : last + 1] = [begin] + [inside] * (last - first)
    before = [START, *tags]
    return sum(table[place][before[place]][tag] for place, tag in enumerate(tags)) + sum(values[pair] for pair in chosen)


def test_weights_survive_eight_bits() -> None:
    weights = np.random.default_rng(0).normal(size=(64, 5))
    model = quantised(tuple("abcde"), weights, np.zeros(5))
    assert np.abs(model.levels * model.steps - weights).max() <= np.abs(weights).max() / 127


def light(model: MeasureModel) -> MeasureModel:
    """A model with the weights of the first rows only, which is written in no time."""

    def emptied(part: LinearModel) -> LinearModel:
        return replace(part, levels=np.concatenate([part.levels[:64], np.zeros_like(part.levels[64:])]))

    linker = replace(model.linker, model=emptied(model.linker.model))
    return MeasureModel(emptied(model.tagger), linker, emptied(model.status))


def test_a_model_is_written_and_read_without_change(model: MeasureModel, tmp_path: Path) -> None:
    written, again = light(model), tmp_path / "again.npz"
    write_model(written, tmp_path / "model.npz")
    found = read_model(tmp_path / "model.npz")
    write_model(found, again)
    assert again.read_bytes() == (tmp_path / "model.npz").read_bytes()
    assert replace(found.linker, model=written.linker.model) == written.linker
    for old, new in ((written.tagger, found.tagger), (written.linker.model, found.linker.model), (written.status, found.status)):
        assert old.classes == new.classes
        assert all(np.array_equal(getattr(old, name), getattr(new, name)) for name in ("levels", "steps", "bias"))


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.npz").write_bytes(b"no model")
    with pytest.raises(VocabularyError, match=r"model\.npz"):
        read_model(tmp_path / "model.npz")


@pytest.mark.parametrize("damage", ["flipped", "cut", "smaller"])
def test_a_damaged_model_is_refused(damage: str, model: MeasureModel, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    data = bytearray(MODEL.read_bytes())
    if damage == "flipped":
        data[len(data) // 2] ^= 0xFF
    path.write_bytes(data[: len(data) // 2] if damage == "cut" else data)
    if damage == "smaller":
        write_model(replace(light(model), status=replace(model.status, levels=model.status.levels[:64])), path)
    with pytest.raises(VocabularyError, match=r"model\.npz"):
        read_model(path)


def test_the_thresholds_are_documented(model: MeasureModel) -> None:
    told = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"below {model.linker.least:g} it is kept without a concept" in told
    assert f"a second concept is given from {model.linker.second:g} on" in told


def test_logarithms_are_exact_multiples_whose_sums_do_not_depend_on_order() -> None:
    values = log_softmax(np.random.default_rng(3).normal(size=(50, 3)))
    assert np.allclose(np.exp(values).sum(axis=1), 1, atol=1e-8)
    assert sum(values[:, 0].tolist()) == sum(values[::-1, 0].tolist())
