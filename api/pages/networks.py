"""The network of measures that the same bureaus state: tables, of which scripts draw the edges."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.bodies import Body
from api.network_bodies import NETWORK_FORMATS, NETWORK_OF, NORMALISATIONS, measure_network
from api.pages.listing import choices
from api.pages.rendering import ASSETS, render
from api.parameters import singles
from api.service import Service
from kg.index import Filters

__all__ = ["measure_network_page"]

_SHOWN = 100  # edges
_PARTNERS = 3  # of a measure
_BACKBONES = ("0.01", "0.05", "0.1", "0.3", "0.5")


def measure_network_page(request: Request, service: Service) -> HTMLResponse:
    """Which measures the same bureaus state.

    Raises:
        ProblemError: a parameter has a value that it cannot have.
    """
    facts = service.facts
    names = {parameter.name for parameter in NETWORK_OF}
    asked = {name: value for name, value in singles(request.query_params.multi_items()).items() if value and name in names}
    found = measure_network(facts, asked)
    in_one = sorted((node for node in found["nodes"] if node["community"]), key=lambda node: node["community"])
    return render(
        request,
        "network",
        found=found,
        asked=asked,
        shown=found["edges"][:_SHOWN],
        communities=[(number, list(nodes)) for number, nodes in groupby(in_one, key=lambda node: node["community"])],
        known={node["id"]: node for node in found["nodes"]},
        partners=_partners(found["edges"]),
        choices={name: choices(facts.index, "report", Filters(), name) for name in ("year", "level", "sector")},
        normalisations=NORMALISATIONS,
        backbones=sorted({*_BACKBONES, *filter(None, [asked.get("backbone")])}),
        formats=NETWORK_FORMATS,
        has_drawing=bool(found["edges"]) and (ASSETS / "sigma.min.js").is_file(),
    )


def _partners(edges: Sequence[Body]) -> Mapping[str, Sequence[str]]:
    """The measures that each is joined to most strongly, by the edges in their order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        for one, other in ((edge["source"], edge["target"]), (edge["target"], edge["source"])):
            if len(found[one]) < _PARTNERS:
                found[one].append(other)
    return found
