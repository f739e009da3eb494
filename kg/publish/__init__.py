"""A release onto any SPARQL 1.1 server."""

from kg.publish.publish import Observer, Published, publish

__all__ = ["Observer", "Published", "publish"]
