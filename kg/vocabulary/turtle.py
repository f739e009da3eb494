"""The vocabulary as SKOS in Turtle: the same bytes for the same entries."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.iris import DCTERMS, GM, MEASURE, ONTOLOGY_IRI, OUTLINE, OWL, PROBLEM, QUDT, QUDT_KIND, QUDT_UNIT, SECTOR, SKOS, UNIT, XSD
from kg.vocabulary.catalogue import Category, Concept, Section, Sector, Topic, Vocabulary
from kg.vocabulary.units import Unit

__all__ = ["to_turtle"]

_VERSION = "0.3.0"
_CREATED = "2026-11-21"
_LICENSE = "https://www.apache.org/licenses/LICENSE-2.0"

_Triple = tuple[str, str]  # predicate and object, as written
_Entries = Mapping[str, list[_Triple]]


@dataclass(frozen=True, slots=True)
class _Scheme:
    """A concept scheme: the tables that it is made from, the prefix of its entries, and what else it needs prefixes for."""

    tables: str
    prefix: str
    namespace: str
    title_zh: str
    title_en: str
    entries: _Entries
    prefixes: Mapping[str, str]


def to_turtle(vocabulary: Vocabulary) -> dict[str, str]:
    """Write ``measures.ttl``, ``problems.ttl``, ``units.ttl``, ``outline.ttl``, ``sectors.ttl``: a SKOS concept scheme each, by file name.

    The categories are the top concepts of the measures' scheme, the parts those of the outline's, and of the others all are.
    Terms: SKOS Reference (W3C, 2009), DCMI Metadata Terms, QUDT 3.5.
    """
    categories = {f"measure:{entry.id}": list(_category(entry)) for entry in vocabulary.categories.values()}
    measures = {f"measure:{entry.id}": list(_concept(entry)) for entry in vocabulary.concepts.values()}
    problems = {f"problem:{entry.id}": list(_topic(entry)) for entry in vocabulary.topics.values()}
    units = {f"unit:{entry.id}": list(_unit(entry)) for entry in vocabulary.units.values()}
    outline = {f"outline:{entry.id}": list(_section(entry)) for entry in vocabulary.outline.values()}
    sectors = {f"sector:{entry.id}": list(_sector(entry)) for entry in vocabulary.sectors.values()}
    schemes = {
        "measures.ttl": _Scheme(
            "measures.csv, categories.csv and labels.csv",
            "measure",
            MEASURE,
            "治理措施目录",
            "Catalogue of governance measures",
            categories | measures,
            {"gm": GM, "outline": OUTLINE},
        ),
        "problems.ttl": _Scheme("problems.csv", "problem", PROBLEM, "问题主题表", "Topics of problems", problems, {}),
        "units.ttl": _Scheme(
            "units.csv",
            "unit",
            UNIT,
            "计量单位表",
            "Units of measure",
            units,
            {"gm": GM, "qudt": QUDT, "qudt-kind": QUDT_KIND, "qudt-unit": QUDT_UNIT},
        ),
        "outline.ttl": _Scheme(
            "outline.csv",
            "outline",
            OUTLINE,
            "法治政府建设实施纲要（2021—2025年）的结构",
            "Structure of the Outline for Building a Law-based Government (2021–2025)",
            outline,
            {},
        ),
        "sectors.ttl": _Scheme("sectors.csv", "sector", SECTOR, "机关领域表", "Sectors of organs", sectors, {}),
    }
    return {name: _document(scheme) for name, scheme in schemes.items()}


def _category(category: Category) -> Iterator[_Triple]:
    yield "skos:topConceptOf", "measure:"
    yield from _entry("measure:", category.id, category.label_zh, category.label_en)
    yield from _near(category.outline)


def _concept(concept: Concept) -> Iterator[_Triple]:
    yield "skos:broader", f"measure:{concept.broader}"
    yield from _entry("measure:", concept.id, concept.label_zh, concept.label_en)
    yield from _notes(concept)
    yield from _examples(concept)
    yield from (("skos:altLabel", _literal(alias, "zh")) for alias in concept.aliases)
    yield from (("skos:hiddenLabel", _literal(spelling, "zh")) for spelling in concept.spellings)
    yield from (("gm:negativeLabel", _literal(negative, "zh")) for negative in concept.negatives)
    yield from _near(concept.outline)


def _topic(topic: Topic) -> Iterator[_Triple]:
    yield "skos:topConceptOf", "problem:"
    yield from _entry("problem:", topic.id, topic.label_zh, topic.label_en)
    yield from _notes(topic)
    yield from _examples(topic)


def _sector(sector: Sector) -> Iterator[_Triple]:
    yield "skos:topConceptOf", "sector:"
    yield from _entry("sector:", sector.id, sector.label_zh, sector.label_en)
    yield from _notes(sector)


def _unit(unit: Unit) -> Iterator[_Triple]:
    yield "a", "gm:Unit"
    yield "skos:topConceptOf", "unit:"
    yield from _entry("unit:", unit.id, unit.label_zh, unit.label_en)
    if unit.scope_note:
        yield "skos:scopeNote", _literal(unit.scope_note, "en")
    yield from (("skos:altLabel", _literal(alias, "zh")) for alias in unit.aliases)
    yield "qudt:hasQuantityKind", f"qudt-kind:{unit.quantity_kind}"
    yield "gm:baseUnit", f"unit:{unit.base}"
    yield "gm:factor", f'"{unit.factor:f}"^^xsd:decimal'
    if unit.qudt:
        yield "skos:exactMatch", f"qudt-unit:{unit.qudt}"


def _section(section: Section) -> Iterator[_Triple]:
    yield ("skos:broader", f"outline:{section.broader}") if section.broader else ("skos:topConceptOf", "outline:")
    yield from _entry("outline:", section.number, section.label_zh, section.label_en)


def _entry(scheme: str, notation: str, label_zh: str, label_en: str) -> Iterator[_Triple]:
    yield "skos:inScheme", scheme
    yield "skos:notation", _literal(notation)
    yield "skos:prefLabel", _literal(label_zh, "zh")
    yield "skos:prefLabel", _literal(label_en, "en")


def _notes(entry: Concept | Sector | Topic) -> Iterator[_Triple]:
    """The scope notes, where there are any."""
    if entry.scope_note_zh:
        yield "skos:scopeNote", _literal(entry.scope_note_zh, "zh")
    if entry.scope_note_en:
        yield "skos:scopeNote", _literal(entry.scope_note_en, "en")


def _examples(entry: Concept | Topic) -> Iterator[_Triple]:
    yield from (("skos:example", _literal(example, "zh")) for example in entry.examples)


def _near(section: str) -> Iterator[_Triple]:
    if section:
        yield "skos:relatedMatch", f"outline:{section}"


def _document(scheme: _Scheme) -> str:
    triples = [
        ("dcterms:title", _literal(scheme.title_zh, "zh")),
        ("dcterms:title", _literal(scheme.title_en, "en")),
        ("dcterms:created", f'"{_CREATED}"^^xsd:date'),
        ("dcterms:isPartOf", f"<{ONTOLOGY_IRI}>"),
        ("dcterms:license", f"<{_LICENSE}>"),
        ("owl:versionInfo", _literal(_VERSION)),
        *(
            ("skos:hasTopConcept", iri)
            for iri, statements in scheme.entries.items()
            if any(predicate == "skos:topConceptOf" for predicate, _ in statements)
        ),
    ]
    prefixes = {"dcterms": DCTERMS, "owl": OWL, scheme.prefix: scheme.namespace, "skos": SKOS, "xsd": XSD, **scheme.prefixes}
    return "\n".join(
        (
            f"# Generated from {scheme.tables} by `kg vocabulary`; edit those.",
            "",
            *(f"@prefix {name}: <{iri}> ." for name, iri in sorted(prefixes.items())),
            "",
            _subject(f"{scheme.prefix}:", "skos:ConceptScheme", triples),
            *(_subject(iri, "skos:Concept", statements) for iri, statements in sorted(scheme.entries.items())),
        )
    )


def _subject(iri: str, kind: str, triples: list[_Triple]) -> str:
    lines = "".join(f" ;\n    {predicate} {value}" for predicate, value in sorted(triples))
    return f"{iri} a {kind}{lines} .\n"


def _literal(text: str, language: str = "") -> str:
    """A Turtle string; JSON's escapes are among Turtle's."""
    return json.dumps(text, ensure_ascii=False) + (f"@{language}" if language else "")
