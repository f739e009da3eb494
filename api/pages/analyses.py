"""The pages of the analyses: how a measure spread, rates between groups, the gaps of a bureau, and the audit of a report."""

import json
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.analysis_bodies import RATES_BY, TABLE_NAMES, diffusion, peers, rates
from api.audit_bodies import audit
from api.bodies import Body
from api.facts import Facts
from api.pages.asking import filters_of
from api.pages.listing import Labels, concepts, names_of
from api.pages.rendering import render
from api.pages.words import words
from api.parameters import read_choice
from api.service import Service
from kg.analysis.panel import Grouping
from kg.index import one, resolve, years_held
from kg.store.release import open_release

__all__ = ["Drawing", "audit_page", "curve_of", "diffusion_page", "peers_page", "rates_page"]

_WIDTH, _HEIGHT = 640, 240  # of the drawing, of which the frame leaves
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 16, 12, 28
_MOST_YEARS = 12  # that are written below the drawing


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a curve, what it is of, and whether its year is written below it."""

    x: float
    y: float
    year: int
    share: float
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A curve in a drawing of a width and height, within the lines of 0 to 100 per cent at some heights."""

    width: int
    height: int
    left: int
    right: int
    lines: Sequence[tuple[int, float]]
    points: Sequence[Point]

    @property
    def path(self) -> str:
        """The curve as the points of a polyline."""
        return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in self.points)


def curve_of(rows: Sequence[Body]) -> Drawing:
    """The curve of the shares of some years, in order."""
    years = [row["year"] for row in rows]
    span = max(1, years[-1] - years[0]) if years else 1
    step = -(-len(years) // _MOST_YEARS)
    return Drawing(
        _WIDTH,
        _HEIGHT,
        _LEFT,
        _WIDTH - _RIGHT,
        [(percent, _y(percent / 100)) for percent in (0, 25, 50, 75, 100)],
        [
            Point(
                _LEFT + (_WIDTH - _LEFT - _RIGHT) * (row["year"] - years[0]) / span,
                _y(row["share"]),
                row["year"],
                row["share"],
                number % step == 0,
            )
            for number, row in enumerate(rows)
        ],
    )


def _y(share: float) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - share)


def diffusion_page(request: Request, service: Service, measure: str) -> HTMLResponse:
    """How a measure spread.

    Raises:
        UnknownNameError: there is none of that id or name.
        ProblemError: it is a category, or it cannot be put together so.
    """
    facts = service.facts
    by = read_choice("by", request.query_params.get("by") or "province", Grouping)
    found = diffusion(facts, resolve(facts.index, "measure", measure), by)
    return render(
        request,
        "diffusion",
        found=found,
        drawing=curve_of(found["curve"]),
        groupings=list(Grouping),
        group=_groups(facts),
        tables=TABLE_NAMES,
    )


def peers_page(request: Request, service: Service, bureau: str) -> HTMLResponse:
    """What comparable bureaus report and a bureau does not.

    Raises:
        UnknownNameError: no report of the bureau, or none of it on the year, is held.
        ProblemError: no report that is held covers the year.
    """
    facts = service.facts
    key = resolve(facts.index, "bureau", bureau)
    found = peers(facts, key, filters_of(request, facts, only_held=True).since)
    return render(request, "peers", found=found, names={peer["bureau"]: peer["name"] for peer in found["peers"]})


def rates_page(request: Request, service: Service) -> HTMLResponse:
    """Rates of a measure between groups of bureaus; without one a form to ask for it.

    Raises:
        ProblemError: there is no such measure, it is a category, or rates cannot be told so.
    """
    facts = service.facts
    by = read_choice("by", request.query_params.get("by") or "level", RATES_BY)
    asked = filters_of(request, facts, only_held=True)
    found = rates(facts, asked.measure, by, asked.since) if asked.measure else None
    return render(
        request,
        "rates",
        found=found,
        by=by,
        groupings=RATES_BY,
        group=_groups(facts),
        years=years_held(facts.index),
        measures=[(name, label) for (scheme, name), label in concepts(facts.index).items() if scheme == "measure"],
    )


def audit_page(request: Request, service: Service, report: str) -> HTMLResponse:
    """The audits of a report.

    Raises:
        UnknownNameError: there is none.
    """
    facts = service.facts
    row = one(facts.index, "report", report)
    found = audit(facts, report)
    section: list[tuple[Body, list[Body]]] = []
    for is_section, items in groupby(found["items"], key=lambda item: item["kind"] == "section"):
        if is_section:
            section += [(item, []) for item in items]
        else:
            section[-1][1].extend(items)
    return render(
        request,
        "audit",
        report=row,
        found=found,
        sections=section,
        place=_placing(facts, [report, *found["compared"]]),
        concepts=concepts(facts.index),
    )


def _placing(facts: Facts, reports: Sequence[str]) -> Callable[[Mapping[str, int]], str]:
    """What tells where a passage of some reports stands in their pages: the report, and the line that the passage begins in."""
    release = open_release(facts.release_folder)
    starts = {report: _lines(json.loads(release.extraction(report))["text"]) for report in reports}

    def place(passage: Mapping[str, int]) -> str:
        known = starts[str(passage["report"])]
        return f"/reports/{passage['report']}#p{known[max(bisect_right(known, passage['start']) - 1, 0)]}"

    return place


def _lines(text: str) -> list[int]:
    """Where the lines begin that are not empty."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append(start)
        start += len(line)
    return found


def _groups(facts: Facts) -> Callable[[str], Labels]:
    """What tells how a group of bureaus is called: by its level, the code of its division, or its sector; a year is itself."""
    known = {name: label for what in ("province", "level", "sector") for name, label in names_of(facts.index, what).items()}
    known["all"] = words()["group.by_all"]
    return lambda name: known.get(name, {"zh": name, "en": name})
