"""Rows of the index as the bodies of answers, whose models are in :mod:`api.models`. They are plain: nothing is checked twice."""

from collections.abc import Iterable, Sequence
from sqlite3 import Row
from typing import Any

from api.facts import Facts
from kg import index
from kg.index import Filters, counts, related
from kg.iris import MEASURE, PROBLEM

__all__ = [
    "Body",
    "adoptions",
    "bureau",
    "bureau_ref",
    "bureaus",
    "concept_ref",
    "held",
    "metrics",
    "organisations",
    "organs",
    "policies",
    "problems",
    "region_ref",
    "regions",
    "report_ref",
    "reports",
]

Body = dict[str, Any]


def adoptions(facts: Facts, rows: Sequence[Row]) -> list[Body]:
    """Statements of measures, with the documents, numbers and bodies that they are related to."""
    iris, ids = facts.iris, [row["id"] for row in rows]
    documents, numbers, bodies = (related(facts.index, what, ids) for what in ("policies", "metrics", "organizations"))
    return [
        {
            **_statement(facts, row, "adoption"),
            "measure": concept_ref(MEASURE, row["measure"], row["measure_zh"], row["measure_en"]),
            "status": row["status"],
            "confidence": row["confidence"],
            "initiative": row["initiative"],
            "section": row["section"],
            "policies": [_policy_ref(facts, other) for other in documents[row["id"]]],
            "metrics": [_metric_ref(facts, other) for other in numbers[row["id"]]],
            "organisations": [
                {
                    "name": other["name"],
                    "iri": iris.organization(row["report"], other["name"]),
                    "organ": _organ(facts, other["organ_key"], other["organ_name"]),
                }
                for other in bodies[row["id"]]
            ],
        }
        for row in rows
    ]


def metrics(facts: Facts, rows: Sequence[Row]) -> list[Body]:
    """Numbers that reports give."""
    return [
        {
            **_statement(facts, row, "metric"),
            "indicator": row["indicator"],
            "comparator": row["comparator"],
            "value": row["value"],
            "previous": row["previous"],
            "unit": row["unit"],
            "counted_in": _sector(row["counted_in"], row["counted_in_zh"], row["counted_in_en"]),
            "base_value": row["base_value"],
            "status": row["status"],
            "text": row["text"],
        }
        for row in rows
    ]


def problems(facts: Facts, rows: Sequence[Row]) -> list[Body]:
    """Problems that bureaus admit, with their topics."""
    topics = related(facts.index, "topics", [row["id"] for row in rows])
    return [
        {
            **_statement(facts, row, "problem"),
            "topics": [concept_ref(PROBLEM, topic["notation"], topic["zh"], topic["en"]) for topic in topics[row["id"]]],
        }
        for row in rows
    ]


def reports(facts: Facts, rows: Sequence[Row]) -> list[Body]:
    """Reports with their bureaus."""
    return [
        {
            **report_ref(facts, row),
            "year": row["year"],
            "bureau": bureau_ref(facts, row),
            "bureau_name": row["written_name"],
            "addressee": row["addressee"],
        }
        for row in rows
    ]


def bureaus(facts: Facts, rows: Sequence[Row]) -> list[Body]:
    """Bureaus in numbers."""
    return [bureau(facts, row) for row in rows]


def bureau(facts: Facts, row: Row) -> Body:
    """A bureau in numbers."""
    found = bureau_ref(facts, row)
    assert found is not None
    return {
        **found,
        "reports": row["reports"],
        "first_year": row["first_year"],
        "last_year": row["last_year"],
        "measures": {"adopted": row["adopted"], "planned": row["planned"]},
    }


def policies(facts: Facts, rows: Sequence[Row]) -> list[Body]:
    """Documents over all reports."""
    names = ("title", "number", "kind", "level", "issued", "reports", "adoptions")
    return [{"id": row["key"], "iri": f"{facts.index.base}policy/{row['key']}", **{name: row[name] for name in names}} for row in rows]


