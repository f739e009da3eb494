"""Candidates for the catalogue, written: statements of measures that it lacks, grouped by the phrases that they share and others lack."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence

from kg.index.naming import Names, key_of
from kg.index.phrases import group, phrases_of
from kg.iris import digest
from kg.vocabulary import load_vocabulary

__all__ = ["write_candidates"]

_PHRASES = 5
_SURE = 0.5  # from which confidence on the model is sure that the catalogue lacks a measure
_BACKGROUND = 20_000  # statements of measures of the catalogue that tell how frequent phrases are elsewhere
_UNLINKED = """
CREATE TEMPORARY TABLE unlinked AS SELECT a.id, a.quote, a.report, a.bureau, a.year, a.confidence
FROM adoption AS a INDEXED BY adoption_unlinked JOIN report AS r ON r.id = a.report
WHERE a.measure IS NULL ORDER BY a.quote, r.identifier, a.start, a.end
"""
_LINKED = f"""
SELECT a.quote FROM adoption AS a JOIN report AS r ON r.id = a.report
WHERE a.measure IS NOT NULL ORDER BY r.identifier, a.start, a.end LIMIT {_BACKGROUND}
"""


def write_candidates(connection: sqlite3.Connection) -> None:
    """Write the candidates in place of those that are there. They follow from the statements, whatever the order these came in.

    Where the quotes are those that the candidates were made of, these stay, with the statements that now have the quotes.
    """
    connection.execute(_UNLINKED)
    unlinked = connection.execute("SELECT id, quote FROM unlinked ORDER BY rowid").fetchall()
    background = [quote for (quote,) in connection.execute(_LINKED)] if unlinked else []
    made_of = digest(*(quote for _, quote in unlinked), "", *sorted(background))
    if connection.execute("SELECT 1 FROM property WHERE name = 'candidates' AND value = ?", (made_of,)).fetchone():
        places = connection.execute("SELECT candidate, place, rank, adoption FROM candidate_statement")
        moved = [(unlinked[rank][0], number, place) for number, place, rank, adoption in places if unlinked[rank][0] != adoption]
        connection.executemany("UPDATE candidate_statement SET adoption = ? WHERE candidate = ? AND place = ?", moved)
    else:
        connection.execute("INSERT OR REPLACE INTO property VALUES ('candidates', ?)", (made_of,))
        _write_groups(connection, unlinked, background)
    connection.execute(
        "UPDATE candidate SET (statements, lacking, reports, bureaus, first_year, last_year) = (SELECT count(*), total(a.confidence >= ?),"
        " count(DISTINCT a.report), count(DISTINCT a.bureau), min(a.year), max(a.year)"
        " FROM candidate_statement AS s JOIN unlinked AS a ON a.rowid = s.rank + 1 WHERE s.candidate = candidate.id)",
        (_SURE,),
    )
    connection.execute("DROP TABLE unlinked")


def _write_groups(connection: sqlite3.Connection, unlinked: Sequence[tuple[int, str]], background: Sequence[str]) -> None:
    """Group the statements that no concept fits, given as their ids and quotes, and write the groups."""
    connection.execute("DELETE FROM candidate_statement")
    connection.execute("DELETE FROM candidate")
    elsewhere = Counter(phrase for quote in background for phrase in phrases_of(quote))
    names = Names({concept.id: concept.names for concept in load_vocabulary().concepts.values()})
    joined: dict[str, tuple[tuple[str, ...], list[int]]] = {}
    for found in group([phrases_of(quote) for _, quote in unlinked], elsewhere, len(background)):
        if found.phrases:
            joined.setdefault(found.phrases[0], (found.phrases, []))[1].extend(found.members)
    for number, (label, (phrases, members)) in enumerate(joined.items(), start=1):
        nearest, similarity = names.nearest([unlinked[member][1] for member in members])
        connection.execute(
            "INSERT INTO candidate (id, key, label, phrases, nearest, similarity)"
            " VALUES (?, ?, ?, ?, (SELECT id FROM concept WHERE scheme = 'measure' AND notation = ?), ?)",
            (number, key_of(label), label, json.dumps(phrases[1:_PHRASES], ensure_ascii=False), nearest, round(similarity, 2)),
        )
        statements = ((number, unlinked[member][0], place, member) for place, member in enumerate(members))
        connection.executemany("INSERT INTO candidate_statement VALUES (?, ?, ?, ?)", statements)
