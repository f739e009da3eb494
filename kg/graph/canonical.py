"""The one form in which quads are written, compared and hashed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.graph.ntriples import Quad, Term

__all__ = ["lacking", "nquads", "nquads_by_subject"]


def nquads(quads: Iterable[Quad]) -> bytes:
    """Canonical N-Quads (RDF 1.2 N-Quads, section 4): UTF-8, each quad once, the lines in the order of their code points.

    The quads have no blank nodes, so equal sets of quads have equal bytes.
    """
    return b"".join(nquads_by_subject(quads))


def nquads_by_subject(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Canonical N-Quads, the lines of one subject after those of another: what is taken needs no memory any more.

    UTF-8 sorts as code points do, and bytes are faster to compare; so are the few lines of each subject by themselves, as no subject
    begins with another.
    """
    lines: defaultdict[Term, list[bytes]] = defaultdict(list)  # of each subject, without it
    for subject, predicate, value, graph in quads:
        lines[subject].append(f" {predicate} {value} {graph} .\n".encode())
    for subject in sorted(lines):
        node = subject.encode()
        yield node + node.join(sorted(set(lines.pop(subject))))


def lacking(lines: Iterable[bytes], others: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of canonical N-Quads that are not among others; both are read side by side, as they are sorted."""
    rest = iter(others)
    other = next(rest, None)
    for line in lines:
        while other is not None and other < line:
            other = next(rest, None)
        if line != other:
            yield line
