"""Regions of which the release holds nothing: that they are divisions all the same is told by the lists of GB/T 2260."""

from difflib import get_close_matches

from kg.errors import UnknownNameError
from kg.index import Filters, Index, resolve, scope
from kg.index.names import region_names
from kg.linking.division_table import places_by_name

__all__ = ["held_region", "region_code", "region_name"]

_LONGEST = 20  # characters of a name that are compared


def region_code(index: Index, written: str) -> str:
    """The code of a region by it or by a whole name, be it one of the release or any other division that there is or was since 2005.

    Of the codes that a place has had, it is the one under which reports are held, if there are any.

    Raises:
        UnknownNameError: there is no such division, or several have the name; the error knows the nearest.
    """
    code = _code(index, written)
    places = places_by_name().get(code, ())
    return next((other for other in (code, *(places[0].codes if len(places) == 1 else ())) if _has_reports(index, other)), code)


def held_region(index: Index, written: str) -> str:
    """The code of a region of which the release knows, by it or by a whole name.

    Raises:
        UnknownNameError: there is no such division, several have the name, or no report of a bureau there is held.
    """
    for code in (written, region_code(index, written)):
        if index.kept("SELECT 1 FROM region WHERE code = ?", (code,)):
            return code
    raise UnknownNameError("region", written, "no report of a bureau there is held")


def region_name(index: Index, code: str) -> str:
    """The name of the region of a code, held or not; the code itself where there is none."""
    places = places_by_name().get(code, ())
    return region_names(index).get(code) or (places[0].names[0] if places else code)


def _code(index: Index, written: str) -> str:
    try:
        return resolve(index, "region", written)
    except UnknownNameError as error:
        places = places_by_name().get(written, ())
        if len(places) == 1:
            return places[0].codes[0]
        if any(written in place.codes for place in places):  # one after the other
            return written
        if places:
            codes = ", ".join(sorted(place.codes[0] for place in places))
            raise UnknownNameError("region", written, f"several have this name: {codes}") from None
        raise UnknownNameError("region", written, nearest=error.nearest or _nearest(written)) from None


def _has_reports(index: Index, code: str) -> bool:
    condition = scope(index, Filters(region=code))
    return bool(index.kept(f"SELECT 1 FROM report AS t WHERE {condition.sql} LIMIT 1", condition.values))


def _nearest(written: str) -> str | None:
    """The whole name that is most like what is written."""
    return next(iter(get_close_matches(written[:_LONGEST], places_by_name(), n=1)), None)
