"""Fit the models."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from kg.extraction.lexicon import Lexicon
from kg.extraction.measures.features import clause_features, statement_features, transition_features
from kg.extraction.measures.linear import LinearModel, hashed
from kg.extraction.measures.linking import Linker
from kg.extraction.measures.model import MeasureModel
from kg.extraction.measures.tagging import START, running_concepts
from kg.training.examples import ReportExamples, WrittenStatement

__all__ = ["fit_linker", "fit_model", "fit_tagger"]

_TAGGER_ROWS = 1 << 14
_LINKER_ROWS = 1 << 16
_TAGGER_C = 2.0
_LINKER_C = 0.5
_ANNOTATED_WEIGHT = 2.0  # of an annotated statement, where a written one weighs 1
_LEAST = 0.25
_SECOND = 0.5
_SEED = 0


def fit_tagger(reports: Iterable[ReportExamples]) -> LinearModel:
    """Fit the tagger by logistic regression over clauses with their true predecessors."""
    rows: list[dict[str, float]] = []
    labels: list[str] = []
    for report in reports:
        for segment, tags in report.segments:
            previous, running = START, None
            for index, (view, label) in enumerate(zip(segment, tags, strict=True)):
                rows.append(clause_features(segment, index) | transition_features(segment, index, previous, running))
                labels.append(label)
                previous, running = label, running_concepts(label, view.concepts, running)
    fitted = LogisticRegression(C=_TAGGER_C, max_iter=500).fit(_matrix(rows, _TAGGER_ROWS), labels)
    return _linear(fitted)


def fit_linker(reports: Iterable[ReportExamples], written: Iterable[WrittenStatement], lexicon: Lexicon) -> LinearModel:
    """Fit the linker: one linear support vector machine for each concept against all others."""
    rows: list[dict[str, float]] = []
    labels: list[str] = []
    weights: list[float] = []

    def add(text: str, heading_concepts: frozenset[str], concepts: Sequence[str], weight: float) -> None:
        features = statement_features(text, lexicon.hits(lexicon.match(text), 0, len(text)), heading_concepts)
        for concept in concepts:
            rows.append(features)
            labels.append(concept)
            weights.append(weight / len(concepts))

    for report in reports:
        for text, heading_concepts, concepts in report.statements:
            add(text, heading_concepts, concepts, _ANNOTATED_WEIGHT)
    for statement in written:
        add(statement.text, frozenset(), statement.concepts, 1.0)
    fitted = LinearSVC(C=_LINKER_C, random_state=_SEED).fit(_matrix(rows, _LINKER_ROWS), labels, sample_weight=weights)
    return _linear(fitted)


def fit_model(reports: Sequence[ReportExamples], written: Sequence[WrittenStatement], lexicon: Lexicon) -> MeasureModel:
    """Fit both models; the linker's probabilities come from statements of reports that it was not fitted to."""
    scores: list[float] = []
    right: list[bool] = []
    for left_out in reports:
        others = [report for report in reports if report is not left_out]
        linker = fit_linker(others, written, lexicon)
        for text, heading_concepts, concepts in left_out.statements:
            features = statement_features(text, lexicon.hits(lexicon.match(text), 0, len(text)), heading_concepts)
            values = linker.scores(features)
            scores.append(float(values.max()))
            right.append(linker.classes[int(values.argmax())] in concepts)
    curve = LogisticRegression(C=1e6).fit(np.array(scores).reshape(-1, 1), right)
    linker = Linker(fit_linker(reports, written, lexicon), float(curve.coef_[0, 0]), float(curve.intercept_[0]), _LEAST, _SECOND)
    return MeasureModel(fit_tagger(reports), linker)


def without(model: MeasureModel, *, least: float, second: float) -> MeasureModel:
    """The same model with other thresholds."""
    return replace(model, linker=replace(model.linker, least=least, second=second))


def _matrix(rows: Sequence[dict[str, float]], size: int) -> csr_matrix:
    columns = [hashed(name, size) for row in rows for name in row]
    values = [value for row in rows for value in row.values()]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    matrix = csr_matrix((values, columns, ends), shape=(len(rows), size), dtype=np.float64)
    matrix.sum_duplicates()
    return matrix


def _linear(fitted: LogisticRegression | LinearSVC) -> LinearModel:
    return LinearModel(
        classes=tuple(str(name) for name in fitted.classes_),
        weights=np.ascontiguousarray(fitted.coef_.T, dtype=np.float32),
        bias=np.asarray(fitted.intercept_, dtype=np.float32),
    )
