from pathlib import Path

import pytest

from kg.build.sidecar import read_sidecar
from kg.errors import InputError
from kg.types import Metadata


def table(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "metadata.csv"
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_row_says_what_is_known_of_a_file(tmp_path: Path, encoding: str) -> None:
    content = "file,bureau,year,published,url\r\n甲市/a.html,甲市教育局,2023,2024-01-31,https://example.org/a?x=1\r\nb.pdf,,,,\r\n"
    found = read_sidecar(table(tmp_path, content, encoding))
    assert found.metadata("甲市/a.html") == Metadata(None, "甲市教育局", 2023, "2024-01-31", "https://example.org/a?x=1")
    assert found.metadata("b.pdf") == found.metadata("not-there.txt") == Metadata()


def test_rows_about_no_file_are_told_with_their_line(tmp_path: Path) -> None:
    found = read_sidecar(table(tmp_path, "file,year\na.txt,2020\n\nb.txt,2021\n"))
    assert list(found.unused(["a.txt"])) == [(4, "b.txt")]


def test_bytes_in_no_known_encoding_are_refused(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_bytes(b"file\n\xff\xff\n")
    with pytest.raises(InputError, match="not a table in UTF-8, UTF-16 or GB18030"):
        read_sidecar(tmp_path / "metadata.csv")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "line 1: the column file is missing"),
        ("file,title\n", "line 1: unknown column 'title'; the columns are file, url, bureau, year, published"),
        ("bureau,year\n", "line 1: the column file is missing"),
        ("file,year,year\n", "line 1: a column stands twice"),
        ("file,year\na.txt\n", "line 2: 1 cells, but 2 columns"),
        ("file,year\n,2020\n", "line 2: the file is missing"),
        ("file,year\na.txt,20\n", "line 2: '20' is no year of four digits"),
        ("file,published\na.txt,2024-02-30\n", "line 2: '2024-02-30' is no date like 2024-01-31"),
        ("file,url\na.txt,javascript:alert(1)\n", "line 2: 'javascript:alert(1)' is no web address"),
        ("file,year\na.txt,2020\na.txt,2021\n", "line 3: a.txt stands in line 2 already"),
        ('file,bureau\na.txt,"甲\n', "line 2: unexpected end of data"),
    ],
)
def test_a_fault_is_told_with_file_line_and_reason(tmp_path: Path, content: str, reason: str) -> None:
    path = table(tmp_path, content)
    with pytest.raises(InputError) as error:
        read_sidecar(path)
    assert str(error.value).startswith(f"{path}: {reason}")
