"""SHACL Core, as far as ``ontology/shapes.ttl`` uses it: each constraint of a shape is checked over a whole column of the graph.

pySHACL, which takes some fifty times as long, is the judge of it in the tests.
"""

from kg.graph.shacl.columns import Columns
from kg.graph.shacl.reading import read_shapes
from kg.graph.shacl.shape import Finding, Shape

__all__ = ["Columns", "Finding", "Shape", "read_shapes"]
