"""Rows into tables: what they name by keys gets the ids of the index."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.index.candidate_rows import write_candidates
from kg.index.changes import Changes
from kg.index.identity_rows import concept_rows, organ_rows, policy_rows, region_parts, region_rows
from kg.index.report_rows import ReportRows, Row
from kg.index.words import characters, initials, words
from kg.iris import Iris, digest

__all__ = ["INDEX_FILE", "Writer", "layout"]

INDEX_FILE = "index.sqlite"

_QUICK = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -200000; PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -200000;
"""
_ANALYSE_WHAT_GREW = "PRAGMA optimize"  # tables that were read here and have many more rows than at their last analysis
_OF_STATEMENTS = (  # tables, their columns that refer to statements, and the tables of these
    ("adoption_policy", "adoption", "adoption"),
    ("adoption_metric", "adoption", "adoption"),
    ("adoption_organization", "adoption", "adoption"),
    ("problem_topic", "problem", "problem"),
    ("adoption_text", "rowid", "adoption"),
    ("metric_text", "rowid", "metric"),
    ("problem_text", "rowid", "problem"),
)
_OF_REPORTS = ("adoption", "metric", "problem", "policy_mention", "organization")
_REMOVE_STATED = """
DELETE FROM stated WHERE measure IN (SELECT id FROM concept WHERE scheme = 'measure' UNION SELECT 0)
AND bureau = (SELECT coalesce(bureau, 0) FROM report WHERE id = ?1) AND report = ?1
"""
_PROVINCES = """
UPDATE organ SET province = p.region FROM (
    SELECT o.id, w.id AS region FROM organ AS o LEFT JOIN (
        region_part AS p JOIN region AS w ON w.id = p.region AND w.level = 'provincial'
    ) ON p.part = o.region
) AS p WHERE p.id = organ.id AND organ.province IS NOT p.region
"""


