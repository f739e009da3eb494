import os
import shutil
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pytest
from handmade import document, flat_text, lines, print_texts

from kg.errors import InputError
from kg.evaluation.text import flatten
from kg.reading import read
from kg.reading.document import parse
from kg.resources import seeds_folder

SHOWN = b"q 595 0 0 842 0 0 cm /I Do Q"
SCAN = document(SHOWN)
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def words(line: int, *boxes: tuple[int, int, str]) -> str:
    """A line of tesseract's table: left side, width and text of its words, in pixels."""
    left, right = boxes[0][0], boxes[-1][0] + boxes[-1][1]
    rows = [(4, 1, 1, 1, line, 0, left, 100 * line, right - left, 60, -1, "")]
    rows += [(5, 1, 1, 1, line, at, start, 100 * line, width, 60, 90, text) for at, (start, width, text) in enumerate(boxes, 1)]
    return "".join("\t".join(map(str, row)) + "\n" for row in rows)


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that takes tesseract's place; the tests write what it does."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.touch(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("KG_OCR_TIMEOUT", "60")
    return program


def recognises(tesseract: Path, table: str) -> None:
    tesseract.with_name("table.tsv").write_text(HEAD + table, encoding="utf-8")
    tesseract.write_text(f"#!/bin/sh\ncat > '{tesseract.parent}/image'\ncat '{tesseract.parent}/table.tsv'\n", encoding="utf-8")


def test_what_is_recognised_is_read_like_text_and_marked(tesseract: Path) -> None:
    first = ((460, 128, "2023"), (600, 50, "年"), (650, 180, "我局的"), (850, 120, "行政"), (980, 120, "执法"))
    recognises(tesseract, words(1, *first) + words(2, (340, 110, "工作"), (460, 60, "。")))
    source = parse(SCAN, Path("scan.pdf"))
    assert source.text == "2023年我局的行政执法工作。"
    assert (source.recognised, source.encoding, source.media_type, source.pages) == (True, None, "application/pdf", (0,))


def test_words_whose_boxes_overlap_keep_their_order(tesseract: Path) -> None:
    recognises(
        tesseract, words(1, (300, 120, "法治"), (420, 70, "政"), (410, 70, "府"), (480, 60, " "), (485, 120, "建设"), (600, 50, "。"))
    )
    assert parse(SCAN, Path("scan.pdf")).text == "法治政府建设。"


def test_the_page_is_shown_at_300_dots_an_inch(tesseract: Path) -> None:
    recognises(tesseract, words(1, (300, 60, "无")))
    parse(SCAN, Path("scan.pdf"))
    assert tesseract.with_name("image").read_bytes().startswith(b"P5 2480 3509 255\n")


def test_a_huge_page_is_shown_smaller(tesseract: Path) -> None:
    recognises(tesseract, words(1, (300, 60, "无")))
    parse(document(SHOWN, page="/MediaBox [0 0 14400 14400]"), Path("scan.pdf"))
    assert tesseract.with_name("image").stat().st_size < 21_000_000


def test_a_scanned_page_among_others_is_recognised_or_named(tesseract: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recognises(tesseract, words(1, (500, 240, "附件一览")))
    first = lines(["\u3000\u3000我局的行政工作全面推进，执法检查", "扎实开展。"])
    data = document(first, lines(["\u3000\u3000问题也是有的：执法力量仍然不足，", "素质有待提高。", "\u3000\u3000特此报告。"]), SHOWN)
    source = parse(data, Path("mixed.pdf"))
    assert source.text.endswith("特此报告。\n附件一览")
    assert (source.recognised, source.unread_pages) == (True, ())
    monkeypatch.setenv("KG_OCR_TIMEOUT", "0")
    source = parse(data, Path("mixed.pdf"))
    assert source.text.endswith("特此报告。")
    assert (source.recognised, source.unread_pages) == (False, (3,))


def test_what_fonts_do_not_tell_is_recognised(tesseract: Path) -> None:
    recognises(tesseract, words(1, (300, 480, "行政执法检查情况")))
    data = document(b"BT /W 12 Tf 80 700 Td (\xc8\xcb\xcc\xd2 \xd5\xfe\xb8\xae) Tj ET")
    assert parse(data, Path("odd.pdf")).text == "行政执法检查情况"


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("echo 'no chi_sim' >&2\nexit 1", "tesseract failed (no chi_sim); to have its characters recognised, install"),
        ("exit 3", "tesseract failed (status 3); to have"),
        ("exec sleep 60", "its characters were not recognised within 0.2 s (KG_OCR_TIMEOUT)"),
        ("cat > /dev/null", "the file holds nothing but blanks"),
        ("cat > /dev/null\necho nonsense", "the file holds nothing but blanks"),
    ],
)
def test_a_failing_recognition_is_told(tesseract: Path, monkeypatch: pytest.MonkeyPatch, program: str, reason: str) -> None:
    tesseract.write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
    if "sleep" in program:
        monkeypatch.setenv("KG_OCR_TIMEOUT", "0.2")
    with pytest.raises(InputError) as caught:
        parse(SCAN, Path("scan.pdf"))
    assert caught.value.reason.startswith(reason)


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("KG_OCR_TIMEOUT", "60")
    with pytest.raises(InputError, match="there is no tesseract; to have its characters recognised, install tesseract-ocr"):
        parse(SCAN, Path("scan.pdf"))


@pytest.fixture(scope="module")
def chinese() -> None:
    """Skips what needs the real program."""
    if not shutil.which("tesseract"):
        pytest.skip("tesseract is not installed")
    listed = subprocess.run(["tesseract", "--list-langs"], check=True, capture_output=True, text=True)
    if "chi_sim" not in listed.stdout.split():
        pytest.skip("the Chinese model of tesseract (tesseract-ocr-chi-sim) is not installed")


@pytest.mark.usefixtures("chinese")
def test_a_real_scan_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = read(seeds_folder() / "reports" / "002.txt").text.split("\n")[:3]
    look = {"size": 14, "font": "Noto Serif CJK SC", "indent": 32, "after": 0, "header": "", "align": "justify"}
    print_texts(tmp_path, {"printed": flat_text(text, **look)})
    scan(tmp_path / "printed.pdf", tmp_path / "scan.pdf")
    monkeypatch.setenv("KG_OCR_TIMEOUT", "300")
    source = read(tmp_path / "scan.pdf")
    assert source.recognised
    matcher = SequenceMatcher(None, flatten("".join(text)), flatten(source.text), autojunk=False)
    assert sum(block.size for block in matcher.get_matching_blocks()) > 0.95 * len(flatten("".join(text)))


def scan(printed: Path, scanned: Path) -> None:
    """A PDF of the first page as an image of 300 dots an inch."""
    with pypdfium2.PdfDocument(printed) as original, pypdfium2.PdfDocument.new() as copy:
        width, height = original[0].get_size()
        image = pypdfium2.PdfImage.new(copy)
        image.set_bitmap(original[0].render(scale=300 / 72, grayscale=True))
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page = copy.new_page(width, height)
        page.insert_obj(image)
        page.gen_content()
        copy.save(scanned)
