"""The JSON-LD 1.1 context of a release, from the ontology."""

import json

from kg.iris import (
    DCTERMS,
    GM,
    MEASURE,
    OA,
    ORG,
    OUTLINE,
    OWL,
    PROBLEM,
    QUDT,
    QUDT_KIND,
    QUDT_UNIT,
    RDF,
    RDFS,
    SECTOR,
    SKOS,
    UNIT,
    XSD,
)
from kg.vocabulary.terms import Ontology, Term

__all__ = ["to_context"]

_PREFIXES = {  # in the plural where a property has the name
    "dcterms": DCTERMS,
    "gm": GM,
    "measures": MEASURE,
    "oa": OA,
    "org": ORG,
    "outline": OUTLINE,
    "owl": OWL,
    "problems": PROBLEM,
    "qudt": QUDT,
    "qudt-kind": QUDT_KIND,
    "qudt-unit": QUDT_UNIT,
    "rdf": RDF,
    "rdfs": RDFS,
    "sectors": SECTOR,
    "skos": SKOS,
    "units": UNIT,
    "xsd": XSD,
}
_NODES = (
    *("dcterms:creator", "dcterms:isPartOf", "dcterms:license", "dcterms:replaces"),
    *("oa:hasSource", "org:originalOrganization", "org:resultingOrganization", "qudt:hasQuantityKind"),
    *("skos:broader", "skos:broaderTransitive", "skos:exactMatch", "skos:hasTopConcept", "skos:inScheme"),
    *("skos:relatedMatch", "skos:topConceptOf"),
)
_TYPED = {
    "dcterms:created": "xsd:date",
    "dcterms:date": "xsd:gYear",
    "dcterms:issued": "xsd:date",
    "dcterms:source": "xsd:anyURI",
    "oa:end": "xsd:integer",
    "oa:start": "xsd:integer",
}
_PLAIN = (
    *("dcterms:format", "dcterms:identifier", "dcterms:title", "oa:exact", "oa:prefix", "oa:suffix", "owl:versionInfo"),
    *("skos:altLabel", "skos:example", "skos:hiddenLabel", "skos:notation", "skos:prefLabel", "skos:scopeNote"),
)


def to_context(ontology: Ontology) -> str:
    """Write ``context.jsonld``: a name for each of our terms, and for the properties of others that a release has.

    Our names are those of the ontology; a property's values are nodes or typed as its range says.
    """
    ours = {name: _ours(term) for name, term in ontology.terms.items()}
    others = {
        **{_local(name): {"@id": name, "@type": "@id"} for name in _NODES},
        **{_local(name): {"@id": name, "@type": datatype} for name, datatype in _TYPED.items()},
        **{_local(name): name for name in _PLAIN},
    }
    context = {"@version": 1.1, "id": "@id", "type": "@type", **_PREFIXES, **dict(sorted(others.items())), **dict(sorted(ours.items()))}
    return json.dumps({"@context": context}, ensure_ascii=False, indent=2) + "\n"


def _local(name: str) -> str:
    return name.partition(":")[2]


def _ours(term: Term) -> str | dict[str, str]:
    name, ranges = f"gm:{term.name}", term.iris(RDFS + "range")
    if OWL + "ObjectProperty" in term.iris(RDF + "type"):
        return {"@id": name, "@type": "@id"}
    if ranges and ranges[0].startswith(XSD) and ranges[0] != XSD + "string":
        return {"@id": name, "@type": f"xsd:{ranges[0].removeprefix(XSD)}"}
    return name
