"""Rows of the named queries as the parts of answers that several routes share."""

from api.models import BureauRef, ReportRef
from api.service import text
from kg.iris import Iris
from kg.query.engine import Row
from kg.settings import Settings

__all__ = ["bureau_ref", "report_fields", "statement_fields"]


def bureau_ref(row: Row, name: str, settings: Settings) -> BureauRef:
    """The bureau of a row, whose name is that variable."""
    iri = text(row, "bureau")
    return BureauRef(id=Iris(settings.data_base).bureau_key(iri), name=text(row, name), iri=iri)


def statement_fields(row: Row) -> dict[str, object]:
    """The fields of :class:`api.models.Statement`."""
    return {
        "iri": row["adoption"],
        "status": row["status"],
        "year": row["year"],
        "quote": row["quote"],
        "start": row["start"],
        "end": row["end"],
        "section": row["section"],
        "report": ReportRef(id=text(row, "reportId"), iri=text(row, "report"), title=row["title"], file=text(row, "file")),
    }


def report_fields(row: Row) -> dict[str, object]:
    """The fields of :class:`api.models.ReportSummary`."""
    return {
        "id": row["id"],
        "iri": row["report"],
        "title": row["title"],
        "file": row["file"],
        "year": row["year"],
        "published": row["issued"],
    }
