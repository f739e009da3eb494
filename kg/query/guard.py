"""What is refused before any engine sees it: too long, too deep, a change of data, a request to another host."""

import re
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from urllib.parse import urljoin

from kg.errors import QueryRefusedError, QuerySyntaxError, QueryTooLongError
from kg.iris import VOCABULARIES
from kg.query.dataset import Dataset
from kg.query.limits import limited
from kg.query.prefixes import PREFIXES
from kg.query.tokens import Token, declared_prefixes, place
from kg.settings import Settings

__all__ = ["Form", "Query", "guard", "guard_graphs"]

_UPDATES = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"})
_CODE_POINT = re.compile(
    r"\\(?:u|U0000)((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})|\\U00((?:0[1-9A-Fa-f]|10)[0-9A-Fa-f]{4})"
)  # of no half character
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ENDS_IN_AUTHORITY = re.compile(r"[^/?#]*//[^/?#]*|[^:]*")


class Form(StrEnum):
    """The four forms of a SPARQL query."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"
    DESCRIBE = "describe"


@dataclass(frozen=True, slots=True)
class Query:
    """A query that may run; ``dataset`` stands in the place of what it says by FROM."""

    text: str
    form: Form
    dataset: Dataset | None = None


def guard(text: str, settings: Settings) -> Query:
    """Decide on the tokens of a query whether it may run.

    Codepoint escapes (SPARQL 1.1, section 19.2) are read both as they stand and as what they stand for.

    Raises:
        QueryTooComplexError: it has more tokens, or nests deeper, than the settings allow.
        QueryTooLongError: it has more characters than the settings allow.
        QueryRefusedError: it is an update, calls SERVICE, or names a graph FROM elsewhere.
        QuerySyntaxError: it is no form of query, or no Unicode text.
    """
    if len(text) > settings.query_max_length:
        deque(limited(text, settings), maxlen=0)  # which says more than its length, if it is the reason of it
        raise QueryTooLongError(f"the query has {len(text):,} characters, more than the {settings.query_max_length:,} allowed")
    if surrogate := _SURROGATE.search(text):
        raise QuerySyntaxError(f"{surrogate[0]!r} is half a character", *place(text, surrogate.start()))
    if (unescaped := _CODE_POINT.sub(_character, text)) != text:
        _check(unescaped, settings)  # first: what is nested by escapes is refused where it is too deep
    tokens = _check(text, settings)
    return Query(text, _form(text, tokens))


def _check(text: str, settings: Settings) -> tuple[Token, ...]:
    tokens = tuple(limited(text, settings))
    prefixes = {**PREFIXES, **declared_prefixes(tokens)}
    if "service" in text.lower() and _may_call_service(tokens, prefixes, text):
        raise QueryRefusedError("SERVICE is not run here: queries make no requests to other hosts")
    base = "" if any(token.is_word("BASE") for token in tokens) else settings.data_base
    guard_graphs((_resolved(graph, base) for graph in _graphs(tokens, prefixes)), settings)
    return tokens


def guard_graphs(graphs: Iterable[str], settings: Settings) -> None:
    """Refuse graphs of other places.

    Raises:
        QueryRefusedError: one can be no graph of this release.
    """
    for graph in graphs:
        if not graph.startswith(settings.data_base) and graph not in VOCABULARIES:
            raise QueryRefusedError(f"FROM {graph}: no graph of this release; graphs of other places are not fetched")


def _resolved(graph: str, base: str) -> str:
    with suppress(ValueError):  # what is no address at all
        return urljoin(base, graph)
    return graph


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1] or escape[2], 16))


def _may_call_service(tokens: tuple[Token, ...], prefixes: Mapping[str, str], text: str) -> bool:
    """Whether Oxigraph's parser could read a SERVICE clause into the text.

    It could in any word that contains the keyword; in a name that it fails to expand; and where it takes
    ``<`` for an operator while an apostrophe or ``#`` before the next ``>`` opens what hides the rest.
    """
    has_long_string = "'''" in text or '"""' in text
    for before, token in pairwise((Token("mark", "", 0), *tokens)):
        if token.kind == "word" and "service" in token.text.lower():
            return True
        if token.kind == "name" and "service" in token.text.lower() and not _expands(token, before, prefixes):
            return True
        if token.kind == "iri" and ("'" in token.text or ("#" in token.text and has_long_string)) and before.kind != "name":
            return True
    return False


def _expands(name: Token, before: Token, prefixes: Mapping[str, str]) -> bool:
    """Whether a prefixed name is an IRI, whatever its local part; also the prefix in its own declaration."""
    iri = prefixes.get(name.text.partition(":")[0])
    return iri is not None and (before.is_word("PREFIX") or not _ENDS_IN_AUTHORITY.fullmatch(iri))


def _graphs(tokens: tuple[Token, ...], prefixes: Mapping[str, str]) -> list[str]:
    """The graphs of the query's dataset clauses."""
    graphs = []
    for position, token in enumerate(tokens):
        if token.is_word("FROM", "FROMNAMED"):
            target = next((after for after in tokens[position + 1 : position + 3] if not after.is_word("NAMED")), token)
            prefix, _, local = target.text.partition(":")
            graphs.append(target.text[1:-1] if target.kind == "iri" else prefixes.get(prefix, prefix + ":") + local)
    return graphs


def _form(text: str, tokens: tuple[Token, ...]) -> Form:
    """The first word after the prologue."""
    position = 0
    while position < len(tokens) and tokens[position].is_word("BASE", "PREFIX", "VERSION"):
        position += 3 if tokens[position].is_word("PREFIX") else 2
    if position >= len(tokens):
        raise QuerySyntaxError("the query ends before SELECT, ASK, CONSTRUCT or DESCRIBE", *place(text, len(text)))
    first = tokens[position]
    if first.is_word(*_UPDATES):
        raise QueryRefusedError(f"{first.text.upper()} would change data; a release changes only when it is built anew")
    if not first.is_word(*Form.__members__):
        raise QuerySyntaxError(f"SELECT, ASK, CONSTRUCT or DESCRIBE is expected, not {first.text!r}", *place(text, first.start))
    return Form(first.text.lower())
