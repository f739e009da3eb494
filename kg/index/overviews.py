"""What pages show of one bureau, measure, document or topic at a glance: sums of statements, peers, neighbours."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.errors import UnknownNameError
from kg.index.filters import Filters, narrower, where
from kg.index.index import Index
from kg.index.lists import Part, facet
from kg.index.words import query_of_number

__all__ = [
    "Peer",
    "bureau_row",
    "bureaus",
    "bureaus_of_measures",
    "catalogue",
    "documents_behind",
    "documents_named",
    "measures_by_bureau",
    "measures_by_year",
    "metrics_behind",
    "organs",
    "pages_of_mentions",
    "peers",
    "policies",
    "policy_row",
    "problems_by_year",
    "topics",
    "uses_of_policy",
]

_PEERS = 8
_ORGAN = """
    SELECT t.id, t.key, t.name, t.other_names, t.level, t.superior_keys, t.change_year, t.successor_key,
    t.reports, t.first_year, t.last_year, t.adopted, t.planned,
    s.notation AS sector, s.zh AS sector_zh, s.en AS sector_en, g.code AS region_code, g.name AS region_name
    FROM organ AS t LEFT JOIN concept AS s ON s.id = t.sector LEFT JOIN region AS g ON g.id = t.region"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A bureau like another one: how many measures both adopted, of how many that either did."""

    key: str
    name: str
    both: int
    either: int


def catalogue(index: Index) -> list[sqlite3.Row]:
    """The measures by category, with how many bureaus adopted and how many plan each."""
    return index.kept("""
        SELECT c.notation, c.zh, c.en, b.notation AS category, b.zh AS category_zh, b.en AS category_en,
        coalesce(a.bureaus, 0) AS adopted, coalesce(p.bureaus, 0) AS planned
        FROM concept AS c JOIN concept AS b ON b.id = c.broader
        LEFT JOIN tally AS a ON a.measure = c.id AND a.status = 'adopted' LEFT JOIN tally AS p ON p.measure = c.id AND p.status = 'planned'
        WHERE c.scheme = 'measure' ORDER BY b.id, c.id""")


def bureaus(index: Index, filters: Filters, after: int, limit: int) -> tuple[Sequence[sqlite3.Row], int]:
    """Reporting bureaus from a place on, those with the most measures first, and how many there are.

    Raises:
        UnknownNameError: there is no such region or sector.
    """
    condition = where(index, "report", filters)
    sql = f"{_ORGAN} WHERE t.id IN (SELECT t.bureau FROM report AS t WHERE {condition.sql})"
    ((count,),) = index.kept(f"SELECT count(*) FROM ({sql})", condition.values)
    return index.rows(f"{sql} ORDER BY t.adopted DESC, t.id LIMIT ? OFFSET ?", (*condition.values, limit, after)), count


def bureau_row(index: Index, key: str) -> sqlite3.Row:
    """A bureau by its key, or by a name that no other reporting bureau has.

    Raises:
        UnknownNameError: there is none, or there are several.
    """
    found = index.rows(f"{_ORGAN} WHERE t.key = ?", (key,))
    named = (key, f'%"{key}"%')
    found = found or index.rows(f"{_ORGAN} WHERE t.is_bureau AND (t.name = ? OR t.other_names LIKE ?) ORDER BY t.id LIMIT 2", named)
    if len(found) != 1:
        raise UnknownNameError("bureau", key, "several have that name" if found else "")
    return found[0]


def measures_by_year(index: Index, bureau: int) -> list[sqlite3.Row]:
    """How many measures of each category a bureau adopted and plans, by year."""
    return index.rows(
        "SELECT b.notation, b.zh, b.en, t.year, count(DISTINCT CASE t.status WHEN 'adopted' THEN t.measure END) AS count,"
        " count(DISTINCT CASE t.status WHEN 'planned' THEN t.measure END) AS planned"
        " FROM adoption AS t JOIN concept AS c ON c.id = t.measure JOIN concept AS b ON b.id = c.broader"
        " WHERE t.bureau = ? GROUP BY b.id, t.year ORDER BY b.id, t.year",
        (bureau,),
    )


