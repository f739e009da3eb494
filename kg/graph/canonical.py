"""The one form in which quads are written, compared and hashed."""

from collections.abc import Iterable
from itertools import groupby

from pyoxigraph import Quad, RdfFormat, serialize

__all__ = ["nquads"]


def nquads(quads: Iterable[Quad]) -> bytes:
    """Canonical N-Quads (RDF 1.2 N-Quads, section 4): UTF-8, each quad once, the lines in the order of their code points.

    The quads have no blank nodes, so equal sets of quads have equal bytes.
    """
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(line for line, _ in groupby(sorted(lines.splitlines(keepends=True))))
