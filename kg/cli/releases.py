"""``kg releases`` and ``kg rollback``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.wording import counted
from kg.errors import ReleaseError

__all__ = ["releases", "rollback"]

_Out = Annotated[Path, typer.Argument(help="Where releases are kept: the --out of kg build.", show_default=False)]


def releases(out: _Out) -> None:
    """List the releases that are kept, the one that was built last, or found to be unchanged, first; a star marks the current one."""
    from kg.build.release import current_release
    from kg.build.release import releases as list_releases
    from kg.store.release import MANIFEST, read_manifest

    current = current_release(out)
    table = Table("", "release", "built or confirmed", "reports", "quads", "left out")
    for folder in list_releases(out):
        try:
            manifest = read_manifest(folder)
        except ReleaseError:
            table.add_row("", folder.name, "by another version of kg")
            continue
        built = datetime.fromtimestamp((folder / MANIFEST).stat().st_mtime).astimezone()
        counts = (f"{count:,}" for count in (manifest.reports, manifest.quads, manifest.files_left_out))
        table.add_row("*" if folder.resolve() == current else "", folder.name, f"{built:%Y-%m-%d %H:%M}", *counts)
    Console(markup=False, highlight=False).print(table)


def rollback(
    out: _Out,
    release: Annotated[str | None, typer.Argument(help="The release; by default the one that was built before the current one.")] = None,
) -> None:
    """Make an earlier release the current one again.

    A running kg serve follows within seconds; the next build works from the release that is current then.
    """
    from kg.build.release import rollback as roll_back
    from kg.store.release import read_manifest

    folder = roll_back(out, release)
    typer.echo(f"{folder.name} is current again: {counted(read_manifest(folder).reports, 'report')}")
