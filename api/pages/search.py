"""One search over names, reports and quotes."""

from itertools import groupby

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.listing import listing
from api.pages.rendering import render
from api.parameters import read_words
from api.service import Service
from kg.index import Filters, search_names, search_reports
from kg.index.overviews import bureaus, policies

__all__ = ["search_page"]

_NAMES, _REPORTS, _QUOTES, _LONGEST = 40, 10, 6, 200
_KINDS = ("measure", "topic", "bureau", "policy", "region")


def search_page(request: Request, service: Service) -> HTMLResponse:
    """Measures, topics, bureaus, regions and documents of that name, reports of that title, and sentences that have its words.

    Raises:
        ProblemError: the text has no words.
    """
    index, text = service.facts.index, request.query_params.get("q", "").strip()[:_LONGEST]
    names, quotes, listed = [], [], {}
    reports_found, reports = search_reports(index, text, _REPORTS)
    if text:
        read_words("q", text)
        found = sorted(search_names(index, text, _NAMES), key=lambda row: _KINDS.index(row["kind"]))
        names = [(kind, list(rows)) for kind, rows in groupby(found, key=lambda row: row["kind"])]
        listed = {"bureau": bureaus(index, Filters(named=text), 0, 0)[1], "policy": policies(index, text, 0, 0)[1]}
        quotes = [listing(request, index, kind, Filters(text=text), (), limit=_QUOTES) for kind in ("adoption", "problem", "metric")]
    return render(request, "search", text=text, names=names, reports=reports, reports_found=reports_found, quotes=quotes, listed=listed)
