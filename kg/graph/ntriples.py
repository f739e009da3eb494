"""Terms as canonical N-Triples write them: what a graph is made of before it is stored.

Text is several times as fast to make, compare and hash as the objects of an RDF library, and a line of N-Quads is its terms with spaces
between them.

Source: RDF 1.2 N-Triples, section 4 (canonical form).
"""

import re

from pyoxigraph import Quad as ParsedQuad
from pyoxigraph import Triple as ParsedTriple

__all__ = ["Quad", "Term", "Triple", "iri", "is_blank", "is_iri", "is_literal", "literal", "parts", "terms", "text"]

Term = str
Triple = tuple[Term, Term, Term]
Quad = tuple[Term, Term, Term, Term]

_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')
_ESCAPE = re.compile(r"\\(?:u(.{4})|U(.{8})|(.))")
_LONG = {escape[1]: character for character, escape in _SHORT.items()}


def iri(address: str) -> Term:
    """The term of an IRI, which must be one: that is not checked."""
    return f"<{address}>"


def literal(form: str, suffix: str = "") -> Term:
    """The literal of a lexical form; ``suffix`` is nothing for ``xsd:string``, ``@zh`` or ``^^<IRI>``."""
    if _ESCAPED.search(form):
        form = _ESCAPED.sub(_escape, form)
    return f'"{form}"{suffix}'


def is_iri(term: Term) -> bool:
    """Whether it is an IRI; a triple term begins with two brackets."""
    return term.startswith("<") and not term.startswith("<<")


def is_blank(term: Term) -> bool:
    """Whether it is a blank node."""
    return term.startswith("_:")


def is_literal(term: Term) -> bool:
    """Whether it is a literal."""
    return term.startswith('"')


def parts(literal_: Term) -> tuple[str, str]:
    """The lexical form of a literal and its suffix."""
    end = literal_.rindex('"')
    form = literal_[1:end]
    return _ESCAPE.sub(_unescape, form) if "\\" in form else form, literal_[end + 1 :]


def text(term: Term) -> str:
    """The IRI, the lexical form, or the name of a blank node; a triple term stays as it is."""
    if is_literal(term):
        return parts(term)[0]
    if is_iri(term):
        return term[1:-1]
    return term.removeprefix("_:")


def terms(quad: ParsedQuad) -> Quad:
    """The terms of a quad that the RDF library has parsed."""
    value = f"<<( {quad.object} )>>" if isinstance(quad.object, ParsedTriple) else str(quad.object)
    return str(quad.subject), str(quad.predicate), value, str(quad.graph_name)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _LONG[match[3]]
