"""Can a query hang, crash or slow the service? ``python tests/benchmarks/bombs.py RELEASE [--deepest N] [--seconds S]``.

Serves RELEASE with two workers and a time limit of S (5) seconds, and asks it
1. queries that nest in each of the ways of ``NESTINGS``, 10², 10³, … to N (10⁵) deep: each is to be refused (400; 413 where the body
   has more bytes than any query) within 50 ms;
2. the queries of ``HEAVY``, as many at once as there are workers, so that each has its whole time: each is to be answered (200), or
   stopped (503) by the limit + 0.5 s.
Meanwhile another client asks for ``/health``: 99 of 100 times it is to wait less than 100 ms. No worker may take more than 512 MiB, and
none may die of a nesting. Prints Markdown; the exit status is 1 if anything is not so.
"""

import argparse
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from time import perf_counter, sleep

sys.path.insert(0, str(Path(__file__).parents[1]))

from httpx2 import Client
from servers import processes, serving

from kg.store import resolve

NESTINGS: dict[str, Callable[[int], str]] = {
    "{ … }": lambda depth: "SELECT * " + "{" * depth + "}" * depth,
    "( … )": lambda depth: "ASK { FILTER(" + "(" * depth + "1" + ")" * depth + ") }",
    "[ … ]": lambda depth: "ASK { ?s ?p " + "[?p " * depth + "1" + "]" * depth + " }",
    "a || b": lambda depth: "ASK { FILTER(1" + "||1" * depth + ") }",
    "a && b": lambda depth: "ASK { FILTER(1" + "&&1" * depth + ") }",
    "a + b": lambda depth: "ASK { FILTER(1" + "+1" * depth + ") }",
    "!a": lambda depth: "ASK { FILTER(" + "!" * depth + "1) }",
    "-(a)": lambda depth: "ASK { FILTER(" + "-(" * depth + "1" + ")" * depth + ") }",
    "IF(…)": lambda depth: "ASK { FILTER(" + "IF(1,1," * depth + "1" + ")" * depth + ") }",
    "a/b": lambda depth: "ASK { ?s gm:a" + "/gm:a" * depth + " ?o }",
    "a|b": lambda depth: "ASK { ?s gm:a" + "|gm:a" * depth + " ?o }",
    "((a)*)*": lambda depth: "ASK { ?s " + "(" * depth + "gm:a" + ")*" * depth + " ?o }",
    "UNION": lambda depth: "ASK { {}" + "UNION{}" * depth + " }",
    "EXISTS": lambda depth: "ASK " + "{FILTER EXISTS" * depth + "{}" + "}" * depth,
    "OPTIONAL": lambda depth: "ASK " + "{OPTIONAL" * depth + "{}" + "}" * depth,
    "{ SELECT … }": lambda depth: "SELECT * " + "{SELECT * " * depth + "{}" + "}" * depth,
    "escaped {": lambda depth: "SELECT * " + "\\u007B" * depth + "}" * depth,
}
HEAVY = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product in memory": "SELECT DISTINCT ?c ?f ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!gm:none|^!gm:none)* ?b }",
    "paths": "SELECT * { ?a (!gm:none)+/(^!gm:none)+/(!gm:none)+ ?b }",
    "REGEX": "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(.*a){20}.*b.*c')) }",
    "ORDER BY": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(CONCAT(STR(?c), STR(?f))) LIMIT 10",
    "GROUP_CONCAT": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?all) { ?a ?b ?c . ?d ?e ?f }",
    "CONCAT": "SELECT ?h { BIND('0123456789' AS ?a)"
    + "".join(f"BIND(CONCAT({','.join([f'?{a}'] * 20)}) AS ?{b})" for a, b in ("ab", "bc", "cd", "de", "ef", "fg", "gh"))
    + " }",
    "joins": "SELECT * { ?a ?b ?c " + "".join(f"; ?p{number} ?o{number} " for number in range(1500)) + " }",
    "OPTIONAL": "SELECT * { ?a ?b ?c " + "".join(f"OPTIONAL {{ ?a ?p{number} ?o{number} }} " for number in range(600)) + " }",
    "VALUES": "SELECT (COUNT(*) AS ?n) { "
    + "".join(f"VALUES ?v{number} {{ {' '.join(map(str, range(40)))} }} " for number in range(9))
    + " }",
}
_MIB = 1 << 20
_MOST_MEMORY = 512 * _MIB
_MOST_SECONDS_OF_A_NESTING = 0.05
_MOST_SECONDS_OF_HEALTH = 0.1
_GRACE = 0.5  # seconds
_WORKERS = 2


