"""Content negotiation: media types and languages by their quality values (RFC 9110, section 12.5)."""

from collections.abc import Callable, Iterator, Sequence

__all__ = ["choose_language", "choose_media_type", "prefers_page"]


def choose_media_type(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offered media type that a client likes best, the first of equals; None if it accepts none of them.

    Parameters other than ``q`` are not told apart.
    """
    if not accept or not accept.strip():
        return offers[0]
    ranges = dict(_weighted(accept))
    return _best(offers, lambda offer: _quality(ranges, (offer, offer.partition("/")[0] + "/*", "*/*")))


def choose_language(accept: str | None, offers: Sequence[str]) -> str:
    """The offered language that a client likes best, by primary subtags; the first offer if it likes none."""
    ranges = {tag.partition("-")[0]: quality for tag, quality in sorted(_weighted(accept or ""), key=lambda item: item[1])}
    return _best(offers, lambda offer: _quality(ranges, (offer, "*"))) or offers[0]


def prefers_page(accept: str | None) -> bool:
    """Whether a client names text/html and nothing that it likes better, as browsers do."""
    ranges = dict(_weighted(accept or ""))
    return 0 < ranges.get("text/html", 0.0) == max(ranges.values(), default=0.0)


def _best(offers: Sequence[str], quality: Callable[[str], float]) -> str | None:
    best = max(offers, key=quality)
    return best if quality(best) > 0 else None


def _quality(ranges: dict[str, float], specific_first: Sequence[str]) -> float:
    return next((ranges[name] for name in specific_first if name in ranges), 0.0)


def _weighted(header: str) -> Iterator[tuple[str, float]]:
    """Each range of a header, in lower case, with its quality; one that cannot be read counts as 0."""
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        values = dict(parameter.replace(" ", "").partition("=")[::2] for parameter in parameters)
        try:
            quality = float(values.get("q", "1"))
        except ValueError:
            quality = 0.0
        if name:
            yield name, quality if 0 <= quality <= 1 else 0.0
