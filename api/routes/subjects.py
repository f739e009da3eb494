"""What reports speak of: documents, bodies and regions."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.answering import answer_list, answer_one, list_entry, one_entry
from api.listings import ADOPTIONS, ORGANISATIONS, POLICIES, REGIONS
from api.models import Organisation, PolicyDetail, RegionDetail
from api.regions import held_region
from api.thing_bodies import organisation, policy, region
from kg.index import resolve

__all__ = ["POLICY_ADOPTIONS", "router"]

router = APIRouter(tags=["Documents, bodies, regions"])

POLICY_ADOPTIONS = ADOPTIONS.without("policy")
"""The statements that follow one document or made it."""

_Policy = Annotated[str, Path(description="The key of the document, or its title")]


@router.get("/policies", **list_entry(POLICIES))
async def list_policies(request: Request) -> Response:
    """Policy documents that reports name, those of most reports first."""
    return await answer_list(request, POLICIES)


@router.get("/policies/{document}/adoptions", **list_entry(POLICY_ADOPTIONS))
async def list_policy_adoptions(request: Request, document: _Policy) -> Response:
    """Statements of measures that follow a document or made it, each with its verbatim quote."""
    return await answer_list(request, POLICY_ADOPTIONS, policy=document)


@router.get("/policies/{document}", **one_entry(PolicyDetail))
async def get_policy(request: Request, document: _Policy) -> Response:
    """One document over all reports."""
    return await answer_one(request, lambda facts, _: policy(facts, resolve(facts.index, "policy", document)))


@router.get("/organisations", **list_entry(ORGANISATIONS))
async def list_organisations(request: Request) -> Response:
    """Bodies that reports name, as each report calls them."""
    return await answer_list(request, ORGANISATIONS)


@router.get("/organisations/{key:path}", **one_entry(Organisation))
async def get_organisation(
    request: Request,
    key: Annotated[str, Path(description="The id of the report, a slash, and what it calls the body")],
) -> Response:
    """One body as one report calls it."""
    return await answer_one(request, lambda facts, _: organisation(facts, key))


@router.get("/regions", **list_entry(REGIONS))
async def list_regions(request: Request) -> Response:
    """Administrative divisions, with what is held of each and its parts."""
    return await answer_list(request, REGIONS)


@router.get("/regions/{code}", **one_entry(RegionDetail))
async def get_region(
    request: Request,
    code: Annotated[str, Path(description="The code of GB/T 2260, or a name that no other division has")],
) -> Response:
    """One division and its parts."""
    return await answer_one(request, lambda facts, _: region(facts, held_region(facts.index, code)))
