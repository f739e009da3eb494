"""``kg build`` and ``kg verify``."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
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
    from kg.store import ReportEntry

__all__ = ["build", "print_summary", "summary_table", "verify"]

_LEFT_OUT = 2  # the exit status of all faulty input
_MOST_ROWS = 100

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
    from kg.store import Release

    console = _console()
    remarks: list[str] = []

    def read() -> "Iterator[ReportEntry]":
        for entry in Release(built.folder, built.manifest).reports():
            remarks.extend(_remarks(entry))
            yield entry

    console.print(summary_table(read()))
    for remark in remarks:
        console.print(remark)
    for left_out in built.manifest.left_out:
        console.print(f"left out: {left_out.file}: {left_out.reason}")
    for release in built.pruned:
        console.print(f"removed: release {release} (KG_KEEP_RELEASES)")
    made = "unchanged since the last build" if built.reused else f"{built.manifest.quads:,} quads"
    console.print(f"{counted(built.manifest.reports, 'report')} in release {built.manifest.release_id} ({made}): {built.folder}")
    console.print(f"{counted(len(built.redone), 'file')} read, {built.memory / 2**20:,.0f} MiB of memory at most")


def summary_table(reports: "Iterable[ReportEntry]") -> Table:
    """Reports, measures, metrics, problems and policies of a release, a row for each bureau, if they are few, and one for all."""
    rows: dict[str, Counter[str]] = {}
    for entry in reports:
        rows.setdefault(entry.bureau or "(unknown bureau)", Counter()).update({"reports": 1, **entry.counts})
    total = Counter[str]()
    for counts in rows.values():
        total.update(counts)
    table = Table(show_footer=True)
    table.add_column("bureau", Text("all"), overflow="fold")
    for name in _COLUMNS:
        table.add_column(name, f"{total[name]:,}", justify="right")
    for bureau, counts in sorted(rows.items()) if len(rows) <= _MOST_ROWS else ():
        table.add_row(Text(bureau), *(f"{counts[name]:,}" for name in _COLUMNS))
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
