from bisect import bisect
from pathlib import Path

import pytest
from handmade import document, flat_text, lines, print_texts, rule, show

from kg.errors import InputError
from kg.evaluation.text import flatten
from kg.reading import read
from kg.reading.document import parse
from kg.resources import seeds_folder
from kg.types import SourceText

SENTENCE = "我局认真贯彻落实习近平法治思想，全面推进依法行政工作，扎实开展行政执法检查，切实维护群众的合法权益。"


OTHERS = (
    "一年来，区水利局深入开展法治宣传教育，组织执法人员参加培训和考试，执法队伍的素质和能力有了明显的提高。",
    "下一步，区水利局将健全行政决策机制，加强规范性文件的合法性审查，推动法治政府建设的各项任务落到实处。",
)


def parsed(data: bytes) -> SourceText:
    return parse(data, Path("report.pdf"))


def broken(text: str, width: int = 26, indent: str = "\u3000\u3000") -> list[str]:
    """The lines of a paragraph of so many characters to the line."""
    text = indent + text
    return [text[start : start + width] for start in range(0, len(text), width)]


def cut(source: SourceText) -> list[tuple[str, str]]:
    return [(source.raw[cut.start : cut.end].strip(), cut.reason) for cut in source.cuts]


def test_lines_are_joined_up_to_the_next_indented_one() -> None:
    assert parsed(document(lines(broken(SENTENCE) + broken(SENTENCE)))).text == f"{SENTENCE}\n{SENTENCE}"


def test_a_one_line_heading_is_not_joined_to_the_paragraph_below() -> None:
    heading = "一、主要负责人履行推进法治建设第一责任人职责情况"
    assert parsed(document(lines([*broken(heading), *broken(SENTENCE)]))).text == f"{heading}\n{SENTENCE}"


def test_paragraphs_without_indentation_are_parted_by_their_distance() -> None:
    text = (SENTENCE + OTHERS[0])[:77] + "。"
    content = lines(broken(text, indent="")) + lines(broken(text, indent=""), top=700 - 28 * 3 - 20)
    assert parsed(document(content)).text == f"{text}\n{text}"


def test_paragraphs_of_like_length_stay_apart() -> None:
    texts = ["某某市水利局工作报告", *["全年开展联合执法检查行动"] * 12, "组织学习培训，", "参训人员多。"]
    sentences = [line for text in (SENTENCE, *OTHERS) for line in broken(text)]
    assert parsed(document(lines(texts), lines(sentences))).text.split("\n") == [*texts, SENTENCE, *OTHERS]


def test_a_line_is_full_where_what_follows_could_not_be_parted() -> None:
    content = ["我局全年共受理群众来电来信，其中在去年的有十三", "件、2017年九件，办结率达到百分之百。"]
    text = [*broken(OTHERS[0], indent=""), *broken(OTHERS[1], indent="")]
    assert parsed(document(lines([*content, *text]))).text.startswith("".join(content))


def test_paragraphs_of_justified_text_end_with_a_line_that_is_not_full() -> None:
    text = (SENTENCE + OTHERS[0])[:76] + "。"
    content = lines(broken(text, indent="") * 3)
    assert parsed(document(content)).text == "\n".join([text] * 3)


def test_a_title_that_is_broken_in_the_middle_of_the_page_is_one() -> None:
    title = show("石家庄市藁城区交通运输局关于二〇二四年度", 80, 760, 22) + show("法治政府建设情况的报告", 179, 725, 22)
    assert parsed(document(title + lines(broken(SENTENCE)))).text.startswith(
        "石家庄市藁城区交通运输局关于二〇二四年度法治政府建设情况的报告\n"
    )


def test_a_sentence_goes_on_across_pages_and_each_character_knows_its_page() -> None:
    text = broken(SENTENCE * 2)
    source = parsed(document(lines(text[:2]) + show("— 1 —", 270, 40, 9), lines(text[2:]) + show("— 2 —", 270, 40, 9)))
    assert source.text == SENTENCE * 2
    assert cut(source) == [("— 1 —", "page number"), ("— 2 —", "page number")]
    on_first = sum(bisect(source.pages, offset) == 1 for offset in source.offsets)
    assert on_first == len("".join(text[:2]).strip())


