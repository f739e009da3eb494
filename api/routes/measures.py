"""Measures of the catalogue, and who adopted them."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.answering import JSON_FORMATS, Values, answer_list, answer_one, list_entry, one_entry
from api.bodies import Body
from api.catalogue import candidate_concepts, measure_detail, measure_tree
from api.facts import Facts
from api.listings import ADOPTIONS, CANDIDATES
from api.models import CandidateConcepts, MeasureDetail, MeasureTree
from api.parameters import Parameter, read_number
from kg.index import resolve

__all__ = ["MEASURE_ADOPTIONS", "router"]

router = APIRouter(tags=["Measures"])

MEASURE_ADOPTIONS = ADOPTIONS.without("measure")
"""The statements of one measure."""

_MOST = 1000
_USUAL = 50
_LIMIT = (Parameter("limit", "How many", {"type": "integer", "minimum": 1, "maximum": _MOST, "default": _USUAL}),)
_Measure = Annotated[str, Path(description="The id of a measure or category in the catalogue, or its name")]


@router.get("/measures", **one_entry(MeasureTree, formats=JSON_FORMATS))
async def list_measures(request: Request) -> Response:
    """The whole catalogue, with how many bureaus and reports state each measure as adopted or planned."""
    return await answer_one(request, lambda facts, _: measure_tree(facts), formats=JSON_FORMATS, is_quick=False)


@router.get("/measures/{measure}", **one_entry(MeasureDetail))
async def get_measure(request: Request, measure: _Measure) -> Response:
    """One measure or category: labels, scope, other names, what is narrower, and how many state it."""
    return await answer_one(request, lambda facts, _: measure_detail(facts, resolve(facts.index, "measure", measure)))


@router.get("/measures/{measure}/adoptions", **list_entry(MEASURE_ADOPTIONS))
async def list_measure_adoptions(request: Request, measure: _Measure) -> Response:
    """Who adopted or plans the measure: each statement with its verbatim quote, documents and figures, and how complete that is."""
    return await answer_list(request, MEASURE_ADOPTIONS, measure=measure)


@router.get("/candidates", **list_entry(CANDIDATES))
async def list_candidates(request: Request) -> Response:
    """Statements of measures that the catalogue has no concept for: what it may lack."""
    return await answer_list(request, CANDIDATES)


@router.get("/candidates/concepts", **one_entry(CandidateConcepts, _LIMIT, formats=JSON_FORMATS))
async def list_candidate_concepts(request: Request) -> Response:
    """What these statements have in common: phrases that several share and other measures lack, those of most reports first."""
    return await answer_one(request, _candidate_concepts, known=_LIMIT, formats=JSON_FORMATS, is_quick=False)


def _candidate_concepts(facts: Facts, values: Values) -> Body:
    return candidate_concepts(facts, read_number("limit", values.get("limit", str(_USUAL)), _MOST))
