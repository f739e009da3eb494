"""``kg build`` and ``kg verify``."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from kg.cli.wording import counted

if TYPE_CHECKING:
    from kg.build import Built, Observer
    from kg.build import Progress as Step
    from kg.build.summary import Summary
    from kg.store import ReportEntry

__all__ = ["build", "print_summary", "summary_table", "verify"]

_LEFT_OUT = 2  # the exit status of all faulty input
_MOST_ROWS = 100
_SHARED = "A policy document that several bureaus name counts once in the last row."

_COLUMNS = ("reports", "measures", "metrics", "problems", "policies")
_STAGES = {
    "look": "looking at files",
    "read": "reading reports",
    "join": "joining re-posts",
    "pack": "writing packs",
    "load": "loading the store",
    "index": "writing the index",
}

_Jobs = Annotated[int | None, typer.Option(help="Processes to use; by default one for each processor.", min=1, show_default=False)]


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
    jobs: _Jobs = None,
    cluster: Annotated[
        str | None,
        typer.Option(help="The address of a Dask scheduler, tcp://HOST:PORT, whose workers read the reports.", show_default=False),
    ] = None,
    shared: Annotated[
        str | None,
        typer.Option(help="Storage that build and workers reach (any fsspec URL); by default the folder of --out.", show_default=False),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Tell of each file that was read again why.")] = False,
) -> None:
    """Read a folder of reports and make a release: the graph, its sources and a store to query.

    Files of any format are taken as they are: text, HTML, PDF, Word, OpenDocument, WPS, RTF, and ZIP archives of these. Files that
    cannot be read or are no report are left out and listed; the exit status is then 2, though the release is made of the others.

    Only what changed since the last build is read again, and a build that was interrupted goes on where it was.
    """
    from kg.build import build as make_release

    if shared and not cluster:
        raise typer.BadParameter("--shared goes with --cluster")
    if cluster:
        _hush_dask()
    try:
        with _progress() as observer:
            built = make_release(
                folder,
                out,
                sidecar=metadata,
                corrections=corrections,
                force=force,
                jobs=jobs,
                cluster=cluster,
                shared=shared,
                observer=observer,
            )
    except KeyboardInterrupt:
        typer.echo("interrupted: what was read is kept, and the same command goes on from there", err=True)
        raise
    if folder.resolve() == out.resolve():
        typer.echo(f"{out}: the releases are kept beside the reports, in releases and current, which are not read as reports", err=True)
    if explain:
        _print_reasons(built)
    print_summary(built)
    raise typer.Exit(_LEFT_OUT if built.manifest.left_out else 0)


def verify(
    release: Annotated[Path, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)],
    *,
    jobs: _Jobs = None,
    pyshacl: Annotated[bool, typer.Option("--pyshacl", help="Check the shapes by pySHACL, an independent library: slow.")] = False,
) -> None:
    """Replay every quote of a release against its source, and check its files, facts, shapes and store.

    Exit status: 0 no faults, 1 faults, which are listed, 2 no release.
    """
    from kg.build import verify as check_release

    result = check_release(release, jobs=jobs, by_pyshacl=pyshacl)
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
    from kg.build.summary import by_bureau, of_all
    from kg.index import Index
    from kg.store import Release

    console = _console()
    with Index.of_release(built.folder) as index:
        console.print(summary_table(by_bureau(index, _MOST_ROWS), of_all(index)))
    for entry in Release(built.folder, built.manifest).reports():
        for remark in _remarks(entry):
            console.print(remark)
    for left_out in built.manifest.left_out:
        console.print(f"left out: {left_out.file}: {left_out.reason}")
    for release in built.pruned:
        console.print(f"removed: release {release} (KG_KEEP_RELEASES)")
    made = "unchanged since the last build" if built.reused else f"{built.manifest.quads:,} quads"
    console.print(f"{counted(built.manifest.reports, 'report')} in release {built.manifest.release_id} ({made}): {built.folder}")
    console.print(f"{counted(len(built.redone), 'file')} read, {built.memory / 2**20:,.0f} MiB of memory at most")


def summary_table(bureaus: "Sequence[Summary]", total: "Summary") -> Table:
    """Reports, measures, metrics, problems and policies, a row for each of some bureaus, and one for all."""
    is_shared = sum(row.policies for row in bureaus) > total.policies
    table = Table(show_footer=True, caption=_SHARED if is_shared else None, caption_justify="left")
    table.add_column("bureau", Text("all"), overflow="fold")
    for name in _COLUMNS:
        table.add_column(name, f"{getattr(total, name):,}", justify="right")
    for row in bureaus:
        table.add_row(Text(row.bureau or "(unknown bureau)"), *(f"{getattr(row, name):,}" for name in _COLUMNS))
    return table


def _remarks(entry: "ReportEntry") -> "Iterator[str]":
    for kept in entry.sources:
        for name in kept.file.names:
            if name != entry.name:
                yield f"duplicate: {name} is the same report as {entry.name}"
        for remark in kept.remarks:
            yield f"remark: {kept.file.names[0]}: {remark}"
    for conflict in entry.conflicts:
        yield f"conflict: {entry.name}: {conflict}"


def _print_reasons(built: "Built") -> None:
    console = _console()
    for file, reason in sorted(built.redone.items()):
        console.print(f"read: {file}: {reason}")
    for file in built.withdrawn:
        console.print(f"withdrawn: {file}")


def _hush_dask() -> None:
    """Leave it to our one line to say what is wrong: Dask logs the same in many, and workers have logs of their own."""
    with suppress(ModuleNotFoundError):
        import distributed

        for name in (distributed.__name__, distributed.client.__name__):
            logging.getLogger(name).setLevel(logging.CRITICAL)


class _Speed(ProgressColumn):
    """How many things a second are done."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.1f}/s" if task.speed else "")


@contextmanager
def _progress() -> "Iterator[Observer]":
    """Show a bar for each stage on a terminal, else tell of each file that is read in a line of its own."""
    console = _console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Speed(),
        TextColumn("{task.fields[errors]} left out"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        tasks = {stage: progress.add_task(text, total=None, errors=0, visible=False) for stage, text in _STAGES.items()}
        errors = Counter[str]()

        def observe(step: "Step") -> None:
            errors[step.stage] += step.reason is not None
            progress.update(tasks[step.stage], completed=step.done, total=step.total, errors=errors[step.stage], visible=bool(step.total))
            if step.file and not console.is_terminal:
                console.print(f"{step.done}/{step.total} {step.file}" + (": left out" if step.reason else ""))

        yield observe


def _console(*, stderr: bool = False) -> Console:
    """A console that prints lines as they are: names of files are no markup, and long lines stay whole."""
    return Console(stderr=stderr, markup=False, highlight=False, soft_wrap=True)
