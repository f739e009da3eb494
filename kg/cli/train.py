"""``kg train``."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["train"]


def train(
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder to write both models to; by default where they are loaded from.", exists=True, file_okay=False, show_default=False
        ),
    ] = None,
) -> None:
    """Train anew the models that find measures and the one that tells reports from other texts, from what is in seeds/.

    The same inputs give the same files. Needs the extra governance-kg[training].
    """
    from kg.extraction.measures import model as measures
    from kg.genre import model as genre
    from kg.training import train_all, train_genre

    measures_path, genre_path = (out / path.name if out else path for path in (measures.MODEL, genre.MODEL))
    measures.write_model(train_all(), measures_path)
    genre.write_model(train_genre(), genre_path)
    for path in (measures_path, genre_path):
        typer.echo(f"{path}: {path.stat().st_size:,} bytes")