class Workers:
    """The worker processes of a server: which were seen, and the most memory that each had, in bytes."""

    def __init__(self, server: int) -> None:
        self._server = server
        self.memory: dict[int, int] = {}

    def look(self) -> set[int]:
        """The workers that there are now."""
        alive = set()
        for folder in islice(processes(self._server), 2, None):  # after the server and the nursery
            with suppress(OSError, StopIteration):  # it has ended meanwhile
                lines = (folder / "status").read_text().splitlines()
                self.memory[int(folder.name)] = next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM:"))
                alive.add(int(folder.name))
        return alive


@contextmanager
def watching(address: str, workers: Workers) -> Iterator[list[float]]:
    """Seconds that a client has waited for /health, while the memory of the workers is looked at."""
    seconds: list[float] = []
    is_over = threading.Event()

    def watch() -> None:
        with Client(base_url=address, timeout=60) as client:
            while not is_over.wait(0.02):
                start = perf_counter()
                client.get("/health").raise_for_status()
                seconds.append(perf_counter() - start)

    def look() -> None:
        while not is_over.wait(0.1):
            workers.look()

    threads = [threading.Thread(target=target) for target in (watch, look)]
    for thread in threads:
        thread.start()
    yield seconds
    is_over.set()
    for thread in threads:
        thread.join()


def ask(client: Client, query: str) -> tuple[int, float]:
    """The status of the answer to a query, and its seconds."""
    start = perf_counter()
    answer = client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"})
    return answer.status_code, perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path)
    parser.add_argument("--deepest", type=int, default=10**5)
    parser.add_argument("--seconds", type=float, default=5.0)
    args = parser.parse_args()
    limits = {"KG_QUERY_TIMEOUT": str(args.seconds), "KG_QUERY_WORKERS": str(_WORKERS)}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(resolve(args.release), Path(folder, "log"), **limits) as (address, process),
        Client(base_url=address, timeout=60) as client,
    ):
        workers = Workers(process.pid)
        faults = _nestings(client, workers, args.deepest) + _heavy(client, address, workers, args.seconds)
    print(*(f"- FAULT: {fault}" for fault in faults), sep="\n")
    return int(bool(faults))


def _nestings(client: Client, workers: Workers, deepest: int) -> list[str]:
    faults = []
    depths = [depth for depth in (10**exponent for exponent in range(2, 9)) if depth <= deepest]
    print(f"| nesting | {' | '.join(f'{depth:,} deep' for depth in depths)} |\n| --- |{' ---: |' * len(depths)}")
    client.get("/health")  # once it has started
    before = workers.look()
    for name, nested in NESTINGS.items():
        answers = [ask(client, nested(depth)) for depth in depths]
        print(
            f"| `{name.replace('|', chr(92) + '|')}` | {' | '.join(f'{status}, {seconds * 1000:.0f} ms' for status, seconds in answers)} |"
        )
        faults += [
            f"{name}: {status}, {seconds:.3f} s"
            for status, seconds in answers
            if status not in {400, 413} or seconds > _MOST_SECONDS_OF_A_NESTING
        ]
    dead = len(before - workers.look())
    print(f"\n{dead} of {len(before)} workers died.\n")
    return faults + [f"{dead} workers died"] * bool(dead)


def _heavy(client: Client, address: str, workers: Workers, limit: float) -> list[str]:
    with watching(address, workers) as health, ThreadPoolExecutor(_WORKERS) as threads:
        answers = dict(zip(HEAVY, threads.map(lambda query: ask(client, query), HEAVY.values()), strict=True))
        sleep(1)
    memory = max(workers.memory.values())
    slowest = sorted(health)[int(len(health) * 0.99)]
    print("| query | status | seconds |\n| --- | ---: | ---: |")
    for name, (status, seconds) in answers.items():
        print(f"| {name} | {status} | {seconds:.2f} |")
    print(f"\n`/health`, asked {len(health)} times: p99 {slowest * 1000:.0f} ms. The largest worker took {memory / _MIB:.0f} MiB.")
    faults = [
        f"{name}: {status}, {seconds:.2f} s"
        for name, (status, seconds) in answers.items()
        if status not in {200, 503} or seconds > limit + _GRACE
    ]
    faults += [f"/health: {slowest:.3f} s"] * (slowest > _MOST_SECONDS_OF_HEALTH)
    return faults + [f"a worker took {memory / _MIB:.0f} MiB"] * (memory > _MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
