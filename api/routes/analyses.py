"""Analyses: the audits of a report, how a measure spread, what peers report, rates between groups, and the network of measures."""

from http import HTTPStatus
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from api.analysis_bodies import RATES_BY, TABLE_NAMES, diffusion, gap_rows, peers, rates, table_rows
from api.answering import (
    JSON_FORMATS,
    MARK,
    ROWS_FORMATS,
    TABLE_FORMATS,
    Forms,
    Values,
    answer_forms,
    answer_one,
    one_entry,
    with_tables,
)
from api.audit_bodies import audit
from api.bodies import Body
from api.catalogue import measure_refs
from api.facts import Facts
from api.limits import LIMITED
from api.models import (
    Adopter,
    AtRisk,
    BureauPeers,
    ChanceRow,
    CurveRow,
    DiffusionTable,
    EstimateOfHazard,
    EstimateOfSurvival,
    FollowingRow,
    GroupRate,
    MeasureDiffusion,
    MeasureNetwork,
    MeasureRates,
    PeerGap,
    ReportAudit,
    WaveRow,
)
from api.network_bodies import NETWORK_FORMATS, NETWORK_OF, measure_network, network_files
from api.parameters import FILTERS, Parameter, read_choice, read_filters, read_number
from api.problems import ProblemError
from api.table import columns_of, csv_lines
from kg.analysis.panel import Grouping
from kg.errors import UnknownNameError
from kg.index import resolve

__all__ = ["BY", "RATES_OF", "router"]

router = APIRouter(tags=["Analyses"], dependencies=[LIMITED])

BY = Parameter(
    "by",
    "What bureaus are put together by: the whole, their level, province, the division above their own, or sector",
    {"type": "string", "enum": list(Grouping), "default": "province"},
)
_RATES_BY = Parameter(
    "by",
    "What rates are told of: all bureaus, their levels, provinces or sectors, or years",
    {"type": "string", "enum": list(RATES_BY), "default": "level"},
)
_MEASURE = Parameter("measure", "A measure of the catalogue, by its id or name", {"type": "string", "minLength": 1}, required=True)
RATES_OF = (_MEASURE, _RATES_BY, FILTERS["year"])
"""The parameters of rates."""
_PEERS_OF = (FILTERS["year"], MARK)
_MOST = 1000
_LIMIT = Parameter("limit", "How many rows JSON has; CSV has all", {"type": "integer", "minimum": 1, "maximum": _MOST, "default": 100})
_ROWS: dict[str, type[BaseModel]] = {
    "adopters": Adopter,
    "curve": CurveRow,
    "waves": WaveRow,
    "following": FollowingRow,
    "chance": ChanceRow,
    "events": AtRisk,
    "survival": EstimateOfSurvival,
    "hazard": EstimateOfHazard,
}
_Measure = Annotated[str, Path(description="The id of a measure in the catalogue, or its name")]


@router.get("/reports/{key}/audit", **one_entry(ReportAudit, formats=JSON_FORMATS))
async def get_audit(request: Request, key: Annotated[str, Path(description="The id of the report")]) -> Response:
    """The certificate of a report, what it is silent on, numbers that disagree, and what it copies and makes of earlier plans."""
    return await answer_one(
        request, lambda facts, _: audit(facts, resolve(facts.index, "report", key)), formats=JSON_FORMATS, is_quick=False
    )


@router.get("/measures/{measure}/diffusion", **one_entry(MeasureDiffusion, (BY,), formats=JSON_FORMATS))
async def get_diffusion(request: Request, measure: _Measure) -> Response:
    """How a measure spread: first adopters, the cumulative curve, waves, who adopted after whom, survival and hazard."""

    def make(facts: Facts, values: Values) -> Body:
        return diffusion(facts, resolve(facts.index, "measure", measure), _by(values))

    return await answer_one(request, make, known=(BY,), formats=JSON_FORMATS, is_quick=False)


@router.get("/measures/{measure}/diffusion/{table}", **one_entry(DiffusionTable, (BY, _LIMIT), formats=ROWS_FORMATS))
async def get_diffusion_table(
    request: Request, measure: _Measure, table: Annotated[str, Path(description=f"One of {', '.join(TABLE_NAMES)}")]
) -> Response:
    """One table of how a measure spread, such as the event history (events), whole as CSV for R, Stata or lifelines."""

    def make(facts: Facts, values: Values) -> Forms:
        if table not in TABLE_NAMES:
            raise UnknownNameError("table", table, f"there are {', '.join(TABLE_NAMES)}")
        notation = resolve(facts.index, "measure", measure)
        total, rows = table_rows(facts, notation, table, _by(values))
        limit = read_number("limit", values.get("limit", "100"), _MOST)
        told = {"measure": measure_refs(facts)[notation], "table": table, "total": total}
        return Forms(
            f"{notation}-{table}",
            lambda: {**told, "rows": list(islice(rows, limit))},
            {"csv": lambda: csv_lines(columns_of(_ROWS[table]), rows, byte_order_mark=False)},
        )

    return await answer_forms(request, make, known=(BY, _LIMIT))


@router.get("/bureaus/{bureau:path}/peers", **one_entry(BureauPeers, _PEERS_OF, formats=TABLE_FORMATS))
async def get_peers(
    request: Request, bureau: Annotated[str, Path(description="The key of the bureau, or a name that no other bureau has")]
) -> Response:
    """Comparable bureaus, and the measures that they report and this one does not, those that surely most report first."""

    def make(facts: Facts, values: Values) -> Forms:
        key = resolve(facts.index, "bureau", bureau)
        content = peers(facts, key, _year(facts, values))
        return with_tables(f"{key}-peers-{content['year']}", content, PeerGap, lambda: gap_rows(content), values)

    return await answer_forms(request, make, known=_PEERS_OF, formats=TABLE_FORMATS)


@router.get("/rates", **one_entry(MeasureRates, (*RATES_OF, MARK), formats=TABLE_FORMATS))
async def get_rates(request: Request) -> Response:
    """In which share of the bureaus of each group a measure is adopted, with what the extraction misses and finds wrongly allowed for."""

    def make(facts: Facts, values: Values) -> Forms:
        if "measure" not in values:
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "measure: say which one, by its id or name", parameter="measure")
        measure = str(FILTERS["measure"].read(facts, "measure", values["measure"]))
        content = rates(facts, measure, read_choice("by", values.get("by", "level"), RATES_BY), _year(facts, values))
        name = "-".join(map(str, filter(None, (measure, "rates", content["by"], content["year"]))))
        return with_tables(name, content, GroupRate, lambda: content["rates"], values)

    return await answer_forms(request, make, known=(*RATES_OF, MARK), formats=TABLE_FORMATS)


@router.get("/networks/measures", **one_entry(MeasureNetwork, NETWORK_OF, formats=NETWORK_FORMATS))
async def get_measure_network(request: Request) -> Response:
    """Which measures the same bureaus state: how many state both, communities of measures, and how far these owe to chance."""

    def make(facts: Facts, values: Values) -> Forms:
        content = measure_network(facts, values)
        return Forms("measures", lambda: content, network_files(content))

    return await answer_forms(request, make, known=NETWORK_OF, formats=NETWORK_FORMATS)


def _by(values: Values) -> str:
    return read_choice("by", values.get("by", "province"), Grouping)


def _year(facts: Facts, values: Values) -> int | None:
    return read_filters(facts, values, ("year",)).since
