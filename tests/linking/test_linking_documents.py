import re
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extraction.policies.known import kind_of_name, plain_name
from kg.linking.documents import load_documents, normalise_number, read_documents
from kg.linking.titles import read_title

NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,12}〔(?P<year>(?:19|20)\d\d)〕[1-9]\d*号|[\u4e00-\u9fff]{2,20}(?:令|公告)(?:(?P<order_year>(?:19|20)\d\d)年)?第[1-9]\d*号"
)
HEAD = "title,numbers,issuer,kind,level,issued,revised,effective,aliases,verified\n"
ROW = "甲法,甲令第1号,国务院,law,national,2020-01-01,,,,no\n"


def table(folder: Path, text: str) -> Path:
    path = folder / "policies.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_table_that_travels_with_the_code_is_sound_and_wide() -> None:
    assert len(load_documents().all) >= 150


def test_the_table_and_the_lists_of_the_extraction_agree_on_kinds() -> None:
    kinds = [(document.title, document.kind, kind_of_name(document.title)) for document in load_documents().all]
    assert [title for title, kind, listed in kinds if listed not in (None, kind)] == []


def test_the_extraction_knows_all_laws_and_regulations_of_the_table() -> None:
    statutes = [document.title for document in load_documents().all if document.kind in ("law", "administrative-regulation")]
    assert [title for title in statutes if plain_name(title) is None] == []


def test_abbreviations_of_the_extraction_do_not_stand_in_the_table_as_well() -> None:
    aliases = [alias for document in load_documents().all for alias in document.aliases]
    assert [alias for alias in aliases if plain_name(alias) not in (None, alias)] == []


def test_what_is_verified_has_a_date() -> None:
    assert [document.title for document in load_documents().all if document.verified and not document.issued] == []


@pytest.mark.parametrize("name", ["issued", "revised", "effective"])
def test_dates_are_days_of_the_calendar_or_years(name: str) -> None:
    for document in load_documents().all:
        written = getattr(document, name)
        assert len(written) in {0, len("2020")} or date.fromisoformat(written) <= date.today(), document.title  # noqa: DTZ011


def test_dates_follow_each_other() -> None:
    for document in load_documents().all:
        assert not document.revised or document.revised > document.issued, document.title
        assert not document.effective or document.effective >= document.issued, document.title


def test_numbers_are_written_one_way_and_of_the_years_of_their_documents() -> None:
    for document in load_documents().all:
        for number in document.numbers:
            match = NUMBER.fullmatch(number)
            assert match, number
            year = match["year"] or match["order_year"]
            assert not year or document.issued[:4] <= year <= (document.revised or document.issued)[:4], number


def test_every_alias_says_something_else_than_the_title() -> None:
    for document in load_documents().all:
        titles = [read_title(title) for title in (document.title, *document.aliases)]
        assert len({(title.key, title.trial) for title in titles}) == len(titles), document.title


def test_every_document_is_of_the_nation_and_has_an_issuer() -> None:
    assert {document.level for document in load_documents().all} == {"national"}
    assert [document.title for document in load_documents().all if not document.issuer] == []


def test_no_field_has_blanks() -> None:
    for document in load_documents().all:
        fields = (document.title, document.issuer, *document.numbers, *document.aliases)
        assert not any(character.isspace() for field in fields for character in field), document.title


@pytest.mark.parametrize("written", ["甲暂行条例", "甲条例"])
def test_a_provisional_document_is_meant_without_the_word_too(tmp_path: Path, written: str) -> None:
    documents = read_documents(table(tmp_path, HEAD + ROW.replace("甲法", "甲暂行条例")))
    assert [document.title for document in documents.titled(read_title(written), None)] == ["甲暂行条例"]


def test_a_provisional_document_is_not_meant_where_the_table_has_the_final_one(tmp_path: Path) -> None:
    rows = ROW.replace("甲法", "甲暂行条例") + ROW.replace("甲法", "甲条例").replace("甲令", "乙令")
    documents = read_documents(table(tmp_path, HEAD + rows))
    assert [document.title for document in documents.titled(read_title("甲条例"), None)] == ["甲条例"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国办发〔2018〕118号", "国办发[2018] 118号"),
        ("国务院令第713号", "中华人民共和国国务院令（第713号）"),
        ("国务院令第713号", "国务院第713号令"),
        ("交通运输部令2019年第9号", "交通运输部令（2019年第9号）"),
    ],
)
def test_ways_of_writing_a_number(one: str, other: str) -> None:
    assert normalise_number(one) == normalise_number(other)


def test_a_title_without_its_year_is_no_list_of_one_year(tmp_path: Path) -> None:
    documents = read_documents(table(tmp_path, HEAD + ROW.replace("甲法", "甲清单（2022年版）")))
    assert documents.titled(read_title("甲清单"), 2022) == ()
    assert [document.title for document in documents.titled(read_title("甲清单（2022年版）"), None)] == ["甲清单（2022年版）"]


def test_a_trial_version_is_not_meant_by_a_final_one(tmp_path: Path) -> None:
    documents = read_documents(table(tmp_path, HEAD + ROW))
    assert documents.titled(read_title("甲法（试行）"), None) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title,number\n", "the columns are not title, numbers"),
        (HEAD + "甲法,law\n", "line 2: not 10 fields"),
        (HEAD + ROW.replace("law", "act"), "line 2: 'act' is no kind"),
        (HEAD + ROW.replace("national", "own"), "line 2: 'own' is no level"),
        (HEAD + ROW.replace("2020-01-01", "2020-1-1"), "line 2: '2020-1-1' is no issued"),
        (HEAD + ROW.replace("no\n", "maybe\n"), "line 2: 'maybe' is no verified"),
        (HEAD + ROW.replace("甲法", ""), "line 2: '' is no title"),
        (HEAD + ROW + ROW.replace("甲法", "乙法"), "line 3: 乙法 and 甲法 share"),
        (HEAD + ROW + ROW.replace("甲令", "乙令"), "line 3: 甲法 and 甲法 share"),
        (HEAD + ROW + "乙法,,国务院,law,national,,,,甲法,no\n", "line 3: 乙法 and 甲法 share"),
    ],
)
def test_a_faulty_table_is_refused_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_documents(table(tmp_path, text))


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_documents(tmp_path / "policies.csv")
