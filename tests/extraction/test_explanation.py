"""What an explanation says is what the pipeline did."""

import json
from dataclasses import asdict, replace

import pytest
from spacy.language import Language

from kg.errors import UnknownNameError
from kg.extraction.measures.component import MeasuresComponent
from kg.extraction.measures.explanation import ConceptExplanation, Nearest, Rereading, explain_concept, explain_measure, reread
from kg.extraction.measures.explanation.choices import choice
from kg.extraction.measures.status import statuses
from kg.extraction.pipeline import extract, make_nlp
from kg.reading import read
from kg.reading.cleaning import clean
from kg.resources import seeds_folder
from kg.types import SourceText, Status

REPORT = """某县市场监督管理局2022年法治政府建设工作报告
县人民政府：
现将2022年法治政府建设情况报告如下。
一、主要工作
（一）推行行政执法公示。全年开展“双随机、一公开”抽查12次，抽查企业80家。组织行政执法案卷评查3次，评查案卷60件；聘请2名律师担任法律顾问。
（二）加强学习。坚持以习近平新时代中国特色社会主义思想为指导，增强“四个意识”。
案件种类收案结案
行政复议案件 8 100%
二、存在的问题
一是行政执法人员旁听庭审的机会较少，以案释法不够生动。
三、下一步工作打算
组织开展行政执法人员法律知识考试。
某县市场监督管理局
2023年1月10日
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return make_nlp()


def reading(source: SourceText, nlp: Language) -> Rereading:
    component = nlp.get_pipe("kg_measures")
    assert isinstance(component, MeasuresComponent)
    return reread(extract(source, nlp), component.lexicon, component.model)


@pytest.fixture(scope="module")
def seed(nlp: Language) -> Rereading:
    return reading(read(seeds_folder() / "reports" / "000.txt"), nlp)


@pytest.fixture(scope="module")
def short(nlp: Language) -> Rereading:
    return reading(source_of(REPORT), nlp)


def source_of(content: str) -> SourceText:
    text, offsets = clean(content)
    return SourceText("r.txt", text, content, offsets, "0" * 64, "text/plain", "utf-8")


def test_every_measure_of_a_report_is_explained_as_it_was_found(seed: Rereading) -> None:
    linker = seed.model.linker
    for stated in seed.clearest:
        found = explain_measure(seed, stated.measure.id)
        assert found.measure is stated.measure
        assert found.choice.probability == pytest.approx(stated.link.confidence)
        assert found.choice.subject == (stated.measure.concept or found.choice.ranking[0].concept)
        assert (found.choice.decision in ("too-doubtful", "other-measure")) == (stated.measure.concept is None)
        classes = linker.model.classes
        lead = stated.part.scores[classes.index(found.choice.subject)] - stated.part.scores[classes.index(found.choice.rival)]
        assert sum(share.points for share in found.choice.shares) == pytest.approx(lead, abs=1e-9)
        assert (found.choice.means is None) == (stated.part is stated.whole)


def test_the_points_of_a_status_are_those_that_decided_it(seed: Rereading) -> None:
    spans = [(stated.whole.start, stated.whole.end) for stated in seed.stated]
    for stated, span in zip(seed.stated, spans, strict=True):
        reason = explain_measure(seed, stated.measure.id).status
        assert sum(share.points for share in reason.shares) == pytest.approx(reason.score, abs=1e-9)
        assert (reason.score > 0) == (stated.measure.status == "planned")
        if stated.before is None or stated.setting.previous == "elsewhere":
            shifted = replace(seed.model.status, bias=seed.model.status.bias - reason.score)
            up, down = (replace(shifted, bias=shifted.bias + change) for change in (1e-6, -1e-6))
            assert [statuses([stated.setting], [span], seed.grams, model)[0] for model in (up, down)] == ["planned", "adopted"]


def test_the_clauses_of_a_statement_are_told_with_their_probabilities(seed: Rereading) -> None:
    for stated in seed.clearest:
        bounds = explain_measure(seed, stated.measure.id).bounds
        inside = [clause for clause in bounds.clauses if stated.whole.start <= clause.start < stated.whole.end]
        assert (inside[0].start, inside[-1].end) == (stated.whole.start, stated.whole.end)
        assert [clause.tag for clause in inside] == ["B", *"I" * (len(inside) - 1)]
        assert all(clause.begins + clause.goes_on + clause.outside == pytest.approx(1) for clause in bounds.clauses)
        assert bounds.margin >= 0, "no other reading is better than the one that was chosen"
        assert seed.extraction.text[stated.whole.start : stated.whole.end] not in bounds.otherwise


def test_stretches_that_state_the_same_are_one_measure_explained_by_the_clearest(nlp: Language) -> None:
    stretches = {"举办执法人员培训班6期，培训240人次", "组织执法骨干跟班轮训30人"}
    read_again = reading(source_of(f"某县交通运输局2023年法治政府建设情况报告\n{'；'.join(sorted(stretches))}。\n"), nlp)
    (measure,) = read_again.extraction.measures
    assert measure.text == "；".join(sorted(stretches))
    found = explain_measure(read_again, measure.id)
    assert found.choice.probability == pytest.approx(measure.confidence, abs=0.005)
    told = {"，".join(clause.text for clause in found.bounds.clauses if clause.tag != "O")}
    assert len(told & stretches) == 1
    assert {*found.united} == stretches - told


def test_quotes_stand_in_the_text(seed: Rereading) -> None:
    for stated in seed.stated:
        found = explain_measure(seed, stated.measure.id)
        assert all(share.quote in seed.extraction.text for share in (*found.choice.shares, *found.status.shares))
        assert all(share.quote in stated.measure.text for share in found.choice.shares if share.kind in ("words", "phrase"))


def test_what_speaks_for_a_concept_is_named(short: Rereading) -> None:
    (found,) = explain_concept(short, "double-random").measures
    assert found.measure.text.startswith("全年开展“双随机、一公开”抽查12次")
    assert any(share.kind == "phrase" and "双随机" in share.quote and share.points > 0 for share in found.choice.shares)
    assert found.choice.decision == "likeliest"
    assert found.choice.probability >= found.choice.least


def test_what_speaks_for_a_plan_is_named(short: Rereading) -> None:
    (found,) = explain_concept(short, "law-exams").measures
    assert found.measure.status == "planned"
    assert any(share.kind.startswith("role plans") and share.points > 0 for share in found.status.shares)


def rejected(told: ConceptExplanation, words: str) -> Nearest:
    (near,) = [near for near in told.nearest if words in near.text]
    return near


def test_what_stands_in_an_excluded_place_is_rejected_for_it(short: Rereading) -> None:
    told = explain_concept(short, "court-observation")
    assert told.measures == ()
    near = rejected(told, "旁听庭审")
    assert (near.reason, near.section) == ("problem", "存在的问题")
    assert near.problem in {problem.id for problem in short.extraction.problems}
    assert any("旁听" in phrase for phrase in told.phrases)
    assert rejected(explain_concept(short, "enforcement-three-systems"), "推行行政执法公示").reason == "heading"
    assert rejected(explain_concept(short, "reconsideration-litigation"), "行政复议案件").reason == "row"


def test_what_another_concept_took_is_rejected_for_it(short: Rereading) -> None:
    told = [near for concept in short.lexicon.concepts for near in explain_concept(short, concept).nearest]
    taken = [near for near in told if near.reason == "other-concept"]
    assert taken
    for near in taken:
        assert near.there is not None
        assert near.likeliest.score > near.there.score
        measures = [stated.measure for stated in short.stated if stated.measure.id in near.measures]
        assert near.likeliest.concept in {measure.concept for measure in measures}
        assert {near.statement} == {measure.text for measure in measures}


def test_what_was_read_as_no_statement_says_how_likely_that_was(short: Rereading) -> None:
    nearest = [near for concept in short.lexicon.concepts for near in explain_concept(short, concept).nearest if near.reason == "outside"]
    assert any("为指导" in near.text or "四个意识" in near.text for near in nearest)
    for near in nearest:
        assert near.statement is None
        assert near.outside is not None
        assert 0 < near.outside <= 1
        assert near.margin is None or near.margin > 0


def test_nearest_clauses_are_few_and_ranked(seed: Rereading) -> None:
    for concept in seed.lexicon.concepts:
        told = explain_concept(seed, concept)
        scores = [near.alone.score for near in told.nearest]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) == (0 if told.measures else 3)
        assert {entry.measure.id for entry in told.measures} == {m.id for m in seed.extraction.measures if m.concept == concept}


def test_a_status_that_was_not_asked_for_is_kept_apart(short: Rereading) -> None:
    told = explain_concept(short, "law-exams", "adopted")
    assert told.measures == ()
    assert [entry.measure.status for entry in told.of_other_status] == ["planned"]
    assert explain_concept(short, "law-exams", "planned").of_other_status == ()


@pytest.mark.parametrize(("asked", "role"), [("adopted", "body"), ("planned", "plans")])
def test_the_nearest_to_a_status_stand_in_its_parts_and_in_no_statement_of_the_other(asked: Status, role: str, seed: Rereading) -> None:
    told = [explain_concept(seed, concept, asked) for concept in seed.lexicon.concepts]
    told = [entry for entry in told if entry.of_other_status and not entry.measures]
    assert any(entry.nearest for entry in told)
    for entry in told:
        taken = [found.measure for found in entry.of_other_status]
        for near in entry.nearest:
            assert seed.section(near.start).role == role
            assert not any(measure.start < near.end and near.start < measure.end for measure in taken)


def test_what_was_not_done_is_rejected_for_that(nlp: Language) -> None:
    report = REPORT.replace("案件种类收案结案", "（三）规范决策。本年度暂未建立重大行政决策合法性审查制度。\n案件种类收案结案")
    text, offsets = clean(report)
    read = reading(SourceText("r.txt", text, report, offsets, "0" * 64, "text/plain", "utf-8"), nlp)
    near = rejected(explain_concept(read, "legality-review"), "暂未建立")
    assert (near.reason, near.statement) == ("denied", "本年度暂未建立重大行政决策合法性审查制度")


def test_what_is_too_doubtful_says_which_threshold_it_missed(short: Rereading, nlp: Language) -> None:
    component = nlp.get_pipe("kg_measures")
    assert isinstance(component, MeasuresComponent)
    strict = replace(component.model, linker=replace(component.model.linker, least=1.01, second=1.01))
    doubtful = replace(short.extraction, measures=tuple(replace(measure, concept=None) for measure in short.extraction.measures))
    again = reread(doubtful, component.lexicon, strict)
    found = {entry.subject: entry.decision for entry in (choice(again, stated) for stated in again.stated)}
    assert found["double-random"] == "too-doubtful"
    near = rejected(explain_concept(again, "double-random"), "双随机")
    assert (near.reason, near.likeliest.concept, near.least) == ("too-doubtful", "double-random", 1.01)


def test_a_second_concept_is_given_besides_the_first(short: Rereading, nlp: Language) -> None:
    component = nlp.get_pipe("kg_measures")
    assert isinstance(component, MeasuresComponent)
    generous = replace(component.model, linker=replace(component.model.linker, least=0.0, second=0.0))
    text = short.extraction.text
    nlp_of = MeasuresComponent(component.lexicon, generous)
    doc = nlp.make_doc(text)
    doc._.source = SourceText("r.txt", text, text, range(len(text)), "0" * 64, "text/plain", "utf-8")
    for name in ("kg_structure", "kg_report", "kg_problems"):
        doc = nlp.get_pipe(name)(doc)
    measures = nlp_of(doc)._.measures
    again = reread(replace(short.extraction, measures=measures, problems=doc._.problems), component.lexicon, generous)
    decisions = {stated.measure.id: choice(again, stated) for stated in again.stated}
    seconds = {name: entry for name, entry in decisions.items() if entry.decision == "second"}
    assert seconds
    for entry in seconds.values():
        assert entry.ranking[1].concept == entry.subject
        assert entry.rival == entry.ranking[2].concept
        assert sum(share.points for share in entry.shares) == pytest.approx(entry.lead, abs=1e-9)


def test_measures_of_other_models_are_refused(short: Rereading) -> None:
    for measures in (short.extraction.measures[1:], short.extraction.measures[:-1]):
        with pytest.raises(ValueError, match="other models"):
            reread(replace(short.extraction, measures=measures), short.lexicon, short.model)


def test_an_unknown_measure_is_an_error_that_names_those_there_are(short: Rereading) -> None:
    with pytest.raises(UnknownNameError, match=rf"unknown measure 'm99'; r\.txt has m1 to m{len(short.stated)}"):
        explain_measure(short, "m99")
    with pytest.raises(UnknownNameError, match="unknown measure 'none'"):
        explain_concept(short, "none")


def test_a_report_without_clauses_has_no_nearest_ones(nlp: Language) -> None:
    read_again = reading(SourceText("e.txt", "。\n", "。\n", range(2), "0" * 64, "text/plain", "utf-8"), nlp)
    assert explain_concept(read_again, "double-random") == ConceptExplanation("double-random", (), (), (), ())
    with pytest.raises(UnknownNameError, match="has none"):
        explain_measure(read_again, "m1")


def test_explanations_are_plain_data(short: Rereading) -> None:
    for told in (explain_measure(short, "m1"), explain_concept(short, "court-observation")):
        assert json.loads(json.dumps(asdict(told)))
