"""The index of a release: its facts as tables of SQLite, for look-ups that have to be answered at once.

It is made from the graphs, as the store is, and says nothing that they do not say. ``schema.sql`` tells the tables, :class:`Filters` what
can be asked for; :func:`page`, :func:`counts`, :func:`facet`, :func:`one` and :func:`related` answer of what reports state,
:func:`subjects` and :func:`one_subject` of what they speak of, :func:`years_of` of one bureau, :func:`search_names`,
:func:`search_reports` and :func:`resolve` by names.
"""

from kg.index.candidates import candidate, candidate_examples, candidates
from kg.index.changes import Changes, changes
from kg.index.details import holdings, is_bureau, measures, organs, parts, stated_in, tallies
from kg.index.filters import Filters, Kind, narrower, scope, where
from kg.index.index import Index
from kg.index.lists import FACETS, SORTS, Counts, counts, facet, one, page, related
from kg.index.paging import Page
from kg.index.report_rows import ReportRows, report_rows
from kg.index.resolving import Named, resolve
from kg.index.said import Said, read_said
from kg.index.search import search_names, search_reports
from kg.index.stances import Stance, Year, stance, years_held, years_of
from kg.index.subjects import SUBJECT_SORTS, Subject, count_subjects, one_subject, subjects
from kg.index.version import index_hash
from kg.index.writing import INDEX_FILE, Writer

__all__ = [
    "FACETS",
    "INDEX_FILE",
    "SORTS",
    "SUBJECT_SORTS",
    "Changes",
    "Counts",
    "Filters",
    "Index",
    "Kind",
    "Named",
    "Page",
    "ReportRows",
    "Said",
    "Stance",
    "Subject",
    "Writer",
    "Year",
    "candidate",
    "candidate_examples",
    "candidates",
    "changes",
    "count_subjects",
    "counts",
    "facet",
    "holdings",
    "index_hash",
    "is_bureau",
    "measures",
    "narrower",
    "one",
    "one_subject",
    "organs",
    "page",
    "parts",
    "read_said",
    "related",
    "report_rows",
    "resolve",
    "scope",
    "search_names",
    "search_reports",
    "stance",
    "stated_in",
    "subjects",
    "tallies",
    "where",
    "years_held",
    "years_of",
]
