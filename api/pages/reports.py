"""The reports, and the text of one with all that was found in it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.asking import filters_of
from api.pages.listing import SAID, Listing, concepts, listing
from api.pages.rendering import render
from api.service import Service
from kg.figures import figure_statuses
from kg.form import from_dict
from kg.index import Filters, Index, Kind, counts, one, page, related
from kg.index.overviews import documents_named, pages_of_mentions
from kg.store.release import open_release

__all__ = ["Mention", "Paragraph", "Segment", "paragraphs", "report_page", "reports_page"]

_KINDS = {"measures": "adoption", "metrics": "metric", "policies": "policy", "organizations": "organization", "problems": "problem"}
_STATED: Sequence[Kind] = ("adoption", "metric", "problem")
_NUMBERED = re.compile(r"第?[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．章节]")
_NUMERAL = re.compile(r"[一二三四五六七八九十]+|[0-9]+")
_NUMBER = 8  # characters of a number before a heading
_HEADING = 40  # characters of a line that may be a heading


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a report, the kind of what is said there, and what the extraction has of it."""

    id: str
    kind: str
    start: int
    end: int
    fields: Mapping[str, Any]
    page: int | None

    @property
    def anchor(self) -> str:
        """The name of its place in the text, by which statements link to it."""
        return f"{self.kind}-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that lies within the same mentions, the shortest first.

    ``anchors`` are those of the ones that begin with it, the longest first; so many as ``closed`` of all that began end with it.
    """

    text: str
    mentions: Sequence[Mention]
    anchors: Sequence[str]
    closed: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a report; ``heading`` is its level in the outline, 0 for none."""

    start: int
    end: int
    heading: int
    segments: Sequence[Segment]


def reports_page(request: Request, service: Service) -> HTMLResponse:
    """All reports, and by what they can be told apart.

    Raises:
        ProblemError: a parameter has a value that it cannot have.
    """
    found = listing(
        request, service.facts.index, "report", filters_of(request, service.facts), ("year", "province", "level", "sector"), limit=50
    )
    return render(request, "reports", reports=found)


def report_page(request: Request, service: Service, report_id: str) -> HTMLResponse:
    """The text of a report with all mentions in it, their list, the outline, and the files it was read from.

    Of a release on a server, which has no texts, the page has what the report states and the quotes that prove it.

    Raises:
        UnknownNameError: there is none.
    """
    index = service.facts.index
    report = one(index, "report", report_id)
    if service.facts.folder is None:
        stated = [_stated(index, kind, report_id) for kind in _STATED]
        return render(request, "quotes", report=report, stated=stated, documents=documents_named(index, report["id"]))
    release = open_release(service.facts.folder)
    extraction = json.loads(release.extraction(report_id))
    mentions = list(_mentions(extraction, _pages(index, report["id"])))
    text = extraction["text"]
    lines = paragraphs(text, mentions, _headings(extraction["measures"]))
    related: dict[str, list[tuple[str, str]]] = {}
    for relation in extraction["relations"]:
        related.setdefault(relation["subject"], []).append((relation["type"], relation["object"]))
    return render(
        request,
        "report",
        report=report,
        paragraphs=lines,
        outline=[line for line in lines if line.heading],
        mentions=mentions,
        by_id={mention.id: mention for mention in mentions},
        related=related,
        statuses=figure_statuses(from_dict(extraction)),
        concepts=concepts(index),
        sources=release.report(report_id).sources,
    )


def _stated(index: Index, kind: Kind, report_id: str) -> Listing:
    """All that a report states of a kind, in reading order."""
    filters = Filters(report=report_id)
    counted = counts(index, kind, filters)
    rows = sorted(page(index, kind, filters, limit=counted.found).rows, key=lambda row: (row["start"], row["end"]))
    said = {what: related(index, what, [row["id"] for row in rows]) for what in SAID.get(kind, ())}
    return Listing(kind, rows, said, None, counted, {}, {})


def _mentions(extraction: Mapping[str, Any], pages: Mapping[tuple[int, int], int]) -> Iterator[Mention]:
    """All that is said, in reading order, the longer of two that begin together first."""
    found = [
        Mention(entry["id"], kind, entry["start"], entry["end"], entry, pages.get((entry["start"], entry["end"])))
        for key, kind in _KINDS.items()
        for entry in extraction[key]
    ]
    yield from sorted(found, key=lambda mention: (mention.start, -mention.end, mention.kind))


def _pages(index: Index, report: int) -> Mapping[tuple[int, int], int]:
    """The pages of mentions, where the source has pages."""
    return {(row["start"], row["end"]): row["page"] for row in pages_of_mentions(index, report)}


def _headings(measures: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The headings of sections that state measures, with their levels."""
    found: dict[str, int] = {}
    for measure in measures:
        for level, heading in enumerate(filter(None, measure["section"].split(" / ")), start=1):
            found.setdefault(heading, level)
    return found


def paragraphs(text: str, mentions: Sequence[Mention], headings: Mapping[str, int]) -> list[Paragraph]:
    """The lines of a text that are not empty, each in pieces within which the same is said.

    ``headings`` are those that are known, with their levels; other short lines with a number of their kind are taken for headings, too.
    """
    levels = _numbering(text, headings)
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        if end > start:
            inside = [mention for mention in mentions if mention.start < end and mention.end > start]
            found.append(Paragraph(start, end, _level(line.strip(), headings, levels), _segments(text, start, end, inside)))
        start += len(line)
    return found


def _level(line: str, headings: Mapping[str, int], levels: Mapping[str, int]) -> int:
    """The level of a line that is a heading, whatever number stands before it."""
    known = next((level for heading, level in headings.items() if line.endswith(heading) and len(line) <= len(heading) + _NUMBER), 0)
    return known or (0 if len(line) > _HEADING or "。" in line else levels.get(_number(line), 0))


def _numbering(text: str, headings: Mapping[str, int]) -> dict[str, int]:
    """The levels of the headings that are known, by the kind of number before them."""
    lines = map(str.strip, text.splitlines())
    return {number: level for line in lines if (number := _number(line)) and (level := _level(line, headings, {}))}


def _number(line: str) -> str:
    """The kind of number that a line begins with, such as （一） or 1."""
    match = _NUMBERED.match(line)
    return _NUMERAL.sub(lambda found: "1" if found[0].isdigit() else "一", match[0]) if match else ""


def _segments(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Segment]:
    edges = sorted({start, end, *(edge for mention in mentions for edge in (mention.start, mention.end) if start < edge < end)})
    found: list[Segment] = []
    ends: list[int] = []  # of the mentions that began, each within the one before: what goes on behind that is marked up to there
    for left, right in pairwise(edges):
        beginning = {mention.anchor: mention.end for mention in mentions if mention.start == left}
        anchors = sorted(beginning, key=lambda anchor: -beginning[anchor])
        for anchor in anchors:
            ends.append(min(beginning[anchor], *ends[-1:], end))
        closed = ends.count(right)
        del ends[len(ends) - closed :]
        inside = sorted((mention for mention in mentions if mention.start <= left and mention.end >= right), key=lambda m: m.end - m.start)
        found.append(Segment(text[left:right], inside, anchors, closed))
    return found
