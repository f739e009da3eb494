"""Bureaus, what they state from year to year, and bureaus side by side."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.answering import (
    JSON_FORMATS,
    MARK,
    TABLE_FORMATS,
    Forms,
    Values,
    answer_forms,
    answer_list,
    answer_one,
    list_entry,
    one_entry,
    with_tables,
)
from api.bodies import Body
from api.bureau_bodies import MOST_COMPARED, bureau_detail, bureau_measure, compared_rows, comparison, timeline
from api.facts import Facts
from api.listings import ADOPTIONS, BUREAUS
from api.models import BureauDetail, BureauMeasure, BureauTimeline, ComparedStance, Comparison, YearOfBureau
from api.parameters import FILTERS, Parameter, read_filters
from api.problems import ProblemError
from kg.index import resolve

__all__ = ["BUREAU_ADOPTIONS", "compare", "router"]

router = APIRouter(tags=["Bureaus"])

BUREAU_ADOPTIONS = ADOPTIONS.without("bureau")
"""The statements of one bureau."""

_BUREAUS = Parameter(
    "bureaus",
    f"Two to {MOST_COMPARED} bureaus, by their keys or names, with commas between",
    {"type": "string", "minLength": 3},
    required=True,
)
_COMPARED = (_BUREAUS, FILTERS["year"], MARK)
_Bureau = Annotated[str, Path(description="The key of the bureau, or a name that no other bureau has")]
_Measure = Annotated[str, Path(description="The id of a measure or category in the catalogue, or its name")]


def compare(facts: Facts, values: Values) -> Body:
    """Bureaus side by side, in a ``year`` or in all.

    Raises:
        ProblemError: they are not two to ten, one of them is unknown, or no report that is held covers the year.
    """
    names = [name.strip() for name in values.get("bureaus", "").split(",") if name.strip()]
    keys = dict.fromkeys(str(FILTERS["bureau"].read(facts, "bureaus", name)) for name in names[: MOST_COMPARED + 1])
    if not 2 <= len(keys) <= MOST_COMPARED:
        reason = f"bureaus: give two to {MOST_COMPARED} different ones, with commas between"
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, reason, parameter="bureaus")
    return comparison(facts, list(keys), read_filters(facts, values, ("year",)).since)


@router.get("/bureaus", **list_entry(BUREAUS))
async def list_bureaus(request: Request) -> Response:
    """Bureaus whose reports are held. Reports that do not name their bureau are in none of them."""
    return await answer_list(request, BUREAUS)


@router.get("/bureaus/{bureau:path}/measures/{measure}", **one_entry(BureauMeasure, formats=JSON_FORMATS))
async def get_bureau_measure(request: Request, bureau: _Bureau, measure: _Measure) -> Response:
    """What a bureau says of a measure in each year: adopted or planned, with quotes; silent, though a report is held; or no report held."""

    def make(facts: Facts, _values: Values) -> Body:
        return bureau_measure(facts, resolve(facts.index, "bureau", bureau), resolve(facts.index, "measure", measure))

    return await answer_one(request, make, formats=JSON_FORMATS)


@router.get("/bureaus/{bureau:path}/measures", **list_entry(BUREAU_ADOPTIONS))
async def list_bureau_measures(request: Request, bureau: _Bureau) -> Response:
    """What a bureau states of measures, each statement with its verbatim quote."""
    return await answer_list(request, BUREAU_ADOPTIONS, bureau=bureau)


@router.get("/bureaus/{bureau:path}/timeline", **one_entry(BureauTimeline, (MARK,), formats=TABLE_FORMATS))
async def get_bureau_timeline(request: Request, bureau: _Bureau) -> Response:
    """A bureau from year to year: what is held, what it adopted and plans, what is new, and which plans it kept."""

    def make(facts: Facts, values: Values) -> Forms:
        key = resolve(facts.index, "bureau", bureau)
        content = timeline(facts, key)
        return with_tables(f"{key}-timeline", content, YearOfBureau, lambda: content["years"], values)

    return await answer_forms(request, make, known=(MARK,), formats=TABLE_FORMATS)


@router.get("/bureaus/{bureau:path}", **one_entry(BureauDetail))
async def get_bureau(request: Request, bureau: _Bureau) -> Response:
    """One bureau: its names, its place among organs, and its reports."""
    return await answer_one(request, lambda facts, _: bureau_detail(facts, resolve(facts.index, "bureau", bureau)))


@router.get("/compare", **one_entry(Comparison, _COMPARED, formats=TABLE_FORMATS))
async def compare_bureaus(request: Request) -> Response:
    """Bureaus side by side: what each says of every measure that one of them states, and where it is silent or no report is held."""

    def make(facts: Facts, values: Values) -> Forms:
        content = compare(facts, values)
        name = "-".join(map(str, filter(None, ("comparison", content["year"]))))
        return with_tables(name, content, ComparedStance, lambda: compared_rows(content), values)

    return await answer_forms(request, make, known=_COMPARED, formats=TABLE_FORMATS)
