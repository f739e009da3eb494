"""Where the things of the graph have their pages."""

from urllib.parse import unquote

from kg.iris import MEASURE, PROBLEM

__all__ = ["Place", "place_of", "place_of_statement", "place_of_thing"]

Place = tuple[str, dict[str, str]]
"""The path of a page and its parameters."""


_STATEMENTS = frozenset({"adoption", "metric", "problem"})


def place_of_thing(kind: str, key: str) -> Place:
    """The page of a thing by its kind and key in the index."""
    if kind == "topic":
        return "/problems", {"topic": key}
    if kind == "region":
        return "/bureaus", {"region": key}
    return f"/{_FOLDERS[kind]}/{key}", {}


_FOLDERS = {"bureau": "bureaus", "measure": "measures", "policy": "policies", "report": "reports"}


def place_of_statement(kind: str, key: str) -> str:
    """Where a statement stands in its report, by its key: the report, the stretch of text, and further details."""
    report, _, stretch = key.partition("/")
    return f"/reports/{report}#{kind}-{'-'.join(stretch.split('-')[:2])}"


def place_of(iri: str, base: str) -> Place | None:
    """The page of what an IRI names, if it has one; ``base`` is that of the data.

    Statements and stretches of text have theirs in the report.
    """
    for kind, scheme in (("measure", MEASURE), ("topic", PROBLEM)):
        if iri.startswith(scheme) and iri != scheme:
            return place_of_thing(kind, iri.removeprefix(scheme))
    if not iri.startswith(base):
        return None
    kind, _, path = iri.removeprefix(base).partition("/")
    key = unquote(path).partition("#")[0]
    if kind in _STATEMENTS:
        return place_of_statement(kind, key), {}
    return place_of_thing(kind, key) if kind in _FOLDERS or kind == "region" else None
