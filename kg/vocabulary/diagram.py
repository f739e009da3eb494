"""The main classes of the ontology and what ties them, as a drawing."""

from collections.abc import Iterator, Mapping
from html import escape

from kg.vocabulary.terms import Term

__all__ = ["to_svg"]

_WIDTH, _HEIGHT = 900, 540
_HALF_WIDTH, _HALF_HEIGHT = 88, 21

_CLASSES = {  # the middle of each box
    "Region": (100, 50),
    "Bureau": (450, 50),
    "Report": (100, 200),
    "Adoption": (450, 200),
    "Evidence": (100, 360),
    "PolicyDocument": (320, 360),
    "Metric": (545, 360),
    "Organization": (790, 360),
    "Problem": (100, 490),
    "Unit": (545, 490),
}
_CONCEPTS = {  # boxes of concepts, by the property that leads there
    "sector": (790, 50),
    "measure": (790, 200),
    "topic": (350, 490),
}
_EDGES = (
    ("Bureau", "region", "Region"),
    ("Bureau", "sector", "sector"),
    ("Adoption", "bureau", "Bureau"),
    ("Adoption", "report", "Report"),
    ("Adoption", "measure", "measure"),
    ("Adoption", "evidence", "Evidence"),
    ("Adoption", "basedOn", "PolicyDocument"),
    ("Adoption", "measuredBy", "Metric"),
    ("Adoption", "involves", "Organization"),
    ("Metric", "countedIn", "Unit"),
    ("Problem", "topic", "topic"),
    ("Problem", "evidence", "Evidence"),
)

_ARROWHEAD = (
    '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0 8 4 0 8z"/></marker></defs>'
)

_Point = tuple[float, float]


def to_svg(terms: Mapping[str, Term], language: str) -> str:
    """Draw the classes as boxes and the properties as arrows, labelled in the language; all but arrows' heads link to the term."""
    lines = [
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="diagram">',
        _ARROWHEAD,
        *_arrows(terms, language),
        *(_box(place, name, terms[name].label(language), "class") for name, place in _CLASSES.items()),
        *(_box(place, name, terms[name].label(language), "concept") for name, place in _CONCEPTS.items()),
        "</svg>",
    ]
    return "\n".join(lines)


def _box(place: _Point, anchor: str, label: str, kind: str) -> str:
    x, y = place
    radius = _HALF_HEIGHT if kind == "concept" else 4
    return (
        f'<a href="#{anchor}"><rect class="{kind}" x="{x - _HALF_WIDTH}" y="{y - _HALF_HEIGHT}" '
        f'width="{2 * _HALF_WIDTH}" height="{2 * _HALF_HEIGHT}" rx="{radius}"/><text x="{x}" y="{y}">{escape(label)}</text></a>'
    )


def _arrows(terms: Mapping[str, Term], language: str) -> Iterator[str]:
    places = _CLASSES | _CONCEPTS
    for start, name, end in _EDGES:
        (x1, y1), (x2, y2) = _border(places[start], places[end]), _border(places[end], places[start])
        yield f'<path class="arrow" d="M{x1:.0f} {y1:.0f} {x2:.0f} {y2:.0f}" marker-end="url(#head)"/>'
        label = escape(terms[name].label(language))
        yield f'<a href="#{name}"><text class="edge" x="{(x1 + x2) / 2:.0f}" y="{(y1 + y2) / 2:.0f}">{label}</text></a>'


def _border(inside: _Point, towards: _Point) -> _Point:
    """Where the line from the middle of a box to another point leaves the box."""
    (x, y), dx, dy = inside, towards[0] - inside[0], towards[1] - inside[1]
    share = min(side / abs(step) for side, step in ((_HALF_WIDTH, dx), (_HALF_HEIGHT, dy)) if step)
    return x + share * dx, y + share * dy
