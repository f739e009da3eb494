"""``kg vocabulary``: what is made from the ontology and its tables, and whether they are sound."""

from pathlib import Path
from typing import Annotated

import typer

from kg.resources import ontology_folder

__all__ = ["vocabulary"]


def vocabulary(
    folder: Annotated[Path | None, typer.Option(help="Folder of the ontology; by default the one that travels with the code.")] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a file is not current or the ontology has a fault.")
    ] = False,
) -> None:
    """Write the concept schemes, the JSON-LD context and the reference from the ontology and its tables.

    Tables that contradict themselves are refused before anything is written.
    """
    from kg.query.library import library
    from kg.vocabulary.generate import generate
    from kg.vocabulary.lint import lint

    folder = folder or ontology_folder()
    contents = generate(folder)
    faults = list(lint(folder, {f"{name}.rq": query.text for name, query in library().items()}))
    for name, content in contents.items():
        if _is_current(folder / name, content):
            continue
        if check:
            faults.append(f"{name}: not current; run `kg vocabulary`")
        else:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
            typer.echo(f"{folder / name}: written")
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)


def _is_current(path: Path, content: str) -> bool:
    return path.is_file() and path.read_bytes() == content.encode()
