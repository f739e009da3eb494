"""The catalogue of measures as a tree."""

from itertools import groupby

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.rendering import render
from api.service import Service

__all__ = ["catalogue_page"]


def catalogue_page(request: Request, service: Service) -> HTMLResponse:
    """All measures by category, with how many bureaus adopted or plan each."""
    rows = service.ask("measures")
    categories = [(category, list(group)) for category, group in groupby(rows, key=lambda row: row["category"])]
    most = max((int(row["adoptedBureaus"] or 0) for row in rows), default=0)
    return render(request, "catalogue", categories=categories, most=most, held=service.held)
