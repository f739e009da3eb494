"""Reports and what they state: measures, numbers and problems."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.answering import answer_list, answer_one, list_entry, one_entry
from api.listings import ADOPTIONS, METRICS, PROBLEMS, REPORTS
from api.models import Adoption, Metric, Problem, ReportDetail
from api.thing_bodies import adoption, metric, problem, report
from kg.index import resolve

__all__ = ["router"]

router = APIRouter(tags=["Reports and statements"])

_Key = Annotated[str, Path(description="The id: that of the report, and where in it")]


@router.get("/reports", **list_entry(REPORTS))
async def list_reports(request: Request) -> Response:
    """Reports that are held."""
    return await answer_list(request, REPORTS)


@router.get("/reports/{key}", **one_entry(ReportDetail))
async def get_report(request: Request, key: Annotated[str, Path(description="The id of the report")]) -> Response:
    """One report, and how much it states."""
    return await answer_one(request, lambda facts, _: report(facts, resolve(facts.index, "report", key)))


@router.get("/adoptions", **list_entry(ADOPTIONS))
async def list_adoptions(request: Request) -> Response:
    """Statements that measures were adopted or are planned, each with its verbatim quote."""
    return await answer_list(request, ADOPTIONS)


@router.get("/adoptions/{key:path}", **one_entry(Adoption))
async def get_adoption(request: Request, key: _Key) -> Response:
    """One statement of a measure."""
    return await answer_one(request, lambda facts, _: adoption(facts, key))


@router.get("/metrics", **list_entry(METRICS))
async def list_metrics(request: Request) -> Response:
    """Numbers that reports give, each with its verbatim quote."""
    return await answer_list(request, METRICS)


@router.get("/metrics/{key:path}", **one_entry(Metric))
async def get_metric(request: Request, key: _Key) -> Response:
    """One number."""
    return await answer_one(request, lambda facts, _: metric(facts, key))


@router.get("/problems", **list_entry(PROBLEMS))
async def list_problems(request: Request) -> Response:
    """Problems that bureaus admit, each with its verbatim quote."""
    return await answer_list(request, PROBLEMS)


@router.get("/problems/{key:path}", **one_entry(Problem))
async def get_problem(request: Request, key: _Key) -> Response:
    """One problem."""
    return await answer_one(request, lambda facts, _: problem(facts, key))
