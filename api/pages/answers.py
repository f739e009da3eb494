"""The answer to a query as a table."""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api.answers import Question, cite_as, is_fixed
from api.pages.places import Place, place_of, place_of_thing
from api.service import Service
from kg.errors import QueryTimeoutError
from kg.index.names import keys_of
from kg.query.library import NamedQuery, first_rows

__all__ = ["SHOWN", "Cell", "Table", "answer_to", "library_answer_to"]

SHOWN = 500
"""Rows that a page shows; its downloads have all."""

_FIRST = 50  # rows that are shown while there is no time for all
_PATIENCE = 0.3  # seconds for all
_FORMAT = "json"
_WHOLE_NUMBER = "http://www.w3.org/2001/XMLSchema#integer"
_NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "gYear")}


@dataclass(frozen=True, slots=True)
class Cell:
    """A term of a row: what it reads, in which language, its share of the number of a full bar, the page of what it names."""

    text: str
    language: str | None = None
    is_number: bool = False
    share: float | None = None
    link: Place | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The first of the ``count`` rows that answer a query, or its truth; where the same bytes can be had again, if anywhere.

    If it ``is_part`` of the answer, the rows are those that were found first, in no order; they may be all.
    """

    names: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    count: int
    truth: bool | None
    truncated: bool
    citation: str | None
    is_part: bool = False


async def answer_to(request: Request, service: Service, question: Question, together: Sequence[Collection[str]] = ()) -> Table:
    """What a SELECT or ASK query finds; bars of columns that go ``together`` have one scale.

    Raises:
        QueryError: there is no answer.
    """
    answer = await service.workers.run_async(question.query, _FORMAT, question.wishes.seconds)
    citation = await run_in_threadpool(cite_as, request, service, question, _FORMAT, answer) if is_fixed(service, question) else None
    content = json.loads(answer.body)
    names = content["head"].get("vars", [])
    bindings = content.get("results", {}).get("bindings", [])
    scale, base = _scales(bindings, names, together), service.settings.data_base
    rows = [[_cell(row[name], scale[name], base) if name in row else Cell("") for name in names] for row in bindings[:SHOWN]]
    return Table(names, rows, len(bindings), content.get("boolean"), answer.truncated, citation)


async def library_answer_to(request: Request, service: Service, named: NamedQuery, question: Question) -> Table:
    """What a query of the library finds, with links from what its rows name.

    Where that takes long, and the request does not say how long it may, these are the rows that are found first if there are many.

    Raises:
        QueryError: there is no answer.
    """
    first = first_rows(question.query, _FIRST)
    answer = partial(answer_to, request, service, together=named.together)
    if question.wishes.seconds or first is None:
        return await run_in_threadpool(_linked, service, await answer(question))
    try:
        table = await answer(replace(question, wishes=replace(question.wishes, seconds=_PATIENCE)))
    except QueryTimeoutError:
        found = await answer(replace(question, query=first))
        table = replace(found, is_part=True, citation=None)
        if found.count < _FIRST:  # these are all, which take as long in their order
            with suppress(QueryTimeoutError):
                table = await answer(question)
    return await run_in_threadpool(_linked, service, table)


_NAMING = {"bureau": "bureau", "name": "bureau", "superior": "bureau", "report": "report", "file": "report", "id": "concept"}
"""What the columns of the library's queries name."""


def _linked(service: Service, table: Table) -> Table:
    """The table with links to the pages of what its columns name, where nothing else is called so."""
    if service.index is None:
        return table
    columns: list[Mapping[str, Place]] = []
    for place, name in enumerate(table.names):
        named = {row[place].text for row in table.rows if row[place].link is None} if name in _NAMING else set()
        found = keys_of(service.index, _NAMING[name], sorted(named)) if named else {}
        columns.append({text: place_of_thing(kind, key) for text, (kind, key) in found.items()})
    rows = [[replace(cell, link=cell.link or links.get(cell.text)) for cell, links in zip(row, columns, strict=True)] for row in table.rows]
    return replace(table, rows=rows)


def _scales(bindings: Sequence[dict[str, Any]], names: Sequence[str], together: Sequence[Collection[str]]) -> dict[str, int]:
    """The number that the full bar of each column stands for: the greatest one of the columns that go together; 0 for no bars."""
    greatest = {name: _greatest(bindings, name) for name in names}
    groups = {name: group for group in together for name in group}
    return {name: found and max(greatest.get(other, 0) for other in groups.get(name, {name})) for name, found in greatest.items()}


def _greatest(bindings: Sequence[dict[str, Any]], name: str) -> int:
    """The greatest count in a column of counts, else 0."""
    terms = [row[name] for row in bindings if name in row]
    is_count = len(terms) > 1 and all(term.get("datatype") == _WHOLE_NUMBER and not term["value"].startswith("-") for term in terms)
    return max(int(term["value"]) for term in terms) if is_count else 0


def _cell(term: dict[str, Any], greatest: int, base: str) -> Cell:
    text = str(term.get("value", ""))
    link = place_of(text, base) if term["type"] == "uri" else None
    return Cell(text, term.get("xml:lang"), term.get("datatype") in _NUMBERS, int(text) / greatest if greatest else None, link)
