"""``kg export``."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["export"]


def export(
    release: Annotated[Path, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)],
    output: Annotated[str, typer.Option("--format", help="nquads, trig, jsonld, csv, parquet or graphml.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="The file to write, or for csv and parquet the folder.", show_default=False)],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier export.")] = False,
) -> None:
    """Write a release as one file of RDF, as tables with their dictionary, or as a network.

    RDF is compressed if the name of the file ends in .gz. What is written appears when it is whole.
    """
    from kg.export import export as write
    from kg.store import resolve

    counts = write(resolve(release), output, out, force=force)
    typer.echo(f"{', '.join(f'{count:,} {name}' for name, count in counts.items())}: {out}")