def organisations(facts: Facts, rows: Sequence[Row]) -> list[Body]:
    """Bodies as reports call them."""
    return [
        {
            "id": row["key"],
            "iri": facts.iris.organization(row["report"], row["name"]),
            **_quoted(facts, row),
            "name": row["name"],
            "organ": _organ(facts, row["organ_key"], row["organ_name"]),
        }
        for row in rows
    ]


def regions(facts: Facts, rows: Sequence[Row]) -> list[Body]:
    """Divisions with what is held of them."""
    return [
        {
            **region_ref(facts, row["key"], row["name"]),
            "level": row["level"],
            "within": row["wider_code"] and region_ref(facts, row["wider_code"], row["wider_name"]),
            "bureaus": row["bureaus"],
            "reports": row["reports"],
        }
        for row in rows
    ]


def region_ref(facts: Facts, code: str, name: str) -> Body:
    """A division."""
    return {"code": code, "name": name, "iri": facts.iris.region(code)}


def report_ref(facts: Facts, row: Row) -> Body:
    """The report that a row is from."""
    return {
        "id": row["report"],
        "iri": facts.iris.report(row["report"]),
        "title": row["report_title"],
        "file": row["report_file"],
        "published": row["published"],
        "url": row["url"],
    }


def bureau_ref(facts: Facts, row: Row) -> Body | None:
    """The bureau of a row, if it has one."""
    if row["bureau_key"] is None:
        return None
    return {
        "id": row["bureau_key"],
        "name": row["bureau_name"],
        "iri": facts.iris.bureau(row["bureau_key"]),
        "level": row["level"],
        "sector": _sector(row["sector"], row["sector_zh"], row["sector_en"]),
        "region": row["region_code"] and region_ref(facts, row["region_code"], row["region_name"]),
    }


def concept_ref(scheme: str, notation: str | None, zh: str, en: str) -> Body | None:
    """A concept of a scheme, whose IRIs begin with the scheme's; None if there is none."""
    return None if notation is None else {"id": notation, "iri": scheme + notation, "label": {"zh": zh, "en": en}}


def held(facts: Facts) -> Body:
    """How many bureaus and reports are held."""
    known = counts(facts.index, "report", Filters())
    return {"bureaus": known.held_bureaus, "reports": known.held_reports}


def organs(facts: Facts, keys: Sequence[str]) -> list[Body]:
    """The organs of some keys that the graph tells of."""
    return [found for row in index.organs(facts.index, keys) if (found := _organ(facts, row["key"], row["name"]))]


def _organ(facts: Facts, key: str | None, name: str) -> Body | None:
    return None if key is None else {"id": key, "iri": facts.iris.bureau(key), "name": name}


def _sector(notation: str | None, zh: str, en: str) -> Body | None:
    return None if notation is None else {"id": notation, "label": {"zh": zh, "en": en}}


def _statement(facts: Facts, row: Row, kind: str) -> Body:
    return {"id": row["key"], "iri": f"{facts.index.base}{kind}/{row['key']}", **_quoted(facts, row), "bureau": bureau_ref(facts, row)}


def _quoted(facts: Facts, row: Row) -> Body:
    names: Iterable[str] = ("quote", "start", "end", "page", "year")
    return {**{name: row[name] for name in names}, "report": report_ref(facts, row)}


def _policy_ref(facts: Facts, row: Row) -> Body:
    names = ("title", "number", "kind", "role")
    return {"id": row["key"], "iri": f"{facts.index.base}policy/{row['key']}", **{name: row[name] for name in names}}


def _metric_ref(facts: Facts, row: Row) -> Body:
    names = ("indicator", "comparator", "value", "previous", "unit", "status", "text")
    return {"id": row["key"], "iri": f"{facts.index.base}metric/{row['key']}", **{name: row[name] for name in names}}
