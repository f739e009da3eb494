"""The rows of one report, from its graph. They name things by their keys: ids are given when they are written."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.figures import statuses_of
from kg.index.said import Said, read_said
from kg.index.words import words
from kg.iris import DCTERMS, GM, OA, SKOS, Iris

__all__ = ["ReportRows", "Row", "choice", "report_rows"]

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class ReportRows:
    """What goes into the index for a report.

    Metrics, problems and adoptions are in the order of the text. In the rows, ``bureau`` and ``organ`` are keys of organs, ``measure``,
    ``counted_in`` and ``topics`` ids of concepts, ``policy`` and ``policies`` (with roles) keys of documents, ``metrics`` keys of metrics,
    ``organizations`` names; ``status`` of a metric is that of the measures that it measures; ``words`` are those of the quote.
    """

    report: Row
    policies: list[Row]
    organizations: list[Row]
    metrics: list[Row]
    problems: list[Row]
    adoptions: list[Row]


def report_rows(lines: bytes, report_id: str, base: str) -> ReportRows:
    """The rows of a report, whose graph is given as canonical N-Quads."""
    reading = _Reading(read_said(lines.splitlines()), Iris(base), report_id)
    adoptions = sorted(reading.adoptions(), key=_place)
    statuses = statuses_of((key, row["status"]) for row in adoptions for key in row["metrics"])  # type: ignore[attr-defined,misc]
    return ReportRows(
        reading.report(),
        list(reading.policies()),
        list(reading.organizations()),
        sorted(({**row, "status": statuses.get(str(row["key"]))} for row in reading.metrics()), key=_place),
        sorted(reading.problems(), key=_place),
        adoptions,
    )


def _place(row: Row) -> tuple[object, ...]:
    return row["start"], row["end"], row["key"]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One graph being read."""

    said: Said
    iris: Iris
    report_id: str

    @property
    def _report(self) -> str:
        return f"<{self.iris.report(self.report_id)}>"

    def report(self) -> Row:
        """The row of the report itself."""
        said, node = self.said, self._report
        files = said.all(node, GM + "sourceFile")
        return {
            "identifier": self.report_id,
            "title": said.text(node, DCTERMS + "title"),
            "bureau": self._organ(node, DCTERMS + "creator"),
            "bureau_name": said.text(node, GM + "bureauName"),
            "year": said.whole(node, GM + "coversYear"),
            "published": said.text(node, DCTERMS + "issued"),
            "addressee": said.text(node, GM + "addressee"),
            "file": said.text(node, GM + "fileName"),
            "characters": said.whole(node, GM + "characters"),
            "url": min((url for file in files for url in said.texts(file, DCTERMS + "source")), default=None),
        }

    def policies(self) -> Iterator[Row]:
        """A row for each mention of a document."""
        for node in self.said.of_class(GM + "PolicyDocument"):
            told = {
                "policy": self._key(node, "policy/"),
                "title": self.said.text(node, DCTERMS + "title"),
                "number": self.said.text(node, GM + "documentNumber"),
                "kind": self._choice(node, GM + "kind"),
                "issuer_name": self.said.text(node, GM + "issuerName"),
            }
            yield from (told | mention for mention in self._mentions(node))

    def organizations(self) -> Iterator[Row]:
        """A row for each body at its first mention."""
        for node in self.said.of_class(GM + "Organization"):
            name, organ = self.said.text(node, SKOS + "prefLabel"), self._organ(node, GM + "denotes")
            first = min(self._mentions(node), key=lambda mention: mention["start"])  # type: ignore[return-value,arg-type]
            yield {"name": name, "organ": organ, **first}

    def metrics(self) -> Iterator[Row]:
        """A row for each metric."""
        for node in self.said.of_class(GM + "Metric"):
            unit = self.said.text(node, GM + "countedIn")
            yield {
                "key": self._key(node, "metric/"),
                "indicator": self.said.text(node, GM + "indicator"),
                "comparator": self.said.text(node, GM + "comparator"),
                "value": self.said.number(node, GM + "value"),
                "previous": self.said.number(node, GM + "previousValue"),
                "unit": self.said.text(node, GM + "unit"),
                "counted_in": unit and unit.rpartition("/")[2],
                "base_value": self.said.number(node, GM + "baseValue"),
                "text": self.said.text(node, GM + "surfaceForm"),
                **self._statement(node),
            }

    def problems(self) -> Iterator[Row]:
        """A row for each problem."""
        for node in self.said.of_class(GM + "Problem"):
            topics = [topic.rpartition("/")[2] for topic in self.said.texts(node, GM + "topic")]
            yield {"key": self._key(node, "problem/"), "topics": topics, **self._statement(node)}

    def adoptions(self) -> Iterator[Row]:
        """A row for each statement of a measure."""
        said = self.said
        for node in said.of_class(GM + "Adoption"):
            measure = said.text(node, GM + "measure")
            roles = {"based_on": said.all(node, GM + "basedOn"), "produces": said.all(node, GM + "produced")}
            involved = said.all(node, GM + "involves")
            yield {
                "key": self._key(node, "adoption/"),
                "measure": measure and measure.rpartition("/")[2],
                "status": self._choice(node, GM + "status"),
                "confidence": said.number(node, GM + "confidence"),
                "initiative": self._choice(node, GM + "initiative"),
                "section": said.text(node, GM + "section"),
                "policies": [(role, self._key(policy, "policy/")) for role, policies in roles.items() for policy in policies],
                "metrics": [self._key(metric, "metric/") for metric in said.all(node, GM + "measuredBy")],
                "organizations": [name for body in involved for name in said.texts(body, SKOS + "prefLabel")],
                **self._statement(node),
            }

    def _statement(self, node: str) -> Row:
        """What all statements have: their evidence and its words."""
        (mention,) = self._mentions(node)
        return {**mention, "words": words(str(mention["quote"]))}

    def _mentions(self, node: str) -> list[Row]:
        """The stretches of the report that prove what it says of a thing, in their order."""
        return [
            {
                "quote": self.said.text(evidence, OA + "exact"),
                "start": self.said.whole(evidence, OA + "start"),
                "end": self.said.whole(evidence, OA + "end"),
                "page": self.said.whole(evidence, GM + "page"),
            }
            for evidence in self.said.all(node, GM + "evidence")
        ]

    def _organ(self, node: str, property_: str) -> str | None:
        found = self.said.text(node, property_)
        return found and self.iris.bureau_key(found)

    def _key(self, node: str, kind: str) -> str:
        return node[1:-1].removeprefix(self.iris.base + kind)

    def _choice(self, node: str, property_: str) -> str | None:
        """A term of the ontology as the API writes it, such as ``own-initiative``."""
        found = self.said.text(node, property_)
        return found and choice(found)


def choice(iri: str) -> str:
    """A term of the ontology as the API writes it: ``#NormativeDocument`` is ``normative-document``."""
    name = iri.rpartition("#")[2]
    return "".join(f"-{letter.lower()}" if letter.isupper() and at else letter.lower() for at, letter in enumerate(name))
