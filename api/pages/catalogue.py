"""The catalogue of measures as a tree."""

from itertools import groupby

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.rendering import render
from api.service import Service
from kg.index.overviews import catalogue

__all__ = ["catalogue_page"]


def catalogue_page(request: Request, service: Service) -> HTMLResponse:
    """All measures by category, with how many bureaus adopted or plan each."""
    rows = catalogue(service.facts.index)
    categories = [(category, list(group)) for category, group in groupby(rows, key=lambda row: row["category"])]
    return render(request, "catalogue", categories=categories, held=service.held)
