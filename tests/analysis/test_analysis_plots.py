"""Plots have named axes, a source and words that the font has: a missing sign is a warning, and warnings are errors."""

import builtins
import io
from collections.abc import Callable

import pytest
from matplotlib.figure import Figure
from planted import MEASURE, diffusion

from kg.analysis import plots
from kg.analysis.corpus import make_panel
from kg.analysis.diffusion import cumulative_curve, event_history, hazard, kaplan_meier
from kg.analysis.panel import Grouping, Panel
from kg.analysis.plots import Language, plot_curve, plot_hazard, plot_survival
from kg.errors import KgError

TITLE, SOURCE = "双随机、一公开监管", "石家庄、唐山、秦皇岛、邯郸各级交通运输局 2010–2022"


@pytest.fixture(scope="module")
def panel() -> Panel:
    return make_panel(diffusion(0, follow=True, held=0.9).reports)


DRAWN: dict[str, Callable[[Panel, Language], Figure]] = {
    "curve": lambda panel, language: plot_curve(
        cumulative_curve(panel, MEASURE, Grouping.PARENT), TITLE, SOURCE, language, names={"130100": "石家庄市"}
    ),
    "survival": lambda panel, language: plot_survival(kaplan_meier(event_history(panel, MEASURE)), TITLE, SOURCE, language),
    "hazard": lambda panel, language: plot_hazard(hazard(event_history(panel, MEASURE)), TITLE, SOURCE, language),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN.keys())
def test_a_plot_has_a_title_axes_a_legend_and_a_source(draw: Callable[[Panel, Language], Figure], language: Language, panel: Panel) -> None:
    figure = draw(panel, language)
    (axes,) = figure.axes
    assert axes.get_title() == TITLE
    assert axes.get_xlabel() == {"zh": "年份", "en": "Year"}[language]
    assert axes.get_ylabel().isascii() == (language == "en")
    assert SOURCE in figure.get_supxlabel()
    assert axes.get_legend()


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN.keys())
def test_the_font_has_all_words(draw: Callable[[Panel, Language], Figure], panel: Panel) -> None:
    figure = draw(panel, "zh")
    out = io.BytesIO()
    figure.savefig(out, format="svg")
    assert len(out.getvalue()) > 5000


def test_a_curve_has_a_line_for_each_group_with_the_shares(panel: Panel) -> None:
    curve = cumulative_curve(panel, MEASURE, Grouping.LEVEL)
    (axes,) = plot_curve(curve, TITLE, SOURCE).axes
    assert [line.get_label() for line in axes.lines] == ["县级 (22)", "地级 (4)"]
    assert list(axes.lines[0].get_ydata()) == [point.share for point in curve if point.group == "county"]


@pytest.mark.parametrize("plot", [plot_curve, plot_survival, plot_hazard])
def test_nothing_to_draw_is_an_empty_plot(plot: Callable[..., Figure]) -> None:
    (axes,) = plot((), TITLE, SOURCE).axes
    assert not axes.lines
    assert axes.get_legend() is None


def test_without_matplotlib_the_error_says_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "matplotlib":
            raise ModuleNotFoundError("No module named 'matplotlib'", name="matplotlib")
        return real(name, *rest)  # type: ignore[arg-type]

    plots._font.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(KgError, match=r"plots need matplotlib, which the extra governance-kg\[plots\] installs"):
        plot_curve((), TITLE, SOURCE)
