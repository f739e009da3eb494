"""The settings that hold for one release."""

from dataclasses import replace
from pathlib import Path

from kg.settings import Settings
from kg.store.release import read_manifest

__all__ = ["settings_of"]


def settings_of(release: Path, settings: Settings) -> Settings:
    """The settings with the base of data IRIs that a concrete release folder was built with.

    Raises:
        ReleaseError: its manifest cannot be read.
    """
    return replace(settings, data_base=str(read_manifest(release).settings["data_base"]))
