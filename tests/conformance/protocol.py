"""Tests of the protocol's query operation and of the service description, run over HTTP."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from httpx2 import Client, Response
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from serving import make_release, serving
from suite import HT, MF, RDF, Manifest, Node, ProtocolTest, Result, node, text

CNT = "http://www.w3.org/2011/content#"
SD = "http://www.w3.org/ns/sparql-service-description#"
_DATA = "http://kasei.us/2009/09/sparql/data/"
_ROWS = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "application/json",
    "application/xml",
    "text/csv",
    "text/tab-separated-values",
}
_FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": _ROWS,
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples"},
}
_PROPERTIES = {  # the classes that the properties of a description stand at and lead to, where it has these
    "endpoint": ("Service", None),
    "feature": ("Service", None),
    "defaultEntailmentRegime": ("Service", None),
    "supportedEntailmentProfile": ("Service", None),
    "entailmentRegime": ("NamedGraph", None),
    "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "Aggregate"),
    "languageExtension": ("Service", None),
    "supportedLanguage": ("Service", None),
    "propertyFeature": ("Service", None),
    "inputFormat": ("Service", None),
    "resultFormat": ("Service", None),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}


def run_protocol(tests: Iterable[ProtocolTest]) -> Iterator[Result]:
    """Run tests of the query operation; those on the same graphs share a server."""
    for named, group in groupby(sorted(tests, key=attrgetter("named")), key=attrgetter("named")):
        with _client(named) as client:
            for test in group:
                faults = (_fault(test.manifest, request, _send(client, test.manifest, request)) for request in test.requests)
                yield test.id, next(filter(None, faults), None)


def run_description(tests: Iterable[str]) -> Iterator[Result]:
    """Run tests of the service description."""
    names = tuple(tests)
    if not names:
        return
    with _client(()) as client:
        endpoint = str(client.base_url.join("/sparql"))
        answer = client.get(endpoint)
    store = Store()
    store.extend(parse(answer.content, format=RdfFormat.from_media_type(answer.headers["content-type"])))
    said = {
        "returns-rdf": None if len(store) else "the description is empty",
        "has-endpoint-triple": None if _has(store, "endpoint", NamedNode(endpoint)) else f"no sd:endpoint {endpoint}",
        "conforms-to-schema": next(_misuses(store), None),
    }
    for name in names:
        yield name, said[name.rpartition("/")[2]]


@contextmanager
def _client(named: Iterable[tuple[str, Path]]) -> Iterator[Client]:
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(make_release(Path(folder), (), dict(named), _DATA)) as address,
        Client(base_url=address, timeout=60) as client,
    ):
        yield client


def _send(client: Client, manifest: Manifest, request: Node) -> Response:
    headers = {
        text(manifest.one(header, HT + "fieldName")): text(manifest.one(header, HT + "fieldValue"))
        for header in manifest.items(manifest.one(request, HT + "headers"))
    }
    body = manifest.one(request, HT + "body")
    content = (
        text(manifest.one(node(body), CNT + "chars")).encode(text(manifest.one(node(body), CNT + "characterEncoding"))) if body else b""
    )
    path = text(manifest.one(request, HT + "absolutePath")).replace("/sparql/", "/sparql", 1)
    return client.request(text(manifest.one(request, HT + "methodName")), path, headers=headers, content=content)


def _fault(manifest: Manifest, request: Node, answer: Response) -> str | None:
    expected = node(manifest.one(request, HT + "resp"))
    statuses = {text(status)[-3:] for status in manifest.all(expected, MF + "expectedStatus")}
    if f"{answer.status_code // 100}xx" not in statuses:
        return f"status {answer.status_code}, not one of {', '.join(sorted(statuses))}: {answer.text[:300]}"
    media_type = answer.headers["content-type"].partition(";")[0]
    if (wanted := manifest.one(expected, MF + "expectedFormat")) and media_type not in _FORMATS[text(wanted)]:
        return f"{media_type} is not {text(wanted)}"
    if (boolean := manifest.one(expected, MF + "expectedBoolean")) and str(answer.json()["boolean"]).lower() != text(boolean):
        return f"the answer is not {text(boolean)}"
    return None


def _has(store: Store, predicate: str, value: NamedNode) -> bool:
    return any(store.quads_for_pattern(None, NamedNode(SD + predicate), value, None))


def _misuses(store: Store) -> Iterator[str]:
    for quad in store:
        name = quad.predicate.value.removeprefix(SD)
        if name == quad.predicate.value:
            continue
        if name not in _PROPERTIES:
            yield f"there is no sd:{name}"
            continue
        for term, kind in zip((quad.subject, quad.object), _PROPERTIES[name], strict=True):
            if kind and not any(store.quads_for_pattern(node(term), NamedNode(RDF + "type"), NamedNode(SD + kind), None)):
                yield f"{term} at sd:{name} is no sd:{kind}"
