"""The library of named queries: the files ``queries/*.rq``, each valid SPARQL with a head of comments.

::

    # title-zh: 哪些机关采取了某项措施
    # title-en: Which bureaus adopted a measure
    # description-zh: 机关已采取或者计划采取该措施的每条陈述，附证明它的原句。
    # description-en: Each statement that a bureau took the measure or plans to, with the quote that proves it.
    # asked-by: researchers, journalists
    # param measure (measure): id or name of a measure of the catalogue, such as double-random
    # param status (status, optional): adopted or planned; without it both
    # param year (year of adoption, optional): a year that reports cover; without it all
    # example measure: double-random
    # example status: adopted
    # together: adoptedBureaus, plannedBureaus

The body has ``VALUES ?name { UNDEF }`` for each parameter, wherever its value is put in as an RDF term: also within a SELECT of its own,
which would else be answered for all values. That of a text follows the triple that binds what is compared with it; a BIND takes its place.
That of a year is taken by the triple that ``?adoption``, which may have no year, has that one.
``asked-by`` makes it a competency question: its answer on the demo release, for the values of ``example``, is known and tested.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import chain

from pyoxigraph import Literal, NamedNode

from kg.errors import MissingValueError, UnknownNameError
from kg.iris import MEASURE, XSD, Iris
from kg.query.guard import Form, Query
from kg.query.protocols import Source
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

__all__ = ["STATUSES", "YEAR", "NamedQuery", "Parameter", "bind", "first_rows", "library", "library_of", "named_query"]

_HEAD = re.compile(r"# ((?:title|description)-(?:zh|en)): (.+)")
_ASKED_BY = re.compile(r"# asked-by: (.+)")
_EXAMPLE = re.compile(r"# example (\w+): (.+)")
_TOGETHER = re.compile(r"# together: (.+)")
_PARAMETER = re.compile(r"# param (\w+) \((\w+)(?: of (\w+))?(, optional)?\): (.+)")
STATUSES = ("adopted", "planned")
YEAR = re.compile(r"^[0-9]{4}$")
_CALLED = "skos:notation|skos:prefLabel|skos:altLabel"
_CONCEPTS = {"measure": "?concept skos:inScheme measure: ; skos:broader ?category", "topic": "?concept skos:inScheme problem:"}
_LISTS = {"measure": "measures", "topic": "problem-topics", "bureau": "bureaus"}  # the questions that have all names
_LABELLED = "SELECT DISTINCT ?concept {{ {concepts} ; {called} ?name FILTER(LCASE(STR(?name)) = LCASE({name})) }}"
_NAMES = {
    **{kind: f"SELECT DISTINCT ?name {{ {concepts} ; {_CALLED} ?name }} ORDER BY ?name" for kind, concepts in _CONCEPTS.items()},
    "year": "SELECT DISTINCT ?name { ?report gm:coversYear ?name } ORDER BY ?name",
    "bureau": "SELECT DISTINCT ?name { ?bureau a gm:Bureau ; skos:prefLabel|skos:altLabel ?name } ORDER BY ?name",
}
_KEYED = "SELECT ({key} AS ?bureau) {{ {key} a gm:Bureau }}"
_NAMED = "SELECT DISTINCT ?bureau {{ ?bureau skos:prefLabel|skos:altLabel {name} FILTER EXISTS {{ ?bureau a gm:Bureau }} }}"
# any: to sort them takes seconds
_ADOPTER = "SELECT ?bureau ?id {{ {values} ?bureau gm:adopted ?measure ; a gm:Bureau . ?measure skos:notation ?id }} LIMIT 1"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; ``kind`` is measure, topic, bureau, status, text or year, the last ``of`` what a variable stands for."""

    name: str
    kind: str
    of: str | None
    optional: bool
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library; ``text`` is its file.

    A competency question tells who ask it, and has values of its parameters as an example. Columns that go ``together`` count parts and
    their whole, or parts of one whole.
    """

    name: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    asked_by: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    together: tuple[frozenset[str], ...]
    text: str


@cache
def library() -> Mapping[str, NamedQuery]:
    """All named queries by their names, in alphabetical order."""
    found = (entry for entry in files("kg.query").joinpath("queries").iterdir() if entry.name.endswith(".rq"))
    queries = (_parse(entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8")) for entry in found)
    return {query.name: query for query in sorted(queries, key=lambda query: query.name)}


def library_of(engine: Source, settings: Settings) -> Mapping[str, NamedQuery]:
    """All named queries, with examples of the engine's release: where the bureau of one is not held, another one."""
    return {name: _of_release(query, engine, settings) for name, query in library().items()}


