"""Reports on hand-written pages of five kinds of sites are read as if they were plain text."""

import html
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.document import parse
from kg.reading.read import read
from kg.types import Metadata, SourceText

PAGES = Path(__file__).parent / "pages"
TITLE = "临溪市某局关于2022年度法治政府建设情况的报告"
SLOTS: dict[str, Callable[[list[str]], str]] = {
    "{paragraphs}": lambda lines: "\n        ".join(f"<p>{line}</p>" for line in lines),
    "{breaks}": lambda lines: "<BR>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in lines),
    "{styled}": lambda lines: "".join(
        f'<p style="text-indent: 2em"><span style="font-family: 仿宋">{line[:7]}</span><span>{line[7:]}<o:p></o:p></span></p>\n' for line in lines
    ),
    "{sections}": lambda lines: "".join(
        f'<section style="margin: 8px"><section><p><span leaf="">{line}</span></p></section></section>' for line in lines
    ),
    "{plain}": lambda lines: "\n\n".join(f"　　{line}" for line in lines),
}
# What each site says beside the report and a reader needs: its title, and the properties that it gives.
KEPT = {
    "modern": ([TITLE, "发布日期：2023-01-31 09:12来源：临溪市某局"], ["附件：1.行政执法数据统计表.xlsx"]),
    "tables": ([TITLE, "发布时间：2023-2-1 作者：办公室"], []),
    "cms": (
        [
            "索引号： 00000000/2023-00012 主题分类： 其他",
            "发布机构： 临溪市某局 发文日期： 2023-01-28",
            TITLE,
            "发布日期：2023-02-01 信息来源：临溪市某局",
        ],
        [],
    ),
    "wechat": ([TITLE, "原创临溪某局发布2023-02-02 08:00"], []),
    "bare": ([TITLE, "来源：临溪市某局时间：2023-02-03"], []),
}
SITES = sorted(KEPT)


def page(site: str, lines: list[str]) -> str:
    source = (PAGES / f"{site}.html").read_text(encoding="utf-8").replace("{title}", TITLE)
    for slot, fill in SLOTS.items():
        source = source.replace(slot, fill([html.escape(line, quote=False) for line in lines]))
    return source
