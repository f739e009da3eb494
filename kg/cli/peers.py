"""``kg peers``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.diff import Format
from kg.cli.naming import bureau_keys
from kg.cli.tables import print_results
from kg.cli.wording import counted

__all__ = ["peers"]


def peers(
    release: Annotated[Path, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)],
    bureau: Annotated[str, typer.Option(help="A bureau by its key, such as 130109/transport, or a name of it.", show_default=False)],
    *,
    year: Annotated[int | None, typer.Option(help="The year of its report, by default the last.", show_default=False)] = None,
    count: Annotated[int, typer.Option(help="How many comparable bureaus to take.", min=1)] = 20,
    output: Annotated[Format, typer.Option("--format", help="text for people; csv and jsonl have all columns whole.")] = Format.TEXT,
) -> None:
    """Tell which measures comparable bureaus report and this one does not, those that surely most report first.

    Comparable are bureaus of the same level that report on the year; nearest are those of the same sector, region and length of report.
    """
    from kg.analysis.peer_gaps import CAUTION, Gap, read_peer_gaps
    from kg.index import Index
    from kg.store import resolve

    with Index.of_release(resolve(release)) as index:
        found = read_peer_gaps(index, min(bureau_keys(release, bureau)), year, count=count)
    print_results(Gap, found.gaps, output)
    names = ", ".join(peer.name for peer in found.peers) or "none"
    typer.echo(f"{found.name}, {found.year}, against {counted(len(found.peers), 'peer')}: {names}\n{CAUTION}", err=True)
