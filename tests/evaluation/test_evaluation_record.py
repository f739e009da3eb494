import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from kg.cli.evaluate import evaluate, model_hash
from kg.errors import InputError, OutputError
from kg.evaluation import AnnotatedReport, Count, Score, load_set, score, total
from kg.evaluation.concepts import Confusion, Losses, confusions, counts_by, losses
from kg.evaluation.figures import FIELDS, FIGURES, LINKING, Share, Verdict
from kg.evaluation.intervals import interval
from kg.evaluation.linkers import evaluate_linking
from kg.evaluation.page import TOLERANCE, page
from kg.evaluation.record import Evaluation, Fall, ReportFigures, TrainingData, falls, from_json, read_evaluation, to_json, wrong_pairs
from kg.evaluation.reliability import bins, calibration_error, thresholds
from kg.types import Extraction
from kg.vocabulary import load_vocabulary

DOCS = Path(__file__).parents[2] / "docs"
ADOPTED, OTHER_MEASURE = ("double-random", "adopted"), ("other", "adopted")
REVIEWED, PLANNED = ("case-file-review", "adopted"), ("double-random", "planned")
VERDICTS = (
    Verdict(ADOPTED, ADOPTED, 0.95),
    Verdict(ADOPTED, ADOPTED, 0.91),
    Verdict(REVIEWED, ADOPTED, 0.35),
    Verdict(PLANNED, ADOPTED, 0.55),
    Verdict(REVIEWED, OTHER_MEASURE, 0.2),
    Verdict(REVIEWED, None),
    Verdict(None, ADOPTED, 1.0),
    Verdict(OTHER_MEASURE, OTHER_MEASURE, 0.8),
)


def flawed(reference: Extraction) -> Extraction:
    """What the reference says without its first measure, and with the others' first concept for all."""
    measures = tuple(
        replace(measure, concept=reference.measures[1].concept, confidence=round(1 - index / 100, 2))
        for index, measure in enumerate(reference.measures[1:])
    )
    return replace(reference, measures=measures)


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    reports = tuple(
        ReportFigures(
            name=report.path.stem,
            bureau=report.reference.report.bureau,
            year=report.reference.report.year,
            characters=len(report.source),
            left_out=replace(score(report.reference, flawed(report.reference)), misses=()),
            in_sample=replace(score(report.reference, report.reference), misses=(), verdicts=()),
        )
        for report in load_set("seeds")
    )
    linking = {name: Count(8, 10, 8) for name in LINKING}
    return Evaluation("1.2.3", "2026-01-02", "ab" * 32, TrainingData(40, 10, 5, 7, {"health": 2, "city": 1}), reports, linking)


def test_verdicts_add_up_to_the_figures(evaluation: Evaluation) -> None:
    (whole,) = thresholds([evaluation.left_out], [0.0])
    assert whole.typed == evaluation.left_out.counts["measures+type"]
    by_report = thresholds([report.left_out for report in evaluation.reports], [0.0])
    assert by_report[0].adoptions == evaluation.left_out.counts["adoptions"]


def test_bins_tell_what_confidence_is_worth() -> None:
    groups = bins(VERDICTS)
    assert sum(group.found for group in groups) == 5
    assert [(group.low, group.found, group.matched, group.right) for group in groups if group.found] == [
        (0.3, 1, 1, 0),
        (0.5, 1, 1, 1),
        (0.9, 3, 2, 2),
    ]
    assert groups[-1].confidence == pytest.approx((0.95 + 0.91 + 1) / 3)
    assert calibration_error(groups) == pytest.approx((0.35 + (1 - 0.55) + abs(0.95 + 0.91 + 1 - 2)) / 5)
    assert calibration_error(bins(())) == 0


def test_a_threshold_takes_concepts_away() -> None:
    low, high = thresholds([Score(verdicts=VERDICTS)], [0.0, 0.5])
    assert (low.linked, high.linked) == (5, 4)
    assert low.typed == Count(right=3, reference=7, found=7)
    assert high.typed == Count(right=3, reference=7, found=7)
    assert low.adoptions == high.adoptions == Count(right=1, reference=2, found=1)
    (none,) = thresholds([Score(verdicts=VERDICTS)], [1.01])
    assert (none.linked, none.adoptions) == (0, Count(0, 2, 0))
    assert thresholds([Score()], [0.5])[0].typed == Count()


def test_concepts_are_counted_by_group_and_confused_pairs_listed() -> None:
    assert counts_by(VERDICTS, str) == {
        "case-file-review": Count(0, 3, 0),
        "double-random": Count(3, 3, 5),
        "other": Count(1, 1, 2),
    }
    assert counts_by(VERDICTS, lambda concept: concept[0])["d"] == Count(3, 3, 5)
    assert confusions(VERDICTS) == [Confusion("case-file-review", "double-random", 1), Confusion("case-file-review", "other", 1)]
    assert confusions((*VERDICTS, VERDICTS[4]))[0] == Confusion("case-file-review", "other", 2)


