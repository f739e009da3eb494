"""The reports of a release as the analyses read them: what each says, and which bureau says it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.extraction.form import from_dict
from kg.linking.bodies import describe
from kg.linking.decisions import Decision, read_decisions
from kg.linking.divisions import Level
from kg.store.packs import Pack
from kg.store.release import decisions_member, extraction_member, open_release, read_index
from kg.types import Extraction

__all__ = ["HeldReport", "read_corpus"]


@dataclass(frozen=True, slots=True)
class HeldReport:
    """A report that is held, and its bureau.

    ``bureau`` is the key of the bureau (see :mod:`kg.linking.bodies`), ``name`` its name with its place in full, ``region`` the place of
    the key, such as ``130109``, or ``national``. All of them are None or empty where the report does not tell its bureau.
    ``documents`` are the decisions on the documents that the report names, by the titles that it names them by.
    """

    extraction: Extraction
    bureau: str | None
    name: str
    region: str | None
    level: Level | None
    sector: str | None
    documents: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def year(self) -> int | None:
        """The year that the report covers."""
        return self.extraction.report.year


def read_corpus(release: Path) -> Iterator[HeldReport]:
    """The reports of a release folder, in the order of their ids.

    Raises:
        ReleaseError: there is none, or a pack is missing or damaged.
    """
    for path in open_release(release).packs():
        with Pack(path) as pack:
            for entry in read_index(pack)["reports"]:
                yield _held(pack, entry["id"])


def _held(pack: Pack, report_id: str) -> HeldReport:
    extraction = from_dict(json.loads(pack.read(extraction_member(report_id))))
    decisions = tuple(read_decisions(pack.read(decisions_member(report_id))))
    documents = {decision.name: decision for decision in decisions if decision.kind == "policy"}
    decision = next((decision for decision in decisions if decision.kind == "bureau"), None)
    if decision is None or not decision.key:
        return HeldReport(extraction, None, decision.label if decision else "", None, None, None, documents)
    body = describe(decision.key)
    region = body.region.place if body.region else decision.key.partition("/")[0]
    return HeldReport(extraction, decision.key, decision.label, region, body.level, body.sector, documents)
