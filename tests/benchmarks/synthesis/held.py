"""Synthetic reports as a release holds them, with the facts that they were written with in place of what an extractor finds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from synthesis.bureaus import bureau_at
from synthesis.report import Written, write_report

from kg.analysis.held import HeldReport
from kg.types import Evidence, Extraction, Measure, Metric, Problem, Report

__all__ = ["hold"]

_IN_FORCE = 2019


def hold(seed: int, number: int, *, bureau: int | None = None, year: int | None = None) -> tuple[HeldReport, Mapping[str, str]]:
    """The report of a number, said to be of a bureau and year if they are given; and how it stands to each rule of its duties."""
    written, (author, written_on) = write_report(seed, number), bureau_at(number)
    annotation, text = written.annotation, written.text
    fields = annotation["report"]
    year = written_on if year is None else year
    signature = text.rfind("\n") + 1
    addressee = text.find(fields["addressee"]) if fields["addressee"] else 0
    evidence = (
        [("addressee", Evidence(addressee, addressee + len(fields["addressee"]), fields["addressee"]))] if fields["addressee"] else []
    )
    evidence += [("published", Evidence(signature, len(text), text[signature:]))] if fields["published"] else []
    report = Report(
        f"{number:032}", f"{number}.txt", fields["title"], author.name, year, fields["published"], fields["addressee"], tuple(evidence)
    )
    extraction = Extraction(
        report,
        text,
        metrics=tuple(_metrics(annotation["metrics"], text)),
        measures=tuple(
            Measure(**stretch, concept=entry["concept"], status=entry["status"], section="")
            for entry, stretch in _in_order(annotation["measures"], text)
        ),
        problems=tuple(Problem(**stretch, topics=tuple(entry["topics"])) for entry, stretch in _in_order(annotation["problems"], text)),
    )
    key = f"{number if bureau is None else bureau}/{author.organ}"
    level = "provincial" if author.provincial else "county"
    return HeldReport(extraction, key, author.name, author.place, level, None), _duties(written, year)


def _duties(written: Written, year: int) -> Mapping[str, str]:
    """What a certificate has to say, by rule: the signature is all that tells a date."""
    fields = written.annotation["report"]
    signed = date.fromisoformat(fields["published"]) if fields["published"] else None
    deeds = [entry["concept"] for entry in written.annotation["measures"] if entry["status"] == "adopted"]
    inspected = {
        "sent": "cannot be told" if signed is None else "met" if signed <= date(year + 1, 3, 1) else "missed",
        "published": "cannot be told",
        "measures": "met",
        "problems": "met",
        "first person": "met" if "first-responsible-person" in deeds else "missed",
        "plans": "met",
    }
    on_paper = "met" if signed else "missed"
    return {
        **(inspected if year >= _IN_FORCE else dict.fromkeys(inspected, "not in force")),
        "addressed": "met" if fields["addressee"] else "missed",
        "signed": on_paper,
        "dated": on_paper,
    }


def _in_order(entries: Sequence[Mapping[str, Any]], text: str) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
    """The entries with their stretches, each looked for from the begin of the one before, since several may be of one stretch."""
    place = 0
    for entry in entries:
        place = text.index(entry["quote"], place)
        yield entry, {"id": entry["id"], "start": place, "end": place + len(entry["quote"]), "text": entry["quote"]}


def _metrics(entries: Sequence[Mapping[str, Any]], text: str) -> Iterator[Metric]:
    """The metrics, whose quotes are the first of their kind in the text."""
    for entry in entries:
        place = text.index(entry["quote"])
        attributes = {name: entry[name] for name in ("id", "indicator", "value", "unit", "comparator", "value_from")}
        yield Metric(start=place, end=place + len(entry["quote"]), text=entry["quote"], **attributes)
