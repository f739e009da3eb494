"""Sentences whose numbers agree or do not, in the forms that the arithmetic audit judges.

Figures are marked as ``[words with the number|value|unit]``, with the value before at the end where there is one.
"""

from collections.abc import Callable, Mapping
from random import Random

__all__ = ["ERRORS"]


def _closed(chance: Random, wrong: bool) -> tuple[str, ...]:
    one, two, more = _three(chance)
    total = one + two + wrong * more
    return (f"[全年办理行政处罚案件{total}件|{total}|件]，[其中一般程序案件{one}件|{one}|件]，[简易程序{two}件|{two}|件]。",)


def _too_many(chance: Random, wrong: bool) -> tuple[str, ...]:
    one, two, more = _three(chance)
    total = one + two - more if wrong else one + two + more
    return (f"[全年行政复议案件{total}件|{total}|件]，[其中维持{one}件|{one}|件]、[驳回{two}件|{two}|件]。",)


def _remaining(chance: Random, wrong: bool) -> tuple[str, ...]:
    done, rest, more = _three(chance)
    total = done + rest + wrong * more
    return (f"[收集困难诉求{total}个|{total}|个]，[办结{done}个|{done}|个]，[其余{rest}个|{rest}|个]正在办理。",)


def _together(chance: Random, wrong: bool) -> tuple[str, ...]:
    one, two, more = _three(chance)
    total = one + two + wrong * more
    return (f"[开展培训{one}场|{one}|场]、[讲座{two}场|{two}|场]，[合计{total}场|{total}|场]。",)


def _rate(chance: Random, wrong: bool) -> tuple[str, ...]:
    part, rest, _ = _three(chance)
    whole = part + rest
    rate = _off(chance, 100 * part / whole, wrong)
    return (f"[现有执法人员{whole}名|{whole}|名]，[其中持证{part}名|{part}|名]，[持证率{rate}%|{rate}|%]。",)


def _portion(chance: Random, wrong: bool) -> tuple[str, ...]:
    part, rest, _ = _three(chance)
    whole = part + rest
    rate = _off(chance, 100 * part / whole, wrong)
    return (f"[查处治超案件{whole}件|{whole}|件]，[其中非现场案件{part}件|{part}|件]，[占{rate}%|{rate}|%]。",)


def _growth(chance: Random, wrong: bool) -> tuple[str, ...]:
    before, more, _ = _three(chance)
    now = before + more
    rate = _off(chance, 100 * more / before, wrong)
    return (f"[立案查处违法案件{now}件|{now}|件|{before}]，较上年的{before}件[增长{rate}%|{rate}|%]。",)


def _shrinkage(chance: Random, wrong: bool) -> tuple[str, ...]:
    now, less, _ = _three(chance)
    rate = _off(chance, 100 * less / (now + less), wrong)
    return (f"[申请材料由{now + less}份压缩至{now}份|{now}|份|{now + less}]，[压缩率达{rate}%|{rate}|%]。",)


def _difference(chance: Random, wrong: bool) -> tuple[str, ...]:
    before, more, other = _three(chance)
    told = more + wrong * other
    return (f"[监控点位由{before}处增至{before + more}处|{before + more}|处|{before}]，[增加{told}处|{told}|处]。",)


def _by_difference(chance: Random, wrong: bool) -> tuple[str, ...]:
    now, less, _ = _three(chance)
    rate = _off(chance, 100 * less / (now + less), wrong)
    return (f"[受理来信来访{now}件|{now}|件]，[同比减少{less}件|{less}|件]，[下降{rate}%|{rate}|%]。",)


def _points(chance: Random, wrong: bool) -> tuple[str, ...]:
    before, points = chance.randrange(50, 80), chance.randrange(5, 20)
    unit = "%" if wrong else "个百分点"
    return (f"[案卷合格率由{before}%上升至{before + points}%|{before + points}|%|{before}]，[提高{points}{unit}|{points}|{unit}]。",)


def _direction(chance: Random, wrong: bool) -> tuple[str, ...]:
    less, more, _ = _three(chance)
    before, now = (less, less + more) if wrong else (less + more, less)
    return (f"[审批事项由{before}项压减为{now}项|{now}|项|{before}]。",)


def _excess(chance: Random, wrong: bool) -> tuple[str, ...]:
    rate = chance.randrange(101, 120) if wrong else chance.randrange(90, 101)
    return (f"[按时办结率{rate}%|{rate}|%]。",)


def _last_year(chance: Random, wrong: bool) -> tuple[str, ...]:
    before, more, other = _three(chance)
    held, now = before + wrong * other, before + more
    return (f"[下达整改通知书{held}份|{held}|份]。", f"[下达整改通知书{now}份|{now}|份|{before}]，比去年的{before}份有所增加。")


def _over_last_year(chance: Random, wrong: bool) -> tuple[str, ...]:
    before, more, _ = _three(chance)
    rate = _off(chance, 100 * more / before, wrong)
    return (
        f"[接受法律咨询{before}人次|{before}|人次]。",
        f"[接受法律咨询{before + more}人次|{before + more}|人次]，[同比增长{rate}%|{rate}|%]。",
    )


def _three(chance: Random) -> tuple[int, int, int]:
    return chance.randrange(40, 400), chance.randrange(20, 200), chance.randrange(3, 20)


def _off(chance: Random, value: float, wrong: bool) -> float:
    """A rate as it is written, rounded to one decimal, or wrong by more than rounding explains."""
    return round(value + wrong * chance.choice((-1, 1)) * chance.uniform(0.3, 9), 1)


ERRORS: Mapping[str, Callable[[Random, bool], tuple[str, ...]]] = {
    "parts that are all": _closed,
    "parts of which there are too many": _too_many,
    "rest": _remaining,
    "sum": _together,
    "rate": _rate,
    "portion": _portion,
    "growth": _growth,
    "shrinkage": _shrinkage,
    "difference": _difference,
    "growth by a difference": _by_difference,
    "points as per cent": _points,
    "direction": _direction,
    "rate of more than all": _excess,
    "last year's value": _last_year,
    "growth over last year's report": _over_last_year,
}
"""The forms of sentences whose numbers may be wrong; the last of several sentences is of the later year."""
