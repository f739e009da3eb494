"""Networks as files; equal networks give equal bytes."""

import json
import re
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import networkx as nx

from kg.errors import OutputError

__all__ = ["NetworkFormat", "network_file", "write_graphml", "write_network"]

_DATE = re.compile(' lastmodifieddate="[0-9-]{10}"')


class NetworkFormat(StrEnum):
    """GraphML for Gephi, Cytoscape and yEd; GEXF, Gephi's own; node-link JSON for d3, sigma.js and networkx."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    JSON = "json"


def write_network(graph: nx.Graph, path: Path, form: NetworkFormat) -> None:
    """Write a network in a format.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        path.write_bytes(network_file(graph, form))
    except OSError as error:
        raise OutputError(path, (error.strerror or "cannot be written").lower()) from error


def network_file(graph: nx.Graph, form: NetworkFormat) -> bytes:
    """A network in a format."""
    match form:
        case NetworkFormat.GRAPHML:
            out = BytesIO()
            nx.write_graphml_xml(graph, out)  # write_graphml would write other bytes where lxml is installed
            return out.getvalue()
        case NetworkFormat.GEXF:
            return _gexf(graph).encode()
        case NetworkFormat.JSON:
            return f"{json.dumps(nx.node_link_data(graph), ensure_ascii=False, indent=1)}\n".encode()


def write_graphml(graph: nx.Graph, path: Path) -> None:
    """Write a network as GraphML.

    Raises:
        OutputError: the file cannot be written.
    """
    write_network(graph, path, NetworkFormat.GRAPHML)


def _gexf(graph: nx.Graph) -> str:
    """The network as GEXF, without the day on which it is written."""
    return _DATE.sub("", "\n".join(nx.generate_gexf(graph)) + "\n", count=1)
