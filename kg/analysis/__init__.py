"""What the reports say taken together: networks of bureaus and measures, and candidates for the catalogue."""

from kg.analysis.candidates import Candidate, Example, Suggestions, suggest
from kg.analysis.networks import bureau_measure_network, peers, read_network, write_graphml

__all__ = ["Candidate", "Example", "Suggestions", "bureau_measure_network", "peers", "read_network", "suggest", "write_graphml"]
