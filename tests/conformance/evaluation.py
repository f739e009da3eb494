"""Tests of queries, run over HTTP: the answer is the expected one, or the text is refused as no query."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from comparison import is_result_set, same_result
from httpx2 import Client
from serving import make_release, serving
from suite import QueryTest, Result

_ACCEPT = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "srj": "application/sparql-results+json",
    "srx": "application/sparql-results+xml",
}
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\s+<", re.IGNORECASE)


def run(tests: Iterable[QueryTest]) -> Iterator[Result]:
    """Run tests of queries; those on the same data share a server."""
    for (base, default, named), group in groupby(sorted(tests, key=_data), key=_data):
        with tempfile.TemporaryDirectory() as folder:
            release = make_release(Path(folder), default, dict(named), base)
            with serving(release) as address, Client(base_url=address, timeout=60) as client:
                for test in group:
                    yield test.id, _fault(client, test)


def _data(test: QueryTest) -> tuple[str, tuple[Path, ...], tuple[tuple[str, Path], ...]]:
    """The base and the data; where the query names its graphs itself, each file is one of them."""
    own = test.kind == "QueryEvaluationTest" and _FROM.search(test.query.read_text(encoding="utf-8"))
    return test.base, test.default, (*test.named, *((test.base + path.name, path) for path in test.default if own))


def _fault(client: Client, test: QueryTest) -> str | None:
    query = test.query.read_text(encoding="utf-8")
    headers = {"Content-Type": "application/sparql-query", "Accept": _accepted(test.result)}
    answer = client.post("/sparql", content=query.encode(), headers=headers)
    if test.kind.startswith("NegativeSyntax"):
        return None if answer.status_code == 400 else f"status {answer.status_code} for what is no query"
    if answer.status_code == 403 and test.kind.startswith("PositiveSyntax"):
        return None  # understood, and refused for what it wants
    if answer.status_code != 200:
        return f"status {answer.status_code}: {answer.json()['detail']}"
    if test.result is None or same_result(answer.content, test.result, test.base, ordered=bool(_ORDERED.search(query))):
        return None
    return f"another answer: {answer.text[:300]}"


def _accepted(expected: Path | None) -> str:
    if expected is None:
        return "*/*"
    return _ACCEPT["srj"] if is_result_set(expected) else _ACCEPT.get(expected.suffix[1:], "application/n-triples")
