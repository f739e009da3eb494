"""Raw UTF-8 in addresses, over a connection of its own: clients of tests encode it."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import serving

from api.request_line import percent_encoded


@pytest.fixture(scope="module")
def address(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    with serving(release, tmp_path_factory.mktemp("log") / "log") as (url, _):
        host, _, port = url.removeprefix("http://").rpartition(":")
        yield host, int(port)


def _answers(address: tuple[str, int], *pieces: bytes) -> bytes:
    """All that comes back on one connection, which the last request has to close."""
    with socket.create_connection(address, timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            connection.sendall(piece)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def _request(target: str, *headers: str) -> bytes:
    return "\r\n".join((f"GET {target} HTTP/1.1", "Host: here", "Connection: close", *headers, "", "")).encode()


@pytest.mark.parametrize("target", ["/search?q=双随机&limit=1", "/measures/双随机", "/adoptions?region=浙江省"])
def test_raw_utf8_is_taken_as_if_encoded(address: tuple[str, int], target: str) -> None:
    status, *_ = _answers(address, _request(target)).splitlines()
    assert status == b"HTTP/1.1 200 OK"


def test_a_character_may_come_in_pieces(address: tuple[str, int]) -> None:
    whole = _request("/search?q=双随机&limit=1", "Accept: application/json", "X-Other: 双")
    cut = whole.index("双".encode()) + 1
    answers = [_answers(address, whole), _answers(address, whole[:cut], whole[cut:])]
    assert [answer.partition(b"\r\n\r\n")[2] for answer in answers] == [answers[0].partition(b"\r\n\r\n")[2]] * 2
    assert "双随机".encode() in answers[0]


@pytest.mark.parametrize("line", ["GET /search?q=双 随机 HTTP/1.1", "GET /search HTTP/双", "双"])
def test_what_is_no_request_line_is_none_with_utf8_either(address: tuple[str, int], line: str) -> None:
    assert _answers(address, f"{line}\r\nHost: here\r\nConnection: close\r\n\r\n".encode()).startswith(b"HTTP/1.1 400 ")


def test_a_body_keeps_its_bytes(address: tuple[str, int]) -> None:
    body = 'SELECT ("双随机" AS ?a) {}'.encode()
    fields = (f"Content-Length: {len(body)}", "Content-Type: application/sparql-query")
    head = _request("/sparql", *fields).replace(b"GET", b"POST", 1)
    assert "双随机".encode() in _answers(address, head, body)
    assert "双随机".encode() in _answers(address, head + body)


def test_only_the_first_line_is_encoded() -> None:
    assert percent_encoded("GET /双 HTTP/1.1\r\nX: 双\r\n".encode()) == b"GET /%E5%8F%8C HTTP/1.1\r\nX: \xe5\x8f\x8c\r\n"
    assert percent_encoded(b"GET /%E5 HTTP/1.1\r\n") == b"GET /%E5 HTTP/1.1\r\n"
