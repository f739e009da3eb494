"""Figures to print, in Chinese or English: cumulative curves, Kaplan-Meier curves and hazards.

They need matplotlib, and a font that has Chinese comes with them: both by the extra ``plots``.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from kg.analysis.diffusion.curves import CurvePoint
from kg.analysis.diffusion.survival import Hazard, Survival
from kg.errors import KgError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Language", "plot_curve", "plot_hazard", "plot_survival"]

Language = Literal["zh", "en"]

_SIZE = (7.0, 4.5)  # inches
_BAND = 0.2  # opacity of intervals
_MARGIN = 0.02  # beside 0 and 1
_WORDS: Mapping[str, Mapping[str, str]] = {
    "year": {"zh": "年份", "en": "Year"},
    "adopters": {"zh": "报告已采取该措施的机关所占比例", "en": "Share of bureaus that report the measure"},
    "without": {"zh": "尚未报告该措施的机关所占比例", "en": "Share of bureaus that do not report it yet"},
    "hazard": {"zh": "当年首次报告的比例（在尚未报告的机关中）", "en": "Share that first reports it, of those that had not"},
    "interval": {"zh": "95% 置信区间", "en": "95 % interval"},
    "all": {"zh": "全部", "en": "all"},
    "national": {"zh": "国家级", "en": "national"},
    "provincial": {"zh": "省级", "en": "provincial"},
    "prefecture": {"zh": "地级", "en": "prefecture"},
    "county": {"zh": "县级", "en": "county"},
    "township": {"zh": "乡级", "en": "township"},
    "unknown": {"zh": "不明", "en": "unknown"},
    "source": {"zh": "来源：", "en": "Source: "},
}


def plot_curve(
    curve: Iterable[CurvePoint], title: str, source: str, language: Language = "zh", *, names: Mapping[str, str] | None = None
) -> "Figure":
    """The share of adopters by year, a line for each group of :func:`~kg.analysis.diffusion.cumulative_curve`.

    ``names`` tell what to call the groups in the legend, which has the number of bureaus observed as well.

    Raises:
        KgError: matplotlib or the font is not installed.
    """
    figure, axes = _figure(title, source, language, "adopters")
    for group, found in groupby(curve, key=lambda point: point.group):
        points = list(found)
        label = (names or {}).get(group) or _WORDS.get(group or "unknown", {}).get(language, group)
        years, shares = [point.year for point in points], [point.share for point in points]
        axes.plot(years, shares, marker="o", label=f"{label} ({points[-1].observed})")
    _legend(axes)
    return figure


def plot_survival(estimates: Sequence[Survival], title: str, source: str, language: Language = "zh") -> "Figure":
    """The Kaplan-Meier curve of :func:`~kg.analysis.diffusion.kaplan_meier` over calendar years, with its interval.

    Raises:
        KgError: matplotlib or the font is not installed.
    """
    figure, axes = _figure(title, source, language, "without")
    if estimates:
        times = [estimates[0].time - 1, *(one.time for one in estimates), estimates[-1].time + 1]
        told = [one for one in estimates if one.low is not None]
        axes.step(times, [1.0, *(one.survival for one in estimates), estimates[-1].survival], where="post")
        axes.fill_between(
            [times[0], *(one.time for one in told), *times[len(told) + 1 :][:1]],
            [1.0, *(one.low or 0.0 for one in told), *(one.low or 0.0 for one in told[-1:])],
            [1.0, *(one.high or 0.0 for one in told), *(one.high or 0.0 for one in told[-1:])],
            step="post",
            alpha=_BAND,
            label=_WORDS["interval"][language],
        )
        _legend(axes)
    return figure


def plot_hazard(estimates: Sequence[Hazard], title: str, source: str, language: Language = "zh") -> "Figure":
    """The hazards of :func:`~kg.analysis.diffusion.hazard` by calendar year, with their intervals.

    Raises:
        KgError: matplotlib or the font is not installed.
    """
    figure, axes = _figure(title, source, language, "hazard")
    if estimates:
        below = [one.hazard - one.low for one in estimates]
        above = [one.high - one.hazard for one in estimates]
        years, shares = [one.time for one in estimates], [one.hazard for one in estimates]
        axes.errorbar(years, shares, yerr=[below, above], fmt="o", capsize=3, label=_WORDS["interval"][language])
        _legend(axes)
    return figure


@cache
def _font() -> str:
    """The name of the font, which matplotlib knows from then on."""
    try:
        from matplotlib import font_manager
        from pylopdf_fonts_zh_cn import sans_path
    except ModuleNotFoundError as error:
        raise KgError(f"plots need {error.name}, which the extra governance-kg[plots] installs") from error
    path = str(sans_path())
    font_manager.fontManager.addfont(path)
    return font_manager.FontProperties(fname=path).get_name()


def _figure(title: str, source: str, language: Language, share: str) -> tuple["Figure", "Axes"]:
    """A figure with one pair of axes, years and shares, and the source below."""
    font = _font()
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    figure = Figure(figsize=_SIZE, layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, fontfamily=font)
    axes.set_xlabel(_WORDS["year"][language], fontfamily=font)
    axes.set_ylabel(_WORDS[share][language], fontfamily=font)
    axes.set_ylim(-_MARGIN, 1 + _MARGIN)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    figure.supxlabel(_WORDS["source"][language] + source, fontfamily=font, fontsize="small", x=0.02, ha="left")
    return figure, axes


def _legend(axes: "Axes") -> None:
    if axes.get_legend_handles_labels()[0]:
        axes.legend(prop={"family": _font()})
