"""Does the service stay well? ``python tests/benchmarks/soak.py RELEASE [--minutes M] [--clients N] [--processes P]``.

For M (15) minutes N (50) clients, each from an address of its own, ask a server of P (1) processes: good questions, whose answers
are known, and of which two have a clock, so that no answer to them is kept; slow ones, which are stopped; broken ones, which are
refused; and ones that they do not wait for. There may be no wrong answer and no status that does not fit the request (from 500 on only
503), and each good question is to be answered at times. After the first fifth of the time, in which caches fill, the memory of the
server and its workers may grow by less than 5 %, and the number of open descriptors by 2 at most. Prints what was found; exit status 1
if it is not so.
"""

import argparse
import random
import socket
import sys
import tempfile
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import monotonic, sleep
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))

from httpx2 import Client
from servers import processes, serving

from kg.store import resolve

GOOD = (
    "/sparql?query=" + quote("SELECT ?r ?title { ?r a gm:Report ; dcterms:title ?title } ORDER BY ?r LIMIT 50"),
    "/sparql?query=" + quote("SELECT ?r ?year { ?r gm:coversYear ?year FILTER(NOW() = NOW()) } ORDER BY ?r LIMIT 50"),
    "/sparql?query=" + quote("SELECT ?m (COUNT(*) AS ?n) { ?a gm:measure ?m FILTER(NOW() = NOW()) } GROUP BY ?m ORDER BY ?m"),
    "/sparql?query=" + quote("ASK { ?a gm:measure measure:double-random }"),
    "/queries/who-adopted?measure=double-random",
    "/measures/double-random/adoptions",
    "/bureaus",
    "/health",
)
_SLOW = "/sparql?timeout={}&query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
_BROKEN = {
    "/sparql?query=" + quote("SELECT * { ?s ?p }"): 400,
    "/sparql?query=" + quote("ASK " + "{" * 5000): 400,
    "/sparql?query=" + quote("INSERT DATA { <a:b> <a:c> 1 }"): 403,
    "/sparql?query=" + quote("SELECT * { SERVICE <http://127.0.0.1:9/> {} }"): 403,
    "/sparql?nothing=": 400,
    "/measures/nothing": 404,
    "/queries/nothing": 404,
}
_STOPPED = {503}
_BUSY = {429, 503}
_INTERVAL = 1.0  # seconds between two looks at the processes
_MOST_GROWTH = 0.05
_MOST_DESCRIPTORS = 2


@dataclass(slots=True)
class Found:
    """What the clients got, by kind of request and status; how often each good question was answered; what was wrong."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, kind: str, path: str, status: int, expected: set[int]) -> None:
        self.statuses[kind, status] += 1
        if status not in expected:
            self.faults.append(f"{kind}: status {status}: {path}")

    def compare(self, path: str, content: bytes, known: bytes) -> None:
        """Count the answer to a good question, and tell whether it is the known one."""
        self.answered[path] += 1
        if content != known:
            self.faults.append(f"wrong answer: {path}")


def ask(address: str, number: int, known: dict[str, bytes], end: float, found: Found) -> None:
    """What one client does until the end."""
    chance = random.Random(number)
    headers = {"X-Forwarded-For": f"192.0.2.{number % 250 + 1}"}
    with Client(base_url=address, timeout=60, headers=headers) as client:
        while monotonic() < end:
            match chance.choices(("good", "slow", "broken", "left"), (80, 5, 10, 5))[0]:
                case "good":
                    path = chance.choice(GOOD)
                    answer = client.get(path)
                    found.add("good", path, answer.status_code, {200} | _BUSY)
                    if answer.status_code == 200:
                        found.compare(path, answer.content, known[path])
                case "slow":
                    path = _SLOW.format(chance.choice((0.5, 1, 2)))
                    found.add("slow", path, client.get(path).status_code, _STOPPED | _BUSY)
                case "broken":
                    path, status = chance.choice(list(_BROKEN.items()))
                    found.add("broken", path, client.get(path).status_code, {status} | _BUSY)
                case _:
                    _leave(address, _SLOW.format(10), headers, chance.uniform(0, 0.5))
                    found.statuses["left", 0] += 1
            sleep(chance.uniform(0, 0.2))


def _leave(address: str, path: str, headers: dict[str, str], seconds: float) -> None:
    """Ask, wait so many seconds and go."""
    host, _, port = address.rpartition("/")[2].rpartition(":")
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", *(f"{name}: {value}" for name, value in headers.items())]
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        sleep(seconds)


def _workers_aside(root: int) -> list[Path]:
    """Those that answer requests: workers for SPARQL are killed and replaced, and have files of the store open."""
    return [folder for folder in processes(root) if b"kg.query.nursery" not in _text(folder / "cmdline")]


def _text(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""


def memory(root: int) -> int:
    """The bytes of the server and its workers; what several share counts once (proportional set size)."""
    texts = [_text(folder / "smaps_rollup").decode() for folder in processes(root)]
    return sum(int(line.split()[1]) << 10 for text in texts for line in text.splitlines() if line.startswith("Pss:"))


def descriptors(root: int) -> int:
    """The descriptors that the processes have open which answer requests."""
    count = 0
    for folder in _workers_aside(root):
        with suppress(OSError):
            count += sum(1 for _ in (folder / "fd").iterdir())
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path)
    parser.add_argument("--minutes", type=float, default=15.0)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--processes", type=int, default=1)
    args = parser.parse_args()
    options = ("--workers", str(args.processes))
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(resolve(args.release), Path(folder, "log"), *options, KG_TRUSTED_PROXIES="127.0.0.1") as (address, process),
    ):
        for _ in range(10 * args.processes):  # over connections of their own, so that each process has answered some
            with Client(base_url=address, timeout=60) as client:
                known = {path: client.get(path).raise_for_status().content for path in GOOD}
        idle = descriptors(process.pid)
        found, end = Found(), monotonic() + args.minutes * 60
        threads = [threading.Thread(target=ask, args=(address, number, known, end, found)) for number in range(args.clients)]
        for thread in threads:
            thread.start()
        sizes = []
        while monotonic() < end:
            sleep(_INTERVAL)
            sizes.append(memory(process.pid))
        for thread in threads:
            thread.join()
        sleep(5)  # for the last workers to be replaced
        left = descriptors(process.pid) - idle
    return tell(found, sizes[len(sizes) // 5 :], left)


def tell(found: Found, sizes: list[int], left: int) -> int:
    """Print what was found, and return the exit status; ``sizes`` are those of the memory in time, ``left`` the descriptors that are."""
    for (kind, status), count in sorted(found.statuses.items()):
        print(f"{kind}{f', {status}' if status else ''}: {count:,}")
    parts = [sizes[start:stop] for start, stop in pairwise((0, len(sizes) // 4, len(sizes) * 3 // 4, len(sizes)))]
    first, last = median(parts[0]), median(parts[-1])
    growth = last / first - 1
    print(f"memory {first / 2**20:.0f} MiB, in the end {last / 2**20:.0f} MiB ({growth:+.1%}); {left:+} descriptors")
    faults = found.faults + [f"memory grew by {growth:.1%}"] * (growth >= _MOST_GROWTH)
    faults += [f"never answered: {path}" for path in GOOD if not found.answered[path]]
    faults += [f"{left} descriptors are left open"] * (left > _MOST_DESCRIPTORS)
    for fault, count in Counter(faults).most_common(20):
        print(f"FAULT ({count} times): {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
