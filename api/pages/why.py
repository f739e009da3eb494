"""Why a stretch of a report was read as it was."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.explaining import explanation
from api.pages.rendering import render
from api.service import Service
from kg.index import measures, one

__all__ = ["why_page"]

_KINDS = {"outer": "heading", "statement": "cue", "sentence": "cue", "paragraph": "cue"}


async def why_page(request: Request, service: Service, report_id: str) -> HTMLResponse:
    """The sentences of a stretch, how each clause was read, and what spoke for the measures found there.

    Raises:
        UnknownNameError: there is no such report or measure.
        ProblemError: the stretch is none, or there is no answer.
    """
    index = service.facts.index
    report = one(index, "report", report_id)
    asked = {name: value for name in ("start", "end", "measure") if (value := request.query_params.get(name))}
    told = await explanation(request, service, report_id, asked)
    known = [row for row in measures(index) if row["broader"] is not None]
    return render(request, "why", report=report, sentences=told["sentences"], measures=known, kind_of=_kind)


def _kind(share: str) -> str:
    """Which words of ours tell what kind of thing it is that adds to a score."""
    first = share.partition(" ")[0]
    return _KINDS.get(first, first)
