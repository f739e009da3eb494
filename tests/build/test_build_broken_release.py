"""A release with twenty faults, one of a kind, in the graph of one report and that of identities: all are found."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from release_helpers import forge

from kg.build import verify
from kg.iris import DCTERMS, GM, MEASURE, OA, SKOS, XSD
from kg.store import open_release

Lines = list[str]
Edit = Callable[[Lines], Lines]


def without(subject: str, predicate: str) -> Edit:
    """Take a statement away; subject and predicate are regular expressions."""
    return lambda lines: kept(lines, lambda line: None if re.match(rf"\S*{subject}\S*> <{predicate}>", line) else line)


def with_other(subject: str, predicate: str, value: str) -> Edit:
    """Give a statement another object."""
    pattern = re.compile(rf"(\S*{subject}\S*> <{predicate}>) .* (\S+ \.\n)")
    return lambda lines: kept(lines, lambda line: pattern.sub(lambda match: f"{match[1]} {value} {match[2]}", line))


def with_another(subject: str, predicate: str, value: str) -> Edit:
    """Add a statement about the thing that some other statement is about."""

    def edit(lines: Lines) -> Lines:
        line = next(line for line in lines if re.match(rf"\S*{subject}\S*> ", line))
        node, graph = line.split(" ", 1)[0], line.split(" ")[-2]
        return [*lines, f"{node} <{predicate}> {value} {graph} .\n"]

    return edit


def kept(lines: Lines, change: Callable[[str], str | None]) -> Lines:
    changed = [line for line in map(change, lines) if line is not None]
    assert changed != lines
    return changed


@dataclass(frozen=True)
class Planted:
    name: str
    edit: Edit
    message: str


REPORT, BUREAU = r"/report/\w{32}", "/bureau/"
PLANTED = (
    Planted("a report without a file name", without(f"{REPORT}(?!#)", GM + "fileName"), "A report has one file name"),
    Planted(
        "a year that is an integer", with_other(REPORT, GM + "coversYear", f'"2022"^^<{XSD}integer>'), "A report covers at most one year"
    ),
    Planted("a hash that is none", with_other("#file=", GM + "sha256", '"abc"'), "A source file has one SHA-256"),
    Planted("a name that is not Chinese", with_other(BUREAU, f"{SKOS}prefLabel", '"Bureau"@en'), "It has one name, in Chinese"),
    Planted("an adopted category", with_other(BUREAU, GM + "adopted", f"<{MEASURE}oversight>"), "What a bureau adopted is a measure"),
    Planted(
        "a superior that is a measure",
        with_another(BUREAU, GM + "superior", f"<{MEASURE}mediation>"),
        "The superior of an organ is an organ",
    ),
    Planted(
        "a body that nothing mentions",
        without(REPORT, GM + "mentions> <[^>]+/organization/[^>]+"),
        "An organisation is mentioned by a report",
    ),
    Planted("a title in no language", with_other("/policy/", DCTERMS + "title", '"办法"'), "A policy document has a title in Chinese"),
    Planted(
        "a kind that is a status",
        with_another("/policy/", GM + "kind", f"<{GM}Adopted>"),
        "A document's kind is one that the ontology lists",
    ),
    Planted("an adoption without status", without("/adoption/", GM + "status"), "The status is either adopted or planned"),
    Planted("more than certainty", with_other("/adoption/", GM + "confidence", f'"1.5"^^<{XSD}decimal>'), "An adoption has one confidence"),
    Planted("a basis that is a bureau", with_other("/adoption/", GM + "basedOn", "<x:bureau>"), "An adoption is based on policy documents"),
    Planted(
        "an unknown property",
        with_another("/adoption/", GM + "colour", '"red"'),
        "An adoption is an IRI with the properties of the ontology and no",
    ),
    Planted(
        "a negative number",
        with_other("/metric/", GM + "value", f'"-1"^^<{XSD}decimal>'),
        "A metric has one value, a decimal that is not negative",
    ),
    Planted("an unknown comparator", with_other("/metric/", GM + "comparator", '"≈"'), "The comparator is one of"),
    Planted("a problem without topic", without("/problem/", GM + "topic"), "A problem has a topic"),
    Planted("a problem without evidence", without("/problem/", GM + "evidence"), r"no evidence for \S+/problem/"),
    Planted("a false quote", with_other(r"#char=0,5\b", OA + "exact", '"假"'), "the quote is “假”, but the source has “甲市司法局”"),
    Planted("a place beyond the text", with_other(r"#char=5,9\b", OA + "end", f'"999"^^<{XSD}integer>'), "the place is not in the text"),
    Planted("a graph of no report", lambda lines: [*lines, "<x:a> <x:b> <x:c> <x:graph> .\n"], "the graph x:graph belongs to no report"),
)


def test_twenty_of_twenty_faults_are_found(release: Path) -> None:
    graph = next(entry.id for entry in open_release(release).reports() if entry.name == "a.txt")

    def edit(lines: Lines) -> Lines:
        graphs = (f"/report/{graph}> .\n", "/identities> .\n")
        mine = [line for line in lines if line.endswith(graphs)]
        others = [line for line in lines if not line.endswith(graphs)]
        for fault in PLANTED:
            mine = fault.edit(mine)
        return sorted([*others, *mine])

    assert verify(release).faults == ()
    found = [fault.message for fault in verify(forge(release, edit)).faults]
    assert len({fault.message for fault in PLANTED}) == 20
    assert [fault.name for fault in PLANTED if not any(re.search(fault.message, message) for message in found)] == []
