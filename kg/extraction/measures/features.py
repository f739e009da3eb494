"""What the models see: named features with values."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.lexicon import Hit
from kg.extraction.measures import patterns
from kg.extraction.measures.linear import LinearModel
from kg.extraction.measures.segments import ClauseView, Segment

__all__ = [
    "NO_MEASURE",
    "ClauseFeatures",
    "Judgement",
    "judge",
    "relation",
    "segment_features",
    "statement_features",
    "transition_features",
]

NO_MEASURE = "none"
"""The class of clauses that state no measure: slogans, results, figures of routine business."""

_DIGITS = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
_CUES = {
    "slogan": patterns.SLOGAN,
    "background": patterns.BACKGROUND,
    "prefix": patterns.PREFIX,
    "result": patterns.RESULT,
    "theme": patterns.THEME,
    "joined": patterns.JOINED,
    "issues": patterns.ISSUES,
    "announced": patterns.ANNOUNCED,
    "action": patterns.ACTION,
    "digit": re.compile("[0-9]"),
    "rate": re.compile("率"),
    "title": re.compile("《"),
}
_SHORT = 8  # characters
_LEXICON_WEIGHT = 0.5
_PAIR_WEIGHT = 0.3
_BOUND = 2.0  # of scores that become features
_LIKELY = -0.3  # score from which a concept is likely

Features = dict[str, float]


def statement_features(text: str, hits: Sequence[Hit], heading_concepts: frozenset[str] = frozenset()) -> Features:
    """Character n-grams (1 to 3) of a statement at unit length, and what the lexicon says of it and its heading."""
    plain = _DIGITS.sub("0", text)
    counts = Counter(plain[start : start + n] for n in (1, 2, 3) for start in range(len(plain) - n + 1))
    values = {f"n {gram}": 1 + math.log(count) for gram, count in counts.items()}
    norm = math.sqrt(sum(value * value for value in values.values())) or 1.0
    features = {name: value / norm for name, value in values.items()}
    for rank, hit in enumerate(hits[:6]):
        features[f"says {hit.concept}"] = _LEXICON_WEIGHT * hit.score / 4
        if rank == 0:
            features[f"says first {hit.concept}"] = _LEXICON_WEIGHT
    for concept in heading_concepts:
        features[f"heading says {concept}"] = _LEXICON_WEIGHT
    return features


@dataclass(frozen=True, slots=True)
class Judgement:
    """The likeliest concept of a stretch, its score, and the score of its stating no measure."""

    concept: str
    score: float
    none: float

    @property
    def lead(self) -> float:
        """By how much the concept is likelier than no measure."""
        return _bounded(self.score - self.none)


def judge(view: ClauseView, linker: LinearModel) -> Judgement:
    """A first opinion on a single clause, from the model that links whole statements."""
    scores = linker.scores(statement_features(view.text, view.hits))
    place = linker.classes.index(NO_MEASURE)
    none = float(scores[place])
    scores[place] = -math.inf
    best = int(scores.argmax())
    return Judgement(linker.classes[best], float(scores[best]), none)


@dataclass(frozen=True, slots=True)
class ClauseFeatures:
    """All features of a clause that do not depend on tags, and the few general ones among them."""

    all: Features
    cues: Features


def segment_features(segment: Segment, linker: LinearModel) -> tuple[ClauseFeatures, ...]:
    """Features of each clause with its neighbours."""
    cues = [_cues(view) for view in segment]
    judged = [judge(view, linker) for view in segment]
    found = []
    for index, view in enumerate(segment):
        features = cues[index] | _own(view) | _opinion(judged[index])
        if index:
            features |= _beside("before", cues[index - 1], judged[index], judged[index - 1])
        else:
            features["first"] = 1.0
        if index + 1 < len(segment):
            features |= _beside("after", cues[index + 1], judged[index], judged[index + 1])
        else:
            features["last"] = 1.0
        found.append(ClauseFeatures(features, cues[index]))
    return tuple(found)


def relation(own: frozenset[str], running: frozenset[str] | None) -> str:
    """How the concepts of a clause stand to those of the statement under way, if there is one."""
    if running is None:
        return "no statement"
    return "same concept" if own & running else "other concept" if own and running else "unknown concept"


def transition_features(cues: Features, previous: str, related: str) -> Features:
    """Features that depend on the tag before and on the :func:`relation` to the statement under way."""
    return {f"previous {previous}": 1.0, related: 1.0} | {f"{name} after {previous}": value for name, value in cues.items()}


def _cues(view: ClauseView) -> Features:
    cues = {name: 1.0 for name, pattern in _CUES.items() if pattern.search(view.text)}
    if patterns.ACTION.search(view.text[:4]):
        cues["acts at once"] = 1.0
    if len(view.text) < _SHORT:
        cues["short"] = 1.0
    cues["hit" if view.hits else "no hit"] = 1.0
    return cues


def _own(view: ClauseView) -> Features:
    text = _DIGITS.sub("0", view.text)
    features = {f"pair {text[start : start + 2]}": _PAIR_WEIGHT for start in range(len(text) - 1)}
    for name, part in (("starts", text[:1]), ("starts", text[:2]), ("ends", text[-1:]), ("ends", text[-2:])):
        features[f"{name} {part}"] = 1.0
    features["length"] = min(len(text), 40) / 20
    features[f"role {view.role}"] = 1.0
    if view.hits:
        features["score"] = min(view.hits[0].score, 8) / 4
        features[f"concept {view.hits[0].concept}"] = 1.0
    if view.introduction:
        features["introduction"] = 1.0
    if view.heading_concepts:
        features["heading has concept"] = 1.0
        if view.hits and view.hits[0].concept in view.heading_concepts:
            features["concept of heading"] = 1.0
    return features


def _opinion(judgement: Judgement) -> Features:
    features = {
        "opinion none": _bounded(judgement.none),
        "opinion score": _bounded(judgement.score),
        "opinion lead": judgement.lead,
        "opinion leads" if judgement.lead > 0 else "opinion trails": 1.0,
    }
    if judgement.score > _LIKELY:
        features["opinion likely"] = 1.0
        features[f"opinion {judgement.concept}"] = 0.5
    if judgement.score > 0:
        features["opinion sure"] = 1.0
    return features


def _beside(name: str, cues: Features, own: Judgement, other: Judgement) -> Features:
    features = {f"{name}: {cue}": value for cue, value in cues.items()}
    features[f"{name}: opinion lead"] = other.lead
    features[f"{name}: {'same' if own.concept == other.concept else 'other'} opinion"] = 1.0
    return features


def _bounded(score: float) -> float:
    return max(-_BOUND, min(_BOUND, score))
