"""The network of measures as a body, and as the files that programs for networks read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from api.answering import ROWS_FORMATS, Values
from api.bodies import Body
from api.catalogue import category_refs, measure_refs
from api.facts import Facts
from api.models import MeasureEdge
from api.pages.words import words
from api.parameters import FILTERS, Parameter, read_choice, read_filters, read_share
from api.table import columns_of, csv_lines
from kg.index import counts

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["NETWORK_FORMATS", "NETWORK_OF", "NORMALISATIONS", "measure_network", "network_files"]

NETWORK_FORMATS = ROWS_FORMATS | {"graphml": "application/graphml+xml", "gexf": "application/gexf+xml"}
"""The formats of a network and their media types."""

NORMALISATIONS = ("count", "jaccard", "cosine", "newman")
"""What an edge may weigh, as :class:`kg.analysis.networks.Normalisation` has it."""

_NARROWED_BY = ("region", "level", "sector", "year", "status")
NETWORK_OF: Sequence[Parameter] = (
    *(FILTERS[name] for name in _NARROWED_BY),
    Parameter(
        "normalisation",
        "What an edge weighs: how many bureaus state both measures, or that number against how many state either (jaccard, cosine), or "
        "with each bureau as one over the number of its other measures (newman)",
        {"type": "string", "enum": list(NORMALISATIONS), "default": "jaccard"},
    ),
    Parameter(
        "backbone",
        "Keep edges that are significant at this level, such as 0.05 (the disparity filter); without it all",
        {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    ),
)
"""The parameters of the network of measures."""


def measure_network(facts: Facts, values: Values) -> Body:
    """Which measures the same bureaus state.

    Raises:
        ProblemError: a parameter has a value that it cannot have.
    """
    from kg.analysis.networks import Normalisation, read_measure_network

    filters = read_filters(facts, values, _NARROWED_BY)
    normalisation = Normalisation(read_choice("normalisation", values.get("normalisation", "jaccard"), NORMALISATIONS))
    backbone = read_share("backbone", values["backbone"]) if "backbone" in values else None
    found = facts.index.made(read_measure_network, filters, normalisation, backbone)
    held = counts(facts.index, "report", replace(filters, status=None))
    known, categories = measure_refs(facts), category_refs(facts)
    return {
        "held": {"bureaus": held.held_bureaus, "reports": held.held_reports},
        "bureaus": found.bureaus,
        "normalisation": normalisation.value,
        "backbone": backbone,
        "modularity": found.communities.modularity if found.edges else None,
        "agreement": found.communities.agreement if found.edges else None,
        "runs": found.communities.runs,
        "caution": words()["network.caution"]["en"],
        "directed": False,
        "multigraph": False,
        "nodes": [
            {
                **known[node.measure],
                "category": categories[node.measure],
                "bureaus": node.bureaus,
                "strength": node.strength,
                "community": node.community,
                "stability": node.stability,
            }
            for node in found.measures
        ],
        "edges": [
            {"source": edge.one, "target": edge.other, "bureaus": edge.shared, "weight": edge.weight, "alpha": edge.alpha}
            for edge in found.edges
        ],
    }


def network_files(content: Body) -> Mapping[str, Callable[[], Iterable[str | bytes]]]:
    """The files of a network: its edges as a table, and the whole of it for Gephi, Cytoscape or networkx."""
    from kg.analysis.networks import NetworkFormat, network_file

    return {
        "csv": lambda: csv_lines(columns_of(MeasureEdge), content["edges"], byte_order_mark=False),
        "graphml": lambda: [network_file(_graph(content), NetworkFormat.GRAPHML)],
        "gexf": lambda: [network_file(_graph(content), NetworkFormat.GEXF)],
    }


def _graph(content: Body) -> "nx.Graph":
    """The network with attributes that are texts and numbers, as files have them; what is not known is left out."""
    import networkx as nx

    graph = nx.Graph(name=f"measures: {content['normalisation']}")
    for node in content["nodes"]:
        rest = {name: node[name] for name in ("iri", "bureaus", "strength", "community", "stability")}
        names = {"label": node["label"]["zh"], "label_en": node["label"]["en"], "category": node["category"]["id"]}
        graph.add_node(node["id"], **_known(names | rest))
    for edge in content["edges"]:
        graph.add_edge(edge["source"], edge["target"], **_known({name: edge[name] for name in ("bureaus", "weight", "alpha")}))
    return graph


def _known(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}
