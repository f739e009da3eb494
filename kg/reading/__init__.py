"""From a file to its text: one module per format, one function in front of them."""

from kg.reading.read import read

__all__ = ["read"]
