"""Rows of the named queries as the parts of answers that several routes share."""

from api.models import ReportRef
from api.service import text
from kg.query.engine import Row

__all__ = ["report_fields", "statement_fields"]


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