def test_each_statement_of_the_reference_is_lost_once() -> None:
    assert losses(VERDICTS) == Losses(missed=1, withheld=1, wrong_concept=1, wrong_status=1, right=3)


def test_an_interval_spans_the_reports_and_is_the_same_each_time() -> None:
    counts = [Count(9, 10, 10), Count(5, 10, 10), Count(7, 10, 10)]
    low, high = interval(counts)
    assert 0.5 <= low < 0.7 < high <= 0.9
    assert interval(counts) == (low, high)
    assert interval([Count(3, 4, 4)]) == (0.75, 0.75)
    with pytest.raises(ValueError, match="at least one report"):
        interval([])


def test_an_evaluation_comes_back_whole(evaluation: Evaluation) -> None:
    text = to_json(evaluation)
    assert from_json(text) == evaluation
    assert to_json(from_json(text)) == text
    content = json.loads(text)
    assert content["reports"][0]["left_out"]["counts"]["policies"] == [11, 11, 11]
    assert content["linking"]["policy pairs"] == [8, 10, 8]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": "1", "reports": 5}', '{"reports": [{"left_out": {}}]}'])
def test_what_is_no_evaluation_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "evaluation.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"evaluation\.json: is no evaluation"):
        read_evaluation(path)


def test_a_figure_that_the_file_lacks_is_refused(evaluation: Evaluation) -> None:
    content = json.loads(to_json(evaluation))
    del content["reports"][0]["left_out"]["counts"]["plans"]
    with pytest.raises(ValueError, match="plans"):
        from_json(json.dumps(content))
    content = json.loads(to_json(evaluation))
    del content["linking"]["bureau region"]
    with pytest.raises(ValueError, match="bureau region"):
        from_json(json.dumps(content))


def of_all(right: int) -> Score:
    return Score({name: Count(right, 100, 100) for name in FIGURES}, {name: Share(9, 10) for name in FIELDS})


def test_falls_are_told_beyond_the_tolerance_only() -> None:
    before = of_all(90)
    assert falls(before, of_all(90), TOLERANCE) == []
    assert falls(before, of_all(95), TOLERANCE) == []
    assert falls(before, of_all(89), TOLERANCE) == []
    fallen = falls(before, of_all(88), TOLERANCE)
    assert [fall.figure for fall in fallen] == list(FIGURES)
    one = replace(before, counts={**before.counts, "plans": Count(80, 100, 100)})
    assert falls(before, one, TOLERANCE) == [Fall("plans", 0.9, pytest.approx(0.8))]
    field = replace(before, fields={**before.fields, "year": Share(8, 10)})
    assert falls(before, field, TOLERANCE) == [Fall("year", 0.9, 0.8)]


def test_a_pair_that_is_joined_wrongly_is_told_whatever_was_before() -> None:
    linking = {name: Count(8, 10, 8) for name in LINKING}
    assert wrong_pairs(linking) == []
    assert wrong_pairs({**linking, "bureau region": Count(7, 10, 8)}) == []
    assert wrong_pairs({**linking, "policy pairs": Count(199, 199, 200)}) == [Fall("policy pairs precision", 1.0, 0.995)]


def test_the_page_tells_the_figures(evaluation: Evaluation) -> None:
    text = page(evaluation, load_vocabulary())
    assert "$" not in text
    figures = evaluation.left_out.counts
    rows = {cells[1]: cells[2:-1] for cells in ([cell.strip() for cell in line.split("|")] for line in text.splitlines()) if len(cells) > 3}
    for name in FIGURES:
        assert f"| `{name}` | **{figures[name].f1:.3f}** |" in text
    for name in LINKING:
        assert f"| `{name}` | **0.889** | 1.000 | 0.800 | 8 | 10 | 8 |" in text
    assert rows["all"][-5:] == [str(figures[kind].reference) for kind in ("measures", "metrics", "policies", "organizations", "problems")]
    assert "金昌市交通运输局" in text
    assert "city 1, health 2" in text
    assert "`ab" + "ab" * 31 + "`" in text
    (missed,) = [line for line in text.splitlines() if line.startswith("- Of the measures of the reference, ")]
    assert f"{losses(evaluation.left_out.verdicts).missed} of {figures['measures'].reference} " in missed


def test_a_perfect_evaluation_has_a_page_too(evaluation: Evaluation) -> None:
    perfect = tuple(replace(report, left_out=score(entry.reference, entry.reference)) for report, entry in pairs(evaluation))
    text = page(replace(evaluation, reports=perfect), load_vocabulary())
    assert "The 0 pairs of concepts" in text
    assert "None." in text


