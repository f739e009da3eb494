"""The figures of an evaluation, which add up over reports (micro-average)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.types import Status

__all__ = [
    "FIELDS",
    "FIGURES",
    "LINKING",
    "OTHER",
    "PAIRS",
    "RELATIONS",
    "Count",
    "Kind",
    "Miss",
    "Score",
    "Share",
    "Verdict",
    "total",
    "total_count",
]

RELATIONS = {"based_on": "policies", "produces": "policies", "measured_by": "metrics", "involves": "organizations"}
FIGURES = (
    *("adoptions", "plans", "measures", "measures+type", "policies", "organizations"),
    *("metrics", "metrics+all", "problems", "topics", *RELATIONS),
)
FIELDS = ("bureau", "year", "published", "addressee")
PAIRS = ("bureau pairs", "policy pairs")
LINKING = (
    *("bureau identity", "bureau level", "bureau region", "bureau sector", "bureau pairs"),
    *("policy identity", "policy level", "policy pairs"),
)

OTHER = "other"
"""The concept of a measure that the catalogue lacks."""

Kind = tuple[str, Status]
"""Concept and status of a measure."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many are right, how many the reference has and how many were found."""

    right: int = 0
    reference: int = 0
    found: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.reference + other.reference, self.found + other.found)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the reference that was found; 0 where the reference has nothing."""
        return self.right / self.reference if self.reference else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the reports are right."""

    right: int = 0
    reports: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.reports + other.reports)

    @property
    def share(self) -> float:
        """``right`` over ``reports``; 0 without reports."""
        return self.right / self.reports if self.reports else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A difference: what the reference has and what was found instead, empty where there is nothing."""

    file: str
    kind: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A measure of the reference and what was found in its place, None where there is nothing.

    ``confidence`` is that of the measure found (0 to 1), 0 where none was found.
    """

    expected: Kind | None
    found: Kind | None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one or more reports: counts by the names of FIGURES, fields by those of FIELDS."""

    counts: Mapping[str, Count] = field(default_factory=dict)
    fields: Mapping[str, Share] = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(
            counts={name: self.counts.get(name, Count()) + other.counts.get(name, Count()) for name in FIGURES},
            fields={name: self.fields.get(name, Share()) + other.fields.get(name, Share()) for name in FIELDS},
            misses=self.misses + other.misses,
            verdicts=self.verdicts + other.verdicts,
        )

    def rows(self) -> dict[str, dict[str, float | int]]:
        """The figures as plain data, rounded to three places."""
        counts: dict[str, dict[str, float | int]] = {
            name: {
                "precision": round(count.precision, 3),
                "recall": round(count.recall, 3),
                "f1": round(count.f1, 3),
                "reference": count.reference,
                "found": count.found,
            }
            for name, count in self.counts.items()
        }
        return counts | {name: {"share": round(share.share, 3), "reports": share.reports} for name, share in self.fields.items()}


def total(scores: Iterable[Score]) -> Score:
    """The figures over several reports."""
    return sum(scores, start=Score())


def total_count(counts: Iterable[Count]) -> Count:
    """The counts of several reports together."""
    return sum(counts, start=Count())
