"""What changed in the graphs that all reports refer to."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from kg.graph.canonical import lacking
from kg.index.said import Said, read_said
from kg.iris import Iris

__all__ = ["Changes", "changes"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is now ``said`` of all concepts and regions, and of the organs and documents that changed; the keys of those that are gone."""

    said: Said
    gone_organs: frozenset[str]
    gone_policies: frozenset[str]


def changes(vocabularies: Iterable[bytes], before: Iterable[bytes], after: Iterable[bytes], base: str) -> Changes:
    """The changes between two states of the graph of identities, given as lines of canonical N-Quads.

    Before the first state, there were none. ``before`` and ``after`` are gone through more than once, so they are no iterators.
    ``vocabularies`` are the lines of the graphs of concepts, whose number does not grow with that of the reports, as that of organs and
    documents does. The lines about an organ or a document have it as their subject, but for the event that it ended in, where it is an
    object.
    """
    iris = Iris(base)
    organ, policy = f"<{iris.bureau('')}", f"<{base}policy/"
    prefixes = organ.encode(), policy.encode()
    differing = chain(lacking(before, after), lacking(after, before))
    touched = {term for line in differing for term in line.split(b" ", 3)[:3:2] if term.startswith(prefixes)}
    changed = (line for line in after if not line.startswith(prefixes) or line[: line.index(b" ")] in touched)
    said = read_said(chain(vocabularies, changed))
    gone = {term.decode() for term in touched} - said.objects.keys()
    return Changes(
        said,
        frozenset(iris.bureau_key(node[1:-1]) for node in gone if node.startswith(organ)),
        frozenset(node[len(policy) : -1] for node in gone if node.startswith(policy)),
    )
