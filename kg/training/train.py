"""Fit the models."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from kg.evaluation import SETS, load_set
from kg.extraction.grams import Grams, code_points
from kg.extraction.linear import LinearModel, quantised
from kg.extraction.linking import GRAM_ROWS, NO_MEASURE, Linker
from kg.extraction.measures.features import TAGS, clause_rows
from kg.extraction.measures.model import MeasureModel
from kg.extraction.measures.tagging import START
from kg.extraction.resources import measures_lexicon
from kg.training.examples import ReportExamples, annotated_examples, load_marked, load_written
from kg.training.fitting import SEED, as_linear_model, fit_linker_model
from kg.training.matrices import Statements, Written, clause_features, stacked, statement_features, status_features, written_features

__all__ = ["Material", "fit_model", "prepare", "train_all"]

_TAGGER_C = 2.0
_LINKER_C = 0.5
_STATUS_C = 5.0
_WITHOUT_LEXICON = 0.2  # share of a statement's weight for which the linker must do without the lexicon
_MARKED_CLAUSE_WEIGHT = 0.25  # marked reports are of few hands
_ANNOTATED_WEIGHT = 2.0  # of a statement of an annotated report, where any other weighs 1
_WRITTEN_STATUS_WEIGHT = 0.3  # a statement by itself shows no setting
_FOLDS = 5
_LEAST = 0.6
_SECOND = 0.8


@dataclass(frozen=True, slots=True)
class Material:
    """A report with what does not depend on a model: features of its statements for the linker and for the model of statuses."""

    report: ReportExamples
    grams: Grams
    statements: Statements
    statuses: csr_array


def train_all() -> MeasureModel:
    """Fit the model that travels with the code: from all annotated reports, marked reports and written statements."""
    annotated = [annotated_examples(report) for name in SETS for report in load_set(name)]
    return fit_model([prepare(report) for report in [*annotated, *load_marked()]], written_features(load_written()))


def prepare(report: ReportExamples) -> Material:
    """Find the features of a report that do not depend on a model."""
    grams = Grams(report.text, GRAM_ROWS)
    statements = statement_features(grams, report.statements, measures_lexicon().concepts)
    return Material(report, grams, statements, status_features(report, grams))


def fit_model(reports: Sequence[Material], written: Written) -> MeasureModel:
    """Fit tagger, linker and the model of statuses.

    What the tagger learns of a clause's concept, and the linker of its own sureness, comes from linkers that
    have not seen the report: each fold of the reports is read by one fitted to the other folds.
    """
    clauses: list[csr_array] = []
    scores: list[float] = []
    right: list[bool] = []
    order: list[Material] = []
    for fold in range(_FOLDS):
        others = [entry for index, entry in enumerate(reports) if index % _FOLDS != fold]
        blind = _linker(others, written.statements)
        for entry in reports[fold::_FOLDS]:
            order.append(entry)
            clauses.append(_clauses(entry, blind))
            if not entry.report.marked:
                values = entry.statements.features @ (blind.model.levels * blind.model.steps) + blind.model.bias
                values[:, blind.model.classes.index(NO_MEASURE)] = -np.inf
                scores += values.max(axis=1).tolist()
                right += [
                    blind.model.classes[best] in concepts
                    for best, concepts in zip(values.argmax(axis=1), entry.statements.concepts, strict=True)
                ]
    curve = LogisticRegression(C=1e6).fit(np.array(scores)[:, None], right)
    linker = _linker(reports, written.statements, float(curve.coef_[0, 0]), float(curve.intercept_[0]))
    return MeasureModel(_tagger(order, clauses), linker, _status(reports, written))


def _linker(reports: Sequence[Material], written: Statements, slope: float = 1.0, intercept: float = 0.0) -> Linker:
    """Fit the linker to the statements of reports and to those written by themselves."""
    weights = [1.0 if entry.report.marked else _ANNOTATED_WEIGHT for entry in reports]
    model = fit_linker_model(
        [(written, 1.0), *((entry.statements, weight) for entry, weight in zip(reports, weights, strict=True))],
        c=_LINKER_C,
        without_lexicon=_WITHOUT_LEXICON,
    )
    return Linker(model, slope, intercept, _LEAST, _SECOND)


def _clauses(entry: Material, linker: Linker) -> csr_array:
    report = entry.report
    views = [view for segment in report.segments for view in segment]
    scores = linker.scores(linker.sums(entry.grams, views), linker.lexical(views))
    rows = clause_rows(code_points(report.text), report.segments, scores, linker.model.classes)
    return clause_features(entry.grams, views, rows, list(_tags_before(report)))


def _tags_before(report: ReportExamples) -> Iterator[int]:
    tags = iter(report.tags)
    for segment in report.segments:
        before = START
        for _ in segment:
            yield before
            before = TAGS.index(next(tags))


def _tagger(reports: Sequence[Material], clauses: Sequence[csr_array]) -> LinearModel:
    """Fit logistic regression over clauses with their true predecessors."""
    tags = [tag for entry in reports for tag in entry.report.tags]
    weights = [_MARKED_CLAUSE_WEIGHT if entry.report.marked else 1.0 for entry in reports for _ in entry.report.tags]
    solver = LogisticRegression(C=_TAGGER_C, solver="sag", tol=1e-3, max_iter=500, random_state=SEED)
    return as_linear_model(solver.fit(stacked(clauses), tags, sample_weight=weights))


def _status(reports: Sequence[Material], written: Written) -> LinearModel:
    """Fit logistic regression over statements with the true status of the one before."""
    statements = [(entry, statement) for entry in reports for statement in entry.report.statements]
    planned = [*(statement.planned for _, statement in statements), *written.planned]
    weights = [1.0 if entry.report.marked else _ANNOTATED_WEIGHT for entry, _ in statements] + [_WRITTEN_STATUS_WEIGHT] * len(
        written.planned
    )
    features = stacked([*(entry.statuses for entry in reports), written.statuses])
    fitted = LogisticRegression(C=_STATUS_C, max_iter=500).fit(features, planned, sample_weight=weights)
    return quantised(("planned",), np.ascontiguousarray(fitted.coef_.T), np.asarray(fitted.intercept_))
