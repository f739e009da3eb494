"""Release folders and the embedded store in them."""

from kg.store.manifest import LeftOut, Manifest, ReportEntry
from kg.store.oxigraph import load_store, open_store
from kg.store.release import read_manifest, resolve

__all__ = ["LeftOut", "Manifest", "ReportEntry", "load_store", "open_store", "read_manifest", "resolve"]
