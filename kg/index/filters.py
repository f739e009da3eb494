"""Which reports, adoptions, metrics and problems are asked for, and what SQL asks for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from kg.errors import UnknownNameError
from kg.index.index import Index
from kg.index.resolving import resolve
from kg.index.words import query

__all__ = ["OF_REPORTS", "PARTS_OF_REGION", "STATUSES", "Filters", "Kind", "Where", "narrower", "scope", "stated", "where"]

Kind = Literal["report", "adoption", "metric", "problem"]

_MANY_TO_SORT = 0.02  # of all: so many are found faster in the order of a list, until it is full
_MANY_TO_COUNT = 0.2  # so many are found faster by reading all
OF_REPORTS = ("region", "level", "sector", "since", "until", "bureau", "report")
"""The filters that are about reports, whatever is asked for of them."""

_UNCATALOGUED = 0  # in the table ``stated``
_SINGLE = """
    SELECT id FROM concept WHERE scheme = 'measure' AND id NOT IN (SELECT broader FROM concept WHERE broader IS NOT NULL) ORDER BY id"""

STATUSES = ("adopted", "planned")
"""Of statements of measures; reports have columns of these names, with how many they state."""

PARTS_OF_REGION = "SELECT p.part FROM region_part AS p JOIN region AS r ON r.id = p.region WHERE r.code = ?"
"""The ids of a region and all that lies in it, none of a region of which the release has nothing."""

_TEXTS: dict[Kind, str] = {"adoption": "adoption_text", "metric": "metric_text", "problem": "problem_text"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; None asks for all. Those that a kind of thing does not have must be None for it.

    ``region`` is a code, held or not, and means the region with all its parts; ``measure`` an id of the catalogue, or of a
    category, and means what is narrower as well. ``level``, ``sector``, ``since`` and ``until`` (years, inclusive) are those of the
    bureau and the report; ``named`` is a part of a name of the bureau; ``bureau``, ``policy``, ``report`` and ``candidate`` are
    keys, ``topic`` an id of a problem topic, ``text`` words that the quote has; ``catalogued`` tells statements of measures of the
    catalogue from the others. Of reports, ``measure``, ``status`` and ``text`` are those of one statement in them; of metrics,
    ``measure`` and ``policy`` those of one statement that they measure, and ``status`` that of all: ``planned`` are those that
    measure only what is planned.
    """

    region: str | None = None
    level: str | None = None
    sector: str | None = None
    since: int | None = None
    until: int | None = None
    bureau: str | None = None
    report: str | None = None
    measure: str | None = None
    status: str | None = None
    policy: str | None = None
    topic: str | None = None
    indicator: str | None = None
    unit: str | None = None
    text: str | None = None
    catalogued: bool | None = None
    candidate: str | None = None
    named: str | None = None

    def given(self) -> dict[str, object]:
        """Those that ask for something."""
        return {name: value for name in _NAMES if (value := getattr(self, name)) is not None}


_NAMES = tuple(field.name for field in fields(Filters))


@dataclass(frozen=True, slots=True)
class Where:
    """A condition of SQL on the table ``t``, and the values of its parameters."""

    sql: str
    values: tuple[object, ...]


def where(index: Index, kind: Kind, filters: Filters, *, is_sorted: bool = False) -> Where:
    """The condition on things of a kind, of which all are wanted, or the first in an order.

    Raises:
        UnknownNameError: there is no such sector, measure, topic, bureau, policy or report.
    """
    parts = list(_parts(index, kind, filters, is_sorted=is_sorted))
    return Where(" AND ".join(sql for sql, _ in parts) or "1", tuple(value for _, values in parts for value in values))


def scope(index: Index, filters: Filters) -> Where:
    """The condition on the reports that could have said it: those held that match region, level, sector, year, bureau and report."""
    return where(index, "report", Filters(**{name: getattr(filters, name) for name in OF_REPORTS}))


def stated(index: Index, filters: Filters, *, by_measure: bool = False) -> Where | None:
    """The condition on the table ``stated`` by which the statements of a measure or category, or of none of the catalogue, are counted.

    It is on one row for each report, with ``by_measure`` on those of each single measure; ``status`` is passed over, as rows have numbers
    of each. None: the table cannot tell.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has.
    """
    concepts = _stated(index, filters, by_measure=by_measure)
    if not concepts or filters.given().keys() - {*OF_REPORTS, "measure", "catalogued", "status"}:
        return None
    others = where(index, "adoption", replace(filters, measure=None, catalogued=None, status=None))
    return Where(f"{_one_of('t.measure', concepts)} AND {others.sql}", (*concepts, *others.values))


