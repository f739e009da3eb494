"""Answers as CSV (RFC 4180) that spreadsheets open as what they are."""

import csv
import io
from collections.abc import Iterable

from api.models import AdoptionList, AdoptionStatement

__all__ = ["CSV_MEDIA_TYPE", "adoptions_csv"]

CSV_MEDIA_TYPE = "text/csv"
_BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows UTF-8
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_COLUMNS = (
    *("bureau", "year", "status", "quote", "start", "end", "section"),
    *("report_title", "report_file", "report_id", "policies", "metrics", "iri"),
)


def adoptions_csv(answer: AdoptionList) -> str:
    """A row for each statement; several policies or metrics of one are joined by ``; ``."""
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows(map(_cell, _row(adoption)) for adoption in answer.adoptions)
    return out.getvalue()


def _row(adoption: AdoptionStatement) -> Iterable[str | int | None]:
    return (
        adoption.bureau.name if adoption.bureau else None,
        adoption.year,
        adoption.status,
        adoption.quote,
        adoption.start,
        adoption.end,
        adoption.section,
        adoption.report.title,
        adoption.report.file,
        adoption.report.id,
        "; ".join(policy.title for policy in adoption.policies),
        "; ".join(metric.text for metric in adoption.metrics),
        adoption.iri,
    )


def _cell(value: str | int | None) -> str | int:
    """A cell that no spreadsheet runs as a formula (OWASP: CSV injection)."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
