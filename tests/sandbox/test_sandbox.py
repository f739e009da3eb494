"""A confined process can do what it must, and not what it must not."""

import platform
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


def outcome(code: str, *arguments: object) -> str:
    """What a process prints that imports the sandbox, then runs this code; ``refused(action)`` tells whether an action fails."""
    program = (
        "import os, socket, subprocess, sys\nfrom pathlib import Path\nfrom kg.sandbox import *\n"
        "def refused(action, *arguments):\n"
        "    try:\n        action(*arguments)\n    except OSError:\n        return True\n    return False\n"
    )
    command = [sys.executable, "-c", program + code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


CAN_FORBID_WRITING = outcome("print(forbid_writing([]))") == "True"
CAN_FORBID_SIGNALS = CAN_FORBID_WRITING and tuple(map(int, platform.release().split(".")[:2])) >= (6, 12)

needs_landlock = pytest.mark.skipif(not CAN_FORBID_WRITING, reason="this kernel has no Landlock")


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_no_socket_reaches_another_machine() -> None:
    families = "AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"
    for family in families:
        assert outcome(f"confine(); print(refused(socket.socket, socket.{family}))") == "True"


def test_a_program_that_is_started_has_no_network_either(server: socket.socket) -> None:
    connect = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])))"
    code = "confine(); print(subprocess.run([sys.executable, '-c', sys.argv[1], sys.argv[2]], stderr=subprocess.PIPE).stderr.decode())"
    assert "Operation not permitted" in outcome(code, connect, server.getsockname()[1])


def test_the_numbers_of_calls_of_another_set_are_refused() -> None:
    code = "import ctypes; confine(); print(ctypes.CDLL(None, use_errno=True).syscall({}, 2, 1, 0), ctypes.get_errno())"
    assert outcome(code.format(0x40000029)) == "-1 1"
    assert outcome(code.format(425)) == "-1 1"


def test_sockets_of_this_machine_are_left() -> None:
    assert outcome("confine(); print(refused(socket.socket, socket.AF_UNIX), refused(socket.socketpair))") == "False False"


@needs_landlock
def test_files_are_written_in_the_given_folder_only(tmp_path: Path) -> None:
    given, other = tmp_path / "given", tmp_path / "other"
    given.mkdir()
    other.mkdir()
    (other / "kept").write_text("x", encoding="utf-8")
    code = (
        "given, other = map(Path, sys.argv[1:]); confine([given]); (given / 'a').mkdir(); (given / 'a' / 'x').touch();"
        "(given / 'a' / 'x').rename(given / 'y'); Path(os.devnull).write_text('x'); kept = other / 'kept';"
        "print([refused(action) for action in (kept.unlink, lambda: kept.write_text('y'), lambda: os.truncate(kept, 0),"
        "(other / 'z').touch, lambda: kept.rename(given / 'z'), lambda: (given / 'y').rename(other / 'y'),"
        "lambda: os.mkfifo(other / 'p'))])"
    )
    assert outcome(code, given, other) == str([True] * 7)
    assert [path.name for path in other.iterdir()] == ["kept"]
    assert sorted(path.name for path in given.iterdir()) == ["a", "y"]


@needs_landlock
def test_sockets_are_made_and_removed_where_they_may_be(tmp_path: Path) -> None:
    code = (
        "place = Path(sys.argv[1]); confine(sockets=[place]); server = socket.socket(socket.AF_UNIX); server.bind(str(place / 's'));"
        "client = socket.socket(socket.AF_UNIX); server.listen(); client.connect(str(place / 's')); (place / 's').unlink();"
        "print(refused((place / 'file').touch))"
    )
    assert outcome(code, tmp_path) == "True"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not CAN_FORBID_SIGNALS, reason="this kernel's Landlock knows no scopes")
def test_no_process_outside_is_signalled() -> None:
    assert outcome("confine(); print(refused(os.kill, os.getppid(), 0), refused(os.kill, os.getpid(), 0))") == "True False"
