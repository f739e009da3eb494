"""N-Quads, TriG and JSON-LD say the same: they are isomorphic if their canonical forms are equal, since no graph has blank nodes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from graph_helpers import canonical, graph_of, parsed
from pyoxigraph import Quad, RdfFormat, parse, serialize
from rdflib import Dataset

from kg.graph import source_quads, vocabulary_quads
from kg.resources import ontology_folder
from kg.settings import Settings
from kg.types import Extraction, SourceFile, SourceText


@pytest.fixture
def quads(gold: Extraction, settings: Settings) -> list[Quad]:
    """The graph of an annotated report."""
    return graph_of(gold, settings)


@pytest.mark.parametrize("form", [RdfFormat.TRIG, RdfFormat.JSON_LD])
def test_the_graph_of_a_report_survives_the_way_there_and_back(quads: list[Quad], form: RdfFormat) -> None:
    assert canonical(parse(serialize(quads, format=form), format=form)) == canonical(quads)


@pytest.mark.parametrize("form", [RdfFormat.TRIG, RdfFormat.JSON_LD])
def test_the_vocabulary_survives_the_way_there_and_back(form: RdfFormat) -> None:
    quads = parsed(vocabulary_quads())
    assert canonical(parse(serialize(quads, format=form), format=form)) == canonical(quads)


@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")  # rdflib of itself
def test_the_context_shortens_all_names_and_loses_nothing(extraction: Extraction, source: SourceText, settings: Settings) -> None:
    files = (SourceFile(("a.pdf", "b.pdf"), "0" * 64, "application/pdf", ("https://example.org/a.pdf",)),)
    described = [*graph_of(extraction, settings, source), *parsed(source_quads(extraction.report.id, files, settings=settings))]
    quads = [*described, *(quad for quad in parsed(vocabulary_quads()) if not quad.graph_name.value.endswith("ontology"))]
    context = json.loads((ontology_folder() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    dataset = Dataset()
    dataset.parse(data=canonical(quads).decode(), format="nquads")
    compact = dataset.serialize(format="json-ld", context=context)
    assert canonical(parse(compact, format=RdfFormat.JSON_LD)) == canonical(quads)
    again = Dataset()
    again.parse(data=compact, format="json-ld")
    assert {quad[:3] for quad in again} == {quad[:3] for quad in dataset}
    assert not {key for key in keys(json.loads(compact)["@graph"]) if ":" in key} - {"rdf:value"}


def keys(node: Any) -> Iterator[str]:
    """All keys within a piece of JSON."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    yield from node if isinstance(node, dict) else ()
    for child in children:
        yield from keys(child)
