"""Linear models from examples."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import diags_array
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from kg.extraction.linear import LinearModel, quantised
from kg.extraction.linking import GRAM_ROWS
from kg.training.matrices import Statements, stacked

__all__ = ["SEED", "as_linear_model", "fit_linker_model"]

SEED = 0


def fit_linker_model(examples: Sequence[tuple[Statements, float]], *, c: float, without_lexicon: float) -> LinearModel:
    """Fit one linear support vector machine for each concept against all others, to statements and the weight of each of them.

    Each statement counts twice, with what the lexicon says of it and, for the share ``without_lexicon`` of its weight, without: grams
    whose work the lexicon does would learn too little for statements that it has no phrase for, which are many in reports that it was not
    written from (Sutton, Sindelar and McCallum, Reducing weight undertraining in structured discriminative learning, 2006).
    """
    labels = [(concepts, weight) for statements, weight in examples for concepts in statements.concepts]
    places = [index for index, (concepts, _) in enumerate(labels) for _ in concepts]
    names = [concept for concepts, _ in labels for concept in concepts]
    shares = [weight / len(concepts) for concepts, weight in labels for _ in concepts]
    known = stacked([statements.features for statements, _ in examples], places)
    without = known @ diags_array(np.arange(known.shape[1]) < GRAM_ROWS, dtype=np.float64)
    fitted = LinearSVC(C=c, random_state=SEED).fit(
        stacked([known, without]), [*names, *names], sample_weight=np.outer((1 - without_lexicon, without_lexicon), shares).ravel()
    )
    return as_linear_model(fitted)


def as_linear_model(fitted: LogisticRegression | LinearSVC) -> LinearModel:
    """A fitted model as the extraction has it."""
    names = tuple(str(name) for name in fitted.classes_)
    return quantised(names, np.ascontiguousarray(fitted.coef_.T, dtype=np.float64), np.asarray(fitted.intercept_, dtype=np.float64))
