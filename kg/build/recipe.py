"""What the result of a file depends on besides the file: code, vocabulary, libraries and settings; and, for some, circumstances."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.build.manifest import PROGRAMS, code_hash, library_versions, program_version, vocabulary_hash
from kg.iris import digest
from kg.linking.corrections import Corrections
from kg.settings import Settings
from kg.store.manifest import RECOGNISED, KeptFile, Manifest
from kg.types import Extraction, SourceText

__all__ = ["Extractor", "Recipe", "failed_by", "holds", "made_by", "recipe"]

Extractor = Callable[[SourceText], Extraction]

_SHAPING = ("data_base", "evidence_context", "ocr_timeout")  # the settings that shape the graph
_SETTING = re.compile(r"KG_([A-Z_]+)")
_BY_LIBREOFFICE = frozenset({"application/msword", "application/rtf"})


@dataclass(frozen=True)
class Recipe:
    """How files are made into shards. Of the ``corrections``, each unit tells those that concern it."""

    settings: Settings
    force: bool
    extractor: Extractor
    corrections: Corrections
    code: str
    vocabulary: str
    libraries: Mapping[str, str]

    @property
    def shaping(self) -> dict[str, str | float | bool]:
        """The settings that shape the graph."""
        return {name: getattr(self.settings, name) for name in _SHAPING} | {"force": self.force}

    @cached_property
    def digest(self) -> str:
        """128 bits of hash over all of it."""
        name = f"{self.extractor.__module__}.{self.extractor.__qualname__}"
        return digest(self.code, self.vocabulary, json.dumps([self.libraries, self.shaping], sort_keys=True), name)

    def changes_since(self, manifest: Manifest) -> Iterator[str]:
        """What is different from the recipe of a release."""
        if self.code != manifest.code:
            yield "the code changed"
        if self.vocabulary != manifest.vocabulary:
            yield "the vocabulary changed"
        for kind, now, then in (("library", self.libraries, manifest.libraries), ("setting", self.shaping, manifest.settings)):
            for name in now:
                if now[name] != then.get(name):
                    yield f"the {kind} {name} was {then.get(name, 'not there')}, is {now[name]}"


def recipe(settings: Settings, *, force: bool, extractor: Extractor, corrections: Corrections) -> Recipe:
    """The recipe of the code and libraries that are installed here."""
    return Recipe(settings, force, extractor, corrections, code_hash(), vocabulary_hash(), library_versions())


def made_by(kept: KeptFile) -> dict[str, str]:
    """The programs that a source was read with, and their versions."""
    used = {"libreoffice": kept.file.media_type in _BY_LIBREOFFICE, "tesseract": RECOGNISED in kept.remarks}
    return {name: program_version(name) for name, is_used in used.items() if is_used}


def failed_by(reason: str, settings: Settings) -> dict[str, str]:
    """The limits and programs that the reason of a failure names, with their values and versions: with others, it may not fail."""
    limits = {match[0]: _now(match[0], settings) for match in _SETTING.finditer(reason)}
    return limits | {name: program_version(name) for name in PROGRAMS if name in reason.lower()}


def holds(circumstances: Mapping[str, str], settings: Settings) -> bool:
    """Whether the circumstances of a result are those of now."""
    return all(_now(name, settings) == value for name, value in circumstances.items())


def _now(name: str, settings: Settings) -> str:
    if name in PROGRAMS:
        return program_version(name)
    return str(getattr(settings, name.removeprefix("KG_").lower(), ""))
