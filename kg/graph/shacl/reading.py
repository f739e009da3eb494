"""Shapes from their file. What is not known here is an error, never passed over."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path as File

from pyoxigraph import parse

from kg.errors import VocabularyError
from kg.graph.ntriples import Term, is_blank, is_iri, is_literal, parts, terms, text
from kg.graph.shacl import constraints
from kg.graph.shacl.columns import Path, Step
from kg.graph.shacl.shape import Check, Shape
from kg.iris import RDF, XSD

__all__ = ["read_shapes"]

_SH = "http://www.w3.org/ns/shacl#"
_KINDS = {_SH + "BlankNode": is_blank, _SH + "IRI": is_iri, _SH + "Literal": is_literal}
_TRUE = f'"true"^^<{XSD}boolean>'
_IS_SHAPE = {(RDF + "type", _SH + "NodeShape"), (RDF + "type", _SH + "PropertyShape")}

_COMPONENTS: dict[str, Callable[["_Reader", Term], Check]] = {
    "class": lambda _, term: constraints.class_of(term),
    "datatype": lambda _, term: constraints.datatype_of(text(term)),
    "equals": lambda _, term: constraints.equal_to(_iri(term)),
    "hasValue": lambda _, term: constraints.having(term),
    "in": lambda reader, term: constraints.one_of([*reader.items(term)]),
    "languageIn": lambda reader, term: constraints.languages([text(item) for item in reader.items(term)]),
    "lessThan": lambda _, term: constraints.less_than(_iri(term)),
    "maxCount": lambda _, term: constraints.at_most(int(text(term))),
    "maxInclusive": lambda _, term: constraints.maximum(term),
    "minCount": lambda _, term: constraints.at_least(int(text(term))),
    "minInclusive": lambda _, term: constraints.minimum(term),
    "minLength": lambda _, term: constraints.minimum_length(int(text(term))),
    "node": lambda reader, term: constraints.conforming([reader.shape(term)]),
    "nodeKind": lambda _, term: constraints.node_kind(_KINDS[text(term)]),
    "or": lambda reader, term: constraints.conforming([reader.shape(item) for item in reader.items(term)]),
    "pattern": lambda _, term: constraints.matching(text(term)),
}


def read_shapes(file: File) -> tuple[Shape, ...]:
    """The shapes of a Turtle file that have target classes. Whatever has a name in the file must be a shape.

    Raises:
        VocabularyError: the file is no Turtle, or uses SHACL in a way that is not known here.
    """
    said: defaultdict[Term, list[tuple[str, Term]]] = defaultdict(list)
    try:
        for subject, predicate, value, _ in map(terms, parse(path=file)):
            said[subject].append((text(predicate), value))
    except SyntaxError as error:
        raise VocabularyError(f"{file}, line {error.lineno}: {error.msg}") from error
    reader = _Reader(file, dict(said))
    shapes = [reader.shape(node) for node in said if is_iri(node)]
    return tuple(shape for shape in shapes if shape.targets)


class _Reader:
    """What the file says of each node, and the shapes that were read from it; None for one that is being read."""

    def __init__(self, file: File, said: Mapping[Term, Sequence[tuple[str, Term]]]) -> None:
        self._file = file
        self._said = said
        self._shapes: dict[Term, Shape | None] = {}

    def shape(self, node: Term) -> Shape:
        """The shape that a node is."""
        if node not in self._shapes:
            self._shapes[node] = None
            self._shapes[node] = self._read(node)
        shape = self._shapes[node]
        if shape is None:
            raise VocabularyError(f"{self._file}: the shape {node} refers to itself")
        return shape

    def items(self, node: Term) -> Iterator[Term]:
        """The items of a list."""
        while text(node) != RDF + "nil":
            said = dict(self._said[node])
            yield said[RDF + "first"]
            node = said[RDF + "rest"]

    def _read(self, node: Term) -> Shape:
        path: Path = ()
        closed = False
        targets: list[Term] = []
        checks: list[tuple[str, Check]] = []
        properties: list[Shape] = []
        ignored: set[Term] = set()
        messages: dict[str, str] = {}
        for predicate, term in self._said[node]:
            name = predicate.removeprefix(_SH)
            try:
                match name, term:
                    case "path", _:
                        path = self._path(term)
                    case "closed", _ if term == _TRUE:
                        closed = True
                    case "targetClass", _ if is_iri(term):
                        targets.append(term)
                    case "property", _:
                        properties.append(self.shape(term))
                    case "ignoredProperties", _:
                        ignored.update(map(_iri, self.items(term)))
                    case "message", _ if is_literal(term):
                        message, language = parts(term)
                        messages[language.removeprefix("@")] = message
                    case _ if (predicate, text(term)) not in _IS_SHAPE:
                        checks.append((name[0].upper() + name[1:], _COMPONENTS[name](self, term)))
            except (KeyError, TypeError, ValueError, re.error) as error:
                raise VocabularyError(f"{self._file}: {node} has <{predicate}> {term}, which is not understood") from error
        if (path and (properties or closed)) or not all(shape.path for shape in properties):
            raise VocabularyError(f"{self._file}: {node} confuses node shapes and property shapes")
        stated = {step.predicate for shape in properties for step in shape.path if len(shape.path) == 1 and not step.inverse}
        return Shape(
            targets=tuple(targets),
            path=path,
            checks=tuple(checks),
            properties=tuple(properties),
            permitted=frozenset(stated | ignored) if closed else None,
            messages=messages,
        )

    def _path(self, term: Term) -> Path:
        """A predicate, its inverse, or a list of such."""
        if is_iri(term):
            return (Step(term),)
        match self._said[term]:
            case [(predicate, inverted)] if predicate == _SH + "inversePath" and is_iri(inverted):
                return (Step(inverted, inverse=True),)
        return tuple(step for item in self.items(term) for step in self._path(item))


def _iri(term: Term) -> Term:
    if not is_iri(term):
        raise TypeError(term)
    return term
