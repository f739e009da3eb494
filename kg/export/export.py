"""Export of a release."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kg.analysis.networks import read_network, write_graphml
from kg.errors import UnknownNameError
from kg.export.csvw import write_csv
from kg.export.output import writing
from kg.export.parquet import write_parquet
from kg.export.rdf import write_jsonld, write_nquads, write_trig
from kg.store.release import held

__all__ = ["FORMATS", "export"]


def export(release: Path, format_name: str, out: Path, *, force: bool = False) -> Mapping[str, int]:
    """Write a concrete release folder in one of the ``FORMATS``, and return how many things of which kind were written.

    ``out`` appears when it is whole. If it is there already, ``force`` replaces it.

    Raises:
        UnknownNameError: there is no such format.
        ReleaseError: the release cannot be read.
        OutputError: ``out`` cannot be written, or is there already.
    """
    if format_name not in FORMATS:
        raise UnknownNameError("format", format_name, f"there are {', '.join(FORMATS)}")
    with held(release), writing(out, force=force) as made:
        return FORMATS[format_name](release, made)


def _write_graphml(release: Path, out: Path) -> Mapping[str, int]:
    network = read_network(release)
    write_graphml(network, out)
    return {"nodes": network.number_of_nodes(), "edges": network.number_of_edges()}


FORMATS: Mapping[str, Callable[[Path, Path], Mapping[str, int]]] = {
    "nquads": write_nquads,
    "trig": write_trig,
    "jsonld": write_jsonld,
    "csv": write_csv,
    "parquet": write_parquet,
    "graphml": _write_graphml,
}
