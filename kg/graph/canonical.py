"""The one form in which quads are written, compared and hashed."""

from collections.abc import Iterable

from kg.graph.ntriples import Quad

__all__ = ["nquads"]


def nquads(quads: Iterable[Quad]) -> bytes:
    """Canonical N-Quads (RDF 1.2 N-Quads, section 4): UTF-8, each quad once, the lines in the order of their code points.

    The quads have no blank nodes, so equal sets of quads have equal bytes. UTF-8 sorts as code points do, and bytes are faster to compare.
    """
    return b"".join(sorted([f"{' '.join(quad)} .\n".encode() for quad in dict.fromkeys(quads)]))
