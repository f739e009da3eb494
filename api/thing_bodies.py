"""Single things as bodies: reports, statements, documents, bodies and regions."""

import json
from sqlite3 import Row

from api.bodies import Body, adoptions, metrics, organisations, organs, policies, problems, region_ref, regions, reports
from api.facts import Facts
from kg.errors import UnknownNameError
from kg.index import Kind, one, one_subject, parts, stated_in

__all__ = ["adoption", "metric", "organisation", "policy", "problem", "region", "report"]


def report(facts: Facts, key: str) -> Body:
    """A report and how much it states."""
    row = one(facts.index, "report", key)
    return {**reports(facts, [row])[0], **dict(stated_in(facts.index, key))}


def adoption(facts: Facts, key: str) -> Body:
    """A statement of a measure."""
    return adoptions(facts, [_statement(facts, "adoption", key)])[0]


def metric(facts: Facts, key: str) -> Body:
    """A number."""
    return metrics(facts, [_statement(facts, "metric", key)])[0]


def problem(facts: Facts, key: str) -> Body:
    """A problem."""
    return problems(facts, [_statement(facts, "problem", key)])[0]


def policy(facts: Facts, key: str) -> Body:
    """A document and who issued it."""
    row = one_subject(facts.index, "policy", key)
    return {**policies(facts, [row])[0], "issuers": organs(facts, json.loads(row["issuer_keys"]))}


def organisation(facts: Facts, key: str) -> Body:
    """A body as one report calls it."""
    return organisations(facts, [one_subject(facts.index, "organization", key)])[0]


def region(facts: Facts, code: str) -> Body:
    """A division and its parts."""
    row = one_subject(facts.index, "region", code)
    return {
        **regions(facts, [row])[0],
        "other_names": json.loads(row["other_names"]),
        "parts": [region_ref(facts, part["code"], part["name"]) for part in parts(facts.index, code)],
    }


def _statement(facts: Facts, kind: Kind, key: str) -> Row:
    """The row of a statement by its key, whether or not what an IRI must escape is escaped in it."""
    try:
        return one(facts.index, kind, key)
    except UnknownNameError:
        return one(facts.index, kind, facts.iris.at(f"{kind}/{key}").removeprefix(f"{facts.index.base}{kind}/"))
