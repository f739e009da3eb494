"""What an explanation holds: plain data, for people and machines."""

from dataclasses import dataclass
from typing import Literal

from kg.types import Measure, Status

__all__ = [
    "Bounds",
    "Choice",
    "ClauseTag",
    "ConceptExplanation",
    "MeasureExplanation",
    "Nearest",
    "Ranked",
    "Reason",
    "SentenceExplanation",
    "Share",
    "StatusReason",
]

Reason = Literal[
    "front", "back", "heading", "row", "problem", "outside", "denied", "no-measure", "other-measure", "too-doubtful", "other-concept"
]
"""Why a clause states no measure of a concept: its place (the first five), outside all statements, or how its statement is linked."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one thing adds to a score.

    ``kind`` is ``phrase`` (of the lexicon, with what it speaks for in ``concept``), ``heading``, ``words``, ``start``
    (what the model begins with), ``rest`` (all that is not told), or the name of a feature of the status. ``quote`` is
    the text behind it, if any; words that stand several times are told once.
    """

    kind: str
    quote: str
    points: float
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A concept (or ``none``, ``other``) with the linker's score for a stretch and the probability that belongs to it."""

    concept: str
    score: float
    probability: float


@dataclass(frozen=True, slots=True)
class Choice:
    """Why a stretch has its concept, or none.

    ``decision`` is ``likeliest``, ``second`` (given besides the likeliest), ``too-doubtful`` or ``other-measure`` (one
    that the catalogue lacks). A concept is given from the probability ``least`` on, a second one from ``second`` on.
    ``subject`` is that concept, or the class that is likeliest where none is given; ``rival`` is the likeliest class
    that was not given. ``shares`` add up to ``lead``, the score of ``subject`` less that of ``rival``. ``ranking`` has
    the likeliest classes. ``means`` is the part that speaks of the concept in a list of means.
    """

    decision: Literal["likeliest", "second", "too-doubtful", "other-measure"]
    subject: str
    probability: float
    rival: str
    lead: float
    shares: tuple[Share, ...]
    ranking: tuple[Ranked, ...]
    least: float
    second: float
    means: str | None


@dataclass(frozen=True, slots=True)
class ClauseTag:
    """A clause, how it was read, and the probability of each way after the clause before.

    ``tag`` is B where the clause begins a statement, I where it goes on with one, O outside.
    """

    start: int
    end: int
    text: str
    tag: str
    begins: float
    goes_on: float
    outside: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """The clauses of a statement, and one before and after it in its segment.

    ``margin`` is by how much this reading of the segment beats the best one without this statement (in logarithms of
    probability, with what clear statements earn), ``otherwise`` the statements that the other has in its place.
    """

    clauses: tuple[ClauseTag, ...]
    margin: float
    otherwise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusReason:
    """Why a statement is adopted or planned: ``shares`` add up to ``score``, which is above 0 for plans."""

    status: Status
    score: float
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class MeasureExplanation:
    """Why a measure was found: its concept, its bounds, its status.

    ``united`` has the stretches beside the one explained that state the same and are one measure with it.
    """

    measure: Measure
    choice: Choice
    bounds: Bounds
    status: StatusReason
    united: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """A clause that comes near a concept, and what rejected it.

    ``alone`` is the concept's rank for the clause by itself. Where the clause is part of a statement, ``statement`` is
    that one, ``measures`` what was found in it, ``there`` the concept's rank for the whole and ``likeliest`` the class
    that won. Outside statements ``likeliest`` is the class that wins for the clause, ``outside`` the probability that
    it states nothing, and ``margin`` by how much the reading found beats the best one with a statement here, None
    where none was weighed. ``problem`` is the id of the problem that the clause tells of.
    """

    start: int
    end: int
    text: str
    section: str
    reason: Reason
    alone: Ranked
    likeliest: Ranked
    least: float
    second: float
    statement: str | None = None
    there: Ranked | None = None
    measures: tuple[str, ...] = ()
    problem: str | None = None
    outside: float | None = None
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class ConceptExplanation:
    """The measures of a concept, those of it that have another status than asked for, and, if there are none as asked, the nearest clauses.

    ``phrases`` are those of the lexicon for the concept that stand in the report, headings and problems included.
    """

    concept: str
    measures: tuple[MeasureExplanation, ...]
    of_other_status: tuple[MeasureExplanation, ...]
    nearest: tuple[Nearest, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceExplanation:
    """A sentence, how each of its clauses was read, and the measures that stand in it, if any."""

    start: int
    end: int
    text: str
    clauses: tuple[Nearest, ...]
    measures: tuple[MeasureExplanation, ...]
