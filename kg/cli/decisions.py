"""``kg decisions``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["decisions"]


def decisions(
    release: Annotated[Path, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)],
    *,
    unclear: Annotated[
        bool, typer.Option("--unclear", help="Only those that a person should look at: what stays open or apart, or could be another.")
    ] = False,
) -> None:
    """Print as CSV what each name in the reports was taken for, and by which rule.

    What is wrong is put right in a table of corrections: see kg build --corrections.
    """
    from kg.linking.decisions import is_unclear, read_decisions, write_decisions
    from kg.store import open_release
    from kg.store.release import decisions_of

    packs = open_release(release).packs()
    sys.stdout.buffer.write(write_decisions(()))
    for table in decisions_of(packs):
        kept = (decision for decision in read_decisions(table) if not unclear or is_unclear(decision))
        sys.stdout.buffer.write(write_decisions(kept, head=False))
