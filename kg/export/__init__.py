"""A release in the formats of others: RDF in one file, tables, a network."""

from kg.export.export import FORMATS, export

__all__ = ["FORMATS", "export"]