def problems_by_year(index: Index, bureau: int) -> list[sqlite3.Row]:
    """The topics of the problems that a bureau admits, by year."""
    return index.rows(
        "SELECT c.notation, c.zh, c.en, t.year, count(*) AS count, 0 AS planned"
        " FROM problem AS t JOIN problem_topic AS p ON p.problem = t.id JOIN concept AS c ON c.id = p.topic"
        " WHERE t.bureau = ? GROUP BY c.id, t.year ORDER BY c.id, t.year",
        (bureau,),
    )


def organs(index: Index, keys: Sequence[str | None]) -> list[sqlite3.Row]:
    """The bodies of some keys, as far as they are known."""
    return [row for key in keys if (row := index.row("SELECT key, name, reports FROM organ WHERE key = ?", (key,)))]


def documents_named(index: Index, report: int) -> list[sqlite3.Row]:
    """The documents that a report names, each with the quote of one mention, in reading order."""
    return index.rows(
        "SELECT p.key, m.title, m.quote, m.start, m.end FROM policy_mention AS m JOIN policy AS p ON p.id = m.policy"
        " WHERE m.report = ? ORDER BY m.start, m.end",
        (report,),
    )


def pages_of_mentions(index: Index, report: int) -> list[sqlite3.Row]:
    """The pages on which the stretches of a report begin that something is told by, if its source has pages."""
    tables = ("adoption", "metric", "problem", "policy_mention", "organization")
    return index.rows(" UNION ".join(f"SELECT start, end, page FROM {table} WHERE report = ?1 AND page" for table in tables), (report,))


def peers(index: Index, bureau: sqlite3.Row) -> list[Peer]:
    """The bureaus of the same sector whose measures are most like those of a bureau, by the share of what either adopted."""
    found = index.kept(
        "SELECT o.key, o.name, count(DISTINCT t.measure) AS both, o.adopted FROM adoption AS t JOIN organ AS o ON o.id = t.bureau"
        " WHERE t.status = 'adopted' AND o.id <> ? AND o.sector IS (SELECT sector FROM organ WHERE id = ?)"
        " AND t.measure IN (SELECT measure FROM adoption WHERE bureau = ? AND status = 'adopted')"
        " GROUP BY o.id ORDER BY 1.0 * count(DISTINCT t.measure) / (o.adopted + ? - count(DISTINCT t.measure)) DESC, o.id LIMIT ?",
        (bureau["id"], bureau["id"], bureau["id"], bureau["adopted"], _PEERS),
    )
    return [Peer(row["key"], row["name"], row["both"], row["adopted"] + bureau["adopted"] - row["both"]) for row in found]


def measures_by_bureau(index: Index, bureau_ids: Sequence[int], filters: Filters) -> list[sqlite3.Row]:
    """Each measure that one of some bureaus states: by bureau, status and measure, and year."""
    condition = where(index, "adoption", filters)
    return index.rows(
        "SELECT DISTINCT t.bureau, t.status, c.notation, t.year"
        " FROM adoption AS t JOIN concept AS c ON c.id = t.measure"
        f" WHERE t.bureau IN ({', '.join('?' * len(bureau_ids))}) AND {condition.sql} ORDER BY t.year",
        (*bureau_ids, *condition.values),
    )


def bureaus_of_measures(index: Index, filters: Filters) -> list[sqlite3.Row]:
    """The measures of the catalogue that bureaus state: each ``notation`` with the ids of its ``bureaus``, one for each statement, as JSON.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has.
    """
    condition = where(index, "adoption", replace(filters, catalogued=True))
    return index.rows(
        "SELECT c.notation, s.bureaus FROM concept AS c JOIN (SELECT t.measure, json_group_array(t.bureau) AS bureaus FROM adoption AS t"
        f" WHERE {condition.sql} AND t.bureau IS NOT NULL GROUP BY t.measure) AS s ON s.measure = c.id ORDER BY c.id",
        condition.values,
    )


