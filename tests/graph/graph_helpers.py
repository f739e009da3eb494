"""The graph of one report with the things that it speaks of."""

from pyoxigraph import Quad

from kg.graph import identity_quads, to_quads
from kg.linking.decisions import decisions
from kg.linking.link import link
from kg.settings import Settings
from kg.types import Extraction, SourceText


def report_quads(extraction: Extraction, settings: Settings, source: SourceText | None = None) -> list[Quad]:
    """What the report itself states."""
    return to_quads(extraction, link(extraction), settings=settings, source=source)


def graph_of(extraction: Extraction, settings: Settings, source: SourceText | None = None) -> list[Quad]:
    """What the report states, and what is said of the things that it speaks of."""
    identities = identity_quads(decisions(extraction, link(extraction)), settings=settings)
    return [*report_quads(extraction, settings, source), *identities]
