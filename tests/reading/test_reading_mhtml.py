from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.document import parse
from kg.types import SourceText

REPORT = "某某市水利局2023年度法治政府建设情况报告"
PAGE = f"<html><body><h1>{REPORT}</h1><p>2023年，我局全面推进依法行政工作，开展执法检查12次。</p></body></html>"


def archive(*pages: tuple[str, str, str]) -> bytes:
    """A web archive of pages, each an address, a source and an encoding, with a picture between them."""
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by a browser>"
    message["Subject"] = "=?utf-8?B?5oql5ZGK?="
    for address, source, encoding in pages:
        part = MIMEText(source, "html", encoding)
        part["Content-Location"] = address
        message.attach(part)
        message.attach(MIMEText("body { color: red }", "css"))
    return message.as_bytes()


def parsed(data: bytes) -> SourceText:
    return parse(data, Path("page.mht"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030"])
def test_a_saved_page_is_read_with_its_address(encoding: str) -> None:
    source = parsed(archive(("http://www.linxi.example/1.html", PAGE, encoding)))
    assert source.text.split("\n") == [REPORT, "2023年，我局全面推进依法行政工作，开展执法检查12次。"]
    assert source.media_type == "multipart/related"
    assert source.metadata.url == "http://www.linxi.example/1.html"
    assert all(source.raw[place] == char for char, place in zip(source.text, source.offsets, strict=True) if not char.isspace())


def test_of_the_frames_of_a_page_the_one_with_most_text_is_read() -> None:
    frames = ('<html><frameset><frame src="cid:1"></frameset></html>', "<html><p>栏目导航</p></html>", PAGE)
    source = parsed(archive(*((f"http://www.linxi.example/{name}", frame, "utf-8") for name, frame in enumerate(frames))))
    assert source.text.startswith(REPORT)
    assert source.metadata.url == "http://www.linxi.example/2"


def test_quoted_printable_as_browsers_write_it_is_read() -> None:
    message = EmailMessage()
    message.set_content(PAGE, subtype="html", charset="utf-8", cte="quoted-printable")
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"; boundary="--x"'
    assert parsed(f"{head}\r\n\r\n----x\r\n{message.as_string()}\r\n----x--\r\n".encode()).text.startswith(REPORT)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (archive(), "the web archive holds no page"),
        (archive(("a", "<html><script src=x></script>", "utf-8")), "a script fetches it when the page is shown"),
        (archive(("a", PAGE, "utf-8"))[:300], "the page holds no text"),
        (
            b"MIME-Version: 1.0\n"
            + b"".join(b"Content-Type: multipart/related; boundary=%d\n\n--%d\n" % (level, level) for level in range(3000)),
            "the parts of the web archive are nested too deeply",
        ),
    ],
    ids=["nothing in it", "made by a script", "cut off", "nested"],
)
def test_archives_without_a_page_to_read_are_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=rf"page\.mht: .*{reason}"):
        parsed(data)
