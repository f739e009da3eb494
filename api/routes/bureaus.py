"""Bureaus, their reports and what these state."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path

from api.models import (
    BureauDetail,
    BureauList,
    BureauStatement,
    BureauSummary,
    Label,
    MeasureRef,
    RegionRef,
    ReportSummary,
    SectorRef,
    Tally,
)
from api.problems import responses
from api.rows import bureau_ref, report_fields, statement_fields
from api.service import ServiceDependency, text
from kg.iris import MEASURE
from kg.query.engine import Row

__all__ = ["get_bureau", "list_bureaus", "router"]

router = APIRouter(prefix="/bureaus", tags=["Bureaus"])


@router.get("")
def list_bureaus(service: ServiceDependency) -> BureauList:
    """All bureaus whose reports are held. Reports that do not name their bureau are in none of them."""
    bureaus = [
        BureauSummary.model_validate(
            {
                **bureau_ref(row, "name", service.settings).model_dump(),
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
    service: ServiceDependency,
    bureau: Annotated[str, Path(alias="id", description="The key of the bureau, or a name that no other bureau has")],
) -> BureauDetail:
    """One bureau: its reports, and each statement of a measure in them with its verbatim quote."""
    known = service.ask("bureau", bureau=bureau)
    reports = service.ask("reports-of-bureau", bureau=bureau)
    statements = service.ask("measures-by-bureau", bureau=bureau)
    return BureauDetail(
        **bureau_ref(known[0], "name", service.settings).model_dump(),
        other_names=[text(row, "otherName") for row in known if row["otherName"]],
        level=known[0]["level"],
        region=_region(known[0]),
        sector=_sector(known[0]),
        reports=[ReportSummary.model_validate(report_fields(row)) for row in reports],
        measures=Tally(adopted=_measures(statements, "adopted"), planned=_measures(statements, "planned")),
        statements=[BureauStatement.model_validate({**statement_fields(row), "measure": _measure(row)}) for row in statements],
    )


def _region(row: Row) -> RegionRef | None:
    return RegionRef(code=text(row, "regionCode"), name=text(row, "regionName"), iri=text(row, "region")) if row["region"] else None


def _sector(row: Row) -> SectorRef | None:
    return SectorRef(id=text(row, "sector"), label=Label(zh=text(row, "sectorZh"), en=text(row, "sectorEn"))) if row["sector"] else None


def _measures(statements: list[Row], status: str) -> int:
    return len({row["measureId"] for row in statements if row["status"] == status})


def _measure(row: Row) -> MeasureRef:
    label = Label(zh=text(row, "measureZh"), en=text(row, "measureEn"))
    return MeasureRef(id=text(row, "measureId"), iri=MEASURE + text(row, "measureId"), label=label)
