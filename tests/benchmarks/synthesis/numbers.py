"""How reports write numbers: exact, rounded, in words, with 万."""

from dataclasses import dataclass
from random import Random

from kg.types import Comparator

__all__ = ["Figure", "write_figure"]

_DIGITS = "零一两三四五六七八九十"
_TEN_THOUSAND = 10_000
_WHOLE = 100  # per cent
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
    base = unit.removeprefix("万")
    scale = 1 if base == unit else _TEN_THOUSAND
    rough = not exact and chance.random() < _ROUGH
    if base == "%" and rough and number < _WHOLE:
        return Figure(f"{number:g}%以上", number, base, ">=")
    if scale > 1 and rough:
        return Figure(f"{number:g}万余{base}", round(number * scale), base, ">")
    if scale == 1 and base != "%" and not exact:
        if number < len(_DIGITS) and chance.random() < _WORDS:
            return Figure(_DIGITS[number] + unit, number, base)
        if number >= _ROUGH_FROM and rough:
            return _rough(chance, number, unit)
    return Figure(f"{number:g}{unit}", number if scale == 1 else round(number * scale), base)


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
