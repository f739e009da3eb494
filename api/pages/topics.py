"""What bureaus admit, what they count, which documents they name, and what the catalogue lacks."""

import json
import sqlite3
from dataclasses import replace

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.asking import filters_of, offset_of
from api.pages.listing import listing
from api.pages.rendering import render
from api.service import Service
from kg.index import candidate, candidate_examples, candidates, resolve
from kg.index.figures import indicators, spans
from kg.index.overviews import organs, policies, policy_row, topics, uses_of_policy

__all__ = ["candidates_page", "metrics_page", "policies_page", "policy_page", "problems_page"]

_PAGE = 50  # indicators, documents
_MENTIONS = 200
_CONCEPTS = 20
_EXAMPLES = 3


def problems_page(request: Request, service: Service) -> HTMLResponse:
    """The topics of problems with how many admit them, and the problems in their words.

    Raises:
        ProblemError: a parameter has a value that it cannot have.
    """
    index, filters = service.facts.index, filters_of(request, service.facts)
    found = listing(request, index, "problem", filters, ("topic", "year", "province", "level", "sector"))
    return render(request, "problems", topics=topics(index, filters), problems=found)


def metrics_page(request: Request, service: Service) -> HTMLResponse:
    """The indicators, or what all bureaus state of one of them, in one unit, from the greatest number on.

    Raises:
        ProblemError: a parameter has a value that it cannot have.
    """
    index, filters = service.facts.index, filters_of(request, service.facts)
    facets = ("status", "year", "province", "level", "sector")
    if filters.indicator:
        found = listing(request, index, "metric", filters, facets, sort="-value", limit=100)
        return render(request, "metric", metrics=found, greatest=max((row["value"] for row in found.rows), default=0))
    start, name = offset_of(request.query_params), request.query_params.get("name", "")
    rows, count = indicators(index, filters, name, start, _PAGE)
    ranges = spans(index, filters, [(row["indicator"], row["unit"]) for row in rows])
    found = listing(request, index, "metric", filters, facets, limit=1)
    return render(request, "metrics", rows=list(zip(rows, ranges, strict=True)), count=count, start=start, size=_PAGE, metrics=found)


def candidates_page(request: Request, service: Service) -> HTMLResponse:
    """The statements of measures that no concept of the catalogue fits, and what several of them have in common.

    Raises:
        ProblemError: a parameter has a value that it cannot have.
    """
    index, filters, start = (
        service.facts.index,
        replace(filters_of(request, service.facts), catalogued=False),
        offset_of(request.query_params),
    )
    found = listing(request, index, "adoption", filters, ("status", "year", "province", "level", "sector"))
    concepts, count = ([candidate(index, filters.candidate)], 1) if filters.candidate else candidates(index, start, _CONCEPTS)
    examples: dict[str, list[sqlite3.Row]] = {}
    for row in candidate_examples(index, [concept["id"] for concept in concepts], _EXAMPLES):
        examples.setdefault(row["candidate"], []).append(row)
    phrases = {concept["key"]: json.loads(concept["phrases"]) for concept in concepts}
    return render(
        request,
        "candidates",
        statements=found,
        concepts=concepts,
        phrases=phrases,
        examples=examples,
        count=count,
        start=start,
        size=_CONCEPTS,
    )


def policies_page(request: Request, service: Service) -> HTMLResponse:
    """The documents that reports name, by a part of their title or number."""
    start = offset_of(request.query_params)
    rows, count = policies(service.facts.index, request.query_params.get("text", ""), start, _PAGE)
    return render(request, "policies", rows=rows, count=count, start=start, size=_PAGE)


def policy_page(request: Request, service: Service, name: str) -> HTMLResponse:
    """One document: who issued it, which measures rest on it, and which reports name it, in which words.

    Raises:
        UnknownNameError: there is none of that key or title.
        ProblemError: a parameter has a value that it cannot have.
    """
    index = service.facts.index
    policy = policy_row(index, resolve(index, "policy", name))
    filters = filters_of(request, service.facts, policy=policy["key"])
    return render(
        request,
        "policy",
        policy=policy,
        issuers=organs(index, json.loads(policy["issuer_keys"])),
        mentions=uses_of_policy(index, policy["id"], _MENTIONS),
        statements=listing(request, index, "adoption", filters, ("measure", "year", "province", "level", "sector")),
    )
