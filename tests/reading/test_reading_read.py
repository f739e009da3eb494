import hashlib
import random
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading import read

TEXT = "某某市水利局2023年度法治政府建设情况报告\n2023年，我局全面推进依法行政工作，开展执法检查12次。\n" * 5
LONE = "\ud800"  # half of a surrogate pair


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    text = TEXT if encoding != "big5" else "某某市水利局工作報告，依法行政工作情況，開展檢查工作。\n" * 20
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    source = read(path)
    assert source.raw == text
    assert source.sha256 == hashlib.sha256(text.encode(encoding)).hexdigest()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\n ", "the file holds nothing but blanks"),
        (b"PK\x03\x04\x14\x00", "not a text document but a ZIP archive or Office file that is damaged or cut off"),
        (b"text with\x00a zero", "not a text file: it holds control characters"),
        (TEXT.encode() * 200 + b"\x00", "not a text file: it holds control characters"),
        ((TEXT + "\x00").encode("utf-16"), "not a text file: it holds control characters"),
        (("\x01" + TEXT).encode("utf-16"), "not a text file: it holds control characters"),
        ((TEXT + "\x01").encode("utf-8-sig"), "not a text file: it holds control characters"),
        ((TEXT * 200 + "\x01").encode("gb18030"), "not a text file: it holds control characters"),
        (random.Random(1).randbytes(4000), "a binary file, not text"),
        (TEXT.encode() + LONE.encode(errors="surrogatepass"), "neither UTF-8 nor another encoding that Chinese text is written in"),
        (("甲" + LONE + "乙").encode("utf-16", "surrogatepass"), "marked as utf-16, but byte 4 is not"),
        (("甲" + LONE + "乙").encode("utf-32", "surrogatepass"), "marked as utf-32, but byte 8 is not"),
        (("甲" + LONE + "乙").encode("utf-8-sig", "surrogatepass"), "marked as utf-8, but byte 3 is not"),
        ("Ünïcödé täxt".encode("latin-1") * 20, "neither UTF-8 nor another encoding that Chinese text is written in"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: {reason}"


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or directory"):
        read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a directory"):
        read(tmp_path)


def test_every_annotated_quote_survives_the_cleaning(report_file: Path) -> None:
    source = read(report_file)
    cut = {place for cut in source.cuts for place in range(cut.start, cut.end)}
    kept = "".join(char for place, char in enumerate(source.raw) if place not in cut)
    assert "".join(kept.replace("#", "").replace("*", "").split()) == "".join(source.text.split())
