"""Terms are written as the RDF library writes them, and read back as they were."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import nquads
from kg.graph.canonical import lacking
from kg.graph.ntriples import iri, is_blank, is_iri, is_literal, literal, parts, terms, text

NODE = ox.NamedNode("https://example.org/a")
PLANE = [chr(code) for code in range(0x10000) if not 0xD800 <= code <= 0xDFFF]


@pytest.mark.parametrize("start", range(0, len(PLANE), 8192))
def test_every_character_is_written_as_the_library_does(start: int) -> None:
    form = "".join(PLANE[start : start + 8192])
    quad = ox.Quad(NODE, NODE, ox.Literal(form), NODE)
    assert literal(form) == str(quad.object)
    assert nquads([terms(quad)]) == ox.serialize([quad], format=ox.RdfFormat.N_QUADS)


@given(form=st.text(), suffix=st.sampled_from(["", "@zh", "^^<http://www.w3.org/2001/XMLSchema#decimal>"]))
def test_a_literal_comes_apart_as_it_was_put_together(form: str, suffix: str) -> None:
    term = literal(form, suffix)
    assert parts(term) == (form, suffix)
    assert text(term) == form
    node = iri(NODE.value)
    (quad,) = ox.parse(nquads([(node, node, term, node)]), format=ox.RdfFormat.N_QUADS)
    assert terms(quad)[2] == term


@given(one=st.sets(st.binary(max_size=2)), other=st.sets(st.binary(max_size=2)))
def test_what_sorted_lines_lack_is_their_difference(one: set[bytes], other: set[bytes]) -> None:
    assert list(lacking(sorted(one), sorted(other))) == sorted(one - other)


@given(st.lists(st.tuples(st.sampled_from(("<a>", "<a-b>", "<ab>", "<𠮷>")), st.sampled_from(("<p>", "<p-q>")), st.text().map(literal))))
def test_the_lines_are_sorted_as_what_compares_them_expects(triples: list[tuple[str, str, str]]) -> None:
    lines = nquads((*triple, "<g>") for triple in triples).splitlines(keepends=True)
    assert lines == sorted(set(lines))


def test_each_quad_is_written_once() -> None:
    node = iri(NODE.value)
    quad = (node, node, literal("a"), node)
    assert nquads([quad, quad]) == nquads([quad])


def test_kinds_of_terms_are_told_apart() -> None:
    triple = ox.Triple(NODE, NODE, ox.Literal("a"))
    quad = ox.Quad(ox.BlankNode("b"), NODE, triple, NODE)
    blank, node, of_triple, _ = terms(quad)
    kinds = [(is_iri(term), is_blank(term), is_literal(term)) for term in (node, blank, literal("<a>"), of_triple)]
    assert kinds == [(True, False, False), (False, True, False), (False, False, True), (False, False, False)]
    assert [text(term) for term in (node, blank)] == ["https://example.org/a", "b"]