def named_query(name: str) -> NamedQuery:
    """One query of the library.

    Raises:
        UnknownNameError: there is none of that name.
    """
    try:
        return library()[name]
    except KeyError:
        raise UnknownNameError("query", name, f"there are {', '.join(library())}") from None


def bind(name: str, values: Mapping[str, str], *, engine: Source, settings: Settings) -> Query:
    """A named query with its parameters, ready to run on the engine's release.

    Raises:
        UnknownNameError: there is no such query or parameter, or a value names nothing in the release.
        MissingValueError: a parameter that is needed has no value.
    """
    query = named_query(name)
    known = {parameter.name for parameter in query.parameters}
    for given in values:
        if given not in known:
            raise UnknownNameError("parameter", given, f"{name} has {', '.join(sorted(known)) or 'none'}")
    text = query.text
    for parameter in query.parameters:
        if parameter.name in values:
            term = _KINDS[parameter.kind](values[parameter.name], engine, settings)
            text = text.replace(_slot(parameter), _bound(parameter, term))
        elif parameter.optional:
            text = text.replace(_slot(parameter), "")  # means the same, also to Virtuoso, which takes UNDEF for a value
        else:
            raise MissingValueError(name, parameter.name, parameter.description)
    return Query(text, Form.SELECT)


def first_rows(query: Query, most: int) -> Query | None:
    """A bound query for some of its rows, those that are found first; None if it groups, so that no row is known before all are."""
    rows, is_sorted, _ = query.text.rpartition("\nORDER BY ")
    return replace(query, text=f"{rows}\nLIMIT {most}\n") if is_sorted and "GROUP BY " not in rows else None


def _parse(name: str, text: str) -> NamedQuery:
    head = {match[1]: match[2] for match in _HEAD.finditer(text)}
    parameters = tuple(Parameter(match[1], match[2], match[3], bool(match[4]), match[5]) for match in _PARAMETER.finditer(text))
    for parameter in parameters:
        assert _slot(parameter) in text, f"{name}.rq needs {_slot(parameter)}"
    asked_by = tuple(match[1].split(", ")) if (match := _ASKED_BY.search(text)) else ()
    example = {match[1]: match[2] for match in _EXAMPLE.finditer(text)}
    if asked_by:
        needed = {parameter.name for parameter in parameters if not parameter.optional}
        known = {parameter.name for parameter in parameters}
        assert needed <= example.keys() <= known, f"{name}.rq needs an example of its parameters, and of no others"
    said = (head["title-zh"], head["title-en"], head["description-zh"], head["description-en"])
    together = tuple(frozenset(match[1].split(", ")) for match in _TOGETHER.finditer(text))
    return NamedQuery(name, *said, asked_by, parameters, example, together, text)


def _of_release(query: NamedQuery, engine: Source, settings: Settings) -> NamedQuery:
    example = query.example
    if "bureau" not in example:
        return query
    named = engine.rows(_NAMED.format(name=Literal(example["bureau"], language="zh")))
    if len(list(named)) == 1:
        return query
    wanted = f"VALUES ?measure {{ <{MEASURE}{example['measure']}> }}" if "measure" in example else ""
    found = next(chain.from_iterable(engine.rows(_ADOPTER.format(values=values)) for values in (wanted, "")), None)
    if found is None:
        return query
    known = {"bureau": Iris(settings.data_base).bureau_key(found["bureau"] or ""), "measure": found["id"] or ""}
    return replace(query, example={name: known.get(name, value) for name, value in example.items()})


