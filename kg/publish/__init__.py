"""A release onto any SPARQL 1.1 server, and its index from there."""

from kg.publish.indexing import index_published
from kg.publish.publish import Observer, Published, publish

__all__ = ["Observer", "Published", "index_published", "publish"]
