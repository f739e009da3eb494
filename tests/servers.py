"""SPARQL servers on ports of the loopback: ours, and those of other makes, each with a store of its own that is gone with it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from kg.store.addresses import Addresses, Credentials

CREDENTIALS = Credentials("kg", "秘密 & secret")
HAS_VIRTUOSO = shutil.which("virtuoso-t") is not None

_START = 60.0  # seconds
_INI = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {max_rows}
"""


@contextmanager
def serving(release: Path | None, log: Path, *options: str, **environment: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """``kg serve`` on a release, or what the options name, until it is interrupted: its address and its process. It logs to a file."""
    served = [release] if release else []
    command = [sys.executable, "-W", "error", "-c", "from kg.cli import main; main()", "serve", *served, "--port", "0", *options]
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env={**os.environ, **environment}, process_group=0
        ) as process,
    ):
        try:
            assert process.stdout is not None
            address = next(match[0] for line in process.stdout if (match := re.search(r"http://[\d.:]+", line)))
            _wait(process, int(address.rpartition(":")[2]))
            yield address, process
            process.send_signal(signal.SIGINT)
            process.wait(_START)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def oxigraph(*options: str) -> Iterator[Addresses]:
    """Oxigraph's server, in memory."""
    port = _free_port()
    command = [Path(sys.executable).with_name("oxigraph"), "serve", "--bind", f"127.0.0.1:{port}", *options]
    with _running(command, port):
        base = f"http://127.0.0.1:{port}"
        yield Addresses(f"{base}/query", f"{base}/update", f"{base}/store")


@contextmanager
def virtuoso(folder: Path, max_rows: int = 10_000, buffers: int = 2_000, statements: Sequence[str] = ()) -> Iterator[Addresses]:
    """Virtuoso in a folder, empty or one that it has used, with a user who may write; it holds so many pages of 8 KiB in memory.

    The statements, of its SQL, are run first; they may read the files of the folder.
    """
    http, sql = _free_port(), _free_port()
    parameters = {"http": http, "sql": sql, "max_rows": max_rows, "buffers": buffers, "dirty": buffers * 3 // 4, "folder": folder}
    (folder / "virtuoso.ini").write_text(_INI.format(**parameters), encoding="utf-8")
    with _running(["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"], http, folder):
        user = f"DB.DBA.USER_CREATE('{CREDENTIALS.name}', '{CREDENTIALS.password}');\nGRANT SPARQL_UPDATE TO \"{CREDENTIALS.name}\";\n"
        login = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba"]
        subprocess.run(login, input=user.encode(), check=True, capture_output=True)
        for statement in statements:
            said = subprocess.run([*login, "ERRORS=STDOUT", f"exec={statement}"], check=True, capture_output=True, text=True).stdout
            assert "*** Error" not in said, said
        base = f"http://127.0.0.1:{http}"
        yield Addresses(f"{base}/sparql", f"{base}/sparql-auth", f"{base}/sparql-graph-crud-auth")
        subprocess.run(login, input=b"checkpoint;\n", check=True, capture_output=True)


def processes(root: int) -> Iterator[Path]:
    """The folders in /proc of a process and of those that it started, with all that they started."""
    yield Path(f"/proc/{root}")
    with suppress(OSError):  # it has ended meanwhile
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from processes(int(child))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def _running(command: Sequence[str | Path], port: int, folder: Path | None = None) -> Iterator[None]:
    """A program that listens at a port, in a group of processes that ends with the context."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0)
    try:
        _wait(process, port)
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: subprocess.Popen[Any], port: int) -> None:
    deadline = monotonic() + _START
    while monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.05)
        else:
            return
    pytest.fail(f"{process.args!r} does not listen at {port}")
