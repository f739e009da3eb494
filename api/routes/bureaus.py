"""Bureaus, their reports and what these state."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path

from api.models import BureauDetail, BureauList, BureauStatement, BureauSummary, Label, MeasureRef, ReportSummary, Tally
from api.problems import responses
from api.rows import report_fields, statement_fields
from api.service import ServiceDependency, text
from kg.iris import MEASURE, Iris
from kg.query.engine import Row

__all__ = ["get_bureau", "list_bureaus", "router"]

router = APIRouter(prefix="/bureaus", tags=["Bureaus"])


@router.get("")
def list_bureaus(service: ServiceDependency) -> BureauList:
    """All bureaus whose reports are held. Reports that do not name their bureau are in none of them."""
    bureaus = [
        BureauSummary.model_validate(
            {
                "name": row["name"],
                "iri": row["bureau"],
                "reports": row["reports"],
                "first_year": row["firstYear"],
                "last_year": row["lastYear"],
                "measures": {"adopted": row["adopted"] or 0, "planned": row["planned"] or 0},
            }
        )
        for row in service.ask("bureaus")
    ]
    return BureauList(held=service.held, bureaus=bureaus)


@router.get("/{id:path}", responses=responses(HTTPStatus.NOT_FOUND))
def get_bureau(
    service: ServiceDependency, name: Annotated[str, Path(alias="id", description="The full official name of the bureau")]
) -> BureauDetail:
    """One bureau: its reports, and each statement of a measure in them with its verbatim quote."""
    reports = service.ask("reports-of-bureau", bureau=name)
    statements = service.ask("measures-by-bureau", bureau=name)
    return BureauDetail(
        name=name,
        iri=Iris(service.settings.data_base).bureau(name),
        reports=[ReportSummary.model_validate(report_fields(row)) for row in reports],
        measures=Tally(adopted=_measures(statements, "adopted"), planned=_measures(statements, "planned")),
        statements=[BureauStatement.model_validate({**statement_fields(row), "measure": _measure(row)}) for row in statements],
    )


def _measures(statements: list[Row], status: str) -> int:
    return len({row["measureId"] for row in statements if row["status"] == status})


def _measure(row: Row) -> MeasureRef:
    label = Label(zh=text(row, "measureZh"), en=text(row, "measureEn"))
    return MeasureRef(id=text(row, "measureId"), iri=MEASURE + text(row, "measureId"), label=label)
