from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.reading.cleaning import clean
from kg.reading.pages.glyphs import Glyph
from kg.reading.pages.grid import Grid, Rule, lines_of
from kg.reading.pages.lines import rows_of
from kg.reading.pages.text import Page, text_of

PLACES = st.sampled_from([-1e6, 0.0, 0.1, 80.0, 96.0, 97.5, 112.0, 500.0, 504.0, 672.0, 700.0, 728.0, 1e6])
GLYPHS = st.lists(st.builds(Glyph, st.sampled_from("行政工作20第页—。a \u3000"), PLACES, PLACES, PLACES), max_size=20)
RULES = st.lists(st.builds(Rule, PLACES, PLACES, PLACES), max_size=6)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    lines = lines_of(rows_of(draw(GLYPHS)), Grid(sorted(draw(RULES)), draw(RULES)))
    return Page(lines, draw(st.sampled_from(["", "内部资料"])), (595.0, draw(st.sampled_from([842.0, 420.0]))))


@given(GLYPHS, RULES, RULES)
def test_every_character_is_in_one_line(glyphs: list[Glyph], standing: list[Rule], lying: list[Rule]) -> None:
    lines = lines_of(rows_of(glyphs), Grid(sorted(standing), lying))
    assert sorted("".join("".join(line.text for line in lines).split())) == sorted(
        glyph.char for glyph in glyphs if not glyph.char.isspace()
    )


@given(st.lists(pages(), min_size=1, max_size=4))
def test_cuts_and_pages_are_in_order_and_within_the_text(document: list[Page]) -> None:
    text = text_of(document)
    assert len(text.pages) == len(document)
    assert list(text.pages) == sorted(text.pages)
    assert all(start <= len(text.text) for start in text.pages)
    assert all(0 <= cut.start < cut.end <= len(text.text) for cut in text.cuts)
    assert all(before.end <= cut.start for before, cut in pairwise(text.cuts))
    clean(text.text, text.cuts)


@given(st.lists(pages(), min_size=1, max_size=4))
def test_each_page_begins_with_what_stands_on_it(document: list[Page]) -> None:
    text = text_of(document)
    for page, start, end in zip(document, text.pages, [*text.pages[1:], len(text.text)], strict=True):
        said = "".join(line.text for line in page.lines) + page.across
        assert "".join(text.text[start:end].split()) == "".join(said.split())
