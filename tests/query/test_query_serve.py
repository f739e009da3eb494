"""``kg serve`` as those who run it see it: several processes, new releases, logs, metrics, and the end."""

import json
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
import servers
import typer
from httpx2 import Client, Response

from kg.cli.serve import serve
from kg.errors import AddressError
from kg.store.release import CURRENT, MANIFEST, read_manifest

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass(frozen=True, slots=True)
class Served:
    """A server, its process and its log."""

    client: Client
    process: "subprocess.Popen[str]"
    log: Path

    def requests(self) -> list[dict[str, Any]]:
        """What the log tells of the requests."""
        lines = [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [line for line in lines if line["message"] == "request"]

    def ask_slowly(self, seconds: float, address: str = "192.0.2.1") -> Response:
        """The answer to a query that is stopped after so many seconds, if it is run."""
        parameters = {"query": ENDLESS, "timeout": str(seconds)}
        return self.client.get("/sparql", params=parameters, headers={"X-Forwarded-For": address})

    def wait_for(self, request: str) -> dict[str, Any]:
        deadline = monotonic() + 20
        while monotonic() < deadline:
            for line in self.requests():
                if line["request_id"] == request:
                    return line
            sleep(0.05)
        pytest.fail(f"the log does not tell of {request}")


@contextmanager
def running(release: Path, folder: Path, *options: str, **environment: str) -> Iterator[Served]:
    """``kg serve`` until it is interrupted."""
    log = folder / "log"
    with servers.serving(release, log, *options, **environment) as (address, process), Client(base_url=address, timeout=30) as client:
        yield Served(client, process, log)
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def releases(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two releases of one graph, the first of which is current."""
    folder = tmp_path_factory.mktemp("releases")
    for name in ("first", "second"):
        shutil.copytree(release, folder / name)
    other = replace(read_manifest(release), code="0" * 64)
    (folder / "second" / MANIFEST).write_bytes(other.to_bytes())
    (folder / CURRENT).symlink_to("first")
    return folder


@pytest.fixture(scope="module")
def served(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One process with one worker for SPARQL, behind a proxy."""
    limits = {"KG_QUERY_WORKERS": "1", "KG_QUERY_QUEUE": "1", "KG_CLIENT_QUERIES": "2", "KG_TRUSTED_PROXIES": "127.0.0.1"}
    with running(releases, tmp_path_factory.mktemp("one"), **limits) as served:
        yield served


def test_an_answer_bears_the_id_of_its_request_and_so_does_the_log(served: Served) -> None:
    answer = served.client.get("/sparql", params={"query": "ASK {}"}, headers={"X-Request-ID": "of-mine.1"})
    assert answer.headers["x-request-id"] == "of-mine.1"
    line = served.wait_for("of-mine.1")
    assert {"method": "GET", "path": "/sparql", "status": 200, "client": "127.0.0.1"}.items() <= line.items()
    assert line["bytes"] == len(answer.content)


@pytest.mark.parametrize("given", ["a b", "x" * 65, "", 'a"b', "é"])
def test_an_id_that_is_none_is_replaced(served: Served, given: str) -> None:
    answer = served.client.get("/nowhere", headers={"X-Request-ID": given.encode()})
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])


def test_metrics_count_requests_by_route_and_status(served: Served) -> None:
    for name in ("one", "two"):
        assert served.client.get(f"/measures/{name}").status_code == 404
    line = 'kg_requests_total{method="GET",route="/measures/{measure}",status="404"} 2.0'
    assert line in served.client.get("/health/metrics").text.splitlines()


def test_a_query_whose_client_has_gone_is_stopped(served: Served) -> None:
    with socket.create_connection((served.client.base_url.host, served.client.base_url.port or 0)) as connection:
        query = ENDLESS.replace(" ", "+").replace("?", "%3F")
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\nX-Request-ID: gone\r\n\r\n".encode())
        sleep(0.3)
    line = served.wait_for("gone")
    assert line["status"] == 499
    assert line["seconds"] < 2
    assert served.client.get("/sparql", params={"query": "ASK {}"}).elapsed.total_seconds() < 2


def test_one_client_and_all_together_may_have_so_many_queries_under_way(served: Served) -> None:
    with ThreadPoolExecutor(2) as threads:
        under_way = [threads.submit(served.ask_slowly, 1.5) for _ in range(2)]
        sleep(0.5)
        one_more, of_another = served.ask_slowly(1.5), served.ask_slowly(1.5, "192.0.2.2")
        assert (one_more.status_code, one_more.headers["retry-after"]) == (429, "1")
        assert (of_another.status_code, of_another.headers["retry-after"]) == (503, "10")
        assert ["stopped after" in answer.result().json()["detail"] for answer in under_way] == [True, True]


def test_a_release_that_becomes_current_is_served_without_dropping_a_request(served: Served, releases: Path) -> None:
    before = served.client.get("/health").json()["release"]
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(served.ask_slowly, 3)
        link = releases / "new"
        link.symlink_to("second")
        link.rename(releases / CURRENT)
        deadline = monotonic() + 20
        while (now := served.client.get("/health").json()["release"]) == before:
            assert monotonic() < deadline, "the new release is not served"
        assert "stopped after 3 s" in slow.result().json()["detail"]
    assert now == read_manifest(releases / "second").release_id
    documented = served.client.get("/openapi.json").json()["paths"]["/health"]["get"]["responses"]["200"]["content"]
    assert documented["application/json"]["example"]["release"] == now


def test_several_processes_count_together_and_answer_what_is_under_way_before_the_end(release: Path, tmp_path: Path) -> None:
    with running(release, tmp_path, "--workers", "2") as served, ThreadPoolExecutor(1) as threads:
        *_, last = [served.client.get("/health/metrics", headers={"Connection": "close"}).text for _ in range(10)]
        assert 'kg_requests_total{method="GET",route="/health/metrics",status="200"} 9.0' in last.splitlines()
        slow = threads.submit(served.ask_slowly, 1)
        sleep(0.3)
        served.process.send_signal(signal.SIGTERM)
        assert "stopped after 1 s" in slow.result().json()["detail"]
        assert served.process.wait(20) == 0


def test_an_address_in_use_is_an_error_of_its_user(release: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(AddressError, match=rf"127\.0\.0\.1:{port}: .*--port"):
            serve(release, port=port)


def test_a_folder_or_an_endpoint_is_served() -> None:
    with pytest.raises(typer.BadParameter, match="one of the two"):
        serve()
