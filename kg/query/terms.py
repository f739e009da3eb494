"""Terms of the ontology that a query names and that there are none of: such a query finds nothing without an error."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import cache

from kg.iris import GM
from kg.query.prefixes import PREFIXES
from kg.query.tokens import declared_prefixes, tokenise
from kg.resources import ontology_folder
from kg.vocabulary.terms import read_ontology

__all__ = ["unknown_terms"]


def unknown_terms(text: str) -> Mapping[str, str | None]:
    """The terms of a query in the namespace of the ontology that are none of its own, each with the nearest, if any is."""
    tokens = tuple(tokenise(text))
    declared = {name: iri.strip("<>") for name, iri in declared_prefixes(tokens).items()}
    prefixes = {**PREFIXES, **declared}
    iris = []
    for token in tokens:
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            iris.append(prefixes.get(prefix, "") + local)
        elif token.kind == "iri":
            iris.append(token.text[1:-1])
    names = dict.fromkeys(iri.removeprefix(GM) for iri in iris if iri.startswith(GM) and iri != GM)
    return {f"gm:{name}": _nearest(name, _known()) for name in names if name not in _known()}


@cache
def _known() -> Collection[str]:
    return frozenset(read_ontology(ontology_folder() / "governance.ttl").terms)


def _nearest(name: str, known: Collection[str]) -> str | None:
    """The term most like it, however its letters are written."""
    written = {term.lower(): term for term in sorted(known)}
    found = get_close_matches(name.lower(), written, n=1)
    return f"gm:{written[found[0]]}" if found else None
