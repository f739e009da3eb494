"""``kg rates``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.diff import Format
from kg.cli.diffusion import By, print_denominators
from kg.cli.tables import print_results
from kg.errors import InputError, UnknownNameError
from kg.resources import evaluation_file

__all__ = ["rates"]


def rates(
    release: Annotated[Path, typer.Argument(help="The folder of releases, or one release in it.", show_default=False)],
    measure: Annotated[str, typer.Option(help="The id of a measure, its label, or another name of it.", show_default=False)],
    *,
    by: Annotated[By, typer.Option(help="What bureaus are put together by.")] = "level",
    year: Annotated[
        int | None, typer.Option(help="The year of the reports; without it the last of each bureau.", show_default=False)
    ] = None,
    evaluation: Annotated[
        Path | None,
        typer.Option(
            help="The figures of the extraction, as kg evaluate --write makes them; by default those that come with it.", show_default=False
        ),
    ] = None,
    differences: Annotated[bool, typer.Option("--differences", help="Compare each two groups instead.")] = False,
    output: Annotated[Format, typer.Option("--format", help="text for people; csv and jsonl have all columns whole.")] = Format.TEXT,
) -> None:
    """Tell in which share of bureaus a measure is adopted, by group, with what the extraction misses and finds wrongly allowed for.

    The intervals hold both chance and what is not known of the extraction's errors. A difference that these may make has a warning.
    """
    from kg.analysis.accuracy import read_confusions
    from kg.analysis.indexed import read_panel
    from kg.analysis.panel import Grouping
    from kg.analysis.rates import Comparison, Drawing, Rate, compare_groups, group_rates, measured_accuracy
    from kg.index import Index, years_held
    from kg.index.names import region_names
    from kg.store import resolve
    from kg.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    figures = evaluation or evaluation_file()
    concept = vocabulary.named(measure)
    accuracy = measured_accuracy(read_confusions(figures, vocabulary.concepts), concept.id)
    if accuracy.sensitivity.mean + accuracy.specificity.mean <= 1:
        raise InputError(figures, f"by these reports the extraction of {concept.id} is no better than chance")
    with Index.of_release(resolve(release)) as index:
        years = years_held(index)
        if year is not None and year not in years:
            raise UnknownNameError("year", str(year), f"there are reports on {', '.join(map(str, years)) or 'no year'}")
        panel, regions = read_panel(index, measure=concept.id), region_names(index)
    drawing = Drawing(year=year)
    if differences:
        print_results(Comparison, compare_groups(panel, concept.id, Grouping(by), accuracy, drawing), output, regions=regions)
    else:
        print_results(Rate, group_rates(panel, concept.id, Grouping(by), accuracy, drawing), output, regions=regions)
    typer.echo(f"sensitivity {accuracy.sensitivity.mean:.2f}, specificity {accuracy.specificity.mean:.3f} (means)", err=True)
    print_denominators(panel)
