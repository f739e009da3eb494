"""Networks of bureaus with what they state: two-mode networks, their projections, communities and centralities."""

from kg.analysis.networks.centrality import Centrality, centralities
from kg.analysis.networks.communities import Communities, Community, communities
from kg.analysis.networks.files import NetworkFormat, network_file, write_graphml, write_network
from kg.analysis.networks.measures import MeasureNetwork, MeasureNode, read_measure_network
from kg.analysis.networks.projection import Edge, Normalisation, peers, projection
from kg.analysis.networks.two_mode import BUREAU, DOCUMENT, MEASURE, bureau_document_network, bureau_measure_network, read_network

__all__ = [
    "BUREAU",
    "DOCUMENT",
    "MEASURE",
    "Centrality",
    "Communities",
    "Community",
    "Edge",
    "MeasureNetwork",
    "MeasureNode",
    "NetworkFormat",
    "Normalisation",
    "bureau_document_network",
    "bureau_measure_network",
    "centralities",
    "communities",
    "network_file",
    "peers",
    "projection",
    "read_measure_network",
    "read_network",
    "write_graphml",
    "write_network",
]
