"""How fast is the endpoint beside others?

``python tests/benchmarks/queries.py RELEASE [--times N] [--most S] [--no-rdflib] [--virtuoso FOLDER] [--buffers N] [QUESTION…]``

Asks ten questions of the library, two of them for one year as well, or those named (``NAME?PARAMETER=VALUE``), each N (20) times: of
``kg serve`` over HTTP, each time by a text that it has not been asked before, and again by one of which it keeps the answer (by GET,
as questions are asked); of Virtuoso over HTTP, if there is a FOLDER for it, onto which the release is published unless it is there
(``virtuoso.py`` puts it there faster), with N buffers of 8 KiB each; and of rdflib in memory, without HTTP. No side gets more than
S (60) seconds for a question, and rdflib is stopped then.
All of this in one run, question by question. Prints Markdown with the median and the 99th percentile, the time of the processors,
which other programs hardly touch, and the ratios: how many times ours is faster. What a side refuses or does not answer in time is
said instead of its figures. A question to which another side gives another number of rows is marked.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import perf_counter
from urllib.parse import parse_qsl

sys.path.insert(0, str(Path(__file__).parents[1]))

import orjson
import rdflib
import servers
from httpx2 import Client, HTTPStatusError, Response, TimeoutException

from kg.publish import publish
from kg.query.dataset import Dataset
from kg.query.engine import Engine
from kg.query.guard import Query
from kg.query.library import bind, named_query
from kg.query.outgoing import prepare
from kg.query.prefixes import PREFIXES
from kg.query.release import settings_of
from kg.settings import load_settings
from kg.store import resolve
from kg.store.publication import Terms, read_publication
from kg.store.release import open_release
from kg.store.server import Server

Asked = Callable[[Query], int]
"""Asks a query and returns the number of rows."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The rows of an answer, and of its ``seconds`` the median, the 99th percentile, and the mean of those of the processors."""

    rows: int
    seconds: tuple[float, float, float]


