"""The Xinjiang Production and Construction Corps, whose bureaus stand beside those of the autonomous region.

Its divisions (第八师) and their regiments (一四三团) are no divisions of GB/T 2260. The cities that the divisions run are, and have one set
of bureaus with them: 第八师石河子市司法局 is 石河子市司法局.
"""

import re

__all__ = ["CORPS", "CORPS_CITIES", "CORPS_REGION", "corps_units"]

CORPS = "新疆生产建设兵团"
CORPS_CITIES = "6590"
"""How the codes of the cities begin that the corps runs."""
CORPS_REGION = "新疆维吾尔自治区"
_UNITS = re.compile(
    "(?P<corps>(?:新疆)?(?:生产建设)?兵团)?(?:第?(?P<division>[一二三四五六七八九十]{1,3}师)(?!范))?(?:第?(?P<regiment>[〇一二三四五六七八九十百]{1,6}团))?"
)


def corps_units(name: str) -> tuple[tuple[str, ...], str]:
    """The corps, division and regiment that a name begins with, in full, and the rest; no units for a name of another body."""
    units = _UNITS.match(name)
    if units is None or not (units["corps"] or units["division"]):
        return (), name
    division = units["division"] and f"第{units['division']}"
    return (CORPS, *filter(None, (division, units["regiment"]))), name[units.end() :]