def _stated(index: Index, filters: Filters, *, by_measure: bool) -> Sequence[int]:
    """The concepts that are counted, none where the filters ask for what the table does not tell by them."""
    if filters.catalogued is False:
        return [_UNCATALOGUED] if filters.measure is None else []
    asked = narrower(index, "measure", filters.measure) if filters.measure is not None else []
    if not by_measure:
        return asked[:1]
    single = [row["id"] for row in index.kept(_SINGLE)]
    if filters.measure is None:
        return single if filters.catalogued else [_UNCATALOGUED, *single]
    return [concept for concept in asked if concept in single]


def narrower(index: Index, scheme: str, notation: str) -> list[int]:
    """The ids of a concept and of all that are narrower.

    Raises:
        UnknownNameError: there is no such concept.
    """
    found = index.kept(
        "WITH RECURSIVE part (id) AS (SELECT id FROM concept WHERE scheme = ? AND notation = ?"
        " UNION SELECT c.id FROM concept AS c JOIN part ON c.broader = part.id) SELECT id FROM part",
        (scheme, notation),
    )
    if not found:
        raise UnknownNameError(_SCHEMES[scheme], notation)
    return [row["id"] for row in found]


_SCHEMES = {"measure": "measure", "problem": "topic", "sector": "sector", "unit": "unit"}


def _parts(index: Index, kind: Kind, filters: Filters, *, is_sorted: bool) -> Iterator[tuple[str, Sequence[object]]]:
    many = _MANY_TO_SORT if is_sorted else _MANY_TO_COUNT
    if of_bureau := list(_of_bureau(index, filters)):
        condition = " AND ".join(sql for sql, _ in of_bureau)
        values = [value for _, some in of_bureau for value in some]
        chosen = f"SELECT o.id FROM organ AS o WHERE {condition}"
        sign = _sign(index, "organ", f"SELECT count(*) FROM ({chosen})", values, many)
        yield f"{sign}t.bureau IN ({chosen})", values
    if filters.bureau is not None:
        yield "t.bureau = ?", [_id(index, "bureau", "organ", "key", filters.bureau)]
    if filters.since is not None and filters.since == filters.until:
        yield "t.year = ?", [filters.since]
    else:
        if filters.since is not None:
            yield "t.year >= ?", [filters.since]
        if filters.until is not None:
            yield "t.year <= ?", [filters.until]
    if filters.report is not None:
        report = _id(index, "report", "report", "identifier", filters.report)
        yield ("t.id = ?" if kind == "report" else "t.report = ?"), [report]
    own = filters
    if kind in _THROUGH:
        _, names = _THROUGH[kind]
        if given := {name: value for name in names if (value := getattr(filters, name)) is not None}:
            own = replace(filters, **dict.fromkeys(names))
            yield _through(index, kind, Filters(**given), is_sorted=is_sorted)
    yield from _of_statement(index, kind, own, many)
    if own.text is not None:
        yield _of_words(index, kind, query(own.text), many)


def _through(index: Index, kind: Kind, asked: Filters, *, is_sorted: bool) -> tuple[str, Sequence[object]]:
    """The condition that a statement of a measure that is asked for leads to a thing."""
    given = asked.given().keys()
    if given == {"status"} and asked.status in STATUSES:  # of reports: too many statements would have to be listed
        return f"t.{asked.status} > 0", ()
    of_statement = where(index, "adoption", asked)
    is_of_many = asked.measure is not None and _is_many(index, *_of_measure(index, asked.measure), _MANY_TO_SORT)
    if kind == "metric" and is_sorted and is_of_many and "policy" not in given:
        return _EACH_METRIC.format(of_statement.sql), of_statement.values
    condition, _ = _THROUGH[kind]
    return condition.format(of_statement.sql), of_statement.values


def _of_words(index: Index, kind: Kind, found: str, many: float) -> tuple[str, Sequence[object]]:
    """The condition that the quote has some words, as FTS5 asks for them."""
    if not found:
        return "0", ()
    chosen = f"SELECT rowid FROM {_TEXTS[kind]} WHERE {_TEXTS[kind]} MATCH ?"
    return f"{_sign(index, kind, f'SELECT count(*) FROM ({chosen})', [found], many)}t.id IN ({chosen})", [found]


