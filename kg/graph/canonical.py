"""The one form in which quads are written, compared and hashed."""

from collections import defaultdict
from collections.abc import Iterable

from kg.graph.ntriples import Quad, Term

__all__ = ["nquads"]


def nquads(quads: Iterable[Quad]) -> bytes:
    """Canonical N-Quads (RDF 1.2 N-Quads, section 4): UTF-8, each quad once, the lines in the order of their code points.

    The quads have no blank nodes, so equal sets of quads have equal bytes. UTF-8 sorts as code points do, and bytes are faster to compare;
    so are the few lines of each subject by themselves, as no subject begins with another.
    """
    lines: defaultdict[Term, list[bytes]] = defaultdict(list)  # of each subject, without it
    for subject, predicate, value, graph in dict.fromkeys(quads):
        lines[subject].append(f" {predicate} {value} {graph} .\n".encode())
    return b"".join([(node := subject.encode()) + node.join(sorted(rest)) for subject, rest in sorted(lines.items())])
