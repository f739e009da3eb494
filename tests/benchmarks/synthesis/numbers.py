"""How reports write numbers: exact, rounded, in words, with 万."""

from dataclasses import dataclass
from random import Random

from kg.types import Comparator

__all__ = ["Figure", "write_figure"]

_DIGITS = "零一两三四五六七八九十"
_TEN_THOUSAND = 10_000
_ROUGH_FROM = 30  # below, reports give the number itself
_WORDS, _ROUGH = 0.15, 0.18  # shares of the small numbers in words, of the large ones that are rounded


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written, ``before`` and ``after`` being the words of its comparator, and what it means."""

    text: str
    value: float
    unit: str
    comparator: Comparator = "="


def write_figure(chance: Random, low: str, high: str, unit: str, *, exact: bool) -> Figure:
    """A number between two that are given as they would be written; ``exact`` where words like 余 would be out of place.

    A ``unit`` with 万 before it counts in ten thousands.
    """
    decimals = len(high.partition(".")[2])
    number = round(chance.uniform(float(low), float(high)), decimals or None)
    scale = _TEN_THOUSAND if unit.startswith("万") else 1
    base = unit.removeprefix("万")
    if base == "%":
        if number < 100 and not exact and chance.random() < _ROUGH:  # noqa: PLR2004
            return Figure(f"{number:g}%以上", number, base, ">=")
        return Figure(f"{number:g}%", number, base)
    if scale == 1 and not decimals and not exact:
        whole = number
        if 0 < whole < len(_DIGITS) and chance.random() < _WORDS:
            return Figure(_DIGITS[whole] + unit, whole, base)
        if whole >= _ROUGH_FROM and chance.random() < _ROUGH:
            return _rough(chance, whole, unit)
    if scale > 1 and not exact and chance.random() < _ROUGH:
        return Figure(f"{number:g}万余{base}", _scaled(number, scale), base, ">")
    return Figure(f"{number:g}{unit}" if decimals else f"{number}{unit}", _scaled(number, scale), base)


def _rough(chance: Random, whole: int, unit: str) -> Figure:
    step = 10 ** (len(str(whole)) - 1)
    rounded = max(whole // step, 1) * step
    match chance.randrange(4):
        case 0:
            return Figure(f"近{rounded}{unit}", rounded, unit, "~")
        case 1:
            return Figure(f"超过{rounded}{unit}", rounded, unit, ">")
        case 2:
            return Figure(f"{rounded}多{unit}", rounded, unit, ">")
        case _:
            return Figure(f"{rounded}余{unit}", rounded, unit, ">")


def _scaled(number: float, scale: int) -> float:
    return round(number * scale, 4)
