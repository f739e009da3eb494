"""The words of the pages in both languages: ``words.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from markupsafe import Markup

__all__ = ["LANGUAGES", "Language", "section", "translate", "words"]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@cache
def words() -> Mapping[str, Mapping[Language, str]]:
    """All texts by ``section.name``, each in both languages."""
    sections = tomllib.loads(files("api.pages").joinpath("words.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": entry for section, entries in sections.items() for name, entry in entries.items()}


def section(name: str) -> Mapping[str, Mapping[Language, str]]:
    """The texts of a section by their names, each in both languages."""
    prefix = f"{name}."
    return {known.removeprefix(prefix): text for known, text in words().items() if known.startswith(prefix)}


def translate(language: Language, name: str, /, **values: object) -> Markup:
    """A text in a language. What is put into its places is escaped, the text itself may have mark-up.

    Raises:
        KeyError: there is no such text, or it has a place for which no value is given.
    """
    return Markup(words()[name][language]).format(**values)  # noqa: S704  # our own text
