"""The prefixes that a query may use without declaring them."""

from kg.iris import DCTERMS, GM, MEASURE, OA, ORG, OWL, PROBLEM, PROV, RDF, RDFS, SKOS, XSD

__all__ = ["PREFIXES"]

PREFIXES = {
    "dcterms": DCTERMS,
    "gm": GM,
    "measure": MEASURE,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "problem": PROBLEM,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}
