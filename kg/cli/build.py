"""``kg build`` and ``kg verify``."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from kg.cli.wording import counted

if TYPE_CHECKING:
    from kg.build import Built, Observer, Outcome
    from kg.store import Manifest

__all__ = ["build", "print_summary", "summary_table", "verify"]

_LEFT_OUT = 2  # the exit status of all faulty input

_COLUMNS = ("reports", "measures", "metrics", "problems", "policies")


def build(
    folder: Annotated[Path, typer.Argument(help="The folder with the reports; subfolders are read too.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Where releases are kept; the new one becomes the current one.", show_default=False)],
    *,
    metadata: Annotated[
        Path | None,
        typer.Option(help="A table (CSV) of what is known of the files; by default metadata.csv in the folder.", show_default=False),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(help="A table (CSV) of what names mean; by default corrections.csv in the folder.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Take also what does not look like a report on law-based government.")] = False,
) -> None:
    """Read a folder of reports and make a release: the graph, its sources and a store to query.

    Files of any format are taken as they are: text, HTML, PDF, Word, OpenDocument, WPS, RTF, and ZIP archives of these. Files that
    cannot be read or are no report are left out and listed; the exit status is then 2, though the release is made of the others.
    """
    from kg.build import build as make_release

    with _progress() as observer:
        built = make_release(folder, out, sidecar=metadata, corrections=corrections, force=force, observer=observer)
    print_summary(built)
    raise typer.Exit(_LEFT_OUT if built.manifest.left_out else 0)


def verify(release: Annotated[Path, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)]) -> None:
    """Replay every quote of a release against its source, and check its files, facts, shapes and store.

    Exit status: 0 no faults, 1 faults, which are listed, 2 no release.
    """
    from kg.build import verify as check_release

    result = check_release(release)
    console = _console()
    for fault in result.faults:
        console.print(f"{fault.place}: {fault.message}")
    console.print(
        f"{counted(result.reports, 'report')}, {counted(result.facts, 'fact')}, {counted(result.quads, 'quad')}: "
        f"{counted(result.quotes, 'quote')} replayed, {counted(len(result.faults), 'fault')}"
    )
    raise typer.Exit(1 if result.faults else 0)


def print_summary(built: "Built") -> None:
    """Print what each bureau has in a release, what was left out, and where the release is."""
    console = _console()
    console.print(summary_table(built.manifest))
    for entry in built.manifest.reports:
        for kept in entry.sources:
            for name in kept.file.names:
                if name != entry.name:
                    console.print(f"duplicate: {name} is the same report as {entry.name}")
            for remark in kept.remarks:
                console.print(f"remark: {kept.file.names[0]}: {remark}")
        for conflict in entry.conflicts:
            console.print(f"conflict: {entry.name}: {conflict}")
    for left_out in built.manifest.left_out:
        console.print(f"left out: {left_out.file}: {left_out.reason}")
    made = "unchanged since the last build" if built.reused else f"{built.manifest.quads:,} quads"
    console.print(f"{counted(len(built.manifest.reports), 'report')} in release {built.manifest.release_id} ({made}): {built.folder}")


def summary_table(manifest: "Manifest") -> Table:
    """Reports, measures, metrics, problems and policies of a release, a row for each bureau and one for all."""
    rows: dict[str, Counter[str]] = {}
    for entry in manifest.reports:
        rows.setdefault(entry.bureau or "(unknown bureau)", Counter()).update({"reports": 1, **entry.counts})
    total = sum(rows.values(), Counter[str]())
    table = Table(show_footer=True)
    table.add_column("bureau", Text("all"), overflow="fold")
    for name in _COLUMNS:
        table.add_column(name, f"{total[name]:,}", justify="right")
    for bureau, counts in sorted(rows.items()):
        table.add_row(Text(bureau), *(f"{counts[name]:,}" for name in _COLUMNS))
    return table


@contextmanager
def _progress() -> "Iterator[Observer]":
    """Tell of each file: over a bar on a terminal, else in lines of their own."""
    console = _console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("reports")

        def observe(outcome: "Outcome", number: int, total: int) -> None:
            progress.update(task, completed=number, total=total)
            if not console.is_terminal:
                console.print(f"{number}/{total} {outcome.file}" + (": left out" if outcome.reason else ""))

        yield observe


def _console(*, stderr: bool = False) -> Console:
    """A console that prints lines as they are: names of files are no markup, and long lines stay whole."""
    return Console(stderr=stderr, markup=False, highlight=False, soft_wrap=True)
