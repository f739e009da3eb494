"""Sentences that earlier reports have are found with their source; what is new, or everybody's, is told apart."""

from collections.abc import Sequence

from audits_helpers import held

from kg.analysis.audits import Copy, aligned, audit_copies, in_own_words
from kg.analysis.audits.shingles import families
from kg.analysis.corpus import make_panel
from kg.analysis.diffusion import first_adopters
from kg.analysis.held import HeldReport

SENTENCE = "推行首违不罚清单，对312名货车司机免于处罚并签订守法承诺书。"
RENUMBERED = "推行首违不罚清单，对57名货车司机免于处罚并签订守法承诺书。"
REWORDED = "推行首违不罚清单，对57名货车司机免于处罚并签订承诺书，效果良好。"
OWN = "在二道白河客运线路设置车厢法治小课堂，游客也能听到普法广播。"


def report(*sentences: str, bureau: str = "a", year: int = 2021, number: int = 0) -> HeldReport:
    text = "一、主要工作\n" + "\n".join(sentences) + "\n"
    return held(text, bureau=bureau, year=year, number=number, adopted=dict.fromkeys(dict.fromkeys(sentences), "lenient-enforcement"))


def copies(*reports: HeldReport) -> Sequence[Copy]:
    return list(audit_copies(reversed(reports)))


def test_the_source_is_the_bureaus_last_earlier_report_or_else_the_first_of_another() -> None:
    found = copies(
        report(SENTENCE, bureau="a", year=2020),
        report(SENTENCE, bureau="b", year=2021),
        report(SENTENCE, bureau="b", year=2022),
        report(SENTENCE, bureau="b", year=2023),
    )
    assert [(copy.kind, copy.about.year, copy.source_about.bureau, copy.source_about.year) for copy in found] == [
        ("other", 2021, "a", 2020),
        ("own", 2022, "b", 2021),
        ("own", 2023, "b", 2022),
    ]
    assert {copy.sentence.text for copy in found} == {copy.source.text for copy in found} == {SENTENCE}


def test_what_was_changed_is_told() -> None:
    found = copies(
        report(SENTENCE, year=2020), *(report(text, year=2021, number=n) for n, text in enumerate((SENTENCE, RENUMBERED, REWORDED)))
    )
    assert [copy.changed for copy in found] == ["nothing", "numbers", "words"]


def test_of_two_bureaus_in_one_year_nobody_is_said_to_have_copied() -> None:
    (copy,) = copies(report(SENTENCE, bureau="a"), report(SENTENCE, bureau="b"))
    assert copy.kind == "same year"


def test_sentences_in_own_words_short_ones_and_those_of_the_same_report_are_no_copies() -> None:
    assert copies(report(SENTENCE, SENTENCE, "工作有序推进。", year=2020), report(OWN, "工作有序推进。", year=2021)) == []


def test_numbers_alone_say_nothing_of_their_own() -> None:
    assert copies(report("1234567890123456。", year=2020), report("1234567890123456。", year=2021)) == []


def test_what_many_bureaus_write_is_common() -> None:
    six = [report(SENTENCE, bureau=bureau, year=2020 + (bureau != "a")) for bureau in "abcdef"]
    assert {copy.common for copy in copies(*six)} == {True}
    assert {copy.common for copy in copies(*six[:5])} == {False}


def test_the_pieces_that_two_sentences_have_in_common_are_aligned() -> None:
    (copy,) = copies(report(SENTENCE, year=2020), report(REWORDED, year=2021))
    pieces = aligned(copy)
    assert [here.text for here, _ in pieces] == ["推行首违不罚清单，对", "名货车司机免于处罚并签订"]
    for here, there in pieces:
        assert here.text == there.text
        assert copy.source.text[there.start - copy.source.start :].startswith(there.text)


def test_a_measure_is_adopted_where_a_bureau_first_says_so_in_own_words() -> None:
    reports = [
        report(SENTENCE, bureau="130102/transport", year=2020),
        report(SENTENCE, bureau="130104/transport", year=2021),
        report(OWN, SENTENCE, bureau="130104/transport", year=2022),
        report(RENUMBERED, bureau="130105/transport", year=2022),
    ]
    adopted = {}
    for name, kept in (("stated", reports), ("own", in_own_words(reports, audit_copies(reports)))):
        spells = first_adopters(make_panel(kept), "lenient-enforcement")
        adopted[name] = {spell.bureau: (spell.adopted, spell.statement.evidence[0].text) for spell in spells}
    assert adopted["stated"] == {
        "130102/transport": (2020, SENTENCE),
        "130104/transport": (2021, SENTENCE),
        "130105/transport": (2022, RENUMBERED),
    }
    assert adopted["own"] == {"130102/transport": (2020, SENTENCE), "130104/transport": (2022, OWN)}


def test_what_two_bureaus_write_in_one_year_is_the_own_of_both() -> None:
    reports = [report(SENTENCE, bureau="a", year=2020), report(SENTENCE, bureau="b", year=2020)]
    assert list(in_own_words(reports, audit_copies(reports))) == reports


def test_families_are_the_same_in_any_order() -> None:
    texts = [SENTENCE, OWN, REWORDED, RENUMBERED, "群众" + OWN]
    forwards, backwards = families(texts), families(texts[::-1])
    together = {frozenset(texts[place] for place, family in enumerate(forwards) if family == root) for root in forwards}
    reverse = {frozenset(texts[::-1][place] for place, family in enumerate(backwards) if family == root) for root in backwards}
    assert together == reverse == {frozenset({SENTENCE, REWORDED, RENUMBERED}), frozenset({OWN, "群众" + OWN})}
