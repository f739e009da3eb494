"""The SPARQL updates of a publication. Each may be run again, after any of them broke off, with the same result."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.iris import VOCABULARIES
from kg.store.manifest import Manifest
from kg.store.publication import Terms

__all__ = ["MOST_GRAPHS", "begin", "complete", "forget", "insert", "merge", "slices", "start", "values", "withdraw"]

MOST_GRAPHS = 100
"""Graphs that one request names."""


def start(terms: Terms, merge: str | None) -> str:
    """Say where the merge is, and that no release is whole from now on."""
    fact = f"<{terms.state}> <{terms.merged_in}> <{merge or terms.state}>"
    gone = (f"DELETE WHERE {{ GRAPH <{terms.state}> {{ <{terms.state}> <{term}> ?value }} }}" for term in terms.told)
    return " ;\n".join((f"INSERT DATA {{ GRAPH <{terms.state}> {{ {fact} }} }}", *gone))


def complete(terms: Terms, manifest: Manifest) -> str:
    """Say that a release is whole."""
    said = (f'"{manifest.release_id}"', manifest.files_left_out, manifest.unused_lines)
    facts = f"<{terms.state}> {' ; '.join(f'<{term}> {value}' for term, value in zip(terms.told, said, strict=True))}"
    return f"INSERT DATA {{ GRAPH <{terms.state}> {{ {facts} }} }}"


def begin(terms: Terms, graphs: Sequence[str]) -> str:
    """Say that graphs are being changed."""
    return _with_digests(terms, dict.fromkeys(graphs, ""))


def withdraw(terms: Terms, merge: str | None, graphs: Sequence[str]) -> str:
    """Take graphs away, and from the merge what no other graph of ours states."""
    vocabularies = ", ".join(f"<{graph}>" for graph in VOCABULARIES)
    not_these = ", ".join(f"<{graph}>" for graph in (*graphs, terms.state, terms.merge))
    is_ours = f'STRSTARTS(STR(?other), "{terms.base}") || ?other IN ({vocabularies})'
    elsewhere = f"GRAPH ?other {{ ?s ?p ?o }} FILTER(?other NOT IN ({not_these}) && ({is_ours}))"
    delete = f"DELETE {{ {_in(merge)} }} WHERE {{ {values(graphs)} GRAPH ?graph {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {elsewhere} }} }}"
    return " ;\n".join((delete, *(f"DROP SILENT GRAPH <{graph}>" for graph in graphs)))


def insert(parts: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Insert lines of N-Triples into graphs."""
    groups = (f"GRAPH <{graph}> {{\n{''.join(lines)}}}" for graph, lines in parts)
    return f"INSERT DATA {{ {' '.join(groups)} }}"


def merge(terms: Terms, into: str | None, digests: Mapping[str, str]) -> str:
    """Add graphs, which are there by now, to the merge, and say what they are."""
    add = f"INSERT {{ {_in(into)} }} WHERE {{ {values(digests)} GRAPH ?graph {{ ?s ?p ?o }} }}"
    return f"{add} ;\n{_with_digests(terms, digests)}"


def forget(terms: Terms, graphs: Sequence[str]) -> str:
    """Say nothing more of graphs that are gone."""
    return _without_digests(terms, graphs)


def _with_digests(terms: Terms, digests: Mapping[str, str]) -> str:
    facts = " . ".join(f'<{graph}> <{terms.digest}> "{digest}"' for graph, digest in digests.items())
    return f"{_without_digests(terms, digests)} ;\nINSERT DATA {{ GRAPH <{terms.state}> {{ {facts} }} }}"


def _without_digests(terms: Terms, graphs: Iterable[str]) -> str:
    fact = f"GRAPH <{terms.state}> {{ ?graph <{terms.digest}> ?digest }}"
    return f"DELETE {{ {fact} }} WHERE {{ {values(graphs)} {fact} }}"


def _in(merge: str | None) -> str:
    return f"GRAPH <{merge}> {{ ?s ?p ?o }}" if merge else "?s ?p ?o"


def slices(graphs: Sequence[str]) -> Iterator[Sequence[str]]:
    """Graphs in lists that one request can name."""
    return (graphs[start : start + MOST_GRAPHS] for start in range(0, len(graphs), MOST_GRAPHS))


def values(graphs: Iterable[str]) -> str:
    """A clause that gives ``?graph`` one of these graphs after the other."""
    return f"VALUES ?graph {{ {' '.join(f'<{graph}>' for graph in graphs)} }}"
