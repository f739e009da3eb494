"""All settings, in one list. Each is read from the environment variable ``KG_<NAME>``."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["SETTINGS", "Setting", "Settings", "load_settings"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; its type is that of its default."""

    name: str
    default: str | int | float
    help: str


SETTINGS = (
    Setting("data_base", "https://w3id.org/governance-measures/data/", "Base IRI of reports, bureaus and all they state; ends with / or #"),
    Setting("query_timeout", 10.0, "Seconds after which a SPARQL query is stopped; a client may ask for less"),
    Setting("query_max_length", 20_000, "Characters that a SPARQL query may have"),
    Setting("query_max_depth", 100, "Depth to which brackets may nest in a SPARQL query"),
    Setting("query_max_rows", 100_000, "Rows or triples that an answer may have; more are cut, and the answer says so"),
    Setting("query_workers", 2, "Worker processes that answer SPARQL queries"),
    Setting("evidence_context", 20, "Characters of prefix and suffix kept beside each quote"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    data_base: str
    query_timeout: float
    query_max_length: int
    query_max_depth: int
    query_max_rows: int
    query_workers: int
    evidence_context: int


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environ`` (by default the process's own).

    Raises ValueError naming the variable if a value is not of the setting's type.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, str | int | float] = {}
    for setting in SETTINGS:
        variable = f"KG_{setting.name.upper()}"
        raw = environ.get(variable)
        try:
            values[setting.name] = setting.default if raw is None else type(setting.default)(raw)
        except ValueError as error:
            raise ValueError(f"{variable}: {raw!r} is not a {type(setting.default).__name__}") from error
    return Settings(**values)  # type: ignore[arg-type]  # the list above has each field with its type