_THROUGH: dict[Kind, tuple[str, tuple[str, ...]]] = {  # what statements of measures lead to, and by which filters of them
    "report": ("t.id IN (SELECT t.report FROM adoption AS t WHERE {})", ("measure", "status", "text")),
    "metric": (
        "t.id IN (SELECT m.metric FROM adoption AS t JOIN adoption_metric AS m ON m.adoption = t.id WHERE {})",
        ("measure", "policy"),
    ),
}

_EACH_METRIC = """EXISTS (
    SELECT 1 FROM adoption_metric AS m WHERE m.metric = t.id AND EXISTS (SELECT 1 FROM adoption AS t WHERE t.id = m.adoption AND {})
)"""
"""The same where the first of many are wanted, so that not all have to be listed."""


def _of_bureau(index: Index, filters: Filters) -> Iterator[tuple[str, Sequence[object]]]:
    if filters.region is not None:
        yield f"o.region IN ({PARTS_OF_REGION})", [filters.region]
    if filters.level is not None:
        yield "o.level = ?", [filters.level]
    if filters.sector is not None:
        sectors = narrower(index, "sector", filters.sector)
        yield _one_of("o.sector", sectors), sectors
    if filters.named is not None:
        yield "instr(o.name || o.other_names, ?) > 0", [filters.named]


def _sign(index: Index, table: str, number: str, values: Sequence[object], many: float) -> str:
    """What keeps SQLite from looking up the rows of a condition one by one, if their number, of a table, is more than a share of it."""
    return "+" if _is_many(index, table, number, values, many) else ""


def _is_many(index: Index, table: str, number: str, values: Sequence[object], many: float) -> bool:
    ((share,),) = index.kept(f"SELECT ({number}) * 1.0 / max(id) FROM {table}", values)
    return share is not None and share > many


def _of_measure(index: Index, measure: str) -> tuple[str, str, Sequence[object]]:
    """The table of statements, and the number of those of a measure."""
    return "adoption", "SELECT sum(statements) FROM tally WHERE measure = ?", narrower(index, "measure", measure)[:1]


def _of_statement(index: Index, kind: Kind, filters: Filters, many: float) -> Iterator[tuple[str, Sequence[object]]]:
    if filters.measure is not None:
        measures = narrower(index, "measure", filters.measure)
        sign = _sign(index, *_of_measure(index, filters.measure), many)
        yield f"{sign}{_one_of('t.measure', measures)}", measures
    if filters.catalogued is not None:
        yield f"t.measure IS {'NOT ' if filters.catalogued else ''}NULL", []
    if filters.status is not None:
        yield "t.status = ?", [filters.status]
    if filters.policy is not None:
        policy = _id(index, "policy", "policy", "key", filters.policy)
        yield _OF_POLICY[kind], [policy]
    if filters.topic is not None:
        topics = narrower(index, "problem", filters.topic)
        yield f"t.id IN (SELECT problem FROM problem_topic WHERE {_one_of('topic', topics)})", topics
    if filters.indicator is not None:
        yield "t.indicator = ?", [resolve(index, "indicator", filters.indicator)]
    if filters.unit is not None:
        yield "t.unit = ?", [resolve(index, "unit", filters.unit)]
    if filters.candidate is not None:
        candidate = _id(index, "candidate", "candidate", "key", filters.candidate)
        yield "t.id IN (SELECT adoption FROM candidate_statement WHERE candidate = ?)", [candidate]


_OF_POLICY: dict[Kind, str] = {
    "report": "t.id IN (SELECT report FROM policy_mention WHERE policy = ?)",
    "adoption": "t.id IN (SELECT adoption FROM adoption_policy WHERE policy = ?)",
}


def _one_of(column: str, ids: Sequence[int]) -> str:
    return f"{column} = ?" if len(ids) == 1 else f"{column} IN ({', '.join('?' * len(ids))})"


def _id(index: Index, what: str, table: str, column: str, key: str) -> int:
    found = index.kept(f"SELECT id FROM {table} WHERE {column} = ?", (key,))
    if not found:
        raise UnknownNameError(what, key)
    return int(found[0]["id"])
