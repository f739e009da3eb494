"""Corpora with known adoptions, as the analyses read them."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analysis.held import HeldReport
from kg.analysis.panel import Document
from kg.linking.bodies import describe
from kg.types import Extraction, Measure, Policy, Relation, Report, Status

MEASURE = "double-random"
PREFECTURES = {
    "130100": ("130102", "130104", "130105", "130107", "130108", "130109"),
    "130200": ("130202", "130203", "130204", "130205", "130207", "130208"),
    "130300": ("130302", "130303", "130304", "130306"),
    "130400": ("130402", "130403", "130404", "130406", "130407", "130408"),
}


def report(
    bureau: str | None,
    year: int | None,
    stated: Mapping[str, Status] | None = None,
    *,
    documents: Iterable[tuple[str, str, str]] = (),
    length: int = 0,
) -> HeldReport:
    """A report that states measures; ``documents`` are key, relation and level of those that each of them is joined to."""
    text, measures, policies, relations = "", [], [], []
    for number, (measure, status) in enumerate((stated or {}).items(), 1):
        quote = f"{'计划' if status == 'planned' else ''}推行{measure}"
        measures.append(Measure(f"m{number}", len(text), len(text) + len(quote), quote, measure, status, ""))
        text += f"{quote}。"
    named = {}
    for number, (key, relation, level) in enumerate(documents, 1):
        policies.append(Policy(f"p{number}", 0, 0, "", f"《{key}》"))
        named[f"《{key}》"] = (key, Document(key, level))
        relations.extend(Relation("produces" if relation == "produces" else "based_on", one.id, f"p{number}") for one in measures)
    text = text.ljust(length, "略")
    name = f"{bureau}-{year}"
    extraction = Extraction(
        Report(name, f"{name}.txt", year=year), text, policies=tuple(policies), measures=tuple(measures), relations=tuple(relations)
    )
    if bureau is None:
        return HeldReport(extraction, None, "", None, None, None, named)
    body = describe(bureau)
    return HeldReport(extraction, bureau, body.name, body.region.place if body.region else None, body.level, body.sector, named)


@dataclass(frozen=True)
class Truth:
    """The years in which bureaus really adopted, and the reports that are held."""

    adopted: Mapping[str, int]
    reports: list[HeldReport]


def diffusion(seed: int, *, follow: bool, held: float = 1.0) -> Truth:
    """The transport bureaus of prefectures and their counties, which adopt within two years after the former, or anytime if they do not
    ``follow``; of each year that share of the reports is ``held``."""
    chance = random.Random(seed)
    adopted: dict[str, int] = {}
    for prefecture, counties in PREFECTURES.items():
        adopted[f"{prefecture}/transport"] = first = chance.randint(2012, 2019)
        for county in counties:
            adopted[f"{county}/transport"] = first + chance.randint(1, 2) if follow else chance.randint(2012, 2021)
    reports = [
        report(bureau, year, {MEASURE: "adopted"} if year >= since else {})
        for bureau, since in adopted.items()
        for year in range(2010, 2023)
        if chance.random() < held
    ]
    chance.shuffle(reports)
    return Truth(adopted, reports)
