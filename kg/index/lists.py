"""Pages of reports, adoptions, metrics and problems, how many there are, and of what they are found."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.errors import UnknownNameError
from kg.index.filters import OF_REPORTS, STATUSES, Filters, Kind, Where, scope, stated, where
from kg.index.index import Index
from kg.index.paging import Page, Selection, order, page_of

__all__ = ["FACETS", "SORTS", "Counts", "Part", "counts", "facet", "one", "page", "related"]

_ORGAN = """
    o.key AS bureau_key, o.name AS bureau_name, o.level, s.notation AS sector, s.zh AS sector_zh, s.en AS sector_en,
    g.code AS region_code, g.name AS region_name"""
_OF_ORGAN = """
    LEFT JOIN organ AS o ON o.id = t.bureau
    LEFT JOIN concept AS s ON s.id = o.sector
    LEFT JOIN region AS g ON g.id = o.region"""
_STATEMENT = f"""
    t.id, t.key, t.year, t.quote, t.start, t.end, t.page,
    r.identifier AS report, r.title AS report_title, r.file AS report_file, r.published, r.url, {_ORGAN}"""
_SELECT: dict[Kind, Selection] = {
    "report": Selection(
        f"""
        t.id, t.identifier AS report, t.title AS report_title, t.file AS report_file, t.year, t.published, t.addressee, t.url,
        t.bureau_name AS written_name, {_ORGAN}""",
        f"report AS t {_OF_ORGAN}",
    ),
    "adoption": Selection(
        f"{_STATEMENT}, t.status, t.confidence, t.initiative, t.section, c.notation AS measure, c.zh AS measure_zh, c.en AS measure_en",
        f"adoption AS t LEFT JOIN report AS r ON r.id = t.report LEFT JOIN concept AS c ON c.id = t.measure {_OF_ORGAN}",
    ),
    "metric": Selection(
        f"""
        {_STATEMENT}, t.indicator, t.comparator, t.value, t.previous, t.unit, t.base_value, t.status, t.text,
        u.notation AS counted_in, u.zh AS counted_in_zh, u.en AS counted_in_en""",
        f"metric AS t LEFT JOIN report AS r ON r.id = t.report LEFT JOIN concept AS u ON u.id = t.counted_in {_OF_ORGAN}",
    ),
    "problem": Selection(_STATEMENT, f"problem AS t LEFT JOIN report AS r ON r.id = t.report {_OF_ORGAN}"),
}

SORTS: Mapping[Kind, Mapping[str, str]] = {
    "report": {"year": "t.year", "published": "t.published", "bureau": "o.name"},
    "adoption": {"year": "t.year", "bureau": "o.name", "confidence": "t.confidence"},
    "metric": {"year": "t.year", "bureau": "o.name", "indicator": "t.indicator", "value": "coalesce(t.base_value, t.value)"},
    "problem": {"year": "t.year", "bureau": "o.name"},
}
"""By what each kind can be sorted; a name with ``-`` before it is from the greatest on."""

FACETS = ("year", "level", "sector", "province", "status", "measure", "topic")
"""What things can be counted by."""

_BY: Mapping[str, tuple[str, str, str]] = {  # the value, the column that parts things, and the tables that these need
    "year": ("t.year", "t.year", ""),
    "measure": ("c.notation", "t.measure", "LEFT JOIN concept AS c ON c.id = t.measure"),
    "topic": ("c.notation", "p.topic", "LEFT JOIN problem_topic AS p ON p.problem = t.id LEFT JOIN concept AS c ON c.id = p.topic"),
}
_OF_BUREAUS: Mapping[str, tuple[str, str]] = {  # facets of which each bureau has one value, so that numbers of bureaus can be added
    "level": ("b.value", ""),
    "sector": ("s.notation", "LEFT JOIN concept AS s ON s.id = b.value"),
    "province": ("g.code", "LEFT JOIN region AS g ON g.id = b.value"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things are found, in how many reports of how many bureaus, and the same of the reports that could have said so."""

    found: int
    found_reports: int
    found_bureaus: int
    held_reports: int
    held_bureaus: int


def page(
    index: Index, kind: Kind, filters: Filters, *, sort: str = "-year", after: tuple[object, int] | None = None, limit: int = 50
) -> Page:
    """A page of what matches; ``after`` is the ``next`` of the page before.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has, or no such order.
    """
    condition = where(index, kind, filters, is_sorted=True)
    return page_of(index, _SELECT[kind], condition, order(SORTS[kind], sort), after=after, limit=limit)


def one(index: Index, kind: Kind, key: str) -> sqlite3.Row:
    """The report of an identifier, or the statement of a key.

    Raises:
        UnknownNameError: there is none.
    """
    if kind == "report":
        row = index.row(f"{_SELECT[kind].sql} WHERE t.identifier = ?", (key,))
    else:
        of_report = "t.report = (SELECT id FROM report WHERE identifier = ?)"
        row = index.row(f"{_SELECT[kind].sql} WHERE {of_report} AND t.key = ?", (key.partition("/")[0], key))
    if row is None:
        raise UnknownNameError(kind, key)
    return row


def counts(index: Index, kind: Kind, filters: Filters) -> Counts:
    """How many match, and of how many.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has.
    """
    found, held = _counted(index, kind, filters).in_all(index), scope(index, filters)
    (could,) = index.kept(f"SELECT count(*), count(DISTINCT t.bureau) FROM report AS t WHERE {held.sql}", held.values)
    return Counts(*found, *could)


@dataclass(frozen=True, slots=True)
class Part:
    """How many things have a value of a facet, in how many reports of how many bureaus."""

    value: str | int | None
    things: int
    reports: int
    bureaus: int


