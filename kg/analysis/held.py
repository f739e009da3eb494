"""A report as the analyses read it: what it says, and which bureau says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.analysis.panel import Document
from kg.iris import OF_REPORT
from kg.types import Extraction

__all__ = ["HeldReport"]


@dataclass(frozen=True, slots=True)
class HeldReport:
    """A report that is held, and its bureau.

    ``bureau`` is the key of the bureau (see :mod:`kg.linking.bodies`), ``name`` its name with its place in full, ``region`` the place of
    the key, such as ``130109``, or ``national``. All of them are None or empty where the report does not tell its bureau; a bureau whose
    place is not known has its name only.
    ``documents`` are the keys of the documents that the report names, and these, by the titles that it names them by.
    """

    extraction: Extraction
    bureau: str | None
    name: str
    region: str | None
    level: str | None
    sector: str | None
    documents: Mapping[str, tuple[str, Document]] = field(default_factory=dict)

    @property
    def year(self) -> int | None:
        """The year that the report covers."""
        return self.extraction.report.year

    @property
    def address(self) -> str | None:
        """The key that the bureau's IRI ends in: one of this report alone where its place is not known, None where there is no bureau."""
        return self.bureau or (f"{OF_REPORT}{self.extraction.report.id}" if self.name else None)
