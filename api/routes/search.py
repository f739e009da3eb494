"""Search in names, reports and quotes."""

from fastapi import APIRouter, Request, Response

from api.answering import JSON_FORMATS, Values, answer_one, one_entry
from api.bodies import Body, report_ref
from api.facts import Facts
from api.listings import ADOPTIONS
from api.lists import read_asked
from api.models import Search
from api.parameters import Parameter, read_number, read_words
from kg.index import search_names, search_reports
from kg.iris import MEASURE, PROBLEM

__all__ = ["router", "search"]

router = APIRouter(tags=["Search"])

_MOST = 50
_USUAL = 10
_PARAMETERS = (
    Parameter(
        "q",
        "Words, the beginning of one, the initials of the pinyin of a name, or the id of a measure or topic",
        {"type": "string", "minLength": 1},
        required=True,
    ),
    Parameter("limit", "Names, reports and quotes, each", {"type": "integer", "minimum": 1, "maximum": _MOST, "default": _USUAL}),
)


def search(facts: Facts, values: Values) -> Body:
    """Names, reports and quotes that have the words ``q``.

    Raises:
        ProblemError: there are no words.
    """
    words = read_words("q", values.get("q", ""))
    limit = read_number("limit", values["limit"], _MOST) if "limit" in values else _USUAL
    quotes = read_asked(facts, ADOPTIONS, {"text": words, "limit": str(limit)}, {}).content(facts)
    reports_found, reports = search_reports(facts.index, words, limit)
    return {
        "names": [
            {"kind": row["kind"], "id": row["key"], "iri": _iri(facts, row["kind"], row["key"]), "name": row["name"], "name_en": row["en"]}
            for row in search_names(facts.index, words, limit)
        ],
        "reports": [report_ref(facts, row) for row in reports],
        "reports_found": reports_found,
        "quotes": quotes["items"],
        "found": quotes["found"],
        "held": quotes["held"],
    }


def _iri(facts: Facts, kind: str, key: str) -> str:
    made = {"measure": MEASURE + key, "topic": PROBLEM + key, "region": facts.iris.region(key), "policy": f"{facts.index.base}policy/{key}"}
    return made.get(kind) or facts.iris.bureau(key)


@router.get("/search", **one_entry(Search, _PARAMETERS, formats=JSON_FORMATS))
async def search_everything(request: Request) -> Response:
    """Measures, topics, bureaus, regions and documents by name, reports by their titles, and statements by their quotes."""
    return await answer_one(request, search, known=_PARAMETERS, formats=JSON_FORMATS, is_quick=False)