@pytest.mark.parametrize("form", ["{}", "- {} -", "—{}—", "第{}页", "第 {} 页 共 3 页", "{}/3", "· {} ·", "Page {} of 3", "~{}~"])
def test_page_numbers_are_cut(form: str) -> None:
    texts = (SENTENCE, *OTHERS)
    source = parsed(document(*(lines(broken(text)) + show(form.format(at), 270, 40, 9) for at, text in enumerate(texts, 1))))
    assert source.text == "\n".join(texts)
    assert cut(source) == [(form.format(at), "page number") for at in (1, 2, 3)]


def test_headers_that_repeat_are_cut_and_a_title_of_the_same_words_stays() -> None:
    header = show("某某市水利局法治政府建设情况报告", 200, 800, 9)
    title = show("某某市水利局法治政府建设情况报告", 120, 740, 22)
    source = parsed(document(header + title + lines(broken(SENTENCE)), *(header + lines(broken(text)) for text in OTHERS)))
    assert source.text == "\n".join(["某某市水利局法治政府建设情况报告", SENTENCE, *OTHERS])
    assert cut(source) == [("某某市水利局法治政府建设情况报告", "running header or footer")] * 3


def test_a_number_at_the_end_of_a_page_stays_if_it_is_not_that_of_the_page() -> None:
    source = parsed(document(lines([*broken(SENTENCE), "\u3000\u30002024"]), lines(broken(OTHERS[0]))))
    assert source.text == f"{SENTENCE}\n2024\n{OTHERS[0]}"


def test_the_rows_of_a_ruled_table_are_lines_however_their_cells_are_broken() -> None:
    rules = b"".join(rule(80, y, 480, y) for y in (700, 660, 600)) + b"".join(rule(x, 600, x, 700) for x in (80, 180, 280, 480))
    cells = show("单位", 85, 675, 14) + show("次数", 185, 675, 14) + show("主要做法", 285, 675, 14)
    cells += show("市水利局", 85, 640, 14) + show("执法支队", 85, 620, 14) + show("１２", 185, 640, 14)
    cells += show("推行双随机、一公开，加", 285, 640, 14) + show("强事中事后监管", 285, 620, 14)
    source = parsed(document(lines(broken(SENTENCE), top=800, pitch=20) + rules + cells))
    assert source.text.split("\n")[1:] == ["单位 次数 主要做法", "市水利局执法支队 １２ 推行双随机、一公开，加强事中事后监管"]


def test_columns_without_rules_are_parted_by_a_blank() -> None:
    meta = show("发布机构：区交通运输局", 80, 740, 12) + show("发文日期：2023-01-30", 320, 740, 12)
    assert parsed(document(meta + lines(broken(SENTENCE)))).text.startswith("发布机构：区交通运输局 发文日期：2023-01-30\n")


def test_characters_are_read_by_their_place_not_by_the_order_of_the_file() -> None:
    quoted = show("“", 80, 728) + show("”", 144, 728) + show("放管服", 96, 728) + show("改革工作取得进展。", 160, 728)
    assert parsed(document(lines(broken(SENTENCE)) + quoted)).text == f"“放管服”改革工作取得进展。\n{SENTENCE}"


def test_the_end_of_a_line_parts_foreign_words_but_no_number() -> None:
    content = [
        "\u3000\u3000我局的行政审批和政务服务窗口全年共办理业务20",
        "23件，使用的是国际上通用的数据标注规范的标准Web",
        "Annotation。",
    ]
    text = "我局的行政审批和政务服务窗口全年共办理业务2023件，使用的是国际上通用的数据标注规范的标准Web Annotation。"
    assert parsed(document(lines(content))).text == text


