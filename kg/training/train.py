"""Fit the models."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from kg.evaluation import SETS, load_set
from kg.extraction.measures.features import relation, segment_features, statement_features, transition_features
from kg.extraction.measures.linear import LinearModel, hashed, quantised
from kg.extraction.measures.linking import Linker
from kg.extraction.measures.model import MeasureModel
from kg.extraction.measures.tagging import START, running_concepts
from kg.extraction.resources import measures_lexicon
from kg.training.examples import ReportExamples, WrittenStatement, annotated_examples, load_marked, load_written

__all__ = ["fit_linker", "fit_model", "fit_tagger", "train_all"]

_TAGGER_ROWS = 1 << 14
_LINKER_ROWS = 1 << 16
_TAGGER_C = 2.0
_LINKER_C = 0.5
_MARKED_CLAUSE_WEIGHT = 0.25  # marked reports are denser than real ones
_REPORT_WEIGHT = 2.0  # of a statement of a report, where one written by itself weighs 1
_LEAST = 0.25
_SECOND = 0.62
_SEED = 0


def train_all() -> MeasureModel:
    """Fit the model that travels with the code: from all annotated reports, marked reports and written statements."""
    annotated = [annotated_examples(report) for name in SETS for report in load_set(name)]
    return fit_model(annotated, load_marked(), load_written())


def fit_model(annotated: Sequence[ReportExamples], marked: Sequence[ReportExamples], written: Sequence[WrittenStatement]) -> MeasureModel:
    """Fit tagger and linker; the linker's probabilities come from annotated statements that it was not fitted to."""
    blind = fit_linker(marked, written)
    scores = [
        blind.scores(statement_features_of(entry.text, entry.heading_concepts)) for report in annotated for entry in report.statements
    ]
    right = [
        blind.classes[int(values.argmax())] in entry.concepts
        for values, entry in zip(scores, (entry for report in annotated for entry in report.statements), strict=True)
    ]
    curve = LogisticRegression(C=1e6).fit(np.array([[values.max()] for values in scores]), right)
    slope, intercept = float(curve.coef_[0, 0]), float(curve.intercept_[0])
    linker = Linker(fit_linker([*annotated, *marked], written), slope, intercept, _LEAST, _SECOND)
    return MeasureModel(fit_tagger([*annotated, *marked], fit_linker([], written)), linker)


def fit_tagger(reports: Iterable[ReportExamples], opinions: LinearModel) -> LinearModel:
    """Fit the tagger by logistic regression over clauses with their true predecessors.

    ``opinions`` is a linker that has not seen the reports, as it has not seen those that it will be used on.
    """
    rows: list[dict[str, float]] = []
    labels: list[str] = []
    weights: list[float] = []
    for report in reports:
        for segment, tags in report.segments:
            weights += [_MARKED_CLAUSE_WEIGHT if report.marked else 1.0] * len(segment)
            previous, running = START, None
            for view, features, label in zip(segment, segment_features(segment, opinions), tags, strict=True):
                rows.append(features.all | transition_features(features.cues, previous, relation(view.concepts, running)))
                labels.append(label)
                previous, running = label, running_concepts(label, view.concepts, running)
    fitted = LogisticRegression(C=_TAGGER_C, max_iter=500).fit(_matrix(rows, _TAGGER_ROWS), labels, sample_weight=weights)
    return _linear(fitted)


def fit_linker(reports: Iterable[ReportExamples], written: Iterable[WrittenStatement]) -> LinearModel:
    """Fit the linker: one linear support vector machine for each concept against all others."""
    rows: list[dict[str, float]] = []
    labels: list[str] = []
    weights: list[float] = []

    def add(features: dict[str, float], concepts: Sequence[str], weight: float) -> None:
        for concept in concepts:
            rows.append(features)
            labels.append(concept)
            weights.append(weight / len(concepts))

    for report in reports:
        for entry in report.statements:
            add(statement_features_of(entry.text, entry.heading_concepts), entry.concepts, _REPORT_WEIGHT)
    for statement in written:
        add(statement_features_of(statement.text), statement.concepts, 1.0)
    return _linear(LinearSVC(C=_LINKER_C, random_state=_SEED).fit(_matrix(rows, _LINKER_ROWS), labels, sample_weight=weights))


def statement_features_of(text: str, heading_concepts: frozenset[str] = frozenset()) -> dict[str, float]:
    """Features of a statement by itself, its phrases looked up."""
    lexicon = measures_lexicon()
    return statement_features(text, lexicon.hits(lexicon.match(text), 0, len(text)), heading_concepts)


def _matrix(rows: Sequence[dict[str, float]], size: int) -> csr_matrix:
    columns = [hashed(name, size) for row in rows for name in row]
    values = [value for row in rows for value in row.values()]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    matrix = csr_matrix((values, columns, ends), shape=(len(rows), size), dtype=np.float64)
    matrix.sum_duplicates()
    return matrix


def _linear(fitted: LogisticRegression | LinearSVC) -> LinearModel:
    classes = tuple(str(name) for name in fitted.classes_)
    return quantised(classes, np.ascontiguousarray(fitted.coef_.T, dtype=np.float64), np.asarray(fitted.intercept_, dtype=np.float64))
