"""How fast are look-ups? ``python tests/benchmarks/rest.py RELEASE [--seconds S] [--clients N]``.

A server of one process answers N (16) clients, each on a connection of its own, for S (5) seconds on each of ten routes. Their requests go
through all measures, bureaus and years that the release has, so that most are asked for the first time, and none was before the
server started; the last line asks one of them again and again. Beside it another process answers with a constant of the size of a look-up
of ten rows, from a FastAPI route without any middleware, in the same run. Prints the median, the 99th percentile and the requests per
second of each, which the clients have a part in, and the processor time that the server itself took for an answer; the ratio to the
constant, how long the index takes to open, and when the server gave its first answer.
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
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from httpx2 import Client
from servers import serving

from kg.index import Index, years_held
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
_ROUTES = (
    "/measures/{measure}",
    "/measures/{measure}/adoptions?year={year}&limit=10",
    "/bureaus/{bureau}",
    "/bureaus/{bureau}/measures?limit=10",
    "/bureaus/{bureau}/measures/{measure}",
    "/bureaus/{bureau}/timeline",
    "/adoptions?year={year}&measure={measure}&status=adopted&limit=10",
    "/reports?bureau={bureau}",
    "/problems?bureau={bureau}&limit=10",
    "/metrics?bureau={bureau}&limit=10",
)


class _Asking:
    """The clients of one measurement: what they ask, and how long each answer took."""

    def __init__(self, address: str, paths: Iterator[str], seconds: float) -> None:
        self.times: list[float] = []
        self._parts = urlsplit(address)
        self._paths = paths
        self._end = perf_counter() + seconds

    async def ask(self) -> None:
        """Ask on one connection until the time is over."""
        reader, writer = await asyncio.open_connection(self._parts.hostname, self._parts.port)
        while (start := perf_counter()) < self._end:
            writer.write(f"GET {next(self._paths)} HTTP/1.1\r\nHost: {self._parts.netloc}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.partition(b":")[2]))
            self.times.append(perf_counter() - start)
        writer.close()


def _measured(address: str, process: int, paths: Iterator[str], clients: int, seconds: float) -> tuple[float, float, float, float]:
    """The median and the 99th percentile in milliseconds, the answers per second, and the milliseconds of a processor for each."""

    async def ask() -> list[float]:
        asking = _Asking(address, paths, seconds)
        await asyncio.gather(*(asking.ask() for _ in range(clients)))
        return asking.times

    before = _worked(process)
    times = asyncio.run(ask())
    cut = quantiles(times, n=100)
    return cut[49] * 1000, cut[98] * 1000, len(times) / seconds, (_worked(process) - before) / len(times) * 1000


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
    pairs = zip(itertools.cycle(measures), itertools.cycle(bureaus), itertools.cycle(years_held(index)), strict=False)
    return (route.format(measure=measure, bureau=bureau, year=year) for measure, bureau, year in pairs)


@contextmanager
def _constant(size: int) -> Iterator[tuple[str, int]]:
    """A server of a constant of so many bytes, and its process."""
    with subprocess.Popen([sys.executable, "-c", _CONSTANT, str(size)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}", process.pid
        finally:
            process.terminate()


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
    start = perf_counter()
    with tempfile.TemporaryDirectory() as folder, serving(release, Path(folder, "log")) as (address, process):
        with Client(base_url=address, timeout=60) as client:
            client.get("/health").raise_for_status()
        print(f"the first answer {perf_counter() - start:.1f} s after the start of the server")
        served = address, process.pid

        def measure(name: str, server: tuple[str, int], paths: Iterator[str]) -> float:
            median, slowest, rate, worked = _measured(*server, paths, args.clients, args.seconds)
            print(f"{name:68} p50 {median:6.1f} ms, p99 {slowest:6.1f} ms, {rate:6,.0f}/s, {worked:5.2f} ms of a processor each")
            return rate

        for route in _ROUTES:
            measure(route, served, _paths(index, route))
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
