"""Why sentences were read as they were."""

from typing import Literal

from pydantic import BaseModel, Field

from api.models.common import Label, Status

__all__ = ["ClauseReading", "Explanation", "MeasureReading", "Reading", "SentenceReading", "Share"]

Reason = Literal[
    "found",
    "front",
    "back",
    "heading",
    "row",
    "problem",
    "outside",
    "denied",
    "no-measure",
    "other-measure",
    "too-doubtful",
    "other-concept",
]
_REASONS = (
    "How it was read: `found` in a measure of that concept; in an excluded place (front, back, heading, row, problem); `outside` all"
    " statements; in a statement that is `denied`, no measure, one that the catalogue lacks, too doubtful, or of another concept"
)


class Reading(BaseModel):
    """What something may be taken for: a measure of the catalogue, `other` (one that it lacks) or `none`, and how probably it is that."""

    id: str
    label: Label
    probability: float


class Share(BaseModel):
    """What one thing adds to a score."""

    kind: str = Field(description="phrase, heading, words, start, rest, or the name of a feature")
    quote: str = Field(description="The words behind it, if any")
    points: float
    concept: Label | None = Field(description="What a phrase or heading speaks for")


class ClauseReading(BaseModel):
    """A clause, held against one measure: that which was asked for, else that which it comes nearest to."""

    start: int
    end: int
    text: str
    reason: Reason = Field(description=_REASONS)
    measure: Reading = Field(description="That measure, by the clause alone")
    likeliest: Reading = Field(description="What is likeliest for the statement that the clause is part of, else for the clause")
    in_statement: Reading | None = Field(description="That measure, by the whole statement")
    statement: str | None
    measures: list[str] = Field(description="The ids, in the extraction, of the measures that were found in the statement")
    least: float = Field(description="The probability from which a concept is given")
    outside: float | None = Field(description="How probably it is part of no statement")
    margin: float | None = Field(description="How much better the reading without a statement here is, in logarithms of probability")


class MeasureReading(BaseModel):
    """A measure that was found, and what spoke for it."""

    id: str = Field(description="Its id in the extraction")
    start: int
    end: int
    quote: str
    measure: Label | None = Field(description="Its concept")
    status: Status
    united: list[str] = Field(description="What stands beside the stretch explained and states the same, as parts of this measure")
    decision: Literal["likeliest", "second", "too-doubtful", "other-measure"]
    ranking: list[Reading]
    least: float
    rival: Label
    lead: float = Field(description="By how much its concept leads the rival: the sum of the shares")
    shares: list[Share]
    status_score: float = Field(description="Above 0 for plans: the sum of the status shares")
    status_shares: list[Share]


class SentenceReading(BaseModel):
    """A sentence, its clauses, and the measures in it."""

    start: int
    end: int
    text: str
    clauses: list[ClauseReading]
    measures: list[MeasureReading]


class Explanation(BaseModel):
    """How a stretch of a report was read. Places count code points of its text."""

    report: str
    start: int
    end: int
    sentences: list[SentenceReading] = Field(description="Those that the stretch touches")
