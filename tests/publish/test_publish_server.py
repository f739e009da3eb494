"""What a server is sent, and what becomes of its failures; the server is a few lines of Python here."""

import threading
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kg.errors import EndpointError, QueryIncompleteError, QueryStoppedError
from kg.store import server as module
from kg.store.addresses import Addresses, Credentials, credentials_for
from kg.store.server import Server

ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'
JSON = "application/sparql-results+json"


@dataclass
class Scripted:
    """A server that answers as told, then with success; ``seen`` are the headers of authorisation of the requests."""

    address: str
    script: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    seen: list[str | None] = field(default_factory=list)

    def connect(self, credentials: Credentials | None = None, delays: tuple[float, ...] = (0.0, 0.0, 0.0)) -> Server:
        return Server(Addresses(self.address, self.address, self.address), credentials, delays=delays)


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            told.seen.append(self.headers["Authorization"])
            status, headers, body = told.script.pop(0) if told.script else (200, {}, ROWS)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_POST  # noqa: N815 - the name that http.server looks for

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    with HTTPServer(("127.0.0.1", 0), Handler) as listener:
        told = Scripted(f"http://127.0.0.1:{listener.server_port}/sparql")
        thread = threading.Thread(target=listener.serve_forever, args=(0.01,))
        thread.start()
        yield told
        listener.shutdown()
        thread.join()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_request_is_repeated_while_the_server_fails(scripted: Scripted, status: int, caplog: pytest.LogCaptureFixture) -> None:
    scripted.script = [(status, {}, b"busy")] * 3
    with scripted.connect() as server:
        assert server.rows("SELECT ?x {}") == [{"x": "1"}]
    assert len(scripted.seen) == 4
    assert [record.getMessage() for record in caplog.records if record.name == "kg.store.server"] == [
        f"{scripted.address}: a query: status {status}: busy; trying again in 0 s"
    ] * 3


@pytest.mark.parametrize(("status", "requests"), [(503, 4), (400, 1), (403, 1), (404, 1), (413, 1)])
def test_the_last_failure_is_told_in_one_line(scripted: Scripted, status: int, requests: int) -> None:
    scripted.script = [(status, {}, b"<p>no\n  room</p>" + b"x" * 1000)] * 4
    with scripted.connect() as server, pytest.raises(EndpointError) as caught:
        server.put("urn:graph", b"")
    assert str(caught.value).startswith(f"{scripted.address}: graph urn:graph: status {status}: <p>no room</p>xxx")
    assert len(str(caught.value)) < 400
    assert len(scripted.seen) == requests


@pytest.mark.parametrize(
    ("status", "hinted"), [(400, True), (405, True), (415, True), (401, False), (413, False), (429, False), (500, False)]
)
def test_only_a_refusal_of_the_address_hints_at_another_one_for_updates(scripted: Scripted, status: int, hinted: bool) -> None:
    scripted.script = [(status, {}, b"no")] * 4
    with scripted.connect() as server, pytest.raises(EndpointError) as caught:
        server.update("CLEAR ALL", "a graph")
    assert ("--update" in str(caught.value)) is hinted


def test_a_server_that_is_not_there_is_told() -> None:
    address = "http://127.0.0.1:9/sparql"
    with (
        Server(Addresses(address, address), delays=(0.0,)) as server,
        pytest.raises(EndpointError, match=rf"^{address}: graph a: .*refused"),
    ):
        server.update("CLEAR ALL", "graph a")


def test_a_server_that_does_not_answer_is_given_up(scripted: Scripted) -> None:
    scripted.script = [(200, {"Content-Length": "5"}, b"")] * 2
    with Server(Addresses(scripted.address, scripted.address), timeout=0.2, delays=(0.0,)) as server, pytest.raises(EndpointError):
        server.update("CLEAR ALL", "graph a")
    assert len(scripted.seen) == 2


def test_credentials_are_given_to_who_asks(scripted: Scripted) -> None:
    scripted.script = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")]
    with scripted.connect(Credentials("kg", "geheim")) as server:
        server.rows("SELECT ?x {}")
        server.update("CLEAR ALL", "a")
    basic = "Basic " + b64encode(b"kg:geheim").decode()
    assert scripted.seen == [None, basic, basic]


