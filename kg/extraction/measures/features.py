"""What the models see: named features with values."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from kg.extraction.lexicon import Hit
from kg.extraction.measures import patterns
from kg.extraction.measures.segments import Segment

__all__ = ["clause_features", "statement_features", "transition_features"]

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
_LEXICON_WEIGHT = 0.5


def _cues(segment: Segment, index: int) -> dict[str, float]:
    """Few, general features of a clause."""
    view = segment[index]
    cues = {name: 1.0 for name, pattern in _CUES.items() if pattern.search(view.text)}
    if patterns.ACTION.search(view.text[:4]):
        cues["acts at once"] = 1.0
    if len(view.text) < len("共召开会议三次了"):
        cues["short"] = 1.0
    cues["hit" if view.hits else "no hit"] = 1.0
    return cues


def clause_features(segment: Segment, index: int) -> dict[str, float]:
    """Features of a clause and its neighbours that do not depend on how the clauses before it are tagged."""
    view = segment[index]
    features = _cues(segment, index)
    text = _DIGITS.sub("0", view.text)
    features["length"] = min(len(text), 40) / 20
    if view.hits:
        features["score"] = min(view.hits[0].score, 8) / 4
        features[f"concept {view.hits[0].concept}"] = 1.0
    for name, part in (("starts", text[:1]), ("starts", text[:2]), ("ends", text[-1:]), ("ends", text[-2:])):
        features[f"{name} {part}"] = 1.0
    for start in range(len(text) - 1):
        features[f"pair {text[start : start + 2]}"] = 0.3
    features[f"role {view.role}"] = 1.0
    if view.introduction:
        features["introduction"] = 1.0
    if view.heading_concepts:
        features["heading has concept"] = 1.0
        if view.hits and view.hits[0].concept in view.heading_concepts:
            features["concept of heading"] = 1.0
    if index == 0:
        features["first"] = 1.0
    else:
        features |= {f"before: {name}": value for name, value in _cues(segment, index - 1).items()}
    if index + 1 == len(segment):
        features["last"] = 1.0
    else:
        features |= {f"after: {name}": value for name, value in _cues(segment, index + 1).items()}
    return features


def transition_features(segment: Segment, index: int, previous: str, running: frozenset[str] | None) -> dict[str, float]:
    """Features that depend on the tag before (S at the start) and on the concepts of the statement under way."""
    features = {f"previous {previous}": 1.0}
    if index:
        features |= {f"{name} after {previous}": value for name, value in _cues(segment, index).items()}
    if running is not None:
        own = segment[index].concepts
        relation = "same" if own & running else "other" if own and running else "unknown"
        features[f"{relation} concept"] = 1.0
    return features


def statement_features(text: str, hits: Sequence[Hit], heading_concepts: frozenset[str]) -> dict[str, float]:
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
