"""Yes or no, how surely, and why."""

from dataclasses import dataclass

from kg.genre.features import FEATURES, observe
from kg.genre.model import load_model

__all__ = ["SHORTEST", "THRESHOLD", "Judgement", "judge"]

SHORTEST = 200  # characters
THRESHOLD = 0.5
_REASONS = 3
_WORTH = 0.25  # of the weightiest reason, for another to be told


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a text is a report on law-based government, how likely it is one, and in plain words what speaks for the verdict."""

    is_report: bool
    probability: float
    reason: str


def judge(text: str) -> Judgement:
    """Judge a cleaned text; what counts as a report is told in ``seeds/genre/README.md``."""
    if len(text) < SHORTEST:
        return Judgement(is_report=False, probability=0.0, reason=f"only {len(text)} characters; a report has {SHORTEST} or more")
    model = load_model()
    seen = observe(text)
    probability = model.probability(seen.values)
    is_report = probability >= THRESHOLD
    weighed = sorted(
        ((value if is_report else -value, index) for index, value in enumerate(model.contributions(seen.values))),
        key=lambda pair: (-pair[0], pair[1]),
    )
    phrases = [
        (FEATURES[index].much if seen.values[index] > model.means[index] else FEATURES[index].little).format(**seen.details)
        for weight, index in weighed[:_REASONS]
        if weight >= _WORTH * weighed[0][0]
    ]
    return Judgement(is_report, probability, "; ".join(phrases))
