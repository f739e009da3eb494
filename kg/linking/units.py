"""Which unit a report counts or measures in, and its values in the unit that they compare in.

``ontology/units.csv`` has the units. Measure words that count the same things in the same way are names of one unit
(件, 起 and 宗 of cases); those that count occasions (人次) or groups (批, 套) never join those that count things.
"""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from kg.vocabulary import Unit, load_vocabulary

__all__ = ["normalised", "unit_of"]

_RANKED = frozenset({"名", "位"})
_RANKING = ("排名", "名次", "位次", "前移", "后移")


def unit_of(unit: str, indicator: str = "") -> Unit | None:
    """The unit that a report writes as ``unit``, None where the table has none.

    The indicator tells places in a ranking from persons, who are counted in the same words.
    """
    if unit in _RANKED and indicator.endswith(_RANKING):
        return load_vocabulary().units["place"]
    return _by_name().get(unicodedata.normalize("NFKC", unit))


def normalised(value: Decimal, unit: Unit) -> tuple[Decimal, Unit]:
    """The value in the base unit, and that unit: 2 公顷 are 30 亩. Exact for values of up to 20 digits."""
    return value * unit.factor, load_vocabulary().units[unit.base]


@cache
def _by_name() -> Mapping[str, Unit]:
    return {name: unit for unit in load_vocabulary().units.values() for name in unit.names}
