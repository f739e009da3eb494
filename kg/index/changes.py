"""What changed in the graphs that all reports refer to."""

from dataclasses import dataclass

from kg.index.said import Said, read_said
from kg.iris import Iris

__all__ = ["Changes", "changes"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is now ``said`` of all concepts and regions, and of the organs and documents that changed; the keys of those that are gone."""

    said: Said
    gone_organs: frozenset[str]
    gone_policies: frozenset[str]


def changes(before: bytes, after: bytes, base: str) -> Changes:
    """The changes between two states of the graphs, given as canonical N-Quads; before the first state, there were none.

    Organs and documents are told apart because their number grows with that of the reports. The lines about one have it as their
    subject, but for the event that it ended in, where it is an object.
    """
    iris = Iris(base)
    organ, policy = f"<{iris.bureau('')}", f"<{base}policy/"
    prefixes = organ.encode(), policy.encode()
    lines = after.splitlines()
    differing = {*lines}.symmetric_difference(before.splitlines())
    touched = {term for line in differing for term in line.split(b" ", 3)[:3:2] if term.startswith(prefixes)}
    said = read_said(line for line in lines if not line.startswith(prefixes) or line[: line.index(b" ")] in touched)
    gone = {term.decode() for term in touched} - said.objects.keys()
    return Changes(
        said,
        frozenset(iris.bureau_key(node[1:-1]) for node in gone if node.startswith(organ)),
        frozenset(node[len(policy) : -1] for node in gone if node.startswith(policy)),
    )
