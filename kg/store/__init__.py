"""Release folders and the embedded store in them."""

from kg.store.manifest import KeptFile, LeftOut, Manifest, ReportEntry
from kg.store.oxigraph import load_store, open_store
from kg.store.release import read_manifest, resolve

__all__ = ["KeptFile", "LeftOut", "Manifest", "ReportEntry", "load_store", "open_store", "read_manifest", "resolve"]