def test_credentials_in_the_digest_manner_keep_the_password(scripted: Scripted) -> None:
    scripted.script = [(401, {"WWW-Authenticate": 'Digest realm="x", nonce="n", qop="auth"'}, b"")] * 2
    with scripted.connect(Credentials("kg", "geheim")) as server:
        server.rows("SELECT ?x {}")
    assert scripted.seen[:2] == [None, None]
    assert str(scripted.seen[2]).startswith('Digest username="kg"')
    assert "geheim" not in str(scripted.seen)


def test_wrong_credentials_are_told_without_the_password(scripted: Scripted) -> None:
    scripted.script = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b"who?")] * 2
    credentials = Credentials("kg", "geheim")
    with scripted.connect(credentials) as server, pytest.raises(EndpointError, match="a: status 401: who") as caught:
        server.update("CLEAR ALL", "a")
    assert "geheim" not in f"{caught.value}{credentials!r}"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"X-SQL-State": "S1TAT"}, ROWS),
        ({"X-SPARQL-MaxRows": "1"}, ROWS),
        ({}, ROWS[:-10]),
        ({}, ROWS[:-10] + b"The SPARQL operation has been cancelled"),
        ({}, b"<html>"),
    ],
)
def test_our_own_queries_take_no_part_for_the_whole(scripted: Scripted, headers: dict[str, str], body: bytes) -> None:
    scripted.script = [(200, headers, body)]
    with scripted.connect() as server, pytest.raises(EndpointError, match="whole"):
        server.rows("SELECT ?x {}")


def test_an_interrupted_query_has_no_reply(scripted: Scripted) -> None:
    scripted.script = [(200, {"X-SQL-State": "S1TAT", "X-SQL-Message": "Returning incomplete results"}, ROWS)]
    with scripted.connect() as server, pytest.raises(QueryIncompleteError, match="incomplete results"), server.query("ASK {}", JSON, 5.0):
        pytest.fail("there is no reply")


def test_a_broken_connection_is_no_end_of_an_answer(scripted: Scripted) -> None:
    scripted.script = [(200, {"Content-Length": "100000"}, ROWS)]
    with scripted.connect() as server, server.query("ASK {}", JSON, 5.0) as reply, pytest.raises(QueryIncompleteError, match="broke off"):
        reply.body.read()


def test_an_answer_has_a_size(scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGEST", 1 << 20)
    scripted.script = [(200, {}, b" " * (2 << 20))]
    with (
        scripted.connect() as server,
        server.query("ASK {}", JSON, 5.0) as reply,
        pytest.raises(QueryStoppedError, match="more than 1 MiB"),
    ):
        reply.body.read()


@pytest.mark.parametrize("address", ["http://kg:geheim@127.0.0.1/sparql", "http://geheim@127.0.0.1/sparql"])
def test_addresses_have_no_passwords(address: str) -> None:
    with pytest.raises(EndpointError, match="KG_ENDPOINT_PASSWORD") as caught:
        Addresses(address, "http://127.0.0.1/")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("address", ["127.0.0.1:80/sparql", "file:///etc/passwd", "http://", ""])
def test_addresses_are_those_of_http(address: str) -> None:
    with pytest.raises(EndpointError, match="is no address"):
        Addresses(address, address)


def test_credentials_come_from_the_environment_or_netrc(tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine example.org login kg password geheim\n", encoding="utf-8")
    netrc.chmod(0o600)
    environ = {"NETRC": str(netrc)}
    assert credentials_for("https://example.org:8890/sparql", environ) == Credentials("kg", "geheim")
    assert credentials_for("https://example.com/sparql", environ) is None
    mine = {**environ, "KG_ENDPOINT_USER": "me", "KG_ENDPOINT_PASSWORD": "mine"}
    assert credentials_for("https://example.org/sparql", mine) == Credentials("me", "mine")
    netrc.write_text("machine", encoding="utf-8")
    with pytest.raises(EndpointError, match="cannot be read for its password"):
        credentials_for("https://example.org/sparql", environ)
