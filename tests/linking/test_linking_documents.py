from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extraction.policies.known import kind_of_name, plain_name
from kg.linking.documents import load_documents, normalise_number, read_documents
from kg.linking.titles import read_title

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


def test_dates_follow_each_other() -> None:
    assert [document.title for document in load_documents().all if document.revised and document.revised <= document.issued] == []


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
