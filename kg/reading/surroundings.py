"""Lines around a report that belong to the web site, whatever format brought them: breadcrumbs, menus, tools, counters, footers.

Only lines before the first and after the last sentence are looked at, so that nothing within the body is ever cut.
The words of menus and tools are in ``surroundings.toml``.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

from kg.reading.cleaning import CUT, without
from kg.types import Cut

__all__ = ["find", "is_field", "is_file", "is_prose"]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BLANKS = re.compile(r"\s+")

_SHORTEST_SENTENCE = 20
_SENTENCE_END = re.compile("[。；;]")
_COMMA = re.compile("[，,]")

_LABELS = (
    "索引号|(?:信息|主题|体裁)?分类|主题词|(?:信息|文件)?名称|标题|文号|发文字号|文件编号|有效性|时效性?|效力状态|内容概述|概述|关键词|公开(?:方式|时限)"
    "|(?:发布|发文|公开|成文|生成|印发|制发|生效|更新|录入|上传|供稿|信息)?(?:日期|时间)|(?:发布|发文|公开|成文|制发|供稿|责任)(?:机构|机关|单位|部门)"
    "|(?:信息|稿件|文章|内容)?来源|作者|发布者"
)
_FIELD = re.compile(rf"[【\[]?(?:{_LABELS})(?:$|[】\]]?[:：|])")
_FILE = re.compile(r"附件|附：|附表|\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar|7z)(?![a-z])", re.IGNORECASE)

_HERE = re.compile("(?:[您你](?:的|现在|当前|目前)?|现在|当前|目前)?(?:的|所在的?)?位置(?:是|为)?[:：]")
_TRAIL = re.compile("[>＞»›→]")
_HOME = re.compile("(?:网站|本站|政府|门户)?(?:首页|主页)")
_LONGEST_CRUMB = 40
_TODAY = re.compile("(?:今天|今日|现在)(?:是|时间)|天气(?:预报)?[:：]|℃")
_COUNTER = (
    r"[【\[(（]?(?:浏览|阅读|点击|访问)(?:次数|数量|人数|人次|数|量|率)?[】\]]?\s{0,9}[:：]\s{0,9}(?:[\[【(（]?\s{0,9}\d{1,9}\s{0,9}[\]】)）]?)?"
    r"(?:\s{0,9}(?:人次|次|人))?"
)
_SIZES = (
    r"[【\[(（]?字\s{0,9}[号体](?:大小)?\s{0,9}(?:[:：]\s{0,9})?(?:[【\[(（][^【】\[\]()（）]{0,20}[】\])）]"
    r"|(?:\s{0,9}(?:特大|超大|默认|[大中小|])){2,6}(?![\u4e00-\u9fff])\s{0,9}[】\])）]?)|字\s{0,9}[号体]\s{0,9}[:：]"
)
_FURNITURE = re.compile(f"(?P<counter>{_COUNTER})|(?P<tools>{_SIZES})")

_NEIGHBOUR = re.compile(r"[【\[]?[上下前后]一?[篇条则页](?:文章|新闻|信息)?[】\]]?(?:[:：>＞]|没有|$)")
_RELATED = re.compile("(?:相关|友情|推荐|延伸|热门|更多)(?:链接|文档|文章|新闻|信息|阅读|稿件|推荐|资讯|内容|报道)(?:[:：]|$)|猜你喜欢")
_COMMENTS = re.compile(r"(?:网友|发表|我要|精选|最新|全部)(?:评论|留言)|写留言")
_IMPRINT = re.compile(r"版权所有|ICP备|公网安备|网站标识码|copyright|©", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:主办|承办|协办|维护|运维)(?:单位)?[:：]|技术支持[:：]|producedby|poweredby|建议使用.{0,40}(?:浏览|分辨率)|\d{3,4}[x×*]\d{3,4}(?:分辨率|像素|以上)"
    "|违法和?不良信息举报",
    re.IGNORECASE,
)
_FOOTER_WORDS = frozenset({"网站地图", "站点地图", "网站声明", "版权声明", "隐私声明", "关于我们"})

_DATE = re.compile(r"[\d〇○零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日")
_GAP = re.compile(r"\t|\s{3,}")
_PART = re.compile(r"[\s【】\[\]()（）|丨│｜·/:：、,，<>《》&]+")
_PLACE = re.compile("(?:走进|魅力|印象|认识|美丽|活力)[\u4e00-\u9fff]{2,4}")
_FEWEST_ITEMS = 3  # of a menu written in one line that holds words we do not know
_LONGEST_ITEM = 8


def find(text: str, cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """The ``cuts`` together with the site's lines that they leave before and after the body of ``text``.

    Nothing is added where no line holds a sentence.
    """
    kept = list(_LINE.finditer(without(text, cuts)))
    first = next(filter(_holds_prose, kept), None)
    last = next(filter(_holds_prose, reversed(kept)), None)
    if first is None or last is None:
        return tuple(cuts)
    lines = [line for line in _LINE.finditer(text) if not line[0].isspace() and not _overlaps(line, cuts)]
    before = [line for line in lines if line.end() <= first.start()]
    after = [line for line in lines if line.start() >= last.end()]
    return tuple(sorted((*cuts, *_before(before), *_after(after)), key=lambda cut: cut.start))


def _holds_prose(line: re.Match[str]) -> bool:
    return is_prose(line[0].replace(CUT, ""))


def is_prose(line: str) -> bool:
    """Whether a line holds a sentence, or a part of one, that is no site's."""
    squeezed = _BLANKS.sub("", line)
    return (
        len(squeezed) >= _SHORTEST_SENTENCE
        and (bool(_SENTENCE_END.search(squeezed)) or len(_COMMA.findall(squeezed)) > 1)
        and not (_IMPRINT.search(squeezed) or _NEIGHBOUR.match(squeezed) or _HERE.match(squeezed))
    )


