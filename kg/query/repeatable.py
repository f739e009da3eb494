"""Whether a query has the same answer each time that it is asked of the same release."""

from itertools import takewhile

from kg.query.guard import Form, Query
from kg.query.tokens import Token, tokenise

__all__ = ["is_repeatable"]

_CHANGING = ("BNODE", "NOW", "RAND", "STRUUID", "UUID")


def is_repeatable(query: Query) -> bool:
    """Whether the answer has the same bytes each time: no clock, no chance, and no new blank nodes in a template."""
    tokens = tuple(tokenise(query.text))
    if any(token.is_word(*_CHANGING) for token in tokens):
        return False
    return query.form is not Form.CONSTRUCT or not any(map(_makes_node, takewhile(lambda token: token.text != "}", tokens)))


def _makes_node(token: Token) -> bool:
    return token.kind == "node" or (token.kind == "mark" and token.text in "[(")
