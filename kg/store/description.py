"""What a release says of itself, in Turtle: counts (VoID), files and their checksums (DCAT, SPDX), and where both come from (PROV-O)."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from pyoxigraph import Literal

from kg.iris import DCTERMS, ONTOLOGY_IRI, OWL, PROV, XSD, Iris
from kg.store.manifest import Manifest
from kg.store.release import MANIFEST, SOURCES

__all__ = ["LICENCE", "RIGHTS", "TITLES", "description"]

TITLES = {"zh": "治理措施知识图谱", "en": "Governance measures: a knowledge graph"}
LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
RIGHTS = {
    "zh": "报告及所引文句的权利属于其发布机关。",
    "en": "The reports, and the sentences quoted from them, belong to those who published them.",
}

_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": DCTERMS,
    "owl": OWL,
    "prov": PROV,
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}
_MEDIA_TYPES = {".csv": "text/csv", ".json": "application/json", ".nq": "application/n-quads", ".zip": "application/zip"}
_IANA = "https://www.iana.org/assignments/media-types/"
_LOCAL_NAME = re.compile("[^#/]*$")

_Statement = tuple[str, str]  # a property and its value, as Turtle


def description(manifest: Manifest) -> str:
    """Describe a release from its manifest: the same text for the same release.

    The counts are those of the merge of all graphs, where a triple that several graphs state is one. Files have their addresses
    relative to the release, in whose folder the text lies.
    """
    base = str(manifest.settings["data_base"])
    statements = (
        *_about(manifest),
        ("void:uriSpace", _text(base)),
        *_partitions(manifest),
        *_distributions(manifest),
        *_provenance(manifest),
    )
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
    said = _joined(statements, " ;\n    ")
    return f"{prefixes}\n<{Iris(base).release(manifest.release_id)}>\n    {said} .\n"


def _about(manifest: Manifest) -> Iterator[_Statement]:
    left_out = manifest.files_left_out
    contents = {
        "zh": f"{manifest.reports:,} 份法治政府建设情况报告所述的事实，每项均附原文依据；未收录的文件：{left_out:,}。",
        "en": f"What {manifest.reports:,} reports on law-based government state, each fact with its quote; files left out: {left_out:,}.",
    }
    yield "a", "dcat:Dataset , void:Dataset"
    yield "dcterms:identifier", _text(manifest.release_id)
    yield "dcterms:title", _texts(TITLES)
    yield "dcterms:description", _texts(contents)
    yield "dcterms:license", f"<{LICENCE}>"
    yield "dcterms:rights", _texts(RIGHTS)
    yield "dcterms:conformsTo", f"<{ONTOLOGY_IRI}>"


def _partitions(manifest: Manifest) -> Iterator[_Statement]:
    yield "void:triples", str(manifest.triples)
    yield "void:classes", str(len(manifest.classes))
    yield "void:properties", str(len(manifest.properties))
    for namespace in sorted({_LOCAL_NAME.sub("", name) for name in (*manifest.classes, *manifest.properties)}):
        yield "void:vocabulary", f"<{namespace}>"
    for name, count in sorted(manifest.classes.items()):
        yield "void:classPartition", _node(("void:class", f"<{name}>"), ("void:entities", str(count)))
    for name, count in sorted(manifest.properties.items()):
        yield "void:propertyPartition", _node(("void:property", f"<{name}>"), ("void:triples", str(count)))


def _distributions(manifest: Manifest) -> Iterator[_Statement]:
    """The files of the release but the sources, which belong to their publishers."""
    files = {MANIFEST: hashlib.sha256(manifest.to_bytes()).hexdigest(), **manifest.files}
    for path, sha256 in sorted(files.items()):
        if not path.startswith(f"{SOURCES}/"):
            media_type = _MEDIA_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
            yield (
                "dcat:distribution",
                _node(
                    ("a", "dcat:Distribution"),
                    ("dcterms:title", _text(path)),
                    ("dcterms:license", f"<{LICENCE}>"),
                    ("dcat:downloadURL", f"<{quote(path)}>"),
                    ("dcat:mediaType", f"<{_IANA}{media_type}>"),
                    ("spdx:checksum", _checksum(sha256)),
                ),
            )


def _provenance(manifest: Manifest) -> Iterator[_Statement]:
    """The build: the code and the libraries that did it, and what they used."""
    agents = [
        _entity("prov:SoftwareAgent", "governance-kg", ("spdx:checksum", _checksum(manifest.code))),
        *(_entity("prov:SoftwareAgent", name, ("owl:versionInfo", _text(version))) for name, version in sorted(manifest.libraries.items())),
    ]
    settings = sorted(manifest.settings.items())
    used = [
        _entity("prov:Collection", "the files of the reports, and the tables about them"),
        _entity("prov:Entity", "the ontology and its tables", ("spdx:checksum", _checksum(manifest.vocabulary))),
        *(_entity("prov:Entity", f"setting {name}", ("prov:value", _text(str(value)))) for name, value in settings),
    ]
    build = [("a", "prov:Activity"), *(("prov:wasAssociatedWith", agent) for agent in agents), *(("prov:used", thing) for thing in used)]
    yield "prov:wasGeneratedBy", _node(*build)


def _entity(kind: str, title: str, *statements: _Statement) -> str:
    return _node(("a", kind), ("dcterms:title", _text(title)), *statements)


def _checksum(sha256: str) -> str:
    value = f'"{sha256}"^^xsd:hexBinary'
    return _node(("a", "spdx:Checksum"), ("spdx:algorithm", "spdx:checksumAlgorithm_sha256"), ("spdx:checksumValue", value))


def _node(*statements: _Statement) -> str:
    return f"[ {_joined(statements, ' ; ')} ]"


def _joined(statements: Iterable[_Statement], separator: str) -> str:
    return separator.join(f"{name} {value}" for name, value in statements)


def _texts(texts: Mapping[str, str]) -> str:
    return " , ".join(_text(text, language) for language, text in texts.items())


def _text(text: str, language: str | None = None) -> str:
    return str(Literal(text, language=language))