def is_field(line: str) -> bool:
    """Whether a line gives a property of the document, such as its date of publication."""
    return any(map(_FIELD.match, [_BLANKS.sub("", line), *line.split()]))


def is_file(line: str) -> bool:
    """Whether a line names an attachment."""
    return bool(_FILE.search(line))


def _overlaps(line: re.Match[str], cuts: Sequence[Cut]) -> bool:
    index = bisect_right(cuts, line.start(), key=lambda cut: cut.end)
    return index < len(cuts) and cuts[index].start < line.end()


def _before(lines: Sequence[re.Match[str]]) -> Iterator[Cut]:
    """The site's lines and parts of lines before the body."""
    labelled = False  # whether the trail of a breadcrumb is still to come
    for line, known in zip(lines, _reasons(lines), strict=True):
        squeezed = _BLANKS.sub("", line[0])
        reason = "breadcrumb" if labelled and _is_trail(squeezed) else known
        labelled = bool(_HERE.fullmatch(squeezed))
        if reason:
            yield Cut(line.start(), line.end(), reason)
        else:
            yield from _parts(line)


def _after(lines: Sequence[re.Match[str]]) -> Iterator[Cut]:
    """The site's lines after the body; from the first one that only ends of pages have, only attachments and the signature's date stay."""
    ended: str | None = None
    for line, known in zip(lines, _reasons(lines), strict=True):
        squeezed = _BLANKS.sub("", line[0])
        ended = _ending(line[0], squeezed) or ended
        stays = is_file(squeezed) or (ended == "footer" and _DATE.fullmatch(squeezed))
        reason = known or (None if stays else ended)
        if reason:
            yield Cut(line.start(), line.end(), reason)
        else:
            yield from _parts(line)


def _reasons(lines: Sequence[re.Match[str]]) -> list[str | None]:
    """What each line of a site is; rows of tables, and words of menus that stand alone among lines that stay, are none."""
    reasons = [_reason(line[0], _BLANKS.sub("", line[0])) for line in lines]
    for index in _tables(lines, reasons):
        reasons[index] = None
    around = zip([None, *reasons], reasons, [*reasons[1:], None], strict=False)
    alone = [index for index, (before, reason, after) in enumerate(around) if reason == "menu" and not before and not after]
    for index in alone:
        if len(_items(lines[index][0])) == 1:
            reasons[index] = None
    return reasons


def _tables(lines: Sequence[re.Match[str]], reasons: Sequence[str | None]) -> Iterator[int]:
    """The lines that would be menus, were they not rows of a table: others with as many cells, next to them, are no menus."""
    cells = [len(_GAP.split(line[0].strip())) for line in lines]
    for count, group in groupby(range(len(lines)), key=cells.__getitem__):
        rows = list(group)
        if count > 1 and any(reasons[row] is None and not is_field(lines[row][0]) for row in rows):
            yield from (row for row in rows if reasons[row] == "menu")


def _items(line: str) -> list[str]:
    return [item.lower() for item in _PART.split(line) if item]


def _reason(line: str, squeezed: str) -> str | None:
    """What a line of a site is, None for any other."""
    if _HERE.match(squeezed) or _is_trail(squeezed):
        return "breadcrumb"
    if _TODAY.search(squeezed) and not is_field(line):
        return "date and weather"
    if furniture := _FURNITURE.fullmatch(squeezed):
        return furniture.lastgroup
    items = _items(line)
    tools, menus = _words()
    if any(item in tools for item in items) and all(item in tools or item.isdecimal() for item in items):
        return "tools"
    if any(item.isdecimal() for item in items):
        return None
    known = sum(item in menus or item in tools or bool(_PLACE.fullmatch(item)) for item in items)
    if items and known == len(items):
        return "menu"
    in_line = len(items) >= _FEWEST_ITEMS and 2 * known >= len(items) and all(len(item) <= _LONGEST_ITEM for item in items)
    return "menu" if in_line and not is_field(line) else None


def _is_trail(squeezed: str) -> bool:
    crumbs = _TRAIL.split(squeezed)
    return (len(crumbs) > 2 or bool(_HOME.match(squeezed) and len(crumbs) > 1)) and all(len(crumb) <= _LONGEST_CRUMB for crumb in crumbs)


def _ending(line: str, squeezed: str) -> str | None:
    """What stands at the end of a page only."""
    if _NEIGHBOUR.match(squeezed) or _RELATED.match(squeezed):
        return "related pages"
    if _COMMENTS.match(squeezed):
        return "comments"
    if _IMPRINT.search(squeezed) or _FOOTER.search(squeezed) or not _FOOTER_WORDS.isdisjoint(_PART.split(line)):
        return "footer"
    return None


def _parts(line: re.Match[str]) -> Iterator[Cut]:
    """Counters and sizes of letters within a line that gives properties of the document."""
    if is_field(line[0]):
        for match in _FURNITURE.finditer(line[0]):
            yield Cut(line.start() + match.start(), line.start() + match.end(), match.lastgroup or "")


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    words = tomllib.loads(files("kg.reading").joinpath("surroundings.toml").read_text(encoding="utf-8"))
    return frozenset(words["tools"]), frozenset(words["menus"])
