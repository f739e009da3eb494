"""What is wrong with the ontology, beyond what its tables and shapes refuse."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from kg.iris import GM, RDF, RDFS, SKOS
from kg.vocabulary.terms import Term, read_ontology

__all__ = ["lint"]

_ONTOLOGY = "governance.ttl"
_LANGUAGES = ("zh", "en")
_OURS = re.compile(rf"(?<![\w:-])gm:(\w+)|<{re.escape(GM)}(\w+)>")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|(?m:#[^\n<>]*$)')


def lint(folder: Path, queries: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with the ontology in ``folder``, each with file, line and reason; nothing if all is well.

    A term that lacks a label, a definition or an example in one of the languages, or has two; a label of two classes, two properties
    or two individuals; a class that is above itself, or that nothing ties to another; a term in use, in the ontology, the
    shapes, the schemes or the queries, that is not defined; one defined that nothing uses. The shapes are closed, so that a
    graph has no terms but theirs. ``queries`` are texts by the names of their files.

    Raises:
        VocabularyError: the ontology is no Turtle.
    """
    terms = read_ontology(folder / _ONTOLOGY).terms
    ontology, *others = sorted(folder.glob("*.ttl"), key=lambda path: (path.name != _ONTOLOGY, path.name))
    users = {**{path.name: path.read_text(encoding="utf-8") for path in others}, **queries}
    written = {ontology.name: ontology.read_text(encoding="utf-8")}
    return (
        *_unexplained(folder, terms.values()),
        *_shared_labels(folder, terms.values()),
        *_cycles(folder, terms),
        *_orphans(folder, terms),
        *_undefined(written | users, terms.keys()),
        *_unused(folder, terms, {name for text in users.values() for _, name in _names(text)}),
    )


def _at(folder: Path, term: Term) -> str:
    lines = (folder / _ONTOLOGY).read_text(encoding="utf-8").splitlines()
    line = next((number for number, text in enumerate(lines, start=1) if text.startswith(f"gm:{term.name} ")), 1)
    return f"{_ONTOLOGY}, line {line}: gm:{term.name}"


def _unexplained(folder: Path, terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        for what, predicate in (("label", RDFS + "label"), ("definition", SKOS + "definition")):
            for language in _LANGUAGES:
                if (count := len(term.texts(predicate, language))) != 1:
                    yield f"{_at(folder, term)} has {count or 'no'} {what}{'s' if count else ''} in {language}"
        languages = _LANGUAGES if term.is_class or term.is_individual else ("",)
        if not all(term.texts(SKOS + "example", language) for language in languages):
            yield f"{_at(folder, term)} has no example"


def _shared_labels(folder: Path, terms: Iterable[Term]) -> Iterator[str]:
    owners: dict[tuple[bool, bool, str, str], Term] = {}
    for term in terms:
        for language in _LANGUAGES:
            label = term.label(language)
            owner = owners.setdefault((term.is_class, term.is_individual, language, label), term)
            if owner is not term:
                yield f"{_at(folder, term)} has the label {label!r} of gm:{owner.name}"


def _cycles(folder: Path, terms: Mapping[str, Term]) -> Iterator[str]:
    for term in terms.values():
        if term.name in _above(term, terms):
            yield f"{_at(folder, term)} is above itself"


def _above(term: Term, terms: Mapping[str, Term]) -> set[str]:
    """Our classes or properties above a term, itself among them if it is."""
    above: set[str] = set()
    waiting = [term]
    while waiting:
        current = waiting.pop()
        for predicate in ("subClassOf", "subPropertyOf"):
            for iri in current.iris(RDFS + predicate):
                name = iri.removeprefix(GM)
                if name in terms and name not in above:
                    above.add(name)
                    waiting.append(terms[name])
    return above


def _orphans(folder: Path, terms: Mapping[str, Term]) -> Iterator[str]:
    """Classes that no property begins or ends at, that have neither broader nor narrower classes, and no individuals."""
    tied: Counter[str] = Counter()
    for term in terms.values():
        for predicate in (RDFS + "domain", RDFS + "range", RDFS + "subClassOf", RDF + "type"):
            tied.update(iri.removeprefix(GM) for iri in term.iris(predicate))
    for term in terms.values():
        if term.is_class and not tied[term.name] and not term.iris(RDFS + "subClassOf"):
            yield f"{_at(folder, term)} is tied to no other term"


def _names(text: str) -> Iterator[tuple[int, str]]:
    """The line and the name of each term of ours that Turtle or SPARQL mentions, strings and comments aside."""
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _OURS.finditer(_STRING.sub('""', line)):
            yield number, match[1] or match[2]


def _undefined(texts: Mapping[str, str], known: Collection[str]) -> Iterator[str]:
    for file, text in texts.items():
        first: dict[str, int] = {}
        for line, name in _names(text):
            first.setdefault(name, line)
        yield from (f"{file}, line {line}: gm:{name} is not defined" for name, line in first.items() if name not in known)


def _unused(folder: Path, terms: Mapping[str, Term], mentioned: set[str]) -> Iterator[str]:
    used = set(mentioned)
    for name in mentioned & terms.keys():
        term = terms[name]
        used |= _above(term, terms)
        used |= {iri.removeprefix(GM) for predicate in (RDFS + "range", RDF + "type") for iri in term.iris(predicate)}
    for term in terms.values():
        if term.name not in used:
            yield f"{_at(folder, term)} is used by no shape, scheme or query"
