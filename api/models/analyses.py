"""What follows from many reports: how measures spread, what peers report, and rates with what the extraction may get wrong."""

from pydantic import BaseModel, Field

from api.models.common import BureauRef, MeasureRef

__all__ = [
    "Adopter",
    "AtRisk",
    "BureauPeers",
    "ChanceRow",
    "CurveRow",
    "DiffusionTable",
    "EstimateOfHazard",
    "EstimateOfSurvival",
    "FollowingRow",
    "GroupDifference",
    "GroupRate",
    "MeasureDiffusion",
    "MeasureRates",
    "Passage",
    "PeerBureau",
    "PeerExample",
    "PeerGap",
    "WaveRow",
]

_LEFT_OUT = "Reports of the release that count nowhere: they tell no bureau or no year, or a bureau whose place is not known"
_UNPLACED = "How many of these tell bureau and year, but not where the bureau is, and so not which of its namesakes it is"


class Passage(BaseModel):
    """A stretch of the text of a report, verbatim."""

    report: str = Field(description="The id of the report")
    start: int = Field(description="Its first character in the text of the report, counted from 0 in code points")
    end: int = Field(description="The character after its last one")
    text: str


class Adopter(BaseModel):
    """A bureau, and when it adopted the measure as far as its reports tell."""

    bureau: str = Field(description="Its key")
    name: str
    adopted: int = Field(description="The first year whose report states it")
    outcome: str = Field(description="How well the year is known: adopted, adopted in a gap, or left-censored: the first report has it")
    silent: int | None = Field(description="The last year before whose report does not state it; null: none is held")
    planned: int | None = Field(description="The first year whose report plans it")
    evidence: list[Passage]


class CurveRow(BaseModel):
    """A year in a group of bureaus: how many have adopted by then, of how many that have been observed."""

    measure: str
    group: str = Field(description="all, or the level, the code of the division or the id of the sector; empty where it is unknown")
    year: int
    held: int = Field(description="Bureaus with a report on the year")
    observed: int = Field(description="Bureaus with a report on the year or an earlier one")
    new: int = Field(description="Bureaus that adopted in the year")
    left_censored: int = Field(description="Those of them that are seen for the first time, and may have done so earlier")
    in_gap: int = Field(description="Those of them whose reports on the years right before are missing")
    adopters: int = Field(description="Bureaus that adopted by the year")
    share: float = Field(description="Adopters among the bureaus observed, 0 to 1")


class WaveRow(BaseModel):
    """How a measure came to a group of bureaus."""

    measure: str
    group: str = Field(description="The level, the code of the division or the id of the sector; empty where it is unknown")
    observed: int
    adopters: int
    first: int | None = Field(description="The year of the first adopter")
    half: int | None = Field(description="The first year in which half of the bureaus observed in the end had adopted")
    peak: int | None = Field(description="The year of most adoptions")


class FollowingRow(BaseModel):
    """That a bureau adopted a measure after another one to which something joins it; that is no proof that it followed it."""

    measure: str
    follower: str = Field(description="The key of the bureau")
    follower_name: str
    leader: str = Field(description="The key of the bureau")
    leader_name: str
    tie: str = Field(description="document: both act on it; neighbour: of one level, sector and division above; superior: the leader is it")
    follower_year: int
    leader_year: int
    documents: list[str] = Field(description="The keys of the documents that they share")
    evidence: list[Passage] = Field(description="What the leader says, then the follower")


class ChanceRow(BaseModel):
    """How many bureaus adopted after one that a tie joins them to, and how many would if the order were chance (a permutation test)."""

    measure: str
    tie: str
    followers: int = Field(description="Bureaus of which a silent report and then the adoption are known")
    observed: int
    expected: float
    p: float = Field(description="The share of orders by chance in which as many or more follow")


class AtRisk(BaseModel):
    """A row of the event history: a bureau at risk of adopting from the year after start to stop; covariates are as they were at start."""

    measure: str
    bureau: str
    name: str
    level: str | None
    sector: str | None
    province: str | None
    parent: str | None
    start: int
    stop: int
    event: int = Field(description="1: the report of stop is the first to state it")
    gap: int = Field(description="Years between the two of which no report is held")
    neighbours: int
    neighbours_adopted: int
    superiors: int
    superiors_adopted: int
    share_adopted: float | None = Field(description="Of all other bureaus observed")
    planned: int
    measures: int = Field(description="Measures of the catalogue that the bureau had adopted")
    characters: int = Field(description="The length of the report of stop")


class EstimateOfSurvival(BaseModel):
    """The share of bureaus without the measure after a year (Kaplan and Meier), with its standard error and 95 % interval."""

    time: float = Field(description="The year")
    at_risk: int
    events: int
    survival: float
    error: float | None
    low: float | None
    high: float | None