@pytest.mark.parametrize(("turn", "matrix"), [(90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0")])
def test_turned_pages_are_read_as_they_are_seen(turn: int, matrix: str) -> None:
    step = {90: (28, 0), 180: (0, 28), 270: (-28, 0)}[turn]
    text = broken(SENTENCE, indent="")
    start = {90: (100, 100), 180: (500, 400), 270: (400, 700)}[turn]
    content = b"".join(show(line, start[0] + step[0] * at, start[1] + step[1] * at, matrix=matrix) for at, line in enumerate(text))
    assert parsed(document(content, page=f"/Rotate {turn}")).text == SENTENCE


def test_a_watermark_across_the_page_is_cut() -> None:
    source = parsed(document(lines(broken(SENTENCE)) + show("内部资料", 200, 300, 48, "0.7 0.7 -0.7 0.7")))
    assert source.text == SENTENCE
    assert cut(source) == [("内部资料", "text across the page")]


def test_rare_characters_are_whole() -> None:
    assert parsed(document(lines(["𠮷某的行政工作"]))).text == "𠮷某的行政工作"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("某某市水利局2023年度法治政府建设情况报告", "某某市水利局2023年度法治政府建设情况报告"),
        ("Microsoft Word - 法治政府建设情况报告.doc", None),
        ("法治政府建设情况报告.docx", None),
        ("文档1", None),
        ("untitled", None),
        ("", None),
    ],
)
def test_a_title_is_taken_from_the_properties_unless_it_names_a_file(title: str, expected: str | None) -> None:
    information = f"/Title <FEFF{title.encode('utf-16-be').hex()}> /CreationDate (D:20240101000000)"
    metadata = parsed(document(lines(broken(SENTENCE)), information=information)).metadata
    assert (metadata.title, metadata.published) == (expected, None)


LOOP = document(lines(["循环"]), objects={2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})
LONG = document(lines(["很长"]), objects={2: b"<< /Type /Pages /Kids [" + b"6 0 R " * 2001 + b"] /Count 2001 >>"})
KEYED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'5a' * 32}> /U <{'a5' * 32}> >> /ID [<00> <00>]"
SCAN = document(b"q 595 0 0 842 0 0 cm /I Do Q")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a damaged PDF"),
        (document(lines(broken(SENTENCE)))[:-300], "a damaged PDF"),
        (LOOP, "a damaged PDF"),
        (LONG, "a PDF of 2001 pages; no more than 2000 are read"),
        (document(lines(["密文"]), trailer=KEYED), "an encrypted PDF, which does not open without its password"),
        (document(b""), "the file holds nothing but blanks"),
        (SCAN, "a scan without text; to have its characters recognised"),
        (document(b"BT /W 12 Tf 80 700 Td (\xc8\xcb\xcc\xd2 \xd5\xfe\xb8\xae) Tj ET"), "a PDF without Chinese text, or with fonts"),
    ],
    ids=["nothing but a signature", "truncated", "looping", "too long", "encrypted", "blank", "scan", "undecodable"],
)
@pytest.mark.usefixtures("ends")
def test_what_cannot_be_read_is_named_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        parsed(data)
    assert caught.value.reason.startswith(reason)


REPORTS = sorted((seeds_folder() / "reports").glob("*.txt"))
STYLES = {
    "official": {"size": 16, "font": "Noto Serif CJK SC", "indent": 32, "after": 0, "header": "", "align": "justify"},
    "posted": {"size": 11, "font": "WenQuanYi Micro Hei", "indent": 0, "after": 12, "header": "政府信息公开", "align": "start"},
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports of ``seeds/reports`` in each style, as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("printed")
    texts = {report.stem: read(report).text.split("\n") for report in REPORTS}
    print_texts(folder, {f"{name}-{look}": flat_text(text, **style) for name, text in texts.items() for look, style in STYLES.items()})
    return folder


@pytest.mark.parametrize("style", STYLES)
def test_what_libreoffice_prints_reads_like_the_plain_text(printed: Path, style: str) -> None:
    for report in REPORTS:
        source = read(printed / f"{report.stem}-{style}.pdf")
        assert [flatten(line) for line in source.text.split("\n")] == [flatten(line) for line in read(report).text.split("\n")]
        assert {reason for _, reason in cut(source)} <= {"page number", "running header or footer"}
        assert all(source.text[at] in "\n " or source.raw[offset] == source.text[at] for at, offset in enumerate(source.offsets))
