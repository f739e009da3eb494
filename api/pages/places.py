"""Where the things of the graph have their pages."""

from urllib.parse import unquote

from kg.iris import MEASURE, PROBLEM

__all__ = ["Place", "place_of"]

Place = tuple[str, dict[str, str]]
"""The path of a page and its parameters."""


def place_of(iri: str, base: str) -> Place | None:
    """The page of what an IRI names, if it has one; ``base`` is that of the data."""
    if iri.startswith(MEASURE) and iri != MEASURE:
        return f"/measures/{iri.removeprefix(MEASURE)}", {}
    if iri.startswith(PROBLEM) and iri != PROBLEM:
        return "/problems", {"topic": iri.removeprefix(PROBLEM)}
    if not iri.startswith(base):
        return None
    kind, _, key = iri.removeprefix(base).partition("/")
    key, _, fragment = key.partition("#")
    if kind == "bureau":
        return f"/bureaus/{unquote(key)}", {}
    if kind == "report":
        return f"/reports/{key}" + (f"#{fragment.replace('char=', 'c').replace(',', '-')}" if fragment.startswith("char=") else ""), {}
    if kind == "policy":
        return f"/policies/{key}", {}
    if kind in _STATEMENTS:
        report, _, span = key.partition("/")
        return f"/reports/{report}#{kind}-{span}", {}
    return None


_STATEMENTS = frozenset({"adoption", "metric", "problem"})
