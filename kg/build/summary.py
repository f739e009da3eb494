"""What each bureau has in a release, as its index counts it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.index import Index, holdings

__all__ = ["Summary", "by_bureau", "of_all"]

_BY_BUREAU = """
    SELECT coalesce(o.name, t.bureau_name) AS bureau, count(*) AS reports, sum(t.adoptions) AS measures, sum(t.metrics) AS metrics,
    sum(t.problems) AS problems, (
        SELECT count(DISTINCT m.policy) FROM report AS r JOIN policy_mention AS m ON m.report = r.id
        WHERE r.bureau IS t.bureau AND (r.bureau IS NOT NULL OR r.bureau_name IS t.bureau_name)
    ) AS policies
    FROM report AS t LEFT JOIN organ AS o ON o.id = t.bureau
    GROUP BY t.bureau, iif(t.bureau IS NULL, t.bureau_name, NULL) ORDER BY bureau, t.bureau"""


@dataclass(frozen=True, slots=True)
class Summary:
    """The reports of a bureau (None: they name none), the measures, metrics and problems stated in them, and the different documents."""

    bureau: str | None
    reports: int
    measures: int
    metrics: int
    problems: int
    policies: int


def by_bureau(index: Index, most: int) -> Sequence[Summary]:
    """What each bureau has, under the name that it has in the graph; nothing if there are more than ``most`` bureaus."""
    return [Summary(**dict(row)) for row in index.rows(_BY_BUREAU)] if holdings(index)["bureaus"] <= most else ()


def of_all(index: Index) -> Summary:
    """What all have; a document that several name counts once."""
    held = holdings(index)
    return Summary(None, held["reports"], held["adoptions"], held["metrics"], held["problems"], held["policies"])
