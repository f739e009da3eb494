"""Quads in the terms of ``ontology/context.jsonld``."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import RDF, XSD
from kg.resources import ontology_folder

__all__ = ["Context", "compact", "load_context"]

_ID = "@id"
_STRING = XSD + "string"
_TYPE = RDF + "type"


@dataclass(frozen=True, slots=True)
class Context:
    """A context: its definitions as JSON, the term for each IRI, and the type that the values of a term have without saying so."""

    definitions: Mapping[str, Any]
    terms: Mapping[str, str]
    types: Mapping[str, str]


def load_context() -> Context:
    """The context of the ontology."""
    definitions = json.loads((ontology_folder() / "context.jsonld").read_bytes())["@context"]
    prefixes = {name: value for name, value in definitions.items() if isinstance(value, str) and value.endswith(("#", "/"))}
    terms, types = {}, {}
    for name, definition in definitions.items():
        if name.startswith("@") or name in prefixes:
            continue
        term = definition if isinstance(definition, dict) else {_ID: definition}
        terms[_expanded(term[_ID], prefixes)] = name
        types[name] = _expanded(term.get("@type", _STRING), prefixes)
    return Context(definitions, terms, types)


def compact(graph: Iterable[Quad], context: Context) -> list[dict[str, Any]]:
    """The nodes of one graph, in which the quads about one subject follow each other; nodes refer to each other by their ids."""
    nodes = []
    for subject, quads in groupby(graph, key=lambda quad: quad.subject):
        assert isinstance(subject, NamedNode)
        node: dict[str, Any] = {"id": subject.value}
        for quad in quads:
            key, value = _entry(quad, context)
            node[key] = [*_listed(node[key]), value] if key in node else value
        nodes.append(node)
    return nodes


def _entry(quad: Quad, context: Context) -> tuple[str, object]:
    predicate, value = quad.predicate.value, quad.object
    if predicate == _TYPE and isinstance(value, NamedNode):
        return "type", context.terms.get(value.value, value.value)
    key = context.terms.get(predicate, predicate)
    usual = context.types.get(key, _STRING)
    if isinstance(value, NamedNode):
        return key, value.value if usual == _ID else {"id": value.value}
    assert isinstance(value, Literal)
    if value.language:
        return key, {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    return key, value.value if datatype == usual else {"@value": value.value, "type": datatype}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    return prefixes[prefix] + local if colon and prefix in prefixes else name
