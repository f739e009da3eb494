"""Regions of which the release holds nothing: that they are divisions all the same is told by the lists of GB/T 2260."""

from difflib import get_close_matches

from kg.errors import UnknownNameError
from kg.index import Index, resolve
from kg.linking.division_table import places_by_name

__all__ = ["is_held", "region_code"]

_LONGEST = 20  # characters of a name that are compared


def region_code(index: Index, written: str) -> str:
    """The code of a region by it or by a whole name, be it one of the release or any other division that there is or was since 2005.

    Raises:
        UnknownNameError: there is no such division, or several have the name; the error knows the nearest.
    """
    try:
        return resolve(index, "region", written)
    except UnknownNameError as error:
        places = places_by_name().get(written, ())
        if len(places) == 1:
            return next((code for code in places[0].codes if is_held(index, code)), places[0].codes[0])
        if any(written in place.codes for place in places):  # one after the other
            return written
        if places:
            codes = ", ".join(sorted(place.codes[0] for place in places))
            raise UnknownNameError("region", written, f"several have this name: {codes}") from None
        raise UnknownNameError("region", written, nearest=error.nearest or _nearest(written)) from None


def is_held(index: Index, code: str) -> bool:
    """Whether the release knows of a region of this code; else no report of a bureau there is held."""
    return bool(index.kept("SELECT 1 FROM region WHERE code = ?", (code,)))


def _nearest(written: str) -> str | None:
    """The whole name that is most like what is written."""
    return next(iter(get_close_matches(written[:_LONGEST], places_by_name(), n=1)), None)
