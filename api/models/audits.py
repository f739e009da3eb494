"""The audits of a report."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from api.models.analyses import Passage
from api.models.common import Label, ReportRef

__all__ = ["CertifiedDuty", "CopiedSentence", "KeptPromise", "ReportAudit", "RequiredItem", "SearchedSection", "WrongFigure"]


class SearchedSection(BaseModel):
    """A section of the report that was searched."""

    path: list[str] = Field(description="Its headings, from the outermost")
    start: int
    end: int


class CertifiedDuty(BaseModel):
    """How the report stands to a rule."""

    id: str
    source: str = Field(description="Where the rule stands")
    demand: str = Field(description="What it demands")
    verdict: Literal["met", "missed", "cannot be told", "not in force"]
    due: date | None = Field(description="The last day of a time limit")
    quote: Passage | None = Field(description="What shows it, or breaks it")


class RequiredItem(BaseModel):
    """What the report says of a section of the outline, or of a measure."""

    id: str
    kind: Literal["section", "measure"]
    label: Label
    answer: Literal["reported", "none", "planned", "silent", "no report"] = Field(
        description="none: that there was none; silent: nothing was found in the sections searched, which is no “no”"
    )
    quotes: list[Passage]


class WrongFigure(BaseModel):
    """Numbers that do not agree."""

    kind: str = Field(description="parts, share, change, unit, direction, bound, or restated: last year's value is another in its report")
    claim: Passage
    basis: list[Passage] = Field(description="What it is computed by")
    low: float | None = Field(description="What it would have to be at least")
    high: float | None = Field(description="What it would have to be at most; null: there is no bound")


class CopiedSentence(BaseModel):
    """A sentence that an earlier report of the bureau has, too."""

    sentence: Passage
    source: Passage
    year: int = Field(description="That the source reports on")
    changed: Literal["nothing", "numbers", "words"]
    similarity: float


class KeptPromise(BaseModel):
    """A plan or problem of the report on the year before, and what this report says of it."""

    kind: Literal["plan", "problem"]
    subjects: list[str] = Field(description="The measure of a plan, or the topics of a problem")
    said: Passage
    outcome: Literal["delivered", "repeated", "changed", "vanished", "no report"]
    answer: Passage | None
    likeness: float = Field(description="The share of what was said that the answer takes up")


class ReportAudit(BaseModel):
    """The certificate of a report, and all else that its audits find."""

    report: ReportRef
    bureau: str | None = Field(
        description="The key of the bureau, which begins with of-report where its place is not known; null: the report does not tell it"
    )
    year: int | None
    searched: list[SearchedSection]
    duties: list[CertifiedDuty]
    items: list[RequiredItem] = Field(description="Sections of the outline, each followed by its measures")
    arithmetic: list[WrongFigure]
    compared: list[str] = Field(description="The ids of the bureau's earlier reports; without any the next two say nothing")
    copies: list[CopiedSentence]
    promises: list[KeptPromise]
    caution: str