def pairs(evaluation: Evaluation) -> Iterator[tuple[ReportFigures, AnnotatedReport]]:
    return zip(evaluation.reports, load_set("seeds"), strict=True)


def test_the_committed_page_is_that_of_the_committed_counts() -> None:
    committed = read_evaluation(DOCS / "evaluation.json")
    assert (DOCS / "evaluation.md").read_text(encoding="utf-8") == page(committed, load_vocabulary())
    assert len(committed.reports) == 10


def run(*arguments: object) -> Result:
    app = typer.Typer()
    app.command()(evaluate)
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Extraction], Extraction]], None]:
    """Lets the models of a report left out find what a function makes of its reference."""

    def find(findings: Callable[[Extraction], Extraction]) -> None:
        def cross_validate(reports: Sequence[AnnotatedReport]) -> Iterator[tuple[AnnotatedReport, Score]]:
            return ((report, score(report.reference, findings(report.reference))) for report in reports)

        monkeypatch.setattr("kg.training.cross_validation.cross_validate", cross_validate)

    return find


Trained = Callable[[Callable[[Extraction], Extraction]], None]


def test_write_and_check(trained: Trained, tmp_path: Path) -> None:
    trained(lambda reference: reference)
    path = tmp_path / "evaluation.md"
    written = run("--write", path)
    assert written.exit_code == 0, written.output
    evaluation = read_evaluation(path.with_suffix(".json"))
    assert path.read_text(encoding="utf-8") == page(evaluation, load_vocabulary())
    assert [report.name for report in evaluation.reports] == [f"{n:03}" for n in range(5)] + [f"d{n}" for n in range(1, 6)]
    assert evaluation.left_out.counts["measures+type"].f1 == 1
    assert 0 < evaluation.in_sample.counts["measures+type"].f1 < 1
    assert evaluation.training.concepts == len(load_vocabulary().concepts)
    assert evaluation.linking == evaluate_linking().counts

    same = run("--check", path.with_suffix(".json"))
    assert (same.exit_code, same.stderr) == (0, f"no figure fell by more than 0.01 below {path.with_suffix('.json')}\n")
    trained(flawed)
    worse = run("--check", path.with_suffix(".json"))
    assert worse.exit_code == 1
    *fallen, summary = worse.stderr.splitlines()
    expected = total(score(report.reference, flawed(report.reference)) for name in ("seeds", "dev") for report in load_set(name))
    assert f"adoptions: 1.000 → {expected.counts['adoptions'].f1:.3f}" in fallen
    assert summary.startswith(f"{len(fallen)} figures fell by more than 0.01")
    assert summary.endswith(f"to accept them: kg evaluate --write {path}")


def test_two_names_that_are_joined_wrongly_fail_the_check(
    trained: Trained, evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    trained(lambda reference: reference)
    linking = {name: Count(199, 200, 200) for name in LINKING}
    monkeypatch.setattr("kg.evaluation.linkers.evaluate_linking", lambda: Score(linking))
    path = tmp_path / "evaluation.json"
    path.write_text(to_json(replace(evaluation, linking=linking)), encoding="utf-8")
    result = run("--check", path)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[:2] == ["bureau pairs precision: 1.000 → 0.995", "policy pairs precision: 1.000 → 0.995"]


def test_the_linking_is_printed_after_the_extraction(trained: Trained) -> None:
    trained(lambda reference: reference)
    figures = json.loads(run("--cross-validate", "--json").stdout)["figures"]
    assert list(figures)[-2:] == ["all", "linking"]
    assert tuple(figures["linking"]) == LINKING
    table = run("--cross-validate", "--errors").stdout
    assert table.index("involves") < table.index("Linking, given the annotations") < table.index("policy pairs")
    misses = {tuple(line.split("\t")) for line in table.splitlines() if "\t" in line}
    assert misses == {astuple(miss) for miss in evaluate_linking().misses}


def test_a_file_to_check_against_is_read_before_anything_else(tmp_path: Path) -> None:
    assert isinstance(run("--check", tmp_path / "none.json").exception, InputError)


def test_where_to_write_is_looked_at_before_anything_else(tmp_path: Path) -> None:
    assert isinstance(run("--write", tmp_path / "nowhere" / "evaluation.md").exception, OutputError)


@pytest.mark.parametrize("arguments", [("found.jsonl", "--cross-validate"), ("--write", "a.md", "--gold", "seeds")])
def test_options_that_contradict_each_other_are_refused(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_the_committed_figures_of_the_linking_are_those_of_the_code() -> None:
    assert read_evaluation(DOCS / "evaluation.json").linking == evaluate_linking().counts


def test_the_committed_figures_are_those_of_the_committed_model() -> None:
    assert read_evaluation(DOCS / "evaluation.json").model == model_hash()
