"""The catalogue of measures as bodies: its tree, and how many state what."""

import json
from sqlite3 import Row

from api.bodies import Body, concept_ref, held
from api.facts import Facts
from kg.index import candidate_examples, candidates, measures, tallies
from kg.iris import MEASURE

__all__ = ["candidate_concepts", "category_refs", "measure_detail", "measure_refs", "measure_tree"]

_EXAMPLES = 5


def measure_tree(facts: Facts) -> Body:
    """All categories with their measures."""
    return {"held": held(facts), "items": [_measure(facts, row) for row in measures(facts.index) if row["broader"] is None]}


def measure_detail(facts: Facts, key: str) -> Body:
    """All that the catalogue says of a measure of an id."""
    by_id = {row["id"]: row for row in measures(facts.index)}
    (row,) = (row for row in by_id.values() if row["notation"] == key)
    return {
        **_measure(facts, row),
        "broader": None if row["broader"] is None else _ref(by_id[row["broader"]]),
        "scope": {language: row[f"scope_{language}"] for language in ("zh", "en") if row[f"scope_{language}"]},
        "other_names": json.loads(row["other_names"]),
        "held": held(facts),
    }


def measure_refs(facts: Facts) -> dict[str, Body]:
    """All measures by their ids, in the order of the catalogue."""
    return {row["notation"]: _ref(row) for row in measures(facts.index)}


def category_refs(facts: Facts) -> dict[str, Body]:
    """The categories of measures by the ids of these."""
    by_id = {row["id"]: row for row in measures(facts.index)}
    return {row["notation"]: _ref(by_id[row["broader"]]) for row in by_id.values() if row["broader"] is not None}


def _ref(row: Row) -> Body:
    found = concept_ref(MEASURE, row["notation"], row["zh"], row["en"])
    assert found is not None
    return found


def _measure(facts: Facts, row: Row) -> Body:
    """A concept, how many state it or what is narrower, and what that is."""
    found = {tally["status"]: tally for tally in tallies(facts.index) if tally["measure"] == row["id"]}
    counted = {
        what: {status: found[status][what] if status in found else 0 for status in ("adopted", "planned")}
        for what in ("bureaus", "reports")
    }
    narrower = [_measure(facts, other) for other in measures(facts.index) if other["broader"] == row["id"]]
    return {**_ref(row), **counted, "narrower": narrower}


def candidate_concepts(facts: Facts, limit: int) -> Body:
    """What statements that no concept fits have in common, each with some of them."""
    rows, total = candidates(facts.index, 0, limit)
    examples: dict[str, list[Body]] = {row["key"]: [] for row in rows}
    for row in candidate_examples(facts.index, [row["id"] for row in rows], _EXAMPLES):
        place = {"quote": row["quote"], "start": row["start"], "end": row["end"]}
        said = {"report": row["report"], "bureau": row["bureau_key"], "bureau_name": row["bureau_name"], "year": row["year"]}
        examples[row["candidate"]].append(place | said)
    return {
        "total": total,
        "held": held(facts),
        "items": [
            {
                "id": row["key"],
                "label": row["label"],
                "phrases": json.loads(row["phrases"]),
                **{name: row[name] for name in ("statements", "lacking", "reports", "bureaus", "first_year", "last_year")},
                "nearest": concept_ref(MEASURE, row["nearest_notation"], row["nearest_zh"], row["nearest_en"]),
                "similarity": row["similarity"],
                "examples": examples[row["key"]],
            }
            for row in rows
        ],
    }
