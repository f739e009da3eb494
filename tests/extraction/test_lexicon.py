from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.extraction.lexicon import Hit, Lexicon

LEXICON = Lexicon(
    {
        "double-random": {"any": ["双随机", "随机{抽查,抽取}"]},
        "legality-review": {"any": ["合同+审查", "合法性审查"], "not": ["重大执法决定"]},
        "supervision": {"any": ["检查"], "weight": 0.5},
    }
)


def hits(text: str) -> list[Hit]:
    return LEXICON.hits(LEXICON.match(text), 0, len(text))


def test_the_longest_phrase_counts_and_further_ones_add_a_little() -> None:
    assert hits("开展双随机检查，随机抽取企业") == [
        Hit("double-random", 4.5, 8, 12),
        Hit("supervision", 1.0, 5, 7),
    ]


def test_joined_phrases_must_stand_in_their_order() -> None:
    assert hits("对合同依法审查") == [Hit("legality-review", 4.0, 1, 7)]
    assert hits("审查各类合同") == []


def test_a_gap_bounds_what_stands_between_the_parts_of_a_phrase() -> None:
    near = Lexicon({"staffing": {"any": ["人员+力量+不足"]}}, gap=2)
    assert near.hits(near.match("人员和力量还是不足"), 0, 9) == [Hit("staffing", 6.0, 0, 9)]
    assert near.hits(near.match("人员和力量仍然有不足"), 0, 10) == []


def test_a_phrase_against_a_concept_rules_it_out() -> None:
    assert hits("重大执法决定合法性审查") == []


def test_a_stretch_is_judged_by_itself() -> None:
    text = "合同很多，审查很少"
    assert LEXICON.hits(LEXICON.match(text), 5, len(text)) == []
    text = "审查合同，依法审查"
    assert LEXICON.hits(LEXICON.match(text), 0, 4) == []


def test_a_faulty_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text("[a\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"lexicon\.toml"):
        Lexicon.load(path)
    with pytest.raises(VocabularyError, match=r"a\.any"):
        Lexicon({"a": {"any": "not a list"}})
