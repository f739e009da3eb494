"""The dataset of a query: which graphs make its default graph, and which it may name."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import QuerySyntaxError
from kg.query.prefixes import PREFIXES
from kg.query.tokens import Token, declared_prefixes, tokenise

__all__ = ["Dataset", "dataset_of", "make_dataset", "merged"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The IRIs of the graphs of which the default graph is the merge, and of those that GRAPH finds."""

    default: tuple[str, ...]
    named: tuple[str, ...]


def make_dataset(default: Iterable[str], named: Iterable[str]) -> Dataset:
    """A dataset of graphs.

    Raises:
        QuerySyntaxError: one of the names is no IRI.
    """
    dataset = Dataset(tuple(default), tuple(named))
    for graph in dataset.default + dataset.named:
        try:
            NamedNode(graph)
        except ValueError:
            raise QuerySyntaxError(f"{graph!r} is no IRI of a graph") from None
    return dataset


def dataset_of(text: str) -> Dataset | None:
    """What the FROM and FROM NAMED clauses of a query say; None: it has none, or names no IRIs."""
    tokens = tuple(tokenise(text))
    prefixes = {**PREFIXES, **declared_prefixes(tokens)}
    default: list[str] = []
    named: list[str] = []
    for position, token in enumerate(tokens):
        if token.is_word("FROM", "FROMNAMED"):
            after = tokens[position + 1 : position + 3]
            is_named = token.is_word("FROMNAMED") or (len(after) > 0 and after[0].is_word("NAMED"))
            target = after[1:] if is_named and token.is_word("FROM") else after[:1]
            (named if is_named else default).extend(_iri(graph, prefixes) for graph in target)
    if not default and not named:
        return None
    with suppress(QuerySyntaxError):
        return make_dataset(default, named)
    return None


def merged(store: Store, graphs: Dataset) -> Store:
    """A store of its own with the merge of the default graphs as its default graph, and the named graphs.

    Oxigraph's union of several graphs would give a triple once for each graph that states it, and so inflate counts.
    """
    own = Store()
    for iri in graphs.named:
        own.extend(store.quads_for_pattern(None, None, None, NamedNode(iri)))
    for iri in graphs.default:
        own.extend(Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, NamedNode(iri)))
    return own


def _iri(graph: Token, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = graph.text.partition(":")
    return graph.text[1:-1] if graph.kind == "iri" else prefixes.get(prefix, prefix + ":") + local.replace("\\", "")
