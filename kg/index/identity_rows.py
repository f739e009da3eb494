"""The rows of what all reports speak of: concepts of the vocabularies, regions, organs and documents, from the graphs that tell of them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.index.report_rows import Row, choice
from kg.index.said import Said
from kg.iris import DCTERMS, GM, MEASURE, ORG, OUTLINE, PROBLEM, SECTOR, SKOS, UNIT, Iris

__all__ = ["concept_rows", "organ_rows", "policy_rows", "region_parts", "region_rows"]

_SCHEMES = {"measure": MEASURE, "problem": PROBLEM, "sector": SECTOR, "unit": UNIT, "outline": OUTLINE}
_LEVEL = "-level"  # as in county-level


def concept_rows(said: Said) -> Iterator[Row]:
    """The concepts of all schemes, broader ones first; ``broader`` is a notation of the same scheme."""
    for scheme, base in _SCHEMES.items():
        found = {}
        for node in said.of_class(SKOS + "Concept"):
            if node.startswith(f"<{base}") and (notation := node[len(base) + 1 : -1]):
                found[notation] = _concept(said, node, scheme, notation)
        yield from sorted(found.values(), key=lambda row: (len(list(_above(found, row))), row["notation"]))


def _concept(said: Said, node: str, scheme: str, notation: str) -> Row:
    broader = said.text(node, SKOS + "broader")
    return {
        "scheme": scheme,
        "notation": notation,
        "zh": said.text(node, SKOS + "prefLabel", "zh"),
        "en": said.text(node, SKOS + "prefLabel", "en"),
        "broader": broader and broader.rpartition("/")[2],
        "scope_zh": said.text(node, SKOS + "scopeNote", "zh"),
        "scope_en": said.text(node, SKOS + "scopeNote", "en"),
        "other_names": _array(said.texts(node, SKOS + "altLabel")),
    }


def _above(found: dict[str, Row], row: Row) -> Iterator[Row]:
    while row["broader"]:
        row = found[str(row["broader"])]
        yield row


def region_rows(said: Said, iris: Iris) -> list[Row]:
    """The regions under all their codes, the wider first; ``wider`` is a code."""
    rows: list[Row] = []
    for node in said.of_class(GM + "Region"):
        wider = said.text(node, GM + "within")
        rows.append(
            {
                "code": _region_code(node[1:-1], iris),
                "name": said.text(node, SKOS + "prefLabel", "zh"),
                "other_names": _array(said.texts(node, SKOS + "altLabel")),
                "level": _level(said, node),
                "wider": wider and _region_code(wider, iris),
            }
        )
    order = {level: number for number, level in enumerate(("provincial", "prefecture", "county"))}
    return sorted(rows, key=lambda row: (order.get(str(row["level"]), len(order)), row["code"]))


def region_parts(said: Said, iris: Iris) -> Iterator[tuple[str, str]]:
    """The codes of regions and of all that lies in them: themselves, their divisions, and those that they replaced."""
    former: defaultdict[str, set[str]] = defaultdict(set)
    within: defaultdict[str, set[str]] = defaultdict(set)
    for node in said.of_class(GM + "Region"):
        code = _region_code(node[1:-1], iris)
        former[code] |= {_region_code(other, iris) for other in said.texts(node, DCTERMS + "replaces")}
        for wider in said.texts(node, DCTERMS + "isPartOf"):
            within[_region_code(wider, iris)].add(code)
    for code in former:
        parts = {code}
        waiting = [code]
        while waiting:
            part = waiting.pop()
            new = (within[part] | former.get(part, set())) - parts
            parts |= new
            waiting += new
        yield from ((code, part) for part in parts)


def organ_rows(said: Said, iris: Iris) -> Iterator[Row]:
    """The bureaus that report, and the organs that reports and documents name; ``sector`` and ``region`` are a notation and a code."""
    ends: dict[str, tuple[int | None, str]] = {}
    for change in said.of_class(ORG + "ChangeEvent"):
        resulting = said.text(change, ORG + "resultingOrganization")
        for original in said.texts(change, ORG + "originalOrganization"):
            ends[f"<{original}>"] = said.whole(change, DCTERMS + "date"), iris.bureau_key(resulting or "")
    bureaus = set(said.of_class(GM + "Bureau"))
    for node in dict.fromkeys((*bureaus, *said.of_class(ORG + "FormalOrganization"))):
        sector, region = said.text(node, GM + "sector"), said.text(node, GM + "region")
        year, successor = ends.get(node, (None, None))
        yield {
            "key": iris.bureau_key(node[1:-1]),
            "name": said.text(node, SKOS + "prefLabel"),
            "other_names": _array(said.texts(node, SKOS + "altLabel")),
            "is_bureau": node in bureaus,
            "level": _level(said, node),
            "sector": sector and sector.rpartition("/")[2],
            "region": region and _region_code(region, iris),
            "superior_keys": _array(map(iris.bureau_key, said.texts(node, GM + "superior"))),
            "change_year": year,
            "successor_key": successor,
        }


def policy_rows(said: Said, iris: Iris) -> Iterator[Row]:
    """What is known of documents from all reports together and from the table of documents."""
    base = f"<{iris.base}policy/"
    for node in said.objects:
        if node.startswith(base):
            yield {
                "key": node[len(base) : -1],
                "title": said.text(node, SKOS + "prefLabel"),
                "level": _level(said, node),
                "issued": said.text(node, DCTERMS + "issued"),
                "issuer_keys": _array(map(iris.bureau_key, said.texts(node, GM + "issuer"))),
            }


def _region_code(iri: str, iris: Iris) -> str:
    return iri.removeprefix(f"{iris.base}region/")


def _level(said: Said, node: str) -> str | None:
    found = said.text(node, GM + "level")
    return found and choice(found).removesuffix(_LEVEL)


def _array(values: Iterable[str]) -> str:
    return json.dumps(sorted(values), ensure_ascii=False)
