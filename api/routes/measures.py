"""Measures of the catalogue, and who adopted them."""

from collections import defaultdict
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from api.models import (
    AdoptionList,
    AdoptionStatement,
    Category,
    Found,
    Label,
    MeasureDetail,
    MeasureList,
    MeasureRef,
    MeasureSummary,
    MetricRef,
    PolicyRef,
    Status,
    Tally,
)
from api.negotiation import choose_media_type
from api.problems import ProblemError, responses
from api.rows import bureau_ref, statement_fields
from api.service import Service, ServiceDependency, number, text
from api.table import CSV_MEDIA_TYPE, adoptions_csv
from kg.iris import MEASURE
from kg.query.engine import Row

__all__ = ["adoptions_of", "get_measure", "list_measures", "router"]

router = APIRouter(prefix="/measures", tags=["Measures"])

_MEDIA_TYPES = {"application/json": "json", CSV_MEDIA_TYPE: "csv"}


@router.get("")
def list_measures(service: ServiceDependency) -> MeasureList:
    """The whole catalogue, with how many bureaus and reports state each measure as adopted or planned."""
    return MeasureList(held=service.held, measures=[_summary(row) for row in service.ask("measures")])


@router.get("/{id}", responses=responses(HTTPStatus.NOT_FOUND))
def get_measure(
    service: ServiceDependency, measure: Annotated[str, Path(alias="id", description="The id of the measure in the catalogue")]
) -> MeasureDetail:
    """One measure: labels, category, scope, other names and how many state it."""
    (row,) = service.ask("measure", measure=measure)
    aliases = (row["aliases"] or "").split("|") if row["aliases"] else []
    return MeasureDetail(**_summary(row).model_dump(), scope=row["scope"], aliases=sorted(aliases), held=service.held)


@router.get(
    "/{id}/adoptions",
    response_model=AdoptionList,
    responses={
        200: {"content": {CSV_MEDIA_TYPE: {"schema": {"type": "string"}}}},
        **responses(HTTPStatus.NOT_FOUND, HTTPStatus.NOT_ACCEPTABLE),
    },
)
def list_adoptions(
    request: Request,
    service: ServiceDependency,
    measure: Annotated[str, Path(alias="id", description="The id of the measure in the catalogue")],
    status: Annotated[Status | None, Query(description="Only what is adopted, or only what is planned; else both")] = None,
    output: Annotated[
        Literal["json", "csv"] | None, Query(alias="format", description="The format; else the header Accept decides")
    ] = None,
) -> Response:
    """Which bureaus adopted or plan the measure: each statement with its verbatim quote, and how complete that is.

    In CSV, which opens in spreadsheets, a cell that would be read as a formula has an apostrophe before it, and
    the header X-Completeness says what was found of what is held.
    """
    answer = adoptions_of(service, measure, status)
    chosen = output or _MEDIA_TYPES.get(choose_media_type(request.headers.get("accept"), tuple(_MEDIA_TYPES)) or "")
    headers = {"Vary": "Accept"}
    if chosen == "json":
        return JSONResponse(answer.model_dump(mode="json"), headers=headers)
    if chosen == "csv":
        found, held = answer.found, answer.held
        headers["X-Completeness"] = f"bureaus={found.bureaus}/{held.bureaus}, reports={found.reports}/{held.reports}"
        headers["Content-Disposition"] = f'attachment; filename="{measure}.csv"'
        return Response(adoptions_csv(answer), media_type=CSV_MEDIA_TYPE, headers=headers)
    raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, f"the answer can be {' or '.join(_MEDIA_TYPES)}")


def adoptions_of(service: Service, measure: str, status: Status | None) -> AdoptionList:
    """The statements of a measure, and how complete they are."""
    (entry,) = service.ask("measure", measure=measure)
    rows = service.ask("adoptions-of-measure", measure=measure, status=status)
    policies = defaultdict(list)
    for row in service.ask("policies-behind-measure", measure=measure):
        policies[row["adoption"]].append(PolicyRef.model_validate({**row, "iri": row["policy"]}))
    metrics = defaultdict(list)
    for row in service.ask("metrics-of-measure", measure=measure):
        metrics[row["adoption"]].append(MetricRef.model_validate({**row, "iri": row["metric"]}))
    return AdoptionList(
        measure=_ref(entry),
        status=status,
        found=Found(
            statements=len(rows),
            bureaus=len({row["bureau"] for row in rows} - {None}),
            reports=len({row["report"] for row in rows}),
        ),
        held=service.held,
        adoptions=[
            AdoptionStatement.model_validate(
                {
                    **statement_fields(row),
                    "bureau": bureau_ref(row, "bureauName", service.settings) if row["bureau"] else None,
                    "policies": policies[row["adoption"]],
                    "metrics": metrics[row["adoption"]],
                }
            )
            for row in rows
        ],
    )


def _ref(row: Row) -> MeasureRef:
    return MeasureRef(id=text(row, "id"), iri=MEASURE + text(row, "id"), label=Label(zh=text(row, "zh"), en=text(row, "en")))


def _summary(row: Row) -> MeasureSummary:
    return MeasureSummary(
        **_ref(row).model_dump(),
        category=Category(id=text(row, "category"), label=Label(zh=text(row, "categoryZh"), en=text(row, "categoryEn"))),
        bureaus=Tally(adopted=number(row, "adoptedBureaus"), planned=number(row, "plannedBureaus")),
        reports=Tally(adopted=number(row, "adoptedReports"), planned=number(row, "plannedReports")),
    )
