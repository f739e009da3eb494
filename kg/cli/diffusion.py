"""``kg diffusion``."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli.diff import Format
from kg.cli.tables import print_results
from kg.cli.wording import counted
from kg.errors import OutputError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kg.analysis.panel import Panel

__all__ = ["By", "TableName", "diffusion", "print_denominators"]

By = Literal["all", "level", "province", "parent", "sector"]
Language = Literal["zh", "en"]
TableName = Literal["panel", "adopters", "curve", "waves", "following", "chance", "events", "survival", "hazard"]


def diffusion(
    release: Annotated[Path, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)],
    measure: Annotated[str, typer.Option(help="The id of a measure, its label, or another name of it.", show_default=False)],
    *,
    table: Annotated[TableName, typer.Option(help="What to tell: see docs/diffusion.md.")] = "curve",
    by: Annotated[By, typer.Option(help="What bureaus are put together by, in curve and waves.")] = "all",
    output: Annotated[Format, typer.Option("--format", help="text for people; csv and jsonl have all columns whole.")] = Format.TEXT,
    plot: Annotated[
        Path | None, typer.Option(help="Draw curve, survival or hazard into this PNG, SVG or PDF file instead.", show_default=False)
    ] = None,
    language: Annotated[Language, typer.Option(help="The language of the plot.")] = "zh",
    own_words: Annotated[
        bool, typer.Option("--own-words", help="Pass over what stands in sentences copied from earlier reports; reads all reports.")
    ] = False,
) -> None:
    """Tell how a measure spread: who adopted it first, how many by when, who after whom, and who was at risk when.

    A bureau has adopted a measure from the first report that states it so. Silence is not absence.
    """
    from kg.analysis.diffusion.tables import TABLES
    from kg.analysis.panel import Grouping
    from kg.store import resolve
    from kg.vocabulary import load_vocabulary

    if plot and table not in {"curve", "survival", "hazard"}:
        raise typer.BadParameter(f"there is no plot of {table}; curve, survival and hazard have one")
    concept = load_vocabulary().named(measure)
    folder = resolve(release)
    panel = _in_own_words(folder) if own_words else _as_stated(folder, concept.id)
    kind, make = TABLES[table]
    results = make(panel, concept.id, Grouping(by))
    if plot:
        title = concept.label_zh if language == "zh" else concept.label_en
        _save(_figure(table, results, language, title=title, source=folder.name, regions=_regions(folder)), plot)
    else:
        print_results(kind, results, output, known=("measure",), regions=_regions(folder) if output is Format.TEXT else {})
    print_denominators(panel)


def _as_stated(release: Path, measure: str) -> "Panel":
    from kg.analysis.indexed import read_panel
    from kg.index import Index

    with Index.of_release(release) as index:
        return read_panel(index, measure=measure)


def _regions(release: Path) -> "Mapping[str, str]":
    """The names of the regions by their codes; none if the release was built before there was an index."""
    from kg.index import INDEX_FILE, Index
    from kg.index.names import region_names

    if not (release / INDEX_FILE).is_file():
        return {}
    with Index.of_release(release) as index:
        return region_names(index)


def _in_own_words(release: Path) -> "Panel":
    from kg.analysis.audits import audit_copies, in_own_words
    from kg.analysis.corpus import make_panel, read_corpus

    reports = list(read_corpus(release))
    return make_panel(in_own_words(reports, audit_copies(reports)))


def print_denominators(panel: "Panel") -> None:
    """Say on stderr what answers from a panel stand against."""
    held = f"{counted(len(panel.bureaus), 'bureau')}, {counted(len(panel.years), 'bureau-year')}"
    untold = f"{counted(panel.left_out - panel.unplaced, 'report')} without bureau or year"
    typer.echo(f"{held}; left out: {untold}, {counted(panel.unplaced, 'report')} of bureaus whose place is not known", err=True)


def _figure(
    table: TableName, results: Sequence[Any], language: Language, *, title: str, source: str, regions: "Mapping[str, str]"
) -> "Figure":
    """The plot of the results of a table."""
    from kg.analysis import plots

    match table:
        case "survival":
            return plots.plot_survival(results, title, source, language)
        case "hazard":
            return plots.plot_hazard(results, title, source, language)
        case _:
            return plots.plot_curve(results, title, source, language, names=regions)


def _save(figure: "Figure", path: Path) -> None:
    """Write a plot.

    Raises:
        OutputError: the file cannot be written, or its name ends in no format of pictures.
    """
    try:
        figure.savefig(path, format=path.suffix.removeprefix("."))
    except (OSError, ValueError) as error:
        raise OutputError(path, getattr(error, "strerror", None) or str(error)) from error
