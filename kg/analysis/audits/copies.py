"""Sentences that a report has from an earlier one, of the same bureau or of another, and what is first said in own words.

Sentences are compared by their letters and digits, with all numbers as one, so that ``办结12件`` and ``办结30件`` differ in numbers only.
What very many bureaus write is told apart: it is common property, from templates and documents from above.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from operator import attrgetter
from typing import Literal

from kg.analysis.audits.evidence import Quote, Subject, subject_of
from kg.analysis.audits.sections import read_parts
from kg.analysis.audits.shingles import ALIKE, families, resemblance
from kg.analysis.held import HeldReport

__all__ = ["Copy", "aligned", "audit_copies", "in_own_words"]

_Kind = Literal["own", "other", "same year"]
_Changed = Literal["nothing", "numbers", "words"]

_SHORTEST = 12  # letters and numbers of a sentence that says something of its own
_COMMON_FROM = 5  # bureaus at least
_PIECE = 4  # characters of a piece that two sentences have in common
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A sentence that an earlier report has, too.

    ``kind`` is ``own`` where that is an earlier report of the same bureau, ``other`` where it is one of another bureau, and ``same year``
    where it is another bureau's report on the same year: who was first is not known then. ``changed`` tells what is different: ``nothing``
    (but perhaps punctuation), ``numbers``, or ``words``. ``common`` is what many bureaus write; ``similarity`` is that of the shingles.
    """

    about: Subject
    sentence: Quote
    source_about: Subject
    source: Quote
    kind: _Kind
    changed: _Changed
    similarity: float
    common: bool


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its letters and digits (``exact``), and with its numbers as one (``masked``). ``bureau`` may be of one report."""

    bureau: str
    year: int
    about: Subject
    quote: Quote
    exact: str
    masked: str

    @property
    def order(self) -> tuple[int, str, int]:
        """Its place among all sentences."""
        return self.year, self.quote.report, self.quote.start


def audit_copies(reports: Iterable[HeldReport], *, common: float = 0.1) -> Iterator[Copy]:
    """The sentences that are not new, by year and report; reports of no known year are left out.

    ``common`` is the share of bureaus, five at least, of which more have to write a sentence for it to be common property.
    """
    sentences = sorted(
        (sentence for held in reports if held.year is not None for sentence in _sentences(held, held.year)),
        key=attrgetter("order"),
    )
    enough = max(_COMMON_FROM, common * len({sentence.bureau for sentence in sentences}))
    found = (copy for family in _families(sentences) for copy in _copies(family, enough))
    yield from sorted(found, key=lambda copy: (copy.about.year or 0, copy.sentence.report, copy.sentence.start))


def aligned(copy: Copy) -> Sequence[tuple[Quote, Quote]]:
    """The pieces of four characters or more that a sentence and its source have in common, in order (Ratcliff and Obershelp, 1988)."""
    blocks = SequenceMatcher(None, copy.sentence.text, copy.source.text, autojunk=False).get_matching_blocks()
    return [(_piece(copy.sentence, here, size), _piece(copy.source, there, size)) for here, there, size in blocks if size >= _PIECE]


def in_own_words(reports: Iterable[HeldReport], copies: Iterable[Copy]) -> Iterator[HeldReport]:
    """The reports without the measures, and their relations, that stand in sentences that are copies: what is left is said in own words.

    What another bureau writes in the same year is no copy here, as it is not known who was first.
    """
    taken: defaultdict[str, list[Quote]] = defaultdict(list)
    for copy in copies:
        if copy.kind != "same year":
            taken[copy.sentence.report].append(copy.sentence)
    for held in reports:
        sentences = taken[held.extraction.report.id]
        own = tuple(
            measure
            for measure in held.extraction.measures
            if not any(sentence.start <= measure.start < sentence.end for sentence in sentences)
        )
        kept = {measure.id for measure in own}
        relations = tuple(relation for relation in held.extraction.relations if relation.subject in kept)
        yield replace(held, extraction=replace(held.extraction, measures=own, relations=relations))


def _sentences(held: HeldReport, year: int) -> Iterator[_Sentence]:
    bureau = held.bureau or f"report {held.extraction.report.id}"
    for sentence in read_parts(held).sentences:
        plain = unicodedata.normalize("NFKC", sentence.quote.text)
        exact, masked = _NO_LETTERS.sub("", plain), _NO_LETTERS.sub("", _NUMBER.sub("0", plain))
        if len(masked) >= _SHORTEST:
            yield _Sentence(bureau, year, subject_of(held), sentence.quote, exact, masked)


def _families(sentences: Iterable[_Sentence]) -> Iterator[Sequence[_Sentence]]:
    """Sentences that are alike, two or more, in their order."""
    by_text: defaultdict[str, list[_Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_text[sentence.masked].append(sentence)
    members: defaultdict[int, list[_Sentence]] = defaultdict(list)
    for family, same in zip(families(list(by_text)), by_text.values(), strict=True):
        members[family] += same
    for family_members in members.values():
        if len(family_members) > 1:
            yield sorted(family_members, key=attrgetter("order"))


def _copies(family: Sequence[_Sentence], enough: float) -> Iterator[Copy]:
    """The sentences of a family that follow others: the last ones of the same bureau, or else the first of another."""
    common = len({sentence.bureau for sentence in family}) > enough
    opening = family[0]
    second = next((sentence for sentence in family if sentence.bureau != opening.bureau), None)
    earlier: defaultdict[str, list[_Sentence]] = defaultdict(list)
    for sentence in family:
        own = next((one for one in reversed(earlier[sentence.bureau]) if one.year < sentence.year), None)
        other = second if sentence.bureau == opening.bureau else opening
        earlier[sentence.bureau].append(sentence)
        if own and (copy := _copy(sentence, own, "own", common=common)):
            yield copy
        elif other and other.year <= sentence.year and other.order < sentence.order:
            kind: _Kind = "same year" if other.year == sentence.year else "other"
            if copy := _copy(sentence, other, kind, common=common):
                yield copy


def _copy(sentence: _Sentence, source: _Sentence, kind: _Kind, *, common: bool) -> Copy | None:
    """A sentence with its source, if the two are alike themselves and not only through others of their family."""
    similarity = resemblance(sentence.masked, source.masked)
    if similarity < ALIKE:
        return None
    changed: _Changed = "nothing" if sentence.exact == source.exact else "numbers" if sentence.masked == source.masked else "words"
    return Copy(sentence.about, sentence.quote, source.about, source.quote, kind, changed, similarity, common)


def _piece(quote: Quote, start: int, size: int) -> Quote:
    return Quote(quote.report, quote.start + start, quote.start + start + size, quote.text[start : start + size])
