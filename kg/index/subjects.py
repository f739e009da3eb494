"""What reports speak of: the bureaus that make them, the documents and bodies that they name, and regions."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from kg.errors import UnknownNameError
from kg.index.filters import PARTS_OF_REGION, Filters, Where, where
from kg.index.index import Index
from kg.index.paging import Page, Selection, order, page_of
from kg.index.words import query_of_names

__all__ = ["SUBJECT_SORTS", "Subject", "count_subjects", "one_subject", "subjects"]

Subject = Literal["bureau", "policy", "organization", "region"]

_HELD = "(SELECT {} FROM organ AS b JOIN region_part AS p ON p.part = b.region WHERE p.region = t.id AND b.is_bureau)"
_SELECT: dict[Subject, Selection] = {
    "bureau": Selection(
        """t.id, t.key, t.name, t.other_names, t.level, t.superior_keys, t.change_year, t.successor_key,
        t.reports, t.first_year, t.last_year, t.adopted, t.planned, t.key AS bureau_key, t.name AS bureau_name,
        s.notation AS sector, s.zh AS sector_zh, s.en AS sector_en, g.code AS region_code, g.name AS region_name""",
        "organ AS t LEFT JOIN concept AS s ON s.id = t.sector LEFT JOIN region AS g ON g.id = t.region",
    ),
    "policy": Selection(
        "t.id, t.key, t.title, t.number, t.kind, t.level, t.issued, t.issuer_keys, t.reports, t.adoptions",
        "policy AS t",
    ),
    "organization": Selection(
        """t.id, r.identifier || '/' || t.name AS key, t.name, t.quote, t.start, t.end, t.page, o.key AS organ_key, o.name AS organ_name,
        r.identifier AS report, r.title AS report_title, r.file AS report_file, r.published, r.url, r.year""",
        "organization AS t LEFT JOIN report AS r ON r.id = t.report LEFT JOIN organ AS o ON o.id = t.organ",
    ),
    "region": Selection(
        f"""t.id, t.code AS key, t.name, t.other_names, t.level, w.code AS wider_code, w.name AS wider_name,
        {_HELD.format("count(*)")} AS bureaus, {_HELD.format("coalesce(sum(b.reports), 0)")} AS reports""",
        "region AS t LEFT JOIN region AS w ON w.id = t.wider",
    ),
}
_TABLE: dict[Subject, str] = {"bureau": "organ", "policy": "policy", "organization": "organization", "region": "region"}
_KEY: dict[Subject, str] = {"bureau": "t.is_bureau AND t.key = ?", "policy": "t.key = ?", "region": "t.code = ?"}

SUBJECT_SORTS: Mapping[Subject, Mapping[str, str]] = {
    "bureau": {"name": "t.name", "reports": "t.reports", "adopted": "t.adopted", "planned": "t.planned"},
    "policy": {"reports": "t.reports", "title": "t.title", "adoptions": "t.adoptions", "issued": "t.issued"},
    "organization": {"name": "t.name", "year": "r.year"},
    "region": {"code": "t.code", "name": "t.name"},
}
"""By what each kind of subject can be sorted; a name with ``-`` before it is from the greatest on."""

_SPOKEN_OF: dict[Subject, tuple[str, str]] = {  # by which reports, and by which statements of measures
    "bureau": (
        "t.id IN (SELECT t.bureau FROM report AS t WHERE {})",
        "t.id IN (SELECT t.bureau FROM adoption AS t WHERE {})",
    ),
    "policy": (
        "t.id IN (SELECT m.policy FROM report AS t JOIN policy_mention AS m ON m.report = t.id WHERE {})",
        "t.id IN (SELECT p.policy FROM adoption AS t JOIN adoption_policy AS p ON p.adoption = t.id WHERE {})",
    ),
    "organization": (
        "t.report IN (SELECT t.id FROM report AS t WHERE {})",
        "t.id IN (SELECT n.organization FROM adoption AS t JOIN adoption_organization AS n ON n.adoption = t.id WHERE {})",
    ),
}


def subjects(
    index: Index, subject: Subject, filters: Filters, *, sort: str, after: tuple[object, int] | None = None, limit: int = 50
) -> Page:
    """A page of the subjects of which matching reports, or statements of measures, speak; ``text`` is words of their names.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has, or no such order.
    """
    by = order(SUBJECT_SORTS[subject], sort)
    return page_of(index, _SELECT[subject], _where(index, subject, filters), by, after=after, limit=limit)


def count_subjects(index: Index, subject: Subject, filters: Filters) -> int:
    """How many :func:`subjects` there are on all pages."""
    condition = _where(index, subject, filters)
    ((found,),) = index.kept(f"SELECT count(*) FROM {_TABLE[subject]} AS t WHERE {condition.sql}", condition.values)
    return int(found)


def one_subject(index: Index, subject: Subject, key: str) -> sqlite3.Row:
    """The subject of a key: that of a bureau or document, a code of a region, the id of a report and a name with ``/`` between.

    Raises:
        UnknownNameError: there is none.
    """
    if subject == "organization":
        report, _, name = key.partition("/")
        row = index.row(f"{_SELECT[subject].sql} WHERE r.identifier = ? AND t.name = ?", (report, name))
    else:
        row = index.row(f"{_SELECT[subject].sql} WHERE {_KEY[subject]}", (key,))
    if row is None:
        raise UnknownNameError(subject, key)
    return row


def _where(index: Index, subject: Subject, filters: Filters) -> Where:
    parts = list(_parts(index, subject, filters))
    return Where(" AND ".join(sql for sql, _ in parts) or "1", tuple(value for _, values in parts for value in values))


def _parts(index: Index, subject: Subject, filters: Filters) -> Iterator[tuple[str, Sequence[object]]]:
    if subject == "bureau":
        yield "t.is_bureau", ()
    if filters.text is not None:
        yield _named(subject, filters.text)
    rest = replace(filters, text=None)
    if subject == "region":
        yield from _of_region(rest)
    elif rest.given():
        by_report, by_adoption = _SPOKEN_OF[subject]
        through = rest.given().keys() & {"measure", "status", "policy"}
        if not through or (subject == "bureau" and through == {"status"}):
            condition = where(index, "report", rest)
            yield by_report.format(condition.sql), condition.values
        else:
            condition = where(index, "adoption", rest)
            yield by_adoption.format(condition.sql), condition.values


def _of_region(filters: Filters) -> Iterator[tuple[str, Sequence[object]]]:
    if filters.region is not None:
        yield f"t.id IN ({PARTS_OF_REGION})", (filters.region,)
    if filters.level is not None:
        yield "t.level = ?", (filters.level,)


def _named(subject: Subject, text: str) -> tuple[str, Sequence[object]]:
    if subject == "organization":
        return "instr(t.name, ?) > 0", (text,)
    found = query_of_names(text)
    if not found:
        return "0", ()
    named = "SELECT n.thing FROM name_text AS f JOIN name AS n ON n.id = f.rowid WHERE name_text MATCH ? AND n.kind = ?"
    return f"t.id IN ({named})", (found, subject)