def facet(index: Index, kind: Kind, filters: Filters, by: str) -> Sequence[Part]:
    """How many match by one of the ``FACETS``, the most first.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has, or no such facet.
    """
    if by not in FACETS:
        raise UnknownNameError("facet", by, f"there are {', '.join(FACETS)}")
    if by == "status":
        statuses = [status for status in STATUSES if filters.status in {None, status}]
        found = [Part(status, *_counted(index, kind, replace(filters, status=status)).in_all(index)) for status in statuses]
    elif by in _OF_BUREAUS:
        found = _counted(index, kind, filters).by_bureaus(index, by)
    else:
        value, column, tables = _BY[by]
        counted = _counted(index, kind, filters, by)
        sql = f"SELECT {value}, {counted.numbers} FROM {counted.table} AS t {tables} WHERE {counted.where.sql} GROUP BY {column}"
        found = [Part(*row) for row in index.kept(sql, counted.where.values)]
    return sorted((part for part in found if part.things), key=lambda part: (-part.things, part.value is not None, part.value))


@dataclass(frozen=True, slots=True)
class _Counted:
    """The table that things are counted in, which of its rows, and as SQL the numbers of things, reports and bureaus."""

    table: str
    where: Where
    things: str
    reports: str
    bureaus: str = "count(DISTINCT t.bureau)"

    @property
    def numbers(self) -> str:
        """The numbers, as columns."""
        return f"{self.things}, {self.reports}, {self.bureaus}"

    def in_all(self, index: Index) -> tuple[int, int, int]:
        """How many things there are, in how many reports of how many bureaus."""
        ((things, reports, bureaus),) = index.kept(
            f"SELECT {self.numbers} FROM {self.table} AS t WHERE {self.where.sql}", self.where.values
        )
        return things, reports, bureaus

    def by_bureaus(self, index: Index, by: str) -> list[Part]:
        """The parts by what each bureau has one of: the numbers of each are counted first, and then added."""
        value, table = _OF_BUREAUS[by]
        rows = index.kept(
            f"SELECT {value}, b.things, b.reports, b.bureaus FROM ("
            f"SELECT o.{by} AS value, sum(t.things) AS things, sum(t.reports) AS reports, count(o.id) AS bureaus FROM ("
            f"SELECT t.bureau, {self.things} AS things, {self.reports} AS reports FROM {self.table} AS t WHERE {self.where.sql}"
            f" GROUP BY t.bureau) AS t LEFT JOIN organ AS o ON o.id = t.bureau GROUP BY 1) AS b {table}",
            self.where.values,
        )
        return [Part(*row) for row in rows]


def _counted(index: Index, kind: Kind, filters: Filters, by: str | None = None) -> _Counted:
    """What is asked of whole reports only, or of a measure, is counted from the numbers that reports have of it: far fewer rows."""
    if by in {None, "year"} and (number := _number(kind, filters)):
        return _summed("report", scope(index, filters), number)
    if kind == "adoption" and (number := _STATED.get(filters.status)) and (condition := stated(index, filters, by_measure=by == "measure")):
        return replace(_summed("stated", condition, number), bureaus="count(DISTINCT nullif(t.bureau, 0))")
    return _Counted(kind, where(index, kind, filters), "count(*)", "count(*)" if kind == "report" else "count(DISTINCT t.report)")


def _summed(table: str, condition: Where, number: str) -> _Counted:
    """What is counted by a number that each row has."""
    return _Counted(table, Where(f"{condition.sql} AND t.{number} > 0", condition.values), f"coalesce(sum(t.{number}), 0)", "count(*)")


def _number(kind: Kind, filters: Filters) -> str | None:
    """The column of reports with how many of what is asked for each has, if there is one."""
    rest = filters.given().keys() - set(OF_REPORTS)
    if rest == {"status"} and filters.status in STATUSES:
        return {"adoption": filters.status, "metric": f"{filters.status}_metrics"}.get(kind)
    return None if rest or kind == "report" else f"{kind}s"


_STATED: Mapping[str | None, str] = {None: "adoptions", "adopted": "adopted", "planned": "planned"}
"""The columns of the table ``stated`` with how many statements of a status there are."""


_RELATED = {
    "policies": """
        SELECT a.adoption, a.role, p.key, p.title, p.number, p.kind FROM adoption_policy AS a JOIN policy AS p ON p.id = a.policy
        WHERE a.adoption IN ({}) ORDER BY a.adoption, a.role, p.title, p.id""",
    "metrics": """
        SELECT a.adoption, m.key, m.indicator, m.comparator, m.value, m.previous, m.unit, m.status, m.text
        FROM adoption_metric AS a JOIN metric AS m ON m.id = a.metric WHERE a.adoption IN ({}) ORDER BY a.adoption, m.start, m.id""",
    "organizations": """
        SELECT a.adoption, n.name, o.key AS organ_key, o.name AS organ_name
        FROM adoption_organization AS a JOIN organization AS n ON n.id = a.organization LEFT JOIN organ AS o ON o.id = n.organ
        WHERE a.adoption IN ({}) ORDER BY a.adoption, n.start, n.id""",
    "topics": """
        SELECT t.problem, c.notation, c.zh, c.en FROM problem_topic AS t JOIN concept AS c ON c.id = t.topic
        WHERE t.problem IN ({}) ORDER BY t.problem, c.notation""",
}


def related(index: Index, what: str, ids: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    """The ``policies``, ``metrics`` or ``organizations`` of adoptions, or the ``topics`` of problems, by the ids of these."""
    found: dict[int, list[sqlite3.Row]] = {number: [] for number in ids}
    for row in index.rows(_RELATED[what].format(", ".join("?" * len(ids))), ids):
        found[row[0]].append(row)
    return found
