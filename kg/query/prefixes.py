"""The prefixes that a query may use without declaring them."""

from kg.iris import DCTERMS, GM, MEASURE, OA, ORG, OUTLINE, OWL, PROBLEM, PROV, QUDT, RDF, RDFS, SECTOR, SKOS, UNIT, XSD

__all__ = ["PREFIXES"]

PREFIXES = {
    "dcterms": DCTERMS,
    "gm": GM,
    "measure": MEASURE,
    "oa": OA,
    "org": ORG,
    "outline": OUTLINE,
    "owl": OWL,
    "problem": PROBLEM,
    "prov": PROV,
    "qudt": QUDT,
    "rdf": RDF,
    "rdfs": RDFS,
    "sector": SECTOR,
    "skos": SKOS,
    "unit": UNIT,
    "xsd": XSD,
}
