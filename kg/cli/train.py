"""``kg train``."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["train"]


def train(
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder to write the models to; by default where they are loaded from.", exists=True, file_okay=False, show_default=False
        ),
    ] = None,
) -> None:
    """Train anew the models that find measures, the topics of problems, and what is a report at all, from what is in seeds/.

    The same inputs give the same files. Needs the extra governance-kg[training].
    """
    from kg.extraction.measures import model as measures
    from kg.extraction.problems import topics
    from kg.genre import model as genre
    from kg.training import train_all, train_genre, train_topics

    paths = [out / path.name if out else path for path in (measures.MODEL, topics.MODEL, genre.MODEL)]
    measures_path, topics_path, genre_path = paths
    measures.write_model(train_all(), measures_path)
    topics.write_topics(train_topics(), topics_path)
    genre.write_model(train_genre(), genre_path)
    for path in paths:
        typer.echo(f"{path}: {path.stat().st_size:,} bytes")