class EstimateOfHazard(BaseModel):
    """The share of bureaus at risk in a year that adopt then, with its 95 % interval."""

    time: float = Field(description="The year")
    at_risk: int
    events: int
    hazard: float
    low: float
    high: float


class MeasureDiffusion(BaseModel):
    """How a measure spread, at a glance. A bureau has adopted it from the first report that states it; silence is not absence."""

    measure: MeasureRef
    by: str = Field(description="What bureaus are put together by in the waves")
    bureaus: int = Field(description="Bureaus of which reports on known years are held")
    bureau_years: int = Field(description="Years of bureaus of which reports are held")
    left_out: int = Field(description=_LEFT_OUT)
    unplaced: int = Field(description=_UNPLACED)
    adopted: int = Field(description="Bureaus that adopted it")
    adopters: list[Adopter] = Field(description="The first of them")
    curve: list[CurveRow]
    waves: list[WaveRow] = Field(description="That of the earliest group first")
    followed: int = Field(description="Pairs of bureaus of which one adopted after the other and something joins them")
    following: list[FollowingRow] = Field(description="The first of them")
    at_risk: int = Field(description="Rows of the event history")
    survival: list[EstimateOfSurvival]
    hazard: list[EstimateOfHazard]
    caution: str


class DiffusionTable(BaseModel):
    """A table of how a measure spread; CSV has all of its rows."""

    measure: MeasureRef
    table: str
    total: int = Field(description="Rows of the whole table")
    rows: (
        list[Adopter]
        | list[CurveRow]
        | list[WaveRow]
        | list[FollowingRow]
        | list[ChanceRow]
        | list[AtRisk]
        | list[EstimateOfSurvival]
        | list[EstimateOfHazard]
    ) = Field(description="The first of them")


class PeerBureau(BaseModel):
    """A comparable bureau: one of the same level, with a report on the same year."""

    bureau: str = Field(description="Its key")
    name: str
    same_sector: bool
    same_parent: bool = Field(description="Whether their divisions lie in the same one")
    same_province: bool
    size: float = Field(description="How many times as long its report is")


class PeerExample(BaseModel):
    """What a peer says of a measure."""

    bureau: str = Field(description="Its key")
    evidence: list[Passage]


class PeerGap(BaseModel):
    """A measure that peers report as adopted and the bureau does not in the year."""

    measure: MeasureRef
    reporting: int = Field(description="Peers that do")
    peers: int
    low: float = Field(description="The share of such bureaus that do is at least (Wilson, 95 %)")
    high: float
    earlier: list[int] = Field(description="Years whose reports of the bureau did state it")
    planned: list[int] = Field(description="Years whose reports of the bureau planned it")
    examples: list[PeerExample] = Field(description="Of the nearest peers")


class BureauPeers(BaseModel):
    """What comparable bureaus report and a bureau does not; what surely most of them report comes first."""

    bureau: BureauRef
    year: int = Field(description="The year that the reports cover")
    peers: list[PeerBureau] = Field(description="The nearest first")
    gaps: list[PeerGap]
    caution: str


class GroupRate(BaseModel):
    """The share of bureaus of a group that adopted a measure, with its 95 % interval."""

    group: str = Field(description="all, a level, the code of a province, the id of a sector, or a year")
    adopters: int = Field(description="Bureaus in whose report it was found")
    bureaus: int
    apparent: float = Field(description="The share of them, as if the extraction made no errors")
    apparent_low: float
    apparent_high: float
    rate: float = Field(description="Corrected for what the extraction misses and finds wrongly")
    low: float = Field(description="The interval holds what is not known of the extraction as well")
    high: float


class GroupDifference(BaseModel):
    """The rate of a group less that of another, with its 95 % interval."""

    first: str
    second: str
    difference: float
    low: float
    high: float
    extraction_error: float = Field(description="What errors of the extraction alone may make in groups of any size")
    warning: str | None = Field(description="Why the difference tells nothing")


class MeasureRates(BaseModel):
    """Rates of adoption between groups of bureaus, by what annotated reports tell of the extraction."""

    measure: MeasureRef
    by: str
    year: int | None = Field(description="The year of the reports; null: the last of each bureau, or with by=year each")
    sensitivity: float = Field(description="How probably the measure is found in a report that states it (mean)")
    specificity: float = Field(description="How probably it is not found in one that does not (mean)")
    left_out: int = Field(description=_LEFT_OUT)
    unplaced: int = Field(description=_UNPLACED)
    rates: list[GroupRate]
    differences: list[GroupDifference] | None = Field(
        description="The largest first; null where there are too many groups, or these are years, in which the same bureaus stand"
    )
    caution: str
