"""A service of ours on the loopback, as `kg serve` runs it, for clients that talk HTTP."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import sleep

import uvicorn
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from api.app import create_app
from kg.settings import Settings, load_settings
from kg.store import count
from kg.store.description import description
from kg.store.manifest import Manifest
from kg.store.release import DESCRIPTION, MANIFEST, STORE

SETTINGS = replace(load_settings({}), query_workers=1)


@contextmanager
def serving(release: Path, settings: Settings = SETTINGS) -> Iterator[str]:
    """The address of a service on a release folder, which ends with the context."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(create_app(release, settings), log_level="error", access_log=False))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started and thread.is_alive():
            sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def make_release(folder: Path, default: tuple[Path, ...], named: Mapping[str, Path], base: str) -> Path:
    """A release in an empty folder whose store has the triples of some files in the default graph, and others in named graphs.

    Relative IRIs in the files are those under ``base``, and so is what the release calls its data.
    """
    store = Store(folder / STORE)
    for path in default:
        store.extend(Quad(*quad.triple) for quad in _read(path, base))
    for name, path in named.items():
        store.extend(Quad(*quad.triple, NamedNode(name)) for quad in _read(path, base))
    store.flush()
    counts = count(store)
    manifest = Manifest("", "", "", {}, {"data_base": base}, 0, (), len(store), dict(counts.properties), dict(counts.classes), {})
    (folder / MANIFEST).write_bytes(manifest.to_bytes())
    (folder / DESCRIPTION).write_text(description(manifest), encoding="utf-8")
    return folder


def _read(path: Path, base: str) -> Iterator[Quad]:
    return parse(path=path, format=RdfFormat.from_extension(path.suffix[1:]), base_iri=base + path.name)