class Writer:
    """An index being written, in one transaction. Nobody else may open it."""

    def __init__(self, path: Path) -> None:
        """Open an index, or begin one."""
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(_QUICK)
        self._is_new = not self._connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        if self._is_new:
            self._connection.executescript(_script("schema.sql"))
            self._run("INSERT INTO property VALUES ('layout', ?)", [(layout(),)])
        self._connection.execute("BEGIN")
        self._ids: dict[tuple[object, ...], int] = {}
        self._come: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write all of it if there was no error."""
        if kind is None:
            analyse = "ANALYZE" if self._is_new else _ANALYSE_WHAT_GREW  # to look at all again takes longer than a little change
            for statement in ("COMMIT", "PRAGMA analysis_limit = 1000", analyse):
                self._connection.execute(statement)
        self._connection.close()

    def write_identities(self, changes: Changes, base: str) -> None:
        """Write what changed of concepts, regions, organs and documents; what stays keeps its id.

        Reports that refer to what is gone must have been removed.
        """
        iris, said = Iris(base), changes.said
        self._run("INSERT OR REPLACE INTO property VALUES ('base', ?)", [(base,)])
        concepts = (row | {"broader": self._concept(str(row["scheme"]), row["broader"])} for row in concept_rows(said))
        self._replace("concept", ("scheme", "notation"), concepts)
        self._replace("region", ("code",), (row | {"wider": self._id("region", row["wider"])} for row in region_rows(said, iris)))
        self._run("DELETE FROM region_part", [()])
        parts = ((self._id("region", region), self._id("region", part)) for region, part in region_parts(said, iris))
        self._run("INSERT INTO region_part VALUES (?, ?)", parts)
        for row in organ_rows(said, iris):
            ids = {"sector": self._concept("sector", row["sector"]), "region": self._id("region", row["region"])}
            self._put("organ", ("key",), row | ids)
        for row in policy_rows(said, iris):
            self._put("policy", ("key",), row)
        self._run("DELETE FROM organ WHERE key = ?", ((key,) for key in changes.gone_organs))
        self._run("DELETE FROM policy WHERE key = ?", ((key,) for key in changes.gone_policies))
        self._run(_PROVINCES, [()])

    def remove_reports(self, identifiers: Iterable[str]) -> None:
        """Remove reports and all that they state."""
        reports = [self._one("SELECT id FROM report WHERE identifier = ?", identifier) for identifier in identifiers]
        self._count(reports, sign=-1)
        for report in reports:
            self._run(_REMOVE_STATED, [(report,)])
            for table, column, statements in _OF_STATEMENTS:
                self._run(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM {statements} WHERE report = ?)", [(report,)])
            for table in _OF_REPORTS:
                self._run(f"DELETE FROM {table} WHERE report = ?", [(report,)])
            for table, column in (("report", "id"), ("report_text", "rowid")):
                self._run(f"DELETE FROM {table} WHERE {column} = ?", [(report,)])

    def write_report(self, rows: ReportRows) -> None:
        """Write a report; what it refers to must be there.

        Its last statements get the first ids: lists usually begin with what is newest, and so with the greatest ids.
        """
        bureau = self._id("organ", rows.report["bureau"])
        statuses, measured = (Counter(row["status"] for row in some) for some in (rows.adoptions, rows.metrics))
        numbers = {
            "adoptions": len(rows.adoptions),
            "adopted": statuses["adopted"],
            "planned": statuses["planned"],
            "metrics": len(rows.metrics),
            "problems": len(rows.problems),
            "adopted_metrics": measured["adopted"],
            "planned_metrics": measured["planned"],
        }
        report = self._insert("report", {**rows.report, "bureau": bureau, **numbers})
        self._text("report_text", report, {"words": _words_of(rows.report)})
        self._come.append(report)
        common = {"report": report, "bureau": bureau, "year": rows.report["year"]}
        for row in rows.policies:
            self._insert("policy_mention", {**row, "policy": self._id("policy", row["policy"]), "report": report})
        organizations = {row["name"]: self._organization(row, report) for row in rows.organizations}
        metrics = {row["key"]: self._metric(row, common) for row in reversed(rows.metrics)}
        for row in reversed(rows.problems):
            topics, values = row["topics"], _without(row, "topics", "words")
            problem = self._insert("problem", {**values, **common})
            self._text("problem_text", problem, row)
            assert isinstance(topics, list)
            self._run(
                "INSERT INTO problem_topic (topic, problem) VALUES (?, ?)", ((self._concept("problem", topic), problem) for topic in topics)
            )
        for row in reversed(rows.adoptions):
            self._adoption(row, common, metrics, organizations)

    def _organization(self, row: Row, report: int) -> int:
        return self._insert("organization", {**row, "organ": self._id("organ", row["organ"]), "report": report})

    def _metric(self, row: Row, common: Row) -> int:
        values = {**_without(row, "words"), "counted_in": self._concept("unit", row["counted_in"])}
        metric = self._insert("metric", {**values, **common})
        self._text("metric_text", metric, row)
        return metric

    def _adoption(self, row: Row, common: Row, metrics: Mapping[object, int], organizations: Mapping[object, int]) -> None:
        values = _without(row, "policies", "metrics", "organizations", "words")
        adoption = self._insert("adoption", {**values, "measure": self._concept("measure", row["measure"]), **common})
        self._text("adoption_text", adoption, row)
        policies, measured, involved = row["policies"], row["metrics"], row["organizations"]
        assert isinstance(policies, list)
        assert isinstance(measured, list)
        assert isinstance(involved, list)
        self._run("INSERT INTO adoption_policy VALUES (?, ?, ?)", ((adoption, self._id("policy", key), role) for role, key in policies))
        self._run("INSERT INTO adoption_metric VALUES (?, ?)", ((adoption, metrics[key]) for key in measured))
        self._run("INSERT INTO adoption_organization VALUES (?, ?)", ((adoption, organizations[name]) for name in set(involved)))

    def finish(self) -> None:
        """Write what follows from all reports together: counts, what documents are mostly said to be, candidates, names to search."""
        self._count(self._come, sign=+1)
        for statement in _script("counts.sql").split(";"):
            self._connection.execute(statement)
        write_candidates(self._connection)
        self._write_names()

    def _count(self, reports: Iterable[int], *, sign: int) -> None:
        """Keep what reports contribute to the counts, which they do as long as they are there."""
        self._connection.execute("CREATE TEMPORARY TABLE IF NOT EXISTS counted (id INTEGER PRIMARY KEY)")
        self._connection.execute("DELETE FROM counted")
        self._run("INSERT INTO counted VALUES (?)", ((report,) for report in reports))
        for statement in _script("contributions.sql").split(";"):
            self._connection.execute(statement, {"sign": sign})

    def _write_names(self) -> None:
        """Write the names that are not there as they are: to find the pinyin of all takes longer than all else that is done in the end."""
        columns = ("kind", "thing", "name", "other_names", "number", "weight")
        told = ", ".join(columns)
        self._connection.execute(_NAMES)
        gone = f"SELECT id FROM name WHERE ({told}) NOT IN (SELECT * FROM wanted)"
        ids = self._connection.execute(gone).fetchall()
        for table, column in (("name", "id"), ("name_text", "rowid")):
            self._run(f"DELETE FROM {table} WHERE {column} = ?", ids)
        for row in self._connection.execute(f"SELECT * FROM wanted WHERE ({told}) NOT IN (SELECT {told} FROM name)").fetchall():
            values = dict(zip(columns, row, strict=True))
            names = dict.fromkeys((values["name"], *json.loads(values["other_names"])))
            found = (" ".join(map(words, names)), " ".join(map(initials, names)), characters(values["number"]))
            number = self._insert("name", values)
            self._run("INSERT INTO name_text (rowid, words, initials, number) VALUES (?, ?, ?, ?)", [(number, *found)])
        self._connection.execute("DROP TABLE wanted")

    def _text(self, table: str, statement: int, row: Row) -> None:
        self._run(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", [(statement, row["words"])])

    def _concept(self, scheme: str, notation: object) -> int | None:
        return None if notation is None else self._known("concept", ("scheme", "notation"), (scheme, notation))

    def _id(self, table: str, key: object) -> int | None:
        """The id of the thing of a key."""
        if key is None:
            return None
        return self._known(table, ("code" if table == "region" else "key",), (key,))

    def _known(self, table: str, columns: Sequence[str], values: tuple[object, ...]) -> int:
        found = (table, *values)
        if found not in self._ids:
            condition = " AND ".join(f"{column} = ?" for column in columns)
            self._ids[found] = self._one(f"SELECT id FROM {table} WHERE {condition}", *values)
        return self._ids[found]

    def _insert(self, table: str, row: Row) -> int:
        cursor = self._connection.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _replace(self, table: str, key: Sequence[str], rows: Iterable[Row]) -> None:
        """Make these the rows of a table; those with the key of one that is there keep its id."""
        self._connection.execute("CREATE TEMPORARY TABLE kept (id INTEGER PRIMARY KEY)")
        for row in rows:
            self._run("INSERT INTO kept VALUES (?)", [(self._put(table, key, row),)])
        self._connection.execute(f"DELETE FROM {table} WHERE id NOT IN kept")
        self._connection.execute("DROP TABLE kept")

    def _put(self, table: str, key: Sequence[str], row: Row) -> int:
        """Write a row of a table in place of that with its key, if there is one, and return its id."""
        change = ", ".join(f"{column} = excluded.{column}" for column in row)
        cursor = self._connection.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))}) "
            f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {change} RETURNING id",
            tuple(row.values()),
        )
        (kept,) = cursor.fetchone()
        return int(kept)

    def _one(self, query: str, *values: object) -> int:
        row = self._connection.execute(query, values).fetchone()
        assert row, values
        return int(row[0])

    def _run(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._connection.executemany(statement, rows)


_NAMES = """
CREATE TEMPORARY TABLE wanted AS
SELECT 'measure' AS kind, id AS thing, zh AS name, json_insert(other_names, '$[#]', en) AS other_names, '' AS number, 3 AS weight
FROM concept WHERE scheme = 'measure'
UNION ALL SELECT 'topic', id, zh, json_insert(other_names, '$[#]', en), '', 2 FROM concept WHERE scheme = 'problem'
UNION ALL SELECT 'bureau', id, name, other_names, '', 2 FROM organ WHERE is_bureau
UNION ALL SELECT 'region', id, name, other_names, '', 1 FROM region WHERE level IS NOT NULL
UNION ALL SELECT 'policy', id, title, '[]', coalesce(number, ''), 1 FROM policy
"""


@cache
def layout() -> str:
    """What tells the tables of this version from those of others: an index has it as a property."""
    return digest(_script("schema.sql"))


def _script(name: str) -> str:
    return files("kg.index").joinpath(name).read_text(encoding="utf-8")


def _words_of(report: Row) -> str:
    """The words by which a report is found: of its title, bureau, year and file."""
    year = report["year"] and f"{report['year']}年"
    return words(" ".join(str(told) for told in (report["title"], report["bureau_name"], year, report["file"]) if told))


def _without(row: Row, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}
