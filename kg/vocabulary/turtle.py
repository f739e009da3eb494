"""The vocabulary as SKOS in Turtle: the same bytes for the same entries."""

import json
from collections.abc import Iterator, Mapping

from kg.iris import DCTERMS, GM, MEASURE, ONTOLOGY_IRI, OWL, PROBLEM, QUDT, QUDT_KIND, QUDT_UNIT, SKOS, UNIT, XSD
from kg.vocabulary.catalogue import Category, Concept, Topic, Vocabulary
from kg.vocabulary.units import Unit

__all__ = ["to_turtle"]

_VERSION = "0.1.0"
_CREATED = "2026-11-21"
_OF_UNITS = {"gm": GM, "qudt": QUDT, "qudt-kind": QUDT_KIND, "qudt-unit": QUDT_UNIT}

_Triple = tuple[str, str]  # predicate and object, as written


def to_turtle(vocabulary: Vocabulary) -> dict[str, str]:
    """Write ``measures.ttl``, ``problems.ttl`` and ``units.ttl``: a SKOS concept scheme each, as file name and content.

    The categories are the top concepts of the measures' scheme, all topics and units those of theirs.
    Terms: SKOS Reference (W3C, 2009), DCMI Metadata Terms, QUDT 3.5.
    """
    categories = {f"measure:{entry.id}": list(_category(entry)) for entry in vocabulary.categories.values()}
    measures = {f"measure:{entry.id}": list(_concept(entry)) for entry in vocabulary.concepts.values()}
    problems = {f"problem:{entry.id}": list(_topic(entry)) for entry in vocabulary.topics.values()}
    units = {f"unit:{entry.id}": list(_unit(entry)) for entry in vocabulary.units.values()}
    return {
        "measures.ttl": _document(
            "measures.csv, categories.csv and aliases.csv",
            "measure",
            MEASURE,
            ("治理措施目录", "Catalogue of governance measures"),
            categories | measures,
        ),
        "problems.ttl": _document("problems.csv", "problem", PROBLEM, ("问题主题表", "Topics of problems"), problems),
        "units.ttl": _document("units.csv", "unit", UNIT, ("计量单位表", "Units of measure"), units, **_OF_UNITS),
    }


def _category(category: Category) -> Iterator[_Triple]:
    yield "skos:topConceptOf", "measure:"
    yield from _entry("measure:", category.id, category.label_zh, category.label_en)


def _concept(concept: Concept) -> Iterator[_Triple]:
    yield "skos:broader", f"measure:{concept.category}"
    yield from _entry("measure:", concept.id, concept.label_zh, concept.label_en, concept.scope_note)
    yield from (("skos:altLabel", _literal(alias, "zh")) for alias in concept.aliases)
    yield from (("skos:example", _literal(example, "zh")) for example in concept.examples)


def _topic(topic: Topic) -> Iterator[_Triple]:
    yield "skos:topConceptOf", "problem:"
    yield from _entry("problem:", topic.id, topic.label_zh, topic.label_en, topic.scope_note)


def _unit(unit: Unit) -> Iterator[_Triple]:
    yield "a", "gm:Unit"
    yield "skos:topConceptOf", "unit:"
    yield from _entry("unit:", unit.id, unit.label_zh, unit.label_en, unit.scope_note)
    yield from (("skos:altLabel", _literal(alias, "zh")) for alias in unit.aliases)
    yield "qudt:hasQuantityKind", f"qudt-kind:{unit.quantity_kind}"
    yield "gm:baseUnit", f"unit:{unit.base}"
    yield "gm:factor", f'"{unit.factor:f}"^^xsd:decimal'
    if unit.qudt:
        yield "skos:exactMatch", f"qudt-unit:{unit.qudt}"


def _entry(scheme: str, entry_id: str, label_zh: str, label_en: str, scope_note: str = "") -> Iterator[_Triple]:
    yield "skos:inScheme", scheme
    yield "skos:notation", _literal(entry_id)
    yield "skos:prefLabel", _literal(label_zh, "zh")
    yield "skos:prefLabel", _literal(label_en, "en")
    if scope_note:
        yield "skos:scopeNote", _literal(scope_note, "en")


def _document(
    source: str,
    prefix: str,
    namespace: str,
    title: tuple[str, str],
    entries: Mapping[str, list[_Triple]],
    **namespaces: str,
) -> str:
    title_zh, title_en = title
    scheme = [
        ("dcterms:title", _literal(title_zh, "zh")),
        ("dcterms:title", _literal(title_en, "en")),
        ("dcterms:created", f'"{_CREATED}"^^xsd:date'),
        ("dcterms:isPartOf", f"<{ONTOLOGY_IRI}>"),
        ("owl:versionInfo", _literal(_VERSION)),
        *(
            ("skos:hasTopConcept", iri)
            for iri, triples in entries.items()
            if any(predicate == "skos:topConceptOf" for predicate, _ in triples)
        ),
    ]
    prefixes = {"dcterms": DCTERMS, "owl": OWL, prefix: namespace, "skos": SKOS, "xsd": XSD, **namespaces}
    return "\n".join(
        (
            f"# Generated from {source} by `kg vocabulary`; edit those.",
            "",
            *(f"@prefix {name}: <{iri}> ." for name, iri in sorted(prefixes.items())),
            "",
            _subject(f"{prefix}:", "skos:ConceptScheme", scheme),
            *(_subject(iri, "skos:Concept", triples) for iri, triples in sorted(entries.items())),
        )
    )


def _subject(iri: str, kind: str, triples: list[_Triple]) -> str:
    lines = "".join(f" ;\n    {predicate} {value}" for predicate, value in sorted(triples))
    return f"{iri} a {kind}{lines} .\n"


def _literal(text: str, language: str = "") -> str:
    """A Turtle string; JSON's escapes are among Turtle's."""
    return json.dumps(text, ensure_ascii=False) + (f"@{language}" if language else "")
