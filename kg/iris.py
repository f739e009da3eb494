"""Namespaces, and the IRIs of everything in the graph.

Data IRIs stand under a base that is a setting. They are readable where a name identifies the thing,
and end in 128 bits of SHA-256 over length-prefixed parts where it does not.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

__all__ = [
    "DCTERMS",
    "GM",
    "MEASURE",
    "OA",
    "OF_REPORT",
    "ONTOLOGY_IRI",
    "ORG",
    "OUTLINE",
    "OWL",
    "PROBLEM",
    "PROV",
    "QUDT",
    "QUDT_KIND",
    "QUDT_UNIT",
    "RDF",
    "RDFS",
    "SECTOR",
    "SKOS",
    "UNIT",
    "VOCABULARIES",
    "XSD",
    "Iris",
    "digest",
]

ONTOLOGY_IRI = "https://w3id.org/governance-measures/ontology"
GM = ONTOLOGY_IRI + "#"
MEASURE = "https://w3id.org/governance-measures/measure/"
PROBLEM = "https://w3id.org/governance-measures/problem/"
OUTLINE = "https://w3id.org/governance-measures/outline/"
UNIT = "https://w3id.org/governance-measures/unit/"
SECTOR = "https://w3id.org/governance-measures/sector/"
VOCABULARIES = (ONTOLOGY_IRI, MEASURE, PROBLEM, UNIT, OUTLINE, SECTOR)  # the graphs that all reports refer to
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
QUDT = "http://qudt.org/schema/qudt/"
QUDT_KIND = "http://qudt.org/vocab/quantitykind/"
QUDT_UNIT = "http://qudt.org/vocab/unit/"

OF_REPORT = "of-report/"
"""What the keys of bureaus begin with of which only one report is known, and not which of their namesakes they are."""

_OF_REPORTS = frozenset({"adoption", "metric", "problem", "organization"})  # their paths have two segments
_NOT_IN_SEGMENT = re.compile(
    r"[^A-Za-z0-9._~!$&'()*+,;=:@\-\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF\U00010000-\U0001FFFD\U00020000-\U0002FFFD\U00030000-\U0003FFFD]"
)


def digest(*parts: str) -> str:
    """128 bits of SHA-256 over the parts, each preceded by its length in bytes: 32 hexadecimal digits."""
    hasher = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        hasher.update(f"{len(encoded)}:".encode() + encoded)
    return hasher.hexdigest()[:32]


@lru_cache(1 << 12)
def _segment(name: str) -> str:
    """A name as one readable path segment of an IRI (``isegment`` of RFC 3987): only what may not stand in one is escaped."""
    return _NOT_IN_SEGMENT.sub(lambda match: quote(match[0], safe=""), name)


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of the data under ``base``."""

    base: str

    def release(self, release_id: str) -> str:
        """A release as a dataset."""
        return f"{self.base}release/{release_id}"

    def report(self, report_id: str) -> str:
        """A report, which is also the name of its graph."""
        return f"{self.base}report/{report_id}"

    def field(self, report_id: str, name: str) -> str:
        """Where a field of a report comes from, if not from its text."""
        return f"{self.report(report_id)}#field={name}"

    def source_file(self, report_id: str, sha256: str) -> str:
        """A file that a report was read from, by the SHA-256 of its bytes."""
        return f"{self.report(report_id)}#file={sha256}"

    @property
    def identities(self) -> str:
        """The graph that describes what the reports speak of: bureaus, regions and documents."""
        return f"{self.base}identities"

    def bureau(self, key: str) -> str:
        """A bureau or other body, by its key (:mod:`kg.linking.bodies`)."""
        return f"{self.base}bureau/" + "/".join(map(_segment, key.split("/")))

    def bureau_key(self, iri: str) -> str:
        """What :meth:`bureau` has made an IRI from."""
        return unquote(iri.removeprefix(f"{self.base}bureau/"))

    def bureau_of_report(self, report_id: str) -> str:
        """The bureau of one report, where nothing tells which of its namesakes it is."""
        return f"{self.base}bureau/{OF_REPORT}{report_id}"

    def change(self, key: str, year: int) -> str:
        """The merger in which a body ended."""
        return f"{self.base}change/" + "/".join(map(_segment, (*key.split("/"), str(year))))

    def region(self, region_id: str) -> str:
        """An administrative division under one code of GB/T 2260 (:func:`kg.linking.divisions.region_id`)."""
        return f"{self.base}region/{region_id}"

    def organization(self, report_id: str, name: str) -> str:
        """A body as one report calls it: 市局 is another body in each report."""
        return f"{self.base}organization/{report_id}/{_segment(name)}"

    def policy(self, key: str) -> str:
        """A policy document, by its key (:mod:`kg.linking.policies`)."""
        return f"{self.base}policy/{digest(key)}"

    def statement(self, report_id: str, kind: str, start: int, end: int, detail: str = "") -> str:
        """A measure (kind ``adoption``), ``metric`` or ``problem`` that a stretch of a report states."""
        return f"{self.base}{kind}/{report_id}/{start}-{end}" + (f"-{_segment(detail)}" if detail else "")

    def at(self, path: str) -> str:
        """The IRI whose path below the base is this one when nothing in it is escaped any more."""
        kind, _, rest = path.partition("/")
        parts = rest.split("/", 1) if kind in _OF_REPORTS else rest.split("/")
        return f"{self.base}{kind}/" + "/".join(map(_segment, parts))

    def evidence(self, report_id: str, start: int, end: int) -> str:
        """A stretch of a report's text, as a fragment in the manner of RFC 5147."""
        return f"{self.report(report_id)}#char={start},{end}"
