"""What the graph says taken together: networks of bureaus and measures."""

from kg.analysis.networks import bureau_measure_network, peers, write_graphml

__all__ = ["bureau_measure_network", "peers", "write_graphml"]
