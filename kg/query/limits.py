"""How much a query may ask of a parser: so many tokens, nested so deep.

Oxigraph's parser, optimizer and evaluator call themselves once for each level of what they read. A level is a bracket that is
open, and as much as a bracket each operator of a chain in it, ``a || b || c``, ``!!!a``, ``a/b/c`` or ``{} UNION {} UNION {}``:
such a chain is a tree as deep as it is long. Other repetitions make trees as well; these the number of tokens bounds.
"""

from collections.abc import Iterable, Iterator

from kg.errors import QueryTooComplexError
from kg.query.tokens import Token, tokenise
from kg.settings import Settings

__all__ = ["limited"]

_CLOSES = {"}", ")", "]"}
_OPERATORS = {"{": "/|^!", "[": "/|^!", "(": "/|^!&+-*"}  # that chain, by the bracket they stand in: elsewhere - is the sign of a number
_ENDS = {"{": ".;,", "[": ";,", "(": ","}  # of a chain; a dot in parentheses is that of a number


def _depths(tokens: Iterable[Token]) -> Iterator[tuple[Token, int]]:
    """Each token with the number of levels that are open after it."""
    bracket, chain = "{", 0  # the innermost bracket that is open, and the operators of the chain that it has come to
    outer: list[tuple[str, int]] = []
    depth, last = 0, ""
    for token in tokens:
        text = token.text
        if token.kind != "mark":
            is_link = token.kind == "word" and text.upper() == "UNION"
        elif text in _OPERATORS:
            outer.append((bracket, chain))
            bracket, chain, depth, is_link = text, 0, depth + 1, False
        elif text in _CLOSES:
            if outer:  # what closes nothing does not bring the depth down
                depth -= 1 + chain
                bracket, chain = outer.pop()
            is_link = False
        elif text in _ENDS[bracket]:
            chain, depth, is_link = 0, depth - chain, False
        else:
            is_link = text in _OPERATORS[bracket] and not (text == last and text in "|&")
        if is_link:
            chain, depth = chain + 1, depth + 1
        last = text
        yield token, depth


def limited(text: str, settings: Settings) -> Iterator[Token]:
    """The tokens of a query up to where it is too much, at whatever length that is.

    Raises:
        QueryTooComplexError: it has more tokens, or nests deeper, than the settings allow.
    """
    for number, (token, depth) in enumerate(_depths(tokenise(text)), start=1):
        if number > settings.query_max_tokens:
            raise QueryTooComplexError(f"the query has more than the {settings.query_max_tokens:,} words and marks allowed")
        if depth > settings.query_max_depth:
            raise QueryTooComplexError(f"the query nests deeper than the {settings.query_max_depth:,} brackets or operators allowed")
        yield token