_QUESTIONS = (
    *("who-adopted", "metrics-of-measure", "measures", "adoption-by-region", "adoption-by-year"),
    *("measures-together", "documents-relied-on", "problem-topics", "bureau-measures", "summary"),
    *("who-adopted?year=2023", "bureau-measures?year=2023"),
)
_MEASURE = "double-random"
_SECONDS = 120.0
_BUFFERS = 170_000  # what Virtuoso advises for 2 GB
_JSON = {"Accept": "application/sparql-results+json"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--most", type=float, default=60.0)
    parser.add_argument("--no-rdflib", action="store_true")
    parser.add_argument("--virtuoso", type=Path)
    parser.add_argument("--buffers", type=int, default=_BUFFERS)
    parser.add_argument("questions", nargs="*", metavar="QUESTION", default=_QUESTIONS)
    args = parser.parse_intermixed_args()
    release = resolve(args.release)
    engine, settings = Engine.open(release), settings_of(release, load_settings())
    questions = {asked: bind(*_parsed(asked), engine=engine, settings=settings) for asked in args.questions}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        sides = _ours(release, Path(folder), opened)
        if args.virtuoso:
            sides["Virtuoso"] = _virtuoso(release, settings.data_base, args.virtuoso, args.buffers, opened)
        if not args.no_rdflib:
            sides["rdflib"] = _rdflib(release, args.most)
        _print(sides, questions, args.times, args.most)
    return 0


def _parsed(asked: str) -> tuple[str, dict[str, str]]:
    """The name of a question, and the values of its parameters."""
    name, _, given = asked.partition("?")
    measure = {parameter.name: _MEASURE for parameter in named_query(name).parameters if parameter.name == "measure"}
    return name, {**measure, **dict(parse_qsl(given))}


def _ours(release: Path, folder: Path, opened: ExitStack) -> dict[str, Asked]:
    """Asked what it has not been asked before, which another comment makes of a query, and asked again."""
    address, _ = opened.enter_context(servers.serving(release, folder / "log", KG_QUERY_TIMEOUT=str(_SECONDS)))
    client = opened.enter_context(Client(base_url=address, timeout=_SECONDS))
    numbers = count()

    def new(query: Query) -> int:
        text = f"{query.text}\n# {next(numbers)}"
        return _rows(client.post("/sparql", content=text, headers={"Content-Type": "application/sparql-query", **_JSON}))

    return {"kg": new, "kg again": lambda query: _rows(client.get("/sparql", params={"query": query.text}, headers=_JSON))}


def _virtuoso(release: Path, base: str, folder: Path, buffers: int, opened: ExitStack) -> Asked:
    folder.mkdir(exist_ok=True, parents=True)
    addresses = opened.enter_context(servers.virtuoso(folder, max_rows=100_000, buffers=buffers))
    with Server(addresses, servers.CREDENTIALS) as server:
        publish(release, server, batch=5000)
        publication = read_publication(server, Terms(base))
    assert publication is not None
    merge = publication.merge
    client = opened.enter_context(Client(timeout=_SECONDS))

    def ask(query: Query) -> int:
        outgoing = prepare(query, merge, base)
        graphs = outgoing.dataset or Dataset((), ())
        form = {"query": outgoing.text, "default-graph-uri": [*graphs.default], "named-graph-uri": [*graphs.named]}
        return _rows(client.post(addresses.query, data=form, headers=_JSON))

    return ask


def _rows(answer: Response) -> int:
    return len(orjson.loads(answer.raise_for_status().content)["results"]["bindings"])


def _rdflib(release: Path, most: float) -> Asked:
    dataset = rdflib.Dataset(default_union=True)
    for part in open_release(release).read_quads():
        dataset.parse(data=part, format="nquads")

    def ask(query: Query) -> int:
        with _at_most(most):
            return len(dataset.query(query.text, initNs=PREFIXES))

    return ask


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Stop what is done within after so many seconds, which works for what is written in Python."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _print(sides: dict[str, Asked], questions: dict[str, Query], times: int, most: float) -> None:
    others = [name for name in sides if name != "kg"]
    columns = ["question", "rows", "kg: p50, p99, processors", *(f"{name}: the same | ratios" for name in others)]
    print(f"| {' | '.join(columns)} |\n| --- |{' ---: |' * (2 + 2 * len(others))}")
    for name, query in questions.items():
        ours = _measure(sides["kg"], query, times, most)
        cells = [name, f"{ours.rows:,}", _milliseconds(ours.seconds)] if isinstance(ours, Measured) else [name, "", ours]
        for other in others:
            theirs = _measure(sides[other], query, times, most)
            if isinstance(theirs, str):
                cells += [theirs, ""]
            elif isinstance(ours, str):
                cells += [f"{_milliseconds(theirs.seconds)} ({theirs.rows:,} rows)", ""]
            else:
                ratios = " · ".join(f"{there / here:.2f}" for here, there in zip(ours.seconds, theirs.seconds, strict=True))
                cells += [_milliseconds(theirs.seconds) + (f" ({theirs.rows:,} rows!)" if theirs.rows != ours.rows else ""), ratios]
        print(f"| {' | '.join(cells)} |", flush=True)


def _measure(ask: Asked, query: Query, times: int, most: float) -> Measured | str:
    """What answers took; the first is left out if there are several. If the question is refused or the first answer too late, that."""
    seconds: list[float] = []
    used = [_processors()]
    rows = 0
    while len(seconds) <= times and sum(seconds) < most:
        start = perf_counter()
        try:
            rows = ask(query)
        except (TimeoutError, TimeoutException, HTTPStatusError) as error:
            if seconds:
                break
            return (
                f"status {error.response.status_code}"
                if isinstance(error, HTTPStatusError)
                else f"not within {perf_counter() - start:.0f} s"
            )
        seconds.append(perf_counter() - start)
        used.append(_processors())
    warm = sorted(seconds[1:] or seconds)
    return Measured(rows, (warm[len(warm) // 2], warm[int(len(warm) * 0.99)], (used[-1] - used[-1 - len(warm)]) / len(warm)))


def _processors() -> float:
    """The seconds of processors used by this process, the client, and those that it started: of the servers, only the one asked works.

    The successor of a worker that has ended counts for the question that is asked meanwhile.
    """
    ticks = 0
    for folder in servers.processes(os.getpid()):
        with suppress(OSError):  # it has ended meanwhile
            ticks += sum(map(int, (folder / "stat").read_text().rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _milliseconds(seconds: tuple[float, ...]) -> str:
    return ", ".join(f"{second * 1000:.1f}" for second in seconds) + " ms"


if __name__ == "__main__":
    sys.exit(main())