def documents_behind(index: Index, filters: Filters, limit: int) -> list[sqlite3.Row]:
    """The documents that statements of measures rest on or made, those of the most statements first.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has.
    """
    if (concept := _only_measure(index, filters)) is not None:
        return index.kept(
            "SELECT p.key, p.title, p.number, t.based_on, t.produced FROM measure_policy AS t JOIN policy AS p ON p.id = t.policy"
            " WHERE t.measure = ? ORDER BY t.adoptions DESC, p.id LIMIT ?",
            (concept, limit),
        )
    condition = where(index, "adoption", filters)
    return index.kept(
        "SELECT p.key, p.title, p.number, count(DISTINCT CASE a.role WHEN 'based_on' THEN t.id END) AS based_on,"
        " count(DISTINCT CASE a.role WHEN 'produces' THEN t.id END) AS produced"
        " FROM adoption AS t JOIN adoption_policy AS a ON a.adoption = t.id JOIN policy AS p ON p.id = a.policy"
        f" WHERE {condition.sql} GROUP BY p.id ORDER BY count(DISTINCT t.id) DESC, p.id LIMIT ?",
        (*condition.values, limit),
    )


def metrics_behind(index: Index, filters: Filters, limit: int) -> list[sqlite3.Row]:
    """The indicators by which statements of measures are measured, those of the most reports first, with their units.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has.
    """
    if (concept := _only_measure(index, filters)) is not None:
        return index.kept(
            "SELECT indicator, unit, metrics, reports FROM measure_indicator"
            " WHERE measure = ? ORDER BY reports DESC, metrics DESC, indicator, unit LIMIT ?",
            (concept, limit),
        )
    condition = where(index, "adoption", filters)
    return index.kept(
        "SELECT m.indicator, m.unit, count(*) AS metrics, count(DISTINCT m.report) AS reports FROM metric AS m WHERE m.id IN ("
        f"SELECT a.metric FROM adoption AS t JOIN adoption_metric AS a ON a.adoption = t.id WHERE {condition.sql})"
        " GROUP BY 1, 2 ORDER BY 4 DESC, 3 DESC, 1, 2 LIMIT ?",
        (*condition.values, limit),
    )


def _only_measure(index: Index, filters: Filters) -> int | None:
    """The concept of a measure or category, if nothing else is asked for: what follows from its statements is in the index."""
    if filters.measure is None or filters != Filters(measure=filters.measure):
        return None
    return narrower(index, "measure", filters.measure)[0]


_NUMBERED = "SELECT n.thing FROM name_text AS f JOIN name AS n ON n.id = f.rowid WHERE name_text MATCH ? AND n.kind = 'policy'"


def policies(index: Index, text: str, after: int, limit: int) -> tuple[Sequence[sqlite3.Row], int]:
    """Documents from a place on whose title or number has a text, those that the most reports name first, and how many there are."""
    has, values = "instr(title, ?)", [text]
    if number := query_of_number(text):
        has += f" OR id IN ({_NUMBERED})"
        values.append(number)
    sql = f"FROM policy WHERE ({has}) AND reports"
    ((count,),) = index.kept(f"SELECT count(*) {sql}", values)
    return index.rows(f"SELECT * {sql} ORDER BY reports DESC, id LIMIT ? OFFSET ?", (*values, limit, after)), count


def policy_row(index: Index, key: str) -> sqlite3.Row:
    """A document by its key.

    Raises:
        UnknownNameError: there is none.
    """
    row = index.row("SELECT * FROM policy WHERE key = ?", (key,))
    if row is None:
        raise UnknownNameError("policy", key)
    return row


def uses_of_policy(index: Index, policy: int, limit: int) -> list[sqlite3.Row]:
    """The reports that name a document, newest first: in which words, and of which bureau and year."""
    return index.rows(
        "SELECT r.identifier AS report, r.title AS report_title, r.year, r.file, o.key AS bureau_key, o.name AS bureau_name,"
        " m.quote, m.start, m.end"
        " FROM policy_mention AS m JOIN report AS r ON r.id = m.report LEFT JOIN organ AS o ON o.id = r.bureau"
        " WHERE m.policy = ? ORDER BY r.year DESC, r.id LIMIT ?",
        (policy, limit),
    )


def topics(index: Index, filters: Filters) -> list[tuple[sqlite3.Row, Part]]:
    """The topics of problems, each with how many problems of how many reports and bureaus have it, those of the most reports first.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has.
    """
    concepts = index.kept("SELECT notation, zh, en, scope_zh, scope_en FROM concept WHERE scheme = 'problem' ORDER BY id")
    parts = {part.value: part for part in facet(index, "problem", filters, "topic")}
    found = [(concept, parts[concept["notation"]]) for concept in concepts if concept["notation"] in parts]
    return sorted(found, key=lambda topic: -topic[1].reports)
