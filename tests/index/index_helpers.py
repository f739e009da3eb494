"""What is in an index, to compare it with another."""

from pathlib import Path

from kg.index import Filters, Index, Kind, page

__all__ = ["KINDS", "contents"]

KINDS: tuple[Kind, ...] = ("report", "adoption", "metric", "problem")


def contents(release: Path) -> list[list[tuple[object, ...]]]:
    """What is in an index, whatever its ids are."""
    index = Index.of_release(release)
    lists = [[tuple(row)[1:] for row in page(index, kind, Filters(), limit=10_000).rows] for kind in KINDS]
    rest = (
        """SELECT key, name, other_names, is_bureau, level, reports, first_year, last_year, adopted, planned, superior_keys,
        change_year, successor_key FROM organ""",
        "SELECT key, title, number, kind, level, issued, issuer_keys, reports, adoptions FROM policy",
        "SELECT o.key, g.code, c.notation FROM organ AS o LEFT JOIN region AS g ON g.id = region LEFT JOIN concept AS c ON c.id = sector",
        "SELECT r.code, r.name, r.other_names, r.level, w.code FROM region AS r LEFT JOIN region AS w ON w.id = r.wider",
        """SELECT c.scheme, c.notation, c.zh, c.en, c.scope_zh, c.scope_en, c.other_names, w.notation FROM concept AS c
        LEFT JOIN concept AS w ON w.id = c.broader""",
        "SELECT r.code, p.code FROM region_part JOIN region AS r ON r.id = region JOIN region AS p ON p.id = part",
        "SELECT c.notation, status, statements, bureaus, reports FROM tally JOIN concept AS c ON c.id = measure",
        "SELECT kind, name, other_names, n.number, weight, words, initials, t.number FROM name AS n JOIN name_text AS t ON t.rowid = n.id",
        "SELECT identifier, characters, adopted, planned, adopted_metrics, planned_metrics FROM report",
        "SELECT o.key, g.code FROM organ AS o LEFT JOIN region AS g ON g.id = province",
        """SELECT c.notation, o.key, r.identifier, s.year, s.adoptions, s.adopted, s.planned FROM stated AS s
        JOIN report AS r ON r.id = s.report LEFT JOIN concept AS c ON c.id = s.measure LEFT JOIN organ AS o ON o.id = s.bureau""",
        """SELECT c.notation, p.key, m.adoptions, based_on, produced FROM measure_policy AS m
        JOIN concept AS c ON c.id = measure JOIN policy AS p ON p.id = policy""",
        "SELECT c.notation, indicator, unit, metrics, reports FROM measure_indicator JOIN concept AS c ON c.id = measure",
        "SELECT o.key, year, measures FROM newly_adopted JOIN organ AS o ON o.id = bureau",
        "SELECT * FROM indicator",
        """SELECT key, label, phrases, c.notation, similarity, statements, lacking, reports, bureaus, first_year, last_year FROM candidate
        LEFT JOIN concept AS c ON c.id = nearest""",
        "SELECT c.key, place, a.key FROM candidate_statement JOIN candidate AS c ON c.id = candidate JOIN adoption AS a ON a.id = adoption",
        "SELECT t.key, words FROM adoption_text AS w JOIN adoption AS t ON t.id = w.rowid",
        "SELECT t.key, words FROM metric_text AS w JOIN metric AS t ON t.id = w.rowid",
        "SELECT t.key, words FROM problem_text AS w JOIN problem AS t ON t.id = w.rowid",
        "SELECT r.identifier, words FROM report_text AS w LEFT JOIN report AS r ON r.id = w.rowid",
        "SELECT a.key, m.key FROM adoption_metric AS j JOIN adoption AS a ON a.id = adoption JOIN metric AS m ON m.id = metric",
        """SELECT a.key, o.name, g.key FROM adoption_organization AS j JOIN adoption AS a ON a.id = adoption
        JOIN organization AS o ON o.id = organization LEFT JOIN organ AS g ON g.id = o.organ""",
        """SELECT p.key, r.identifier, m.title, m.number FROM policy_mention AS m JOIN policy AS p ON p.id = policy
        JOIN report AS r ON r.id = report""",
        "SELECT a.key, p.key, role FROM adoption_policy JOIN adoption AS a ON a.id = adoption JOIN policy AS p ON p.id = policy",
        "SELECT p.key, c.notation FROM problem_topic JOIN problem AS p ON p.id = problem JOIN concept AS c ON c.id = topic",
    )
    found = [*lists, *([tuple(row) for row in index.rows(query)] for query in rest)]
    return [sorted(rows, key=repr) for rows in found]
