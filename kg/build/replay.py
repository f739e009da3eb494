"""Facts and their quotes: is each piece of evidence in its source, letter by letter, where it says?"""

import itertools
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.iris import DCTERMS, GM, OA
from kg.types import SourceText

__all__ = ["Quote", "facts", "quotes", "replay", "unproved_fields", "unstated_measures"]

_FACTS = ("Adoption", "Metric", "Problem", "PolicyDocument", "Organization")
_FACTS_QUERY = f"""
SELECT DISTINCT ?fact (EXISTS {{ ?fact <{GM}evidence> ?evidence }} AS ?proved) WHERE {{
  VALUES ?class {{ {" ".join(f"<{GM}{name}>" for name in _FACTS)} }}
  ?fact a ?class
}} ORDER BY ?fact
"""
_QUOTES_QUERY = f"""
SELECT DISTINCT ?evidence ?source ?start ?end ?exact ?prefix ?suffix WHERE {{
  {{ ?evidence a <{GM}Evidence> }} UNION {{ ?fact <{GM}evidence> ?evidence }}
  OPTIONAL {{ ?evidence <{OA}hasSource> ?source }}
  OPTIONAL {{ ?evidence <{OA}start> ?start }}
  OPTIONAL {{ ?evidence <{OA}end> ?end }}
  OPTIONAL {{ ?evidence <{OA}exact> ?exact }}
  OPTIONAL {{ ?evidence <{OA}prefix> ?prefix }}
  OPTIONAL {{ ?evidence <{OA}suffix> ?suffix }}
}} ORDER BY ?start ?end ?evidence
"""
_UNSTATED_QUERY = f"""
SELECT DISTINCT ?bureau ?shortcut ?measure WHERE {{
  VALUES (?shortcut ?status) {{ (<{GM}adopted> <{GM}Adopted>) (<{GM}planned> <{GM}Planned>) }}
  ?bureau ?shortcut ?measure
  FILTER NOT EXISTS {{ ?adoption a <{GM}Adoption> ; <{GM}bureau> ?bureau ; <{GM}measure> ?measure ; <{GM}status> ?status }}
}} ORDER BY ?bureau ?shortcut ?measure
"""
_FIELDS = {
    "title": f"{DCTERMS}title",
    "bureau": f"{DCTERMS}creator",
    "year": f"{GM}coversYear",
    "published": f"{DCTERMS}issued",
    "addressee": f"{GM}addressee",
}
_UNPROVED_QUERY = f"""
SELECT DISTINCT ?field WHERE {{
  VALUES (?field ?property) {{ {" ".join(f'("{field}" <{iri}>)' for field, iri in _FIELDS.items())} }}
  ?report a <{GM}Report> ; ?property ?value
  FILTER NOT EXISTS {{ ?report <{GM}evidence> ?evidence . ?evidence <{GM}provesField> ?field }}
  FILTER NOT EXISTS {{ ?report <{GM}fieldOrigin> ?origin . ?origin <{GM}field> ?field }}
}} ORDER BY ?field
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of evidence in the graph, as Web Annotation states it; None where a part is lacking."""

    evidence: str
    source: str | None
    start: int | None
    end: int | None
    exact: str | None
    prefix: str | None
    suffix: str | None

    @property
    def place(self) -> str:
        """Where the quote says it stands."""
        return self.evidence if self.start is None or self.end is None else f"characters {self.start}-{self.end}"


def facts(store: Store, graph: str) -> Iterator[tuple[str, bool]]:
    """The facts that the graph of a report states, each with whether it points to evidence."""
    for row in _rows(store, _FACTS_QUERY, graph):
        fact, proved = map(_value, row)
        assert fact
        yield fact, proved == "true"


def unstated_measures(store: Store, graph: str) -> Iterator[str]:
    """The triples ``bureau gm:adopted measure`` and ``gm:planned`` of a report's graph for which no Adoption there stands."""
    for row in _rows(store, _UNSTATED_QUERY, graph):
        yield " ".join(str(term) for term in row)


def unproved_fields(store: Store, graph: str) -> Iterator[str]:
    """The fields (title, bureau, year, published, addressee) that a report's graph states with neither evidence nor another origin."""
    for (field,) in _rows(store, _UNPROVED_QUERY, graph):
        name = _value(field)
        assert name
        yield name


def quotes(store: Store, graph: str) -> Iterator[Quote]:
    """All evidence that the graph of a report describes, or that one of its facts points to, by place."""
    for row in _rows(store, _QUOTES_QUERY, graph):
        evidence, source, start, end, exact, prefix, suffix = map(_value, row)
        assert evidence
        yield Quote(evidence, source, _number(start), _number(end), exact, prefix, suffix)


def replay(quote: Quote, source: SourceText, *, context: int) -> str | None:
    """What is wrong with a quote from ``source``, None if nothing; prefix and suffix have ``context`` characters."""
    start, end, exact = quote.start, quote.end, quote.exact
    if start is None or end is None or exact is None or quote.prefix is None or quote.suffix is None:
        return "the evidence is incomplete"
    if not 0 <= start < end <= len(source.text):
        return f"the place is not in the text, which has {len(source.text)} characters"
    for name, stated, found in (
        ("quote", exact, source.text[start:end]),
        ("prefix", quote.prefix, source.text[max(start - context, 0) : start]),
        ("suffix", quote.suffix, source.text[end : end + context]),
    ):
        if stated != found:
            return f"the {name} is “{stated}”, but the source has “{found}”"
    return None if _stands_in_raw(source, start, end) else f"“{exact}” is not what stands at its place in the source before cleaning"


def _stands_in_raw(source: SourceText, start: int, end: int) -> bool:
    """Whether the source before cleaning has the characters, white space aside, in this order.

    No letter or digit may stand between them but in a stretch that was cut away, as a page number within a sentence.
    """
    places = source.offsets[start:end]
    same = all(source.raw[place] == char for place, char in zip(places, source.text[start:end], strict=True) if not char.isspace())
    gaps = ((left + 1, right) for left, right in itertools.pairwise(places) if right > left + 1)
    return same and list(places) == sorted(places) and not any(char.isalnum() for gap in gaps for char in _kept(source, *gap))


def _kept(source: SourceText, start: int, end: int) -> str:
    """What of ``raw`` from ``start`` to ``end`` was not cut away."""
    parts = []
    for cut in source.cuts[bisect_right(source.cuts, start, key=attrgetter("end")) :]:
        if cut.start >= end:
            break
        parts.append(source.raw[start : cut.start])
        start = max(start, cut.end)
    return "".join([*parts, source.raw[start:end]])


def _rows(store: Store, query: str, graph: str) -> QuerySolutions:
    solutions = store.query(query, default_graph=NamedNode(graph))
    assert isinstance(solutions, QuerySolutions)
    return solutions


def _value(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() else None
