"""From a file to its text: one module per format, and processes with limits in which they run."""

from kg.reading.pool import Reader
from kg.reading.read import read

__all__ = ["Reader", "read"]
