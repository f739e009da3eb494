"""Ask the REST routes what they may be asked and what not: is each answer what the OpenAPI document says, and never a failure of ours?

usage: python tests/fuzz/fuzz_rest.py RELEASE [--examples 300] [--hostile 100000] [--seed 0]

First Schemathesis asks each route of a live server so many times what its entry allows, and as often what it forbids: no answer may have
a status from 500 on (but 503 of SPARQL that takes too long), nor a status, media type or body that the document does not have. Then
hostile values are sent in every parameter and path: no answer may have a status from 500 on, and no statement that SQLite is given may
have anything in it of what was sent, which can only be bound to its parameters. Prints what was found; exit status 1 if it is not so.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.failures import FailureGroup
from servers import serving

from api import listings
from api.app import create_app
from api.lists import Listing
from kg.index import Index
from kg.settings import load_settings
from kg.store.release import resolve

__all__ = ["Sent", "conform", "withstand"]

_CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
_LOOK_UPS = (
    r"^/(measures|candidates|bureaus|compare|reports|adoptions|metrics|problems|policies|organisations|regions|search|releases|resource)"
)
_BATCH = 1000
_FAILED = 500
_BUSY = 503  # what SPARQL is answered that takes too long, or longer than the client's own limit
_MARK = "zqxj"  # stands in every hostile value
_PIECES = (
    *(
        "' OR 1=1 --",
        '" OR "1"="1',
        "'; DROP TABLE report; --",
        "UNION SELECT * FROM sqlite_master",
        "%' AND '1'='1",
        "''",
        '""',
        "`",
        "[",
        "]",
    ),
    *('words: "a" OR *', "NEAR(a b, 5)", "a AND NOT b", "^a", "{words}: x", "*", "(", ")", "?", "?1", ":a", "@a", "$a", "%00", "\0", "\\"),
    *(
        "../../etc/passwd",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "\u202e",
        "\ufeff",
        "𠀀",
        "双随机",
        "金昌市",
        "\udce5",
        "\xff",
    ),
    *("2020", "-1", "1e309", "NaN", "9" * 40, "true", "null", "[]", "{}", ",", ";", "&", "#", "%", "%25", "%2F", "/", "//", ".", ".."),
    *(" ", "\n", "\r\n", "\t", "\x7f", "é" * 50, "x" * 2000),
)
_DETAILS = ("measures", "bureaus", "reports", "adoptions", "metrics", "problems", "policies", "organisations", "regions")
_LISTINGS: Sequence[Listing] = [thing for name in listings.__all__ if isinstance(thing := getattr(listings, name), Listing)]


@dataclass(slots=True)
class Sent:
    """How many requests had which status, and what was wrong."""

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def conform(address: str, examples: int, number: int, *, apart_from: str = "^/openapi") -> Sent:
    """Ask a live service what its document allows and what it forbids, but for paths of a pattern."""
    sent = Sent()
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json", timeout=60).exclude(path_regex=apart_from)
    checks = CHECKS.get_by_names(_CHECKS)  # the first is that of the status
    for result in schema.get_all_operations():
        operation = result.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            def ask(case: schemathesis.Case) -> None:
                answer = case.call(base_url=address)
                sent.statuses[answer.status_code] += 1
                try:
                    case.validate_response(answer, checks=checks[1:] if answer.status_code == _BUSY else checks)
                except (AssertionError, FailureGroup) as error:
                    sent.wrong.append(f"{answer.status_code} {answer.request.method} {answer.request.url}: {error}"[:500])

            with suppress(Unsatisfiable):  # some routes forbid nothing
                _run(ask, operation.as_strategy(generation_mode=mode), examples, number)
    return sent


def withstand(release: Path, examples: int, number: int) -> Sent:
    """Send hostile values in each parameter and path, and look at what SQLite is given."""
    sent = Sent()
    with TestClient(create_app(release, load_settings({"KG_QUERY_WORKERS": "1"})), raise_server_exceptions=False) as client, _watched(sent):

        def ask(target: str) -> None:
            status = client.get(target, follow_redirects=False).status_code
            sent.statuses[status] += 1
            if status >= _FAILED:
                sent.wrong.append(f"{status} {target[:300]}")

        for start in range(0, examples, _BATCH):
            _run(ask, _targets(), min(_BATCH, examples - start), number + start)
    return sent


def _run(ask: Callable[[Any], None], strategy: st.SearchStrategy[Any], examples: int, number: int) -> None:
    given_once = given(strategy)(ask)
    limits = settings(
        max_examples=examples,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    seed(number)(limits(given_once))()


@contextmanager
def _watched(sent: Sent) -> Iterator[None]:
    """Look at each statement that an index is asked."""

    def watch(name: str) -> Any:
        original = getattr(Index, name)

        def asked(index: Index, query: str, values: Sequence[object] = ()) -> Any:
            if _MARK in query:
                sent.wrong.append(f"a value is part of {query[:300]}")
            return original(index, query, values)

        return patch.object(Index, name, asked)

    with watch("rows"), watch("row"):
        yield


def _values() -> st.SearchStrategy[str]:
    piece = st.one_of(st.sampled_from(_PIECES), st.text(max_size=20))
    return st.lists(piece, max_size=4).map(lambda pieces: _MARK.join(["", *pieces]))


@st.composite
def _targets(draw: st.DrawFn) -> str:
    """The path and query string of a request with a hostile value in at least one place."""
    if draw(st.booleans()):
        listing = draw(st.sampled_from(_LISTINGS))
        path, known = f"/{listing.name}", [*listing.known, "format", "bom"]
    else:
        path = f"/{draw(st.sampled_from(_DETAILS))}/{_escaped(draw(_values()))}" + draw(
            st.sampled_from(("", "/adoptions", "/measures", "/timeline"))
        )
        path, known = draw(
            st.sampled_from(((path, ["format"]), ("/search", ["q", "limit"]), ("/compare", ["bureaus", "year"]), ("/resource", ["iri"])))
        )
    names = draw(st.lists(st.sampled_from(known), max_size=3))
    query = "&".join(f"{name}={_escaped(draw(_values()))}" for name in names)
    return f"{path}?{query}"


def _escaped(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def main() -> int:
    """Ask, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("release", type=Path)
    parser.add_argument("--examples", type=int, default=300)
    parser.add_argument("--hostile", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    given_ = parser.parse_args()
    release = resolve(given_.release)
    found = []
    with tempfile.TemporaryDirectory() as folder, serving(release, Path(folder, "log")) as (address, _):
        found.append(("by the document", conform(address, given_.examples, given_.seed)))
    found.append(("hostile", withstand(release, given_.hostile, given_.seed)))
    print(f"seed {given_.seed}")
    for name, sent in found:
        print(f"{name}: {sent.statuses.total():,} requests, {dict(sorted(sent.statuses.items()))}, {len(sent.wrong)} wrong")
        print(*(f"  {reason}" for reason in sent.wrong[:20]), sep="\n", end="\n" if sent.wrong else "")
    return 1 if any(sent.wrong for _, sent in found) else 0


if __name__ == "__main__":
    sys.exit(main())
