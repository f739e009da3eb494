"""Media types and languages by quality values."""

import pytest

from api.negotiation import choose_language, choose_media_type

OFFERS = ("application/json", "text/csv", "text/turtle")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;q=0.5, application/json;q=0.4", "text/csv"),
        ("text/csv;q=0.5, */*;q=0.6", "application/json"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
        ("text/*;q=0.9, text/csv;q=0.1, application/json;q=0.5", "text/turtle"),
        ("text/csv; charset=utf-8 ; q = 1.0, */*;q=0.1", "text/csv"),
        ("application/json;q=0, */*;q=0.1", "text/csv"),
        ("application/json;q=x, text/csv;q=0.1", "text/csv"),
        ("application/json;q=7, text/csv;q=0.1", "text/csv"),
        ("text/html", None),
        ("*/*;q=0", None),
        (";;,,=", None),
    ],
)
def test_media_types(accept: str | None, chosen: str | None) -> None:
    assert choose_media_type(accept, OFFERS) == chosen


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "zh"),
        ("en", "en"),
        ("en-GB,zh;q=0.5", "en"),
        ("zh-CN,en;q=0.9", "zh"),
        ("fr", "zh"),
        ("fr, *;q=0.1", "zh"),
        ("zh;q=0, *", "en"),
    ],
)
def test_languages(accept: str | None, chosen: str) -> None:
    assert choose_language(accept, ("zh", "en")) == chosen
