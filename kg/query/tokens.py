"""SPARQL text as tokens, cut where Oxigraph's parser cuts it.

The terminals are those of SPARQL 1.1, section 19.8. Oxigraph matches keywords without a boundary
(``trueSERVICE`` is two of them) and allows one group of dots in a local name; so do these.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["Token", "declared_prefixes", "place", "tokenise"]

_START = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD"
)
_NAME = _START + r"_0-9\-\u00B7\u0300-\u036F\u203F\u2040"
_VARIABLE = _START + r"_0-9\u00B7\u0300-\u036F\u203F\u2040"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"(?:[{_START}][{_NAME}]*+(?:\.+[{_NAME}]++)*+)"
_FIRST = rf"(?:[{_START}_0-9:]|{_ESCAPED})"
_LOCAL = rf"(?:[{_NAME}:]|{_ESCAPED})"
_IN_STRING = r"""\\[tbnrf"'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"""
_TOKEN = re.compile(
    rf"""
      (?P<blank>   (?: [ \t\r\n] | \#[^\r\n]* )++ )
    | (?P<string>  '''(?: '{{0,2}}(?: [^'\\] | {_IN_STRING} ) )*+''' | \"\"\"(?: "{{0,2}}(?: [^"\\] | {_IN_STRING} ) )*+\"\"\"
                 | '(?: [^'\\\r\n] | {_IN_STRING} )*+' | "(?: [^"\\\r\n] | {_IN_STRING} )*+" )
    | (?P<iri>     <[^<>"{{}}|^`\x00-\x20]*+> )
    | (?P<node>    _:[{_START}_0-9][{_NAME}]*(?: \.+[{_NAME}]+ )*+ )
    | (?P<name>    {_PREFIX}?+:(?: {_FIRST}{_LOCAL}*+(?: \.+{_LOCAL}++ )? )? )
    | (?P<run>     {_PREFIX} )
    | (?P<variable>[?$][{_VARIABLE}]++ )
    | (?P<language>@[A-Za-z]++(?: -[A-Za-z0-9]++ )*+ )
    | (?P<mark>    . )
    """,
    re.VERBOSE | re.DOTALL,
)
_PIECE = re.compile(r"(?P<word>[A-Za-z][A-Za-z0-9_]*+)|(?P<mark>.)", re.DOTALL)


class Token(NamedTuple):
    """One token: ``kind`` is string, iri, node, name, variable, language, word or mark (any other single character)."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next token may begin."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Whether this is one of the keywords, which are given in capitals."""
        return self.kind == "word" and self.text.upper() in words


def tokenise(text: str) -> Iterator[Token]:
    """The tokens of a SPARQL text, without blanks and comments. Any text has tokens."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "run":  # what would be a prefix, were a colon after it: found once, so that the whole stays linear
            for piece in _PIECE.finditer(text, match.start(), match.end()):
                yield Token(str(piece.lastgroup), piece[0], piece.start())
        elif match.lastgroup != "blank":
            yield Token(str(match.lastgroup), match[0], match.start())


def declared_prefixes(tokens: Sequence[Token]) -> dict[str, str]:
    """The IRI, as written, of each prefix that a query declares."""
    return {
        name.text[:-1]: iri.text[1:-1]
        for keyword, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if keyword.is_word("PREFIX") and name.kind == "name" and iri.kind == "iri"
    }


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both from 1; a line ends at LF."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
