"""Queries as they go out to a server of another make.

Four things differ there. A server may know more than SPARQL: Virtuoso runs functions of its database by their IRIs and fetches
graphs at an ``OPTION``. Its default graph may show each named graph's own copy of a triple, where ours is their merge. And where a
dataset has no named graphs, GRAPH of Virtuoso finds all that there are, where it should find none. And beside the graphs of the release
there are those that tell of its publication, which no variable of GRAPH is to find.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.iris import XSD
from kg.query.dataset import Dataset, dataset_of
from kg.query.guard import Form, Query
from kg.query.prefixes import PREFIXES
from kg.query.tokens import Token, declared_prefixes, place, tokenise
from kg.store.publication import Terms

__all__ = ["Outgoing", "prepare", "rows_of"]

_EXTENSIONS = ("DEFINE", "OPTION")
_NOTHING = "nothing"  # under the base of the data: a graph that is not there
_ABSOLUTE = re.compile("<[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A query as it is sent, and the dataset that it is to have; None: what the query says, or the server's own."""

    text: str
    dataset: Dataset | None = None


def prepare(query: Query, merge: str | None, base: str) -> Outgoing:
    """A guarded query in standard SPARQL, with all prefixes declared and no comments, its lines numbered as before.

    Relative IRIs are those under ``base``. Where a graph holds the merge of all others, that becomes the default graph. A query that
    names graphs by GRAPH cannot say so without losing sight of them, so what it asks of the default graph it asks of that graph. A
    dataset of default graphs alone gets a named graph that is not there. Where it is not said what graphs there are, a variable of GRAPH
    finds neither that of the merge nor that of the publication.

    Raises:
        QuerySyntaxError: it has a quotation mark, backslash or backquote that belongs to nothing.
        QueryRefusedError: it uses what is not SPARQL.
    """
    tokens = tuple(tokenise(query.text))
    _check(tokens, query.text)
    dataset = query.dataset or dataset_of(query.text)
    if dataset and not dataset.named:
        return Outgoing(_write(query.text, tokens, base), replace(dataset, named=(f"{base}{_NOTHING}",)))
    if query.dataset or any(token.is_word("FROM") for token in tokens):
        return Outgoing(_write(query.text, tokens, base), query.dataset)
    if not any(token.is_word("GRAPH") for token in tokens):
        return Outgoing(_write(query.text, tokens, base), Dataset((merge,), ()) if merge else None)
    changed = _without(tokens, [Terms(base).state, *([merge] if merge else [])])
    if merge:
        start, end = _pattern(tokens)
        changed |= {start: f"{{ GRAPH <{merge}> {{", end: "} }"}
    return Outgoing(_write(query.text, tokens, base, changed))


def rows_of(query: Query) -> Query:
    """The SELECT query with a row for each solution of which a CONSTRUCT query makes triples."""
    tokens = tuple(tokenise(query.text))
    construct = next(token for token in tokens if token.is_word("CONSTRUCT"))
    start = tokens[_pattern(tokens)[0]].start
    clauses = [token for token in tokens if construct.start < token.start < start and token.is_word("FROM", "WHERE")]
    return Query(
        f"{query.text[: construct.start]}SELECT (1 AS ?row) {query.text[clauses[0].start if clauses else start :]}",
        Form.SELECT,
        query.dataset,
    )


def _check(tokens: Sequence[Token], text: str) -> None:
    prefixes = {**PREFIXES, **declared_prefixes(tokens)}
    for token, after in pairwise((*tokens, Token("mark", "", len(text)))):
        if token.kind == "mark" and token.text in "\"'\\`":
            raise QuerySyntaxError(f"{token.text!r} cannot stand here", *place(text, token.start))
        if token.is_word(*_EXTENSIONS):
            raise QueryRefusedError(f"{token.text.upper()} is not SPARQL and not run here")
        if token.kind in {"iri", "name"} and after.text == "(":
            prefix, _, local = token.text.partition(":")
            iri = token.text[1:-1] if token.kind == "iri" else prefixes.get(prefix, "") + local
            if not iri.startswith(XSD):
                raise QueryRefusedError(f"{token.text}( is not run here: neither a function of SPARQL nor a cast")


def _without(tokens: Sequence[Token], graphs: Sequence[str]) -> dict[int, str]:
    """What to write at which positions so that no variable of GRAPH finds these graphs."""
    changed: dict[int, str] = {}
    opened: list[int] = []
    for position, token in enumerate(tokens):
        if token.kind == "mark" and token.text == "{":
            opened.append(position)
        elif token.kind == "mark" and token.text == "}" and opened:
            start = opened.pop()
            if start >= 2 and tokens[start - 2].is_word("GRAPH") and (variable := tokens[start - 1]).kind == "variable":
                others = " && ".join(f"{variable.text} != <{graph}>" for graph in graphs)
                changed |= {start - 2: "{ GRAPH", position: f"}} FILTER({others}) }}"}
    return changed


def _pattern(tokens: Sequence[Token]) -> tuple[int, int]:
    """The positions of the brackets around the pattern of a query: the first outside all others, after a template."""
    pairs = list(_outermost(tokens))
    has_template = bool(pairs) and tokens[pairs[0][0] - 1].is_word("CONSTRUCT")
    if len(pairs) <= has_template:
        raise QuerySyntaxError("the query has no pattern in brackets that match")
    return pairs[has_template]


def _outermost(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The positions of braces and their counterparts that stand in no other brackets."""
    depth = start = 0
    for position, token in enumerate(tokens):
        if token.kind == "mark" and token.text in "{(":
            start = position if depth == 0 else start
            depth += 1
        elif token.kind == "mark" and token.text in "})":
            depth -= 1
            if depth == 0 and tokens[start].text == "{":
                yield start, position


def _write(text: str, tokens: Sequence[Token], base: str, changed: Mapping[int, str] = MappingProxyType({})) -> str:
    """The tokens in lines as in the text, some of them changed, after the base and the prefixes that they use and do not declare."""
    declared = declared_prefixes(tokens)
    used = {token.text.partition(":")[0] for token in tokens if token.kind == "name"}
    pieces = [f"BASE <{base}> "] if any(token.kind == "iri" and not _ABSOLUTE.match(token.text) for token in tokens) else []
    pieces += [f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items() if prefix in used and prefix not in declared]
    end = 0
    for position, token in enumerate(tokens):
        gap = text[end : token.start]
        pieces += ["\n" * gap.count("\n") or " " * bool(gap), changed.get(position, token.text)]
        end = token.end
    return "".join(pieces)
