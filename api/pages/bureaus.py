"""Bureaus: all of them, one, and several side by side."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import groupby

from fastapi import Request
from fastapi.responses import HTMLResponse
from pypinyin import lazy_pinyin

from api import analysis_bodies
from api.bodies import Body
from api.bureau_bodies import MOST_COMPARED
from api.pages.asking import filters_of, offset_of
from api.pages.listing import Labels, listing
from api.pages.rendering import language_of, render
from api.pages.tiles import shade
from api.pages.words import Language
from api.parameters import FILTERS, read_choice
from api.problems import ProblemError
from api.service import Service
from kg.errors import UnknownNameError
from kg.index import Filters, counts, page
from kg.index.figures import metrics_by_year
from kg.index.overviews import (
    bureau_row,
    bureaus,
    catalogue,
    measures_by_bureau,
    measures_by_year,
    organs,
    peers,
    problems_by_year,
)

__all__ = ["bureau_page", "bureaus_page", "compare_page"]

_PAGE = 50  # bureaus
_SHOWN = 15  # indicators
_REPORTS = 100


@dataclass(frozen=True, slots=True)
class _Cell:
    """What is counted in one year, and how deep its shade is."""

    count: int
    planned: int
    shade: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table by years: what it is of, and its cells by year."""

    notation: str
    label: Labels
    cells: dict[int | None, _Cell]


@dataclass(frozen=True, slots=True)
class _Series:
    """An indicator with its unit, and what was stated of it by year."""

    indicator: str
    unit: str | None
    values: dict[int | None, list[sqlite3.Row]]


def bureaus_page(request: Request, service: Service) -> HTMLResponse:
    """All bureaus whose reports are held, and by what they can be told apart.

    Raises:
        ProblemError: a parameter has a value that it cannot have.
    """
    index, asked = service.facts.index, filters_of(request, service.facts)
    filters = replace(asked, text=None, named=asked.text)
    start = offset_of(request.query_params)
    rows, count = bureaus(index, filters, start, _PAGE)
    reports = listing(request, index, "report", filters, ("province", "level", "sector", "year"), limit=1)
    return render(request, "bureaus", rows=rows, count=count, start=start, size=_PAGE, reports=reports)


def bureau_page(request: Request, service: Service, key: str) -> HTMLResponse:
    """One bureau: its measures by category and year, its figures and problems, bureaus like it, and what they do that it does not.

    Raises:
        UnknownNameError: there is none of that key or name.
        ProblemError: a parameter has a value that it cannot have.
    """
    index = service.facts.index
    bureau = bureau_row(index, key)
    own = Filters(bureau=bureau["key"])
    reports = page(index, "report", own, limit=_REPORTS).rows
    years = sorted({row["year"] for row in reports if row["year"] is not None})
    return render(
        request,
        "bureau",
        bureau=bureau,
        other_names=json.loads(bureau["other_names"]),
        superiors=organs(index, json.loads(bureau["superior_keys"])),
        successor=next(iter(organs(index, [bureau["successor_key"]])), None),
        reports=reports,
        years=years,
        problems=counts(index, "problem", own).found,
        metrics=counts(index, "metric", own).found,
        planned_metrics=counts(index, "metric", replace(own, status="planned")).found,
        measures=_lines(measures_by_year(index, bureau["id"])),
        admitted=_lines(problems_by_year(index, bureau["id"])),
        series=_series(metrics_by_year(index, bureau["id"], _SHOWN)),
        peers=peers(index, bureau),
        comparison=_comparison(service, bureau["key"]),
        statements=listing(
            request, index, "adoption", filters_of(request, service.facts, bureau=bureau["key"]), ("status", "year", "measure")
        ),
    )


def _comparison(service: Service, bureau: str) -> Body | None:
    """What comparable bureaus report and a bureau does not; None where no report tells who it is, or on which year."""
    try:
        return analysis_bodies.peers(service.facts, bureau, None)
    except UnknownNameError:
        return None


def _lines(rows: Sequence[sqlite3.Row]) -> list[_Line]:
    """Rows by thing and year as lines, in their order."""
    greatest = max((row["count"] for row in rows), default=0)
    lines: dict[str, _Line] = {}
    for row in rows:
        line = lines.setdefault(row["notation"], _Line(row["notation"], {"zh": row["zh"], "en": row["en"]}, {}))
        line.cells[row["year"]] = _Cell(row["count"], row["planned"], shade(row["count"], greatest))
    return list(lines.values())


def _series(rows: Sequence[sqlite3.Row]) -> list[_Series]:
    found: dict[tuple[str, str | None], _Series] = {}
    for row in rows:
        series = found.setdefault((row["indicator"], row["unit"]), _Series(row["indicator"], row["unit"], {}))
        series.values.setdefault(row["year"], []).append(row)
    return list(found.values())


def compare_page(request: Request, service: Service) -> HTMLResponse:
    """The measures of some bureaus side by side, adopted and planned, or those in which they differ.

    A bureau of which reports are held, of the year that is asked for, may be silent on one.

    Raises:
        ProblemError: one of the bureaus is unknown, they are too many, or another parameter has a value that it cannot have.
    """
    facts = service.facts
    index, filters = facts.index, filters_of(request, facts)
    asked = [key.strip() for key in request.query_params.get("bureaus", "").split(",") if key.strip()]
    keys = dict.fromkeys(str(FILTERS["bureau"].read(facts, "bureaus", key)) for key in asked[: MOST_COMPARED + 1])
    if len(keys) > MOST_COMPARED:
        reason = f"bureaus: give {MOST_COMPARED} at most, with commas between"
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, reason, parameter="bureaus")
    compared = [bureau_row(index, key) for key in keys]
    show = read_choice("show", request.query_params.get("show") or "all", ("all", "different"))
    rows = measures_by_bureau(index, [row["id"] for row in compared], filters)
    stated: dict[tuple[str, int, str], list[int | None]] = {}
    for row in rows:
        stated.setdefault((row["notation"], row["bureau"], row["status"]), []).append(row["year"])
    held = {row["id"]: counts(index, "report", replace(filters, bureau=row["key"])).found for row in compared}
    adopters = {row["notation"]: sum((row["notation"], bureau, "adopted") in stated for bureau in held) for row in rows}
    differing = {name for name, count in adopters.items() if count < len(compared)}
    shown = differing if show == "different" else adopters.keys()
    measures = _by_category([row for row in catalogue(index) if row["notation"] in shown], language_of(request))
    numbers = {"all": len(adopters), "different": len(differing)}
    return render(request, "compare", bureaus=compared, held=held, stated=stated, measures=measures, numbers=numbers)


def _by_category(measures: Sequence[sqlite3.Row], language: Language) -> list[tuple[Labels, list[sqlite3.Row]]]:
    """The categories of measures, each with its measures in the order of their names, Chinese ones by their pinyin."""
    parted = groupby(measures, key=lambda row: (row["category_zh"], row["category_en"]))
    return [
        ({"zh": zh, "en": en}, sorted(rows, key=lambda row: [part.casefold() for part in lazy_pinyin(row[language])]))
        for (zh, en), rows in parted
    ]