def _slot(parameter: Parameter) -> str:
    return f"VALUES ?{parameter.name} {{ UNDEF }}"


def _bound(parameter: Parameter, term: NamedNode | Literal) -> str:
    """What takes the place of a parameter that has a value."""
    match parameter.kind:
        case "text":  # filters by one text: a constant, not a table of one row, lets the engine filter before it joins
            return f"BIND({term} AS ?{parameter.name})"
        case "year":
            return f"?{parameter.of} gm:year {term} ."
        case _:
            return f"VALUES ?{parameter.name} {{ {term} }}"


def _concept(kind: str, value: str, engine: Source) -> NamedNode:
    """A measure or topic by its id, label or another name, whether in capitals or not."""
    query = _LABELLED.format(concepts=_CONCEPTS[kind], called=_CALLED, name=Literal(value))
    found = sorted({row["concept"] or "" for row in engine.rows(query)})
    if len(found) != 1:
        raise _unknown(kind, value, engine)
    return NamedNode(found[0])


def _unknown(kind: str, name: str, engine: Source) -> UnknownNameError:
    names = [row["name"] or "" for row in engine.rows(_NAMES[kind])]
    close = [*get_close_matches(name, names, n=1), *sorted((longer for longer in names if name and name in longer), key=len)]
    nearest = next(iter(close), None)
    meant = f"did you mean {nearest}?; " if nearest else ""
    return UnknownNameError(kind, name, f"{meant}the question {_LISTS[kind]} has all", nearest=nearest)


def _measure(value: str, engine: Source, _settings: Settings) -> NamedNode:
    with suppress(UnknownNameError):  # names that the catalogue has besides those in the graph
        return _concept("measure", load_vocabulary().named(value).id, engine)
    return _concept("measure", value, engine)


def _topic(value: str, engine: Source, _settings: Settings) -> NamedNode:
    return _concept("topic", value, engine)


def _bureau(value: str, engine: Source, settings: Settings) -> NamedNode:
    """A reporting bureau by its key, or by a name that no other has."""
    keyed = _KEYED.format(key=NamedNode(Iris(settings.data_base).bureau(value)))
    named = _NAMED.format(name=Literal(value, language="zh"))
    found = sorted({row["bureau"] or "" for query in (keyed, named) for row in engine.rows(query)})
    if not found:
        raise _unknown("bureau", value, engine)
    if len(found) > 1:
        raise UnknownNameError("bureau", value, f"{len(found)} bureaus have that name: {', '.join(found)}")
    return NamedNode(found[0])


def _status(value: str, _engine: Source, _settings: Settings) -> Literal:
    if value not in STATUSES:
        raise UnknownNameError("status", value, f"there are {' and '.join(STATUSES)}")
    return Literal(value)


def _year(value: str, engine: Source, _settings: Settings) -> Literal:
    """A year that a report of the release covers."""
    if not YEAR.fullmatch(value):
        raise UnknownNameError("year", value, "a year has four digits")
    held = [row["name"] or "" for row in engine.rows(_NAMES["year"])]
    if value not in held:
        nearest = min(held, key=lambda year: abs(int(year) - int(value)), default=None)
        raise UnknownNameError("year", value, f"no report held covers it; the nearest year is {nearest}", nearest=nearest)
    return Literal(value, datatype=NamedNode(XSD + "gYear"))


def _text(value: str, _engine: Source, _settings: Settings) -> Literal:
    return Literal(value)


_KINDS: Mapping[str, Callable[[str, Source, Settings], NamedNode | Literal]] = {
    "measure": _measure,
    "topic": _topic,
    "bureau": _bureau,
    "status": _status,
    "text": _text,
    "year": _year,
}
