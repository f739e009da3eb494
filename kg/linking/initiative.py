"""Whether a bureau adopted a measure of its own accord, or relays what a superior's document asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.linking.policies import PolicyIdentity
from kg.types import Relation

__all__ = ["Initiative", "initiative"]


@dataclass(frozen=True, slots=True)
class Initiative:
    """``own`` or ``relayed``, and the ids of the report's policies that show it; each policy has its mention."""

    kind: Literal["own", "relayed"]
    policies: tuple[str, ...]


def initiative(measure: str, relations: Iterable[Relation], identities: Mapping[str, PolicyIdentity]) -> Initiative | None:
    """Whose initiative the measure of that id is, by the documents that it is based on and that it produces.

    A basis that another body issued makes it relayed, whatever the measure produces. It is the bureau's own if all that it is based
    on is the bureau's, or if it is based on nothing and produces a document. Without a document, or with a basis whose issuer is
    unknown, nothing is told.
    """
    documents = [relation for relation in relations if relation.subject == measure]
    basis = tuple(relation.object for relation in documents if relation.type == "based_on")
    produced = tuple(relation.object for relation in documents if relation.type == "produces")
    if superior := tuple(policy for policy in basis if identities[policy].level not in (None, "own")):
        return Initiative("relayed", superior)
    if (basis or produced) and all(identities[policy].level == "own" for policy in basis):
        return Initiative("own", (*basis, *produced))
    return None
