"""The constraint components of SHACL Core that the shapes use: each function makes the check of one."""

import operator
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any

from kg.graph.ntriples import Term, is_iri, is_literal, parts, text
from kg.graph.shacl.columns import Columns, Pair, Step, first
from kg.graph.shacl.datatypes import Value, literals_of, value_of
from kg.graph.shacl.shape import Check, Shape
from kg.iris import RDF

__all__ = [
    "at_least",
    "at_most",
    "class_of",
    "conforming",
    "datatype_of",
    "equal_to",
    "having",
    "languages",
    "less_than",
    "matching",
    "maximum",
    "minimum",
    "minimum_length",
    "node_kind",
    "one_of",
]

_Broken = list[tuple[Term, Term | None]]

_remembered = lru_cache(maxsize=1 << 14)  # of values that many reports have, as years and offsets
_CHARACTER = r'(?:[^"\\]|\\(?:u.{4}|U.{8}|[^uU]))'  # of a literal, which may be escaped


def _each(test: Callable[[Term], object]) -> Check:
    """The check of each value by itself."""

    def check(_graph: Columns, _nodes: AbstractSet[Term], pairs: Collection[Pair]) -> _Broken:
        return [(node, value) for node, value in pairs if not test(value)]

    return check


def at_least(count: int) -> Check:
    """``sh:minCount``."""

    def check(_graph: Columns, nodes: AbstractSet[Term], pairs: Collection[Pair]) -> _Broken:
        if count == 1:
            return [(node, None) for node in nodes - {*map(first, pairs)}]
        counts = Counter(map(first, pairs))
        return [(node, None) for node in nodes if counts[node] < count]

    return check


def at_most(count: int) -> Check:
    """``sh:maxCount``."""

    def check(_graph: Columns, _nodes: AbstractSet[Term], pairs: Collection[Pair]) -> _Broken:
        if count and len({*map(first, pairs)}) == len(pairs):  # none has two
            return []
        return [(node, None) for node, number in Counter(map(first, pairs)).items() if number > count]

    return check


def node_kind(is_kind: Callable[[Term], bool]) -> Check:
    """``sh:nodeKind`` of one kind of term."""
    return _each(is_kind)


def class_of(kind: Term) -> Check:
    """``sh:class``."""

    def check(graph: Columns, _nodes: AbstractSet[Term], pairs: Collection[Pair]) -> _Broken:
        instances = graph.instances(kind)
        return [(node, value) for node, value in pairs if value not in instances]

    return check


def datatype_of(datatype: str) -> Check:
    """``sh:datatype``: of the datatype, and of a form that it has."""
    return _each(_is_tagged if datatype == RDF + "langString" else literals_of(datatype))


def one_of(terms: Collection[Term]) -> Check:
    """``sh:in``."""
    return _each(frozenset(terms).__contains__)


def minimum_length(length: int) -> Check:
    """``sh:minLength``."""
    return _each(re.compile(rf'"{_CHARACTER}{{{length}}}|<(?!<).{{{length}}}.', re.DOTALL).match)


def matching(pattern: str) -> Check:
    """``sh:pattern``, which is read as Python's."""
    search = re.compile(pattern).search
    return _each(_remembered(lambda value: _has_text(value) and search(text(value)) is not None))


def languages(ranges: Collection[str]) -> Check:
    """``sh:languageIn``: ``zh`` is the range of ``zh`` and ``zh-Hant``."""
    prefixes = tuple(f"@{language.lower()}-" for language in ranges)
    return _each(lambda value: is_literal(value) and f"{parts(value)[1]}-".lower().startswith(prefixes))


def minimum(bound: Term) -> Check:
    """``sh:minInclusive``."""
    return _bounded(operator.ge, bound)


def maximum(bound: Term) -> Check:
    """``sh:maxInclusive``."""
    return _bounded(operator.le, bound)


def less_than(predicate: Term) -> Check:
    """``sh:lessThan``: one finding for each pair of values that are not so, or have no order."""

    def check(graph: Columns, nodes: AbstractSet[Term], pairs: Collection[Pair]) -> _Broken:
        others = defaultdict(list)
        for node, other in graph.follow((Step(predicate),), nodes):
            others[node].append(value_of(other))
        return [(node, value) for node, value in pairs for other in others[node] if not _related(value_of(value), operator.lt, other)]

    return check


def equal_to(predicate: Term) -> Check:
    """``sh:equals``: what only one of the two sides has."""

    def check(graph: Columns, nodes: AbstractSet[Term], pairs: Collection[Pair]) -> _Broken:
        return [*set(pairs) ^ set(graph.follow((Step(predicate),), nodes))]

    return check


def having(term: Term) -> Check:
    """``sh:hasValue``."""

    def check(_graph: Columns, nodes: AbstractSet[Term], pairs: Collection[Pair]) -> _Broken:
        return [(node, None) for node in nodes - {node for node, value in pairs if value == term}]

    return check


def conforming(shapes: Collection[Shape]) -> Check:
    """``sh:node`` of one shape, ``sh:or`` of several: the value conforms to one of them at least."""

    def check(graph: Columns, _nodes: AbstractSet[Term], pairs: Collection[Pair]) -> _Broken:
        failing = {value for _, value in pairs}
        for shape in shapes:
            failing = shape.failing(graph, failing)
        return [(node, value) for node, value in pairs if value in failing]

    return check


def _has_text(value: Term) -> bool:
    return is_iri(value) or is_literal(value)


def _is_tagged(value: Term) -> bool:
    """Whether it has a language, and no base direction, with which it were of another datatype."""
    return is_literal(value) and parts(value)[1].startswith("@") and "--" not in parts(value)[1]


def _bounded(relation: Callable[[Any, Any], bool], bound: Term) -> Check:
    limit = value_of(bound)
    if limit is None:
        raise ValueError(bound)
    return _each(_remembered(lambda value: _related(value_of(value), relation, limit)))


def _related(left: Value | None, relation: Callable[[Any, Any], bool], right: Value | None) -> bool:
    """Whether two numbers or two strings are so related; nothing else has an order."""
    if left is None or right is None or isinstance(left, str) is not isinstance(right, str):
        return False
    return relation(left, right)
