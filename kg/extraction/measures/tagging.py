"""Which clauses state a measure, and where one statement ends and the next begins.

Each clause is tagged B (begins a statement), I (goes on with it) or O (outside); a beam search takes the
likeliest tags of a segment under a model that sees the tag before (a maximum-entropy Markov model,
McCallum et al., 2000).
"""

from dataclasses import dataclass

from kg.extraction.measures.features import relation, segment_features, transition_features
from kg.extraction.measures.linear import FloatArray, LinearModel, log_softmax
from kg.extraction.measures.segments import Segment

__all__ = ["BEGIN", "INSIDE", "OUTSIDE", "START", "groups", "running_concepts", "tag"]

BEGIN, INSIDE, OUTSIDE, START = "B", "I", "O", "S"
_BEAM = 3


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    tags: tuple[str, ...]
    running: frozenset[str] | None

    @property
    def last(self) -> str:
        return self.tags[-1] if self.tags else START


def running_concepts(tag_: str, own: frozenset[str], running: frozenset[str] | None) -> frozenset[str] | None:
    """Concepts of the statement under way after a clause with this tag and these concepts of its own."""
    if tag_ == OUTSIDE:
        return None
    return own if tag_ == BEGIN else own | (running or frozenset())


def tag(segment: Segment, tagger: LinearModel, linker: LinearModel) -> tuple[str, ...]:
    """The likeliest tags of the clauses."""
    paths = [_Path(0.0, (), None)]
    for view, features in zip(segment, segment_features(segment, linker), strict=True):
        fixed = tagger.scores(features.all)
        seen: dict[tuple[str, str], FloatArray] = {}
        extended = []
        for path in paths:
            state = (path.last, relation(view.concepts, path.running))
            if state not in seen:
                seen[state] = log_softmax(fixed + tagger.partial(transition_features(features.cues, *state)))
            for label, score in zip(tagger.classes, seen[state], strict=True):
                if label == INSIDE and path.last in (START, OUTSIDE):
                    continue
                running = running_concepts(label, view.concepts, path.running)
                extended.append(_Path(path.score + float(score), (*path.tags, label), running))
        paths = sorted(extended, key=lambda path: (-path.score, path.tags))[:_BEAM]
    return paths[0].tags


def groups(segment: Segment, tags: tuple[str, ...]) -> list[Segment]:
    """The clauses of each statement."""
    found: list[Segment] = []
    for view, label in zip(segment, tags, strict=True):
        if label == BEGIN:
            found.append((view,))
        elif label == INSIDE:
            found[-1] = (*found[-1], view)
    return found
