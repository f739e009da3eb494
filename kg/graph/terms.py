"""IRIs of terms, and the individuals of ``ontology/governance.ttl`` for the values that extractions and links have."""

from collections.abc import Mapping

from pyoxigraph import NamedNode

from kg.iris import DCTERMS, GM, OA, ORG, RDF
from kg.types import Origin, PolicyKind, RelationType, Status

__all__ = ["INITIATIVES", "KINDS", "LEVELS", "ORIGINS", "RELATIONS", "STATUSES", "TYPE", "dcterms", "gm", "oa", "org"]


def gm(name: str) -> NamedNode:
    """A term of our ontology."""
    return NamedNode(GM + name)


def dcterms(name: str) -> NamedNode:
    """A term of the DCMI Metadata Terms."""
    return NamedNode(DCTERMS + name)


def org(name: str) -> NamedNode:
    """A term of the Organization Ontology."""
    return NamedNode(ORG + name)


def oa(name: str) -> NamedNode:
    """A term of the Web Annotation Vocabulary."""
    return NamedNode(OA + name)


TYPE = NamedNode(RDF + "type")
RELATIONS: Mapping[RelationType, NamedNode] = {
    "based_on": gm("basedOn"),
    "produces": gm("produced"),
    "measured_by": gm("measuredBy"),
    "involves": gm("involves"),
}
STATUSES: Mapping[Status, NamedNode] = {"adopted": gm("Adopted"), "planned": gm("Planned")}
ORIGINS: Mapping[Origin, NamedNode] = {"sidecar": gm("Sidecar"), "file": gm("FileMetadata")}
INITIATIVES = {"own": gm("OwnInitiative"), "relayed": gm("Relayed")}
LEVELS = {
    "national": gm("NationalLevel"),
    "provincial": gm("ProvincialLevel"),
    "prefecture": gm("PrefectureLevel"),
    "county": gm("CountyLevel"),
    "township": gm("TownshipLevel"),
}
KINDS: Mapping[PolicyKind, NamedNode] = {
    "law": gm("Law"),
    "administrative-regulation": gm("AdministrativeRegulation"),
    "local-regulation": gm("LocalRegulation"),
    "rules": gm("Rules"),
    "normative-document": gm("NormativeDocument"),
    "plan": gm("Plan"),
    "standard": gm("Standard"),
}
