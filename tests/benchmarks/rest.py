"""How fast are look-ups? ``python tests/benchmarks/rest.py RELEASE [--seconds S] [--clients N]``.

A server of one process answers N (16) clients, each on a connection of its own, for S (5) seconds at a time. On each of ten routes
their requests go through all measures, bureaus and years that the release has, so that most are asked for the first time, and none was
before the server started; then through a hundred of these again and again, whose answers are kept. Beside it another process answers
with a constant of the size of a look-up of ten rows, from a FastAPI route without any middleware, in the same run. The index is read
once beforehand, so that no answer waits for the disk.

Everything is asked twice: first each client asks again as soon as it has its answer, which tells how many answers a second there can be;
then at half that rate, at times fixed beforehand, which tells how long an answer takes while there is room for it. A request that is sent
late, because all clients wait, counts from when it was due. Prints the median and the 99th percentile of both, the answers per second,
which the clients have a part in, and the processor time that the server itself took for an answer; the ratio to the constant, how long
the index takes to open, and when the server gave its first answer.
"""

import argparse
import asyncio
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from httpx2 import Client
from servers import serving

from kg.index import INDEX_FILE, Index, years_held
from kg.store.release import resolve

_CONSTANT = """
import socket, sys, uvicorn
from fastapi import FastAPI, Response

app, body = FastAPI(), b"x" * int(sys.argv[1])

@app.get("/constant")
async def constant() -> Response:
    return Response(body, media_type="application/json")

listener = socket.create_server(("127.0.0.1", 0))
listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print(listener.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error")).run([listener])
"""
_LOOK_UP = "/bureaus/{bureau}/measures?sort=-year&limit=10"  # as none of the routes below asks, whose answers are kept
_FEW = 100  # answers that are kept and asked for again
_LIMITS = range(7, 14)  # ten on average; so many, since there are few pairs of a measure and a year
_PIECE = 1 << 20  # bytes
_ROUTES = (
    "/measures/{measure}",
    "/measures/{measure}/adoptions?year={year}&limit={limit}",
    "/bureaus/{bureau}",
    "/bureaus/{bureau}/measures?limit=10",
    "/bureaus/{bureau}/measures/{measure}",
    "/bureaus/{bureau}/timeline",
    "/adoptions?year={year}&measure={measure}&status=adopted&limit={limit}",
    "/reports?bureau={bureau}",
    "/problems?bureau={bureau}&limit=10",
    "/metrics?bureau={bureau}&limit=10",
)


@dataclass(frozen=True)
class _Server:
    """Where a server listens, and its process."""

    address: str
    process: int


class _Asking:
    """The clients of one measurement: what they ask and when, and how long each answer took."""

    def __init__(self, address: str, paths: Iterator[str], due: Iterator[float], end: float) -> None:
        self.times: list[float] = []
        self._parts = urlsplit(address)
        self._paths = paths
        self._due = due
        self._end = end

    async def ask(self) -> None:
        """Ask on one connection until the time is over."""
        reader, writer = await asyncio.open_connection(self._parts.hostname, self._parts.port)
        while (due := next(self._due)) < self._end:
            if (wait := due - perf_counter()) > 0:
                await asyncio.sleep(wait)
            writer.write(f"GET {next(self._paths)} HTTP/1.1\r\nHost: {self._parts.netloc}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.partition(b":")[2]))
            self.times.append(perf_counter() - due)
        writer.close()


@dataclass(frozen=True)
class _Measured:
    """The median and the 99th percentile in milliseconds, the answers per second, and the milliseconds of a processor for each."""

    median: float
    slowest: float
    rate: float
    worked: float


def _measured(server: _Server, paths: Iterator[str], clients: int, seconds: float, rate: float | None = None) -> _Measured:
    """What clients measure who ask at a rate per second, or each as soon as it has its answer."""

    async def ask() -> list[float]:
        start = perf_counter()
        due = iter(perf_counter, None) if rate is None else (start + number / rate for number in itertools.count())
        asking = _Asking(server.address, paths, due, start + seconds)
        await asyncio.gather(*(asking.ask() for _ in range(clients)))
        return asking.times

    before = _worked(server.process)
    times = asyncio.run(ask())
    cut = quantiles(times, n=100)
    return _Measured(cut[49] * 1000, cut[98] * 1000, len(times) / seconds, (_worked(server.process) - before) / len(times) * 1000)


def _worked(process: int) -> float:
    """The seconds that a process has had of the processors."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _paths(index: Index, route: str) -> Iterator[str]:
    """The addresses of a route with all that the release has, over and over, one bureau after another."""
    measures = [
        row["notation"] for row in index.rows("SELECT c.notation FROM tally JOIN concept AS c ON c.id = measure GROUP BY 1 ORDER BY 1")
    ]
    bureaus = [quote(row["key"]) for row in index.rows("SELECT key FROM organ WHERE is_bureau ORDER BY key")]
    values = zip(*map(itertools.cycle, (measures, bureaus, years_held(index), _LIMITS)), strict=False)
    return (route.format(measure=measure, bureau=bureau, year=year, limit=limit) for measure, bureau, year, limit in values)


@contextmanager
def _constant(size: int) -> Iterator[_Server]:
    """A server of a constant of so many bytes."""
    with subprocess.Popen([sys.executable, "-c", _CONSTANT, str(size)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield _Server(f"http://127.0.0.1:{process.stdout.readline().strip()}", process.pid)
        finally:
            process.terminate()


def _read_through(path: Path) -> None:
    """Read a file, so that who reads it next need not wait for the disk."""
    with path.open("rb", buffering=0) as file:
        while file.read(_PIECE):
            pass


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--clients", type=int, default=16)
    args = parser.parse_args()
    release = resolve(args.release)
    start = perf_counter()
    index = Index.of_release(release)
    reports = len(index.rows("SELECT 1 FROM report"))
    print(f"{reports:,} reports, the index opened and read in {(perf_counter() - start) * 1000:.0f} ms, {args.clients} clients")
    _read_through(release / INDEX_FILE)
    start = perf_counter()
    with tempfile.TemporaryDirectory() as folder, serving(release, Path(folder, "log")) as (address, process):
        with Client(base_url=address, timeout=60) as client:
            client.get("/health").raise_for_status()
        print(f"the first answer {perf_counter() - start:.1f} s after the start of the server")
        served = _Server(address, process.pid)

        def measure(name: str, server: _Server, paths: Iterator[str]) -> float:
            most = _measured(server, paths, args.clients, args.seconds)
            half = _measured(server, paths, args.clients, args.seconds, most.rate / 2)
            print(
                f"{name:78} {most.rate:6,.0f}/s, p50 {most.median:6.1f} ms, p99 {most.slowest:6.1f} ms; "
                f"half of that: p50 {half.median:5.1f} ms, p99 {half.slowest:5.1f} ms; {most.worked:5.2f} ms of a processor each",
                flush=True,
            )
            return most.rate

        for route in _ROUTES:
            measure(route, served, _paths(index, route))
            few = list(itertools.islice(_paths(index, route), _FEW))
            measure(f"{route}, kept", served, itertools.cycle(few))
        one = f"/adoptions?year={years_held(index)[-1]}&limit=10"
        with Client(base_url=address) as client, _constant(len(client.get(one).content)) as constant:
            most = measure("a constant of equal size", constant, itertools.repeat("/constant"))
            for name, paths in (
                ("ten rows, others each time", _paths(index, _LOOK_UP)),
                ("ten rows, the same each time", itertools.repeat(one)),
            ):
                print(f"ratio {measure(name, served, paths) / most:.2f}")


if __name__ == "__main__":
    main()
