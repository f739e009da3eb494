"""The index of a release: its facts as tables of SQLite, for look-ups that have to be answered at once.

It is made from the graphs, as the store is, and says nothing that they do not say. ``schema.sql`` tells the tables, :class:`Filters` what
can be asked for, :func:`page`, :func:`counts`, :func:`facet`, :func:`one`, :func:`related` and :func:`search_names` answer.
"""

from kg.index.filters import Filters, Kind, narrower, scope, where
from kg.index.index import Index
from kg.index.lists import FACETS, SORTS, Counts, Page, counts, facet, one, page, related
from kg.index.report_rows import ReportRows, report_rows
from kg.index.said import Said, read_said
from kg.index.search import search_names
from kg.index.writing import INDEX_FILE, Writer

__all__ = [
    "FACETS",
    "INDEX_FILE",
    "SORTS",
    "Counts",
    "Filters",
    "Index",
    "Kind",
    "Page",
    "ReportRows",
    "Said",
    "Writer",
    "counts",
    "facet",
    "narrower",
    "one",
    "page",
    "read_said",
    "related",
    "report_rows",
    "scope",
    "search_names",
    "where",
]
