"""How much a query may ask of a parser: so many tokens, nested so deep.

Oxigraph's parser, optimizer and evaluator call themselves once for each level of what they read. A level is a bracket that is
open, and as much as a bracket each operator of a chain in it, ``a || b || c``, ``!!!a``, ``a/b/c`` or ``{} UNION {} UNION {}``:
such a chain is a tree as deep as it is long. Other repetitions make trees as well; these the number of tokens bounds.
"""

from collections.abc import Iterator

from kg.errors import QueryTooComplexError
from kg.query.tokens import Token, tokenise
from kg.settings import Settings

__all__ = ["limited"]

_CLOSES = {"}", ")", "]"}
_OPERATORS = {"{": "/|^!", "[": "/|^!", "(": "/|^!&+-*"}  # that chain, by the bracket they stand in: elsewhere - is the sign of a number
_ENDS = {"{": ".;,", "[": ";,", "(": ","}  # of a chain; a dot in parentheses is that of a number


class _Levels:
    """The brackets that are open, each with the number of operators of the chain that it has come to."""

    def __init__(self) -> None:
        self.depth = 0
        self._open = ["{"]
        self._chains = [0]
        self._last = ""

    def add(self, token: Token) -> None:
        """Read the next token."""
        bracket, text = self._open[-1], token.text
        if token.is_word("UNION"):
            self._lengthen()
        elif token.kind == "mark":
            if text in _OPERATORS:
                self._open.append(text)
                self._chains.append(0)
                self.depth += 1
            elif text in _CLOSES:
                self._close()
            elif text in _ENDS[bracket]:
                self.depth -= self._chains[-1]
                self._chains[-1] = 0
            elif text in _OPERATORS[bracket] and not (text in "|&" and text == self._last):
                self._lengthen()
        self._last = text

    def _lengthen(self) -> None:
        self._chains[-1] += 1
        self.depth += 1

    def _close(self) -> None:
        if len(self._open) > 1:  # one that closes nothing does not bring the depth down
            self._open.pop()
            self.depth -= 1 + self._chains.pop()


def limited(text: str, settings: Settings) -> Iterator[Token]:
    """The tokens of a query up to where it is too much, at whatever length that is.

    Raises:
        QueryTooComplexError: it has more tokens, or nests deeper, than the settings allow.
    """
    levels = _Levels()
    for number, token in enumerate(tokenise(text), start=1):
        levels.add(token)
        if number > settings.query_max_tokens:
            raise QueryTooComplexError(f"the query has more than the {settings.query_max_tokens:,} words and marks allowed")
        if levels.depth > settings.query_max_depth:
            raise QueryTooComplexError(f"the query nests deeper than the {settings.query_max_depth:,} brackets or operators allowed")
        yield token
