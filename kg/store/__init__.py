"""Release folders and the embedded store in them."""

from kg.store.manifest import KeptFile, LeftOut, Manifest, ReportEntry
from kg.store.oxigraph import count, load_store, open_store, update_store
from kg.store.release import Release, open_release, read_manifest, resolve

__all__ = [
    "KeptFile",
    "LeftOut",
    "Manifest",
    "Release",
    "ReportEntry",
    "count",
    "load_store",
    "open_release",
    "open_store",
    "read_manifest",
    "resolve",
    "update_store",
]
