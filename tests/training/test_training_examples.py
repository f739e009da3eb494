import re
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluation import load_set
from kg.resources import seeds_folder
from kg.text.structure import outline
from kg.training.examples import annotated_examples, load_marked, load_written
from kg.training.markup import parse_markup
from kg.training.topics import marked_problems, written_problems
from kg.vocabulary import load_vocabulary

PATH = Path("report.txt")
MARKED = sorted((seeds_folder() / "training" / "reports").glob("*.txt"))
# Wording that every bureau takes from the centre: titles, the thought and the meetings, and what four much quoted documents call things.
FORMULAS = re.compile(
    r"《[^《》]*》|年度法治政府建设情况报告|(?:坚持)?以?习近平新时代中国特色社会主义思想(?:为指导)?|习近平总书记全面依法治国新理念新思想新战略|党的十九大和十九届[二三四五六中、]{2,12}"
    r"|公众参与、专家论证、风险评估、合法性审查|行政执法公示、执法全过程记录、重大执法决定法制审核"
    r"|重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办|重要工作亲自部署、重大问题亲自过问、重点环节亲自协调"
    r"|运用法治思维和法治方式深化改革、推动发展、化解矛盾、维护稳定"
)
REPORT = """一、主要工作
2022年，⟦double-random|抽查企业60家，结果全部公示⟧；法治意识提高。⟦joint-enforcement+targeted-enforcement|会同公安部门整治5次⟧。
二、存在问题
一是⟦!staffing|人员不足⟧。
三、工作打算
⟦~case-file-review|评查案卷⟧。
"""


def test_marks_are_taken_out_and_their_places_kept() -> None:
    report = parse_markup(REPORT, PATH)
    assert "⟦" not in report.source.text
    assert [(report.source.text[quote.start : quote.end], quote.names, quote.planned, quote.problem) for quote in report.quotes] == [
        ("抽查企业60家，结果全部公示", ("double-random",), False, False),
        ("会同公安部门整治5次", ("joint-enforcement", "targeted-enforcement"), False, False),
        ("人员不足", ("staffing",), False, True),
        ("评查案卷", ("case-file-review",), True, False),
    ]


@pytest.mark.parametrize("faulty", ["第一行\n⟦double-random|没有结束", "第一行\n没有开始⟧", "第一行\n⟦Double|错⟧", "第一行\n⟦a|⟦b|嵌套⟧⟧"])
def test_a_faulty_mark_is_named_with_its_line(faulty: str) -> None:
    with pytest.raises(InputError, match=r"report\.txt: line 2"):
        parse_markup(faulty, PATH)


def test_clauses_are_tagged_by_the_quotes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (examples,) = load_marked(tmp_path)
    assert [len(segment) for segment in examples.segments] == [3, 1, 1, 1]
    assert "".join(examples.tags) == "OBIOBB"
    assert [entry.planned for entry in examples.statements] == [False, False, True]
    assert [entry.concepts for entry in examples.statements] == [
        ("double-random",),
        ("joint-enforcement", "targeted-enforcement"),
        ("case-file-review",),
    ]


def test_unknown_concepts_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、工作\n⟦no-such-thing|做事⟧。\n", encoding="utf-8")
    with pytest.raises(InputError, match="no measure 'no-such-thing'"):
        load_marked(tmp_path)
    (tmp_path / "b.csv").write_text("text,concepts,status\n做事,no-such-thing,adopted\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"b\.csv: line 2"):
        load_written(tmp_path)


def test_each_concept_has_enough_written_statements() -> None:
    counts: dict[str, int] = {}
    for statement in load_written():
        for concept in statement.concepts:
            counts[concept] = counts.get(concept, 0) + 1
    assert min(counts.values()) >= 40
    assert len(counts) == 86


def test_each_topic_has_enough_written_problems() -> None:
    counts = Counter(topic for problem in written_problems() for topic in problem.topics)
    assert counts.keys() == load_vocabulary().topics.keys()
    assert min(count for topic, count in counts.items() if topic != "other") >= 70
    assert {len(problem.topics) for problem in written_problems()} == {1, 2}
    assert len({problem.text for problem in written_problems()}) == len(written_problems())


def test_unknown_topics_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,topics\n人少,staffing\n人少,no-such-topic\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.csv: line 3: no topic 'no-such-topic'"):
        written_problems(tmp_path)
    for row in ("人少", "人少,", "，,staffing", "人少,staffing|staffing", "人少,staffing|coordination|institution"):
        (tmp_path / "a.csv").write_text(f"text,topics\n{row}\n", encoding="utf-8")
        with pytest.raises(InputError, match=r"a\.csv: line 2"):
            written_problems(tmp_path)
    (tmp_path / "a.txt").write_text("一、问题\n⟦!no-such-topic|人少⟧。\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.txt: line 2: no topic"):
        marked_problems(tmp_path)


def test_no_training_text_repeats_an_annotated_report() -> None:
    annotated = "".join("".join(report.source for report in load_set(name)) for name in ("seeds", "dev"))
    written = [example.text for example in (*load_written(), *written_problems())]
    assert not [text for text in written if len(text) >= 16 and text in annotated]


def test_no_written_problem_shares_a_long_run_with_a_report_that_is_to_stay_unseen() -> None:
    folder = Path(__file__).parents[1] / "extraction"
    unseen = {
        run for path in folder.glob("unseen*/*.txt") for run in runs(parse_markup(path.read_text(encoding="utf-8"), path).source.text)
    }
    assert len(unseen) > 10_000
    assert [run for problem in written_problems() for run in runs(problem.text) if run in unseen] == []


def test_no_training_text_shares_a_long_run_with_an_annotated_report() -> None:
    annotated = {run for name in ("seeds", "dev") for report in load_set(name) for run in runs(report.source)}
    marked = [parse_markup(path.read_text(encoding="utf-8"), path).source.text for path in MARKED]
    written = [example.text for example in (*load_written(), *written_problems())]
    assert [run for text in (*marked, *written) for run in runs(text) if run in annotated] == []


def runs(text: str) -> set[str]:
    """All stretches of 20 characters, with each formula of the nation's documents as one character."""
    text = FORMULAS.sub("※", text)
    return {text[start : start + 20] for start in range(len(text) - 19)}


def test_each_annotated_measure_becomes_a_statement() -> None:
    for report in load_set("dev"):
        examples = annotated_examples(report)
        stretches = {(measure.start, measure.end) for measure in report.reference.measures}
        assert len(examples.statements) == len(stretches)
        assert examples.tags.count("B") > len(stretches) / 2


def test_marked_reports_are_well_formed() -> None:
    examples = load_marked()
    assert len(examples) == len(MARKED) >= 30
    for path in MARKED:
        report = parse_markup(path.read_text(encoding="utf-8"), path)
        assert outline(report.source.text).sections
        assert {True, False} <= {quote.planned for quote in report.quotes if not quote.problem}, path.name
