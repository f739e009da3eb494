"""What a server has of a release: a named graph on the server itself tells.

The graph ``<base>publication`` has the SHA-256 of each graph that was published (empty while it is being changed), where the merge of
all graphs is, and, once all is there, the id of the release.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.store.server import Server

__all__ = ["Publication", "Terms", "read_publication"]

_PAGE = 5000  # graphs asked for at a time: fewer than servers cut answers at


@dataclass(frozen=True, slots=True)
class Terms:
    """The IRIs that the bookkeeping uses, under the base of the data."""

    base: str

    @property
    def state(self) -> str:
        """The graph that tells what is published, which also stands for the publication itself."""
        return f"{self.base}publication"

    @property
    def merge(self) -> str:
        """The graph that holds the merge of all others where the server's default graph cannot."""
        return f"{self.base}merge"

    @property
    def digest(self) -> str:
        """From a published graph to the SHA-256 of its sorted N-Quads; the empty string: it is being changed."""
        return f"{self.state}#digest"

    @property
    def merged_in(self) -> str:
        """From the publication to the graph of the merge; to itself: the default graph has the merge."""
        return f"{self.state}#mergedIn"

    @property
    def release(self) -> str:
        """From the publication to the id of the release, if all of it is there."""
        return f"{self.state}#release"

    @property
    def left_out(self) -> str:
        """From the publication to the number of input files that are not in the release."""
        return f"{self.state}#leftOut"

    @property
    def unused_lines(self) -> str:
        """From the publication to the number of lines of the user's tables that are about nothing in the release."""
        return f"{self.state}#unusedLines"

    @property
    def told(self) -> tuple[str, str, str]:
        """What a publication tells once the release is whole."""
        return self.release, self.left_out, self.unused_lines


@dataclass(frozen=True, slots=True)
class Publication:
    """A release on a server.

    ``merge`` names the graph that holds the merge of all graphs; None: the default graph does. ``release`` is None
    while graphs are being changed, and after a publishing that did not come to its end.
    """

    merge: str | None
    release: str | None
    left_out: int
    unused_lines: int
    digests: Mapping[str, str]


def read_publication(server: Server, terms: Terms, *, with_digests: bool = False) -> Publication | None:
    """What a server says that is published there, on request with the digests of the graphs; None: nothing.

    Raises:
        EndpointError: the server gives no answer.
    """
    text = f"SELECT ?p ?o {{ GRAPH <{terms.state}> {{ <{terms.state}> ?p ?o }} }}"
    said = {row["p"]: row["o"] for row in server.rows(text)}
    if not (merge := said.get(terms.merged_in)):
        return None
    digests = _digests(server, terms) if with_digests else {}
    files, lines = (int(said.get(term, "0")) for term in (terms.left_out, terms.unused_lines))
    return Publication(None if merge == terms.state else merge, said.get(terms.release), files, lines, digests)


def _digests(server: Server, terms: Terms) -> dict[str, str]:
    """All digests, page by page: servers cut long answers."""
    found: dict[str, str] = {}
    last = ""
    while True:
        page = server.rows(
            f'SELECT ?graph ?digest {{ GRAPH <{terms.state}> {{ ?graph <{terms.digest}> ?digest }} FILTER(STR(?graph) > "{last}") }} '
            f"ORDER BY STR(?graph) LIMIT {_PAGE}"
        )
        found |= {row["graph"]: row["digest"] for row in page}
        if len(page) < _PAGE:
            return found
        last = page[-1]["graph"]
