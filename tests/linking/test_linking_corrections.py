"""The table of corrections: what it says, and what is refused."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.linking.corrections import read_corrections


def table(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "corrections.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_line_for_one_file_goes_before_one_for_all(tmp_path: Path) -> None:
    rows = "kind,name,file,key,note\nbureau,市司法局,,620300/justice,\nbureau,市司法局,b.txt,620200/justice,嘉峪关\n"
    found = read_corrections(table(tmp_path, rows))
    keys = [correction.key for file in ("a.txt", "b.txt") if (correction := found.find("bureau", "市司法局", file))]
    assert keys == ["620300/justice", "620200/justice"]
    assert found.find("organization", "市司法局", "a.txt") is None


def test_lines_about_nothing_are_told(tmp_path: Path) -> None:
    rows = "kind,name,file,key\nbureau,甲局,,620300/justice\npolicy,乙办法,a.txt,丙\nbureau,丁局,,620300/audit\n"
    found = read_corrections(table(tmp_path, rows))
    unused = list(found.unused({*found.lines("bureau", "丁局", "b.txt"), *found.lines("policy", "乙办法", "b.txt")}))
    assert unused == [(2, "no report has the bureau 甲局"), (3, "a.txt has no policy 乙办法")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "line 1: the column kind is missing"),
        ("kind,name\n", "line 1: the column key is missing"),
        ("kind,name,key,rule\n", "line 1: unknown column 'rule'; the columns are kind, name, file, key, note"),
        ("kind,name,key\nregion,甲,130109\n", "line 2: 'region' is no kind; there are bureau, organization, policy"),
        ("kind,name,key\nbureau,甲局,\n", "line 2: the key is missing"),
        ("kind,name,key\nbureau,甲局,藁城/transport\n", "line 2: '藁城/transport' is no PLACE/ORGAN, such as 130109/transport"),
        ("kind,name,key\npolicy,甲,乙\npolicy,甲,丙\n", "line 3: 甲 stands in line 2 already"),
    ],
)
def test_a_fault_is_told_with_file_line_and_reason(tmp_path: Path, content: str, reason: str) -> None:
    path = table(tmp_path, content)
    with pytest.raises(InputError) as error:
        read_corrections(path)
    assert str(error.value).startswith(f"{path}: {reason}")
