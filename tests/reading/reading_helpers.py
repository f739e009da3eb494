"""A worker that does what a hostile file may make a library do: a file says ``!ACTION`` in its first line, then the argument."""

import ctypes
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from kg.reading import document, plain, worker
from kg.reading.formats import Format
from kg.reading.layout import Layout

_kept: list[bytearray] = []
PROGRAM = "from reading_helpers import main; main()"


def can_forbid_writing() -> bool:
    """Whether this system can keep a process from writing; told by another process, which cannot undo it."""
    program = "from kg.sandbox import forbid_writing; print(forbid_writing([]))"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"True\n"


def main() -> None:
    """A worker as it is but for its readers of plain text and PDF, which unpacks as well."""
    document._READERS = dict.fromkeys((Format.PLAIN, Format.PDF), _read)
    worker._members = lambda path, _settings: (_read(path.read_bytes(), path).text.encode(),)
    worker.main()


def _read(data: bytes, path: Path) -> Layout:
    layout = plain.read(data, path)
    if not layout.text.startswith("!"):
        return layout
    action, _, argument = layout.text[1:].partition("\n")
    text = globals()[f"_{action}"](argument) or "done"
    return Layout(raw=text, text=text, media_type=Format.PLAIN)


def _loop(_argument: str) -> None:
    while True:
        pass


def _loop_with_the_lock(_argument: str) -> None:
    ctypes.PyDLL(None).pause()


def _swell(_argument: str) -> None:
    hoard = []
    while True:
        hoard.append(bytearray(10 << 20))


def _take(argument: str) -> None:
    bytearray(int(argument) << 20)


def _keep(argument: str) -> None:
    _kept.append(bytearray(int(argument) << 20))


def _crash(_argument: str) -> None:
    ctypes.string_at(0)


def _end(_argument: str) -> None:
    os._exit(3)


def _fail(_argument: str) -> None:
    raise IndexError("out of range\n\x1b[2J")


def _recurse(argument: str) -> None:
    _recurse(argument)


def _surrogate(_argument: str) -> str:
    return "某某市\ud800水利局"


def _change(argument: str) -> str:
    """Try to change a file in every way; what fails is told."""
    path = Path(argument)
    ways: Mapping[str, Callable[[], object]] = {
        "write": lambda: path.write_text("x", encoding="utf-8"),
        "cut off": lambda: os.truncate(path, 0),
        "make": lambda: path.with_name("new").touch(),
        "make a folder": lambda: path.with_name("folder").mkdir(),
        "link": lambda: path.with_name("link").symlink_to(path),
        "move": lambda: path.rename(path.with_name("moved")),
        "take": lambda: path.rename("taken"),
        "remove": path.unlink,
    }
    return "、".join(way for way, change in ways.items() if not _is_permitted(change))


def _is_permitted(action: Callable[[], object]) -> bool:
    try:
        action()
    except OSError:
        return False
    return True


def _fill(argument: str) -> None:
    with Path("file").open("wb") as file:
        file.writelines(bytes(1 << 20) for _ in range(int(argument)))


def _start_program(_argument: str) -> None:
    subprocess.run(["sh", "-c", "sleep 600; true"], check=True)


def _answer(argument: str) -> None:
    """Send these bytes in place of an answer, and no more."""
    os.write(int(sys.argv[1]), bytes.fromhex(argument))
    time.sleep(600)


def _plant_link(argument: str) -> None:
    """Put a link among the unpacked files, and answer."""
    Path("unpacked").mkdir()
    Path("unpacked/0").symlink_to("/etc/passwd")
    _answer(argument)


def _hang_up(_argument: str) -> None:
    with socket.socket(fileno=os.dup(int(sys.argv[1]))) as channel:
        channel.shutdown(socket.SHUT_RDWR)
    time.sleep(600)


def _sleep(argument: str) -> None:
    time.sleep(float(argument))


def _look(_argument: str) -> str:
    """What the process has been given, as JSON."""
    for folder in (Path("a"), Path("b")):
        folder.mkdir()
    Path("a/file").touch()
    Path("a/file").rename("b/file")
    seen = {
        "environment": sorted(os.environ),
        "folder": str(Path.cwd()),
        "descriptors": {path.name: str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.exists()},
        "sockets": [family.name for family in socket.AddressFamily if _is_permitted(partial(_make_socket, family))],
    }
    return json.dumps(seen, separators=(",", ":"))


def _make_socket(family: socket.AddressFamily) -> None:
    with socket.socket(family):
        pass
