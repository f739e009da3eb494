"""``kg vocabulary``: the SKOS files of the catalogue."""

from pathlib import Path
from typing import Annotated

import typer

from kg.resources import ontology_folder

__all__ = ["vocabulary"]


def vocabulary(
    folder: Annotated[Path | None, typer.Option(help="Folder with the CSV files; by default the one that travels with the code.")] = None,
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 if a file is not current.")] = False,
) -> None:
    """Write measures.ttl, problems.ttl and units.ttl from the CSV files of the vocabulary."""
    from kg.vocabulary import read_vocabulary, to_turtle

    folder = folder or ontology_folder()
    contents = to_turtle(read_vocabulary(folder))
    stale = [name for name, content in contents.items() if not _is_current(folder / name, content)]
    for name in stale:
        if check:
            typer.echo(f"{folder / name}: not current; run `kg vocabulary`", err=True)
        else:
            (folder / name).write_text(contents[name], encoding="utf-8", newline="\n")
            typer.echo(f"{folder / name}: written")
    if check and stale:
        raise typer.Exit(1)


def _is_current(path: Path, content: str) -> bool:
    return path.is_file() and path.read_bytes() == content.encode()
