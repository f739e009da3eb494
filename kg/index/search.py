"""Search by words, or by the initials of their pinyin, in names and in titles of reports."""

import re
import sqlite3
from collections.abc import Sequence

from kg.index.index import Index
from kg.index.words import query, query_of_names

__all__ = ["search_names", "search_reports"]

_INITIALS = re.compile(r"[a-z]{2,}", re.IGNORECASE)
_SELECT = """
    SELECT n.kind, n.name, n.thing, f.score, coalesce(c.notation, o.key, g.code, p.key) AS key, c.en
    FROM (SELECT rowid, rank AS score FROM name_text WHERE name_text MATCH ?) AS f JOIN name AS n ON n.id = f.rowid
    LEFT JOIN concept AS c ON n.kind IN ('measure', 'topic') AND c.id = n.thing
    LEFT JOIN organ AS o ON n.kind = 'bureau' AND o.id = n.thing
    LEFT JOIN region AS g ON n.kind = 'region' AND g.id = n.thing
    LEFT JOIN policy AS p ON n.kind = 'policy' AND p.id = n.thing
    ORDER BY n.weight DESC, f.score, n.id LIMIT ?"""
_BY_ID = """
    SELECT n.kind, n.name, n.thing, 0 AS score, c.notation AS key, c.en FROM concept AS c
    JOIN name AS n ON n.thing = c.id AND n.kind = iif(c.scheme = 'measure', 'measure', 'topic')
    WHERE c.scheme IN ('measure', 'problem') AND c.notation = ?"""

_REPORTS = """
    SELECT r.identifier AS report, r.title AS report_title, r.file AS report_file, r.published, r.url, r.year
    FROM report_text AS f JOIN report AS r ON r.id = f.rowid WHERE report_text MATCH ? ORDER BY r.year DESC, r.identifier LIMIT ?"""


def search_names(index: Index, text: str, limit: int = 10) -> Sequence[sqlite3.Row]:
    """Measures, topics, bureaus, regions and documents whose names have all the words of a text, or begin with its letters as initials.

    Documents are found by a part of their number as well.
    A measure or topic of which the text is the id comes first. Rows have ``kind``, ``key`` and ``name``, those of measures and topics
    ``en`` besides.
    """
    found = query_of_names(text)
    if not found:
        return []
    by_id = index.rows(_BY_ID, (text.strip().lower(),))
    known = {(row["kind"], row["thing"]) for row in by_id}
    asked = found if not _INITIALS.fullmatch(text.strip()) else f"{found} OR (initials: {text.strip().lower()}*)"
    named = index.rows(_SELECT, (asked, limit))
    return [*by_id, *(row for row in named if (row["kind"], row["thing"]) not in known)][:limit]


def search_reports(index: Index, text: str, limit: int = 10) -> tuple[int, Sequence[sqlite3.Row]]:
    """How many reports there are whose title, file, year and bureau, as they name it, together have all the words of a text.

    The last word may be begun. Beside it are the first of them, from the newest year on.
    """
    found = query(text, prefix=True)
    if not found:
        return 0, []
    (count,) = index.rows("SELECT count(*) FROM report_text WHERE report_text MATCH ?", (found,))
    return count[0], index.rows(_REPORTS, (found, limit))
