"""``kg train``."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["train"]


def train(
    out: Annotated[
        Path | None, typer.Option(help="Where to write the model; by default where the extraction loads it from.", show_default=False)
    ] = None,
) -> None:
    """Train the models that find measures anew, from the annotated reports and the written statements in seeds/.

    The same inputs give the same file. Needs the extra governance-kg[training].
    """
    from kg.extraction.measures.model import MODEL, write_model
    from kg.training import train_all

    path = out or MODEL
    write_model(train_all(), path)
    typer.echo(f"{path}: {path.stat().st_size:,} bytes")
