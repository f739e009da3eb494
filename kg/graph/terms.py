"""IRIs of terms, and the individuals of ``ontology/governance.ttl`` for the values that extractions and links have."""

from collections.abc import Mapping
from functools import cache

from kg.graph.ntriples import Term, iri
from kg.iris import DCTERMS, GM, OA, ORG, RDF
from kg.types import Origin, PolicyKind, RelationType, Status

__all__ = ["INITIATIVES", "KINDS", "LEVELS", "ORIGINS", "RELATIONS", "STATUSES", "TYPE", "dcterms", "gm", "oa", "org"]


@cache
def gm(name: str) -> Term:
    """A term of our ontology."""
    return iri(GM + name)


@cache
def dcterms(name: str) -> Term:
    """A term of the DCMI Metadata Terms."""
    return iri(DCTERMS + name)


@cache
def org(name: str) -> Term:
    """A term of the Organization Ontology."""
    return iri(ORG + name)


@cache
def oa(name: str) -> Term:
    """A term of the Web Annotation Vocabulary."""
    return iri(OA + name)


TYPE = iri(RDF + "type")
RELATIONS: Mapping[RelationType, Term] = {
    "based_on": gm("basedOn"),
    "produces": gm("produced"),
    "measured_by": gm("measuredBy"),
    "involves": gm("involves"),
}
STATUSES: Mapping[Status, Term] = {"adopted": gm("Adopted"), "planned": gm("Planned")}
ORIGINS: Mapping[Origin, Term] = {"sidecar": gm("Sidecar"), "file": gm("FileMetadata")}
INITIATIVES = {"own": gm("OwnInitiative"), "relayed": gm("Relayed")}
LEVELS = {
    "national": gm("NationalLevel"),
    "provincial": gm("ProvincialLevel"),
    "prefecture": gm("PrefectureLevel"),
    "county": gm("CountyLevel"),
    "township": gm("TownshipLevel"),
}
KINDS: Mapping[PolicyKind, Term] = {
    "law": gm("Law"),
    "administrative-regulation": gm("AdministrativeRegulation"),
    "local-regulation": gm("LocalRegulation"),
    "rules": gm("Rules"),
    "normative-document": gm("NormativeDocument"),
    "plan": gm("Plan"),
    "standard": gm("Standard"),
}
