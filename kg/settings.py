"""All settings, in one list. Each is read from the environment variable ``KG_<NAME>``."""

import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.errors import SettingError

__all__ = ["SETTINGS", "Setting", "Settings", "load_settings"]

_BASE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*[/#]")  # RFC 3987, as far as N-Quads wants it
_ADDRESS = r"[0-9A-Fa-f:.]+(?:/[0-9]{1,3})?"
_ADDRESSES = re.compile(rf"none|\*|{_ADDRESS}(?:,{_ADDRESS})*")
_KINDS = {int: "a whole number", float: "a number"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; its type is that of its default.

    ``least`` is the smallest that a number may be, ``form`` is true of a text that it may be, and ``what`` the words for it.
    """

    name: str
    default: str | int | float
    help: str
    least: float = 1
    form: Callable[[str], object] = _BASE_IRI.fullmatch
    what: str = "an IRI that ends with / or #"

    def parse(self, raw: str) -> str | int | float:
        """The value that a text stands for.

        Raises:
            SettingError: it is no such number, or no text of that form.
        """
        variable = f"KG_{self.name.upper()}"
        if isinstance(self.default, str):
            if not self.form(raw):
                raise SettingError(f"{variable}: {raw!r} is not {self.what}")
            return raw
        kind = type(self.default)
        try:
            value = kind(raw)
        except ValueError:
            value = math.nan
        if not self.least <= value < math.inf:
            raise SettingError(f"{variable}: {raw!r} is not {_KINDS[kind]} of at least {self.least:g}")
        return value


SETTINGS = (
    Setting("data_base", "https://w3id.org/governance-measures/data/", "Base IRI of reports, bureaus and all they state; ends with / or #"),
    Setting(
        "query_timeout", 10.0, "Seconds after which a SPARQL query (a client may ask for less) or an explanation is stopped", least=0.001
    ),
    Setting("query_memory", 512, "MiB of memory of its own that a worker process may have; pages of files are not counted", least=192),
    Setting("query_max_length", 100_000, "Characters that a SPARQL query may have"),
    Setting("query_max_tokens", 5_000, "Words, names, literals and marks that a SPARQL query may have"),
    Setting("query_max_depth", 80, "Depth to which a SPARQL query may nest: brackets, and chains of operators such as a/b/c"),
    Setting("query_max_rows", 100_000, "Rows or triples that an answer may have; more are cut, and the answer says so"),
    Setting("query_max_bytes", 32 << 20, "Bytes that an answer may have; rows or triples beyond are cut, and the answer says so"),
    Setting("query_workers", 2, "SPARQL queries that are answered at the same time, each by a process of its own"),
    Setting("query_queue", 50, "SPARQL queries that may wait for a worker; more are sent away with status 503", least=0),
    Setting(
        "client_queries",
        10,
        "SPARQL queries, analyses, explanations, citations and pages that one client may have under way; more get status 429",
    ),
    Setting(
        "trusted_proxies",
        "none",
        "Addresses or networks, with commas between them, of proxies whose X-Forwarded-For is believed; none, or * for all",
        form=_ADDRESSES.fullmatch,
        what="none, *, or a list of addresses or networks with commas between them",
    ),
    Setting("read_timeout", 20.0, "Seconds that reading one file may take", least=0.001),
    Setting("read_memory", 300, "MiB of address space that reading one file may take, above that of an idle reading process"),
    Setting("read_max_size", 200, "MiB that a file may have, also one that is written on the way"),
    Setting("read_max_characters", 5_000_000, "Characters that the text of a file may have, with its surroundings"),
    Setting("archive_max_size", 1024, "MiB that the members of a ZIP archive may have together"),
    Setting("archive_max_files", 10_000, "Members that a ZIP archive may have"),
    Setting("read_workers", 0, "Processes that read files; 0: one for each processor", least=0),
    Setting("ocr_timeout", 0.0, "Seconds that recognising the characters of one scanned file may take; 0: scans are refused", least=0),
    Setting(
        "keep_releases", 0, "Releases that are kept, the newest ones; 0: all. The current one and those being served always are", least=0
    ),
    Setting("evidence_context", 20, "Characters of prefix and suffix kept beside each quote", least=0),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    data_base: str
    query_timeout: float
    query_memory: int
    query_max_length: int
    query_max_tokens: int
    query_max_depth: int
    query_max_rows: int
    query_max_bytes: int
    query_workers: int
    query_queue: int
    client_queries: int
    trusted_proxies: str
    read_timeout: float
    read_memory: int
    read_max_size: int
    read_max_characters: int
    archive_max_size: int
    archive_max_files: int
    read_workers: int
    ocr_timeout: float
    keep_releases: int
    evidence_context: int


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environ`` (by default the process's own).

    Raises:
        SettingError: a variable has a value that its setting cannot have.
    """
    environ = os.environ if environ is None else environ
    raw = {setting.name: environ.get(f"KG_{setting.name.upper()}") for setting in SETTINGS}
    values = {setting.name: setting.default if (text := raw[setting.name]) is None else setting.parse(text) for setting in SETTINGS}
    return Settings(**values)  # type: ignore[arg-type]  # the list above has each field with its type
