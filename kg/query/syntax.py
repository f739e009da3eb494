"""Where a query stops being SPARQL.

Oxigraph reports how far it looked ahead, which is up to a dozen characters past the fault. So the
prefixes of the query are tried: the first token that no query can have there is the fault.
"""

from bisect import bisect_left

from pyoxigraph import Store

from kg.errors import QuerySyntaxError
from kg.query.prefixes import PREFIXES
from kg.query.tokens import Token, declared_prefixes, place, tokenise

__all__ = ["fault_of", "locate"]

_LOOKAHEAD = 64  # more than Oxigraph's longest keyword
_SHOWN = 40


def fault_of(text: str, base: str | None = None) -> QuerySyntaxError | None:
    """The error of a text if Oxigraph does not parse it under a base IRI, else None."""
    try:
        Store().query(text, base_iri=base, prefixes=PREFIXES)
    except SyntaxError:
        return locate(text, base)
    except (RuntimeError, ValueError):
        pass  # it was parsed
    return None


def locate(text: str, base: str | None = None) -> QuerySyntaxError:
    """The error of a text that Oxigraph does not parse under a base IRI, at the line and column of the first wrong token."""
    tokens = tuple(tokenise(text))
    if not _is_wrong(text, base):
        return QuerySyntaxError("the query cannot end here: it is incomplete, or selects what it does not group", *place(text, len(text)))
    wrong = tokens[bisect_left(tokens, 1, hi=len(tokens) - 1, key=lambda token: _is_wrong(text[: token.end], base))]
    return QuerySyntaxError(_reason(wrong, tokens), *place(text, wrong.start))


def _reason(wrong: Token, tokens: tuple[Token, ...]) -> str:
    prefix, _, _ = wrong.text.partition(":")
    if wrong.kind == "name" and prefix not in {**PREFIXES, **declared_prefixes(tokens)}:
        return f"the prefix {prefix}: is not declared"
    return f"{wrong.text[:_SHOWN]!r} cannot stand here"


def _is_wrong(start: str, base: str | None) -> bool:
    """Whether no query starts so: the parser fails before the end of the blanks that are put after it."""
    padded = start + "\n" + " " * _LOOKAHEAD
    try:
        Store().query(padded, base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        line, column = place(padded, len(padded))
        return f"error at {line}:{column}:" not in str(error)
    return False
