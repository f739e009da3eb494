from collections.abc import Sequence

import numpy as np
import pytest

from kg.evaluation import load_set
from kg.extraction.grams import code_points
from kg.extraction.linear import log_softmax
from kg.extraction.linking import Linker
from kg.extraction.measures.features import clause_rows
from kg.extraction.measures.model import MeasureModel, load_model
from kg.extraction.measures.status import settings, statuses
from kg.extraction.measures.tagging import START, tag_scores
from kg.extraction.problems.topics import load_topics
from kg.training import cross_validation, train_all, train_topics
from kg.training.examples import annotated_examples, load_written
from kg.training.matrices import Written, clause_features
from kg.training.topics import ProblemExample
from kg.training.train import Material, prepare


def test_training_anew_gives_the_committed_model() -> None:
    """Up to the last of 8 bits: the solvers' sums may differ between processors."""
    trained, committed = train_all(), load_model()
    for new, old in (
        (trained.tagger, committed.tagger),
        (trained.linker.model, committed.linker.model),
        (trained.status, committed.status),
        (train_topics().model, load_topics().model),
    ):
        assert new.classes == old.classes
        assert np.abs(new.levels.astype(int) - old.levels.astype(int)).max() <= 1


def test_the_models_are_trained_on_what_they_see_in_use() -> None:
    """The features of training, times the weights, are the scores of the extraction."""
    model = load_model()
    entry = prepare(annotated_examples(load_set("dev")[0]))
    report, linker = entry.report, model.linker
    spans = [(statement.start, statement.end) for statement in report.statements]

    trained = entry.statements.features @ (linker.model.levels * linker.model.steps) + linker.model.bias
    assert np.allclose(trained, linker.scores(linker.sums(entry.grams, report.statements), linker.lexical(report.statements)))

    views = [view for segment in report.segments for view in segment]
    rows = clause_rows(
        code_points(report.text),
        report.segments,
        linker.scores(linker.sums(entry.grams, views), linker.lexical(views)),
        linker.model.classes,
    )
    logarithms = tag_scores(entry.grams, report.segments, rows, model.tagger)
    for before in range(START + 1):
        features = clause_features(entry.grams, views, rows, [before] * len(views))
        scores = features @ (model.tagger.levels * model.tagger.steps) + model.tagger.bias
        assert np.allclose(log_softmax(scores), logarithms[:, before])

    decided = entry.statuses @ (model.status.levels * model.status.steps) + model.status.bias
    found = statuses(tuple(settings(report.text, report.structure, spans, report.year)), spans, entry.grams, model.status)
    assert ["planned" if score > 0 else "adopted" for score in decided[:, 0]] == found


def test_a_report_left_out_is_read_by_models_that_have_not_learnt_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """`kg evaluate --check` tells how well they do; it would not tell a model that knows the report from a better one."""
    learnt: list[list[str]] = []

    def fit(reports: Sequence[Material], _written: Written) -> MeasureModel:
        learnt.append([entry.report.text for entry in reports])
        return load_model()

    def fit_topics(annotated: Sequence[ProblemExample], others: Sequence[ProblemExample]) -> Linker:
        learnt_problems.append([problem.text for problem in annotated])
        assert len(others) > 1000
        return load_topics()

    learnt_problems: list[list[str]] = []
    few, reports = load_written()[:50], load_set("seeds")[:3]
    monkeypatch.setattr(cross_validation, "fit_model", fit)
    monkeypatch.setattr(cross_validation, "fit_topics", fit_topics)
    monkeypatch.setattr(cross_validation, "load_written", lambda: few)
    monkeypatch.setattr(cross_validation, "load_marked", tuple)
    scores = cross_validation._score_left_out(reports, (0, 2))
    first, second, third = (annotated_examples(report).text for report in reports)
    assert learnt == [[second, third], [first, second]]
    own = [[problem.text for problem in report.reference.problems] for report in reports]
    assert learnt_problems == [[*own[1], *own[2]], [*own[0], *own[1]]]
    assert [(index, score.counts["metrics"].reference) for index, score in scores] == [
        (index, len(reports[index].reference.metrics)) for index in (0, 2)
    ]
