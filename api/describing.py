"""What the graph says of things, as DESCRIBE has it."""

from collections.abc import Sequence

from fastapi import Request, Response
from pyoxigraph import NamedNode

from api.answers import Question, Wishes, respond
from api.limits import ClientLimit
from api.service import Service
from kg.query.guard import Form, Query

__all__ = ["RDF_CONTENT", "RDF_FORMATS", "describe", "is_described"]

RDF_FORMATS = {"jsonld": "application/ld+json", "ttl": "text/turtle", "nt": "application/n-triples"}
"""The formats of RDF and their media types."""

RDF_CONTENT = {
    media_type: {"schema": {"type": "array", "items": {"type": "object"}} if name == "jsonld" else {"type": "string"}}
    for name, media_type in RDF_FORMATS.items()
}
"""What answers in them look like, for an OpenAPI entry."""

_IN_STORE = {"jsonld": "jsonld", "ttl": "turtle", "nt": "ntriples"}  # as the store calls them


async def describe(request: Request, service: Service, iris: Sequence[str], format_name: str) -> Response:
    """What the graph says of things, in a format of RDF.

    Raises:
        ProblemError: the client has too many queries under way.
        QueryError: there is no answer.
    """
    text = f"DESCRIBE {' '.join(map(str, map(NamedNode, iris)))}" if iris else "CONSTRUCT { ?s ?p ?o } WHERE { FILTER(false) }"
    query = Query(text, Form.DESCRIBE)
    limit: ClientLimit = request.app.state.limit
    async with limit.counted(request):
        question = Question(query, "sparql", [("query", text)], Wishes(_IN_STORE[format_name], None))
        return await respond(request, service, question)


def is_described(service: Service, iri: str) -> bool:
    """Whether the graph says anything of a thing."""
    return any(service.engine.rows(f"SELECT ?g {{ GRAPH ?g {{ {NamedNode(iri)} ?p ?o }} }} LIMIT 1"))
