"""How headings, enumerations and the parts of a report are written."""

import re

__all__ = ["BACK", "CLAUSE_BREAK", "ITEM", "NUMBERS", "PLANS", "PROBLEMS", "REMEDIED", "SENTENCE", "SIGN_OFF"]

_CN = "一二三四五六七八九十"

# The kinds of numbering of headings, from the outermost.
NUMBERS = (
    re.compile(rf"第[{_CN}]{{1,3}}(?:章|节|部分)[、：:]?"),
    re.compile(rf"[{_CN}]{{1,3}}[、．.，](?!是)"),
    re.compile(rf"[（(][{_CN}]{{1,3}}[）)][、．.]?"),
    re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))"),
    re.compile(r"[（(]\d{1,2}[）)][、．.]?|\d{1,2}[）)]"),
    re.compile(r"[①-⑳]"),
)

# A number of an item: at the start of a paragraph, or within it after punctuation.
ITEM = re.compile(
    rf"(?:\A|(?<=[。；;：:，,！、\n]))(?:"
    rf"[{_CN}]{{1,2}}是(?!否)|[（(](?:[{_CN}]{{1,3}}|\d{{1,2}})[）)]|第[{_CN}]{{1,2}}[，,、]|其[一二三四五][，,、]?(?:是)?|[①-⑳]"
    rf"|(?:\A|(?<=[。；;\n]))(?:\d{{1,2}}(?:[、．]|\.(?!\d))|[{_CN}]{{1,3}}、|——|--)"
    rf")"
)

SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’」』）)]*|[。！？!?]+")

# Punctuation that parts clauses. Quotations, titles and parentheses are stepped over as wholes.
CLAUSE_BREAK = re.compile(r"《[^《》\n]{1,120}》|“[^“”\n]{1,60}”|（[^（）\n]{1,80}）|\([^()\n]{1,80}\)|([，,；;：:。！？!?]+)")

PROBLEMS = re.compile(
    r"(?:存在|面临|突出|主要|当前|目前)的?(?:一些|主要|突出|薄弱)*的?(?:问题|不足|困难|短板|差距)|问题(?:和|与|及|、)(?:不足|困难|原因|短板)|不足(?:和|与|及|之处|、)"
    r"|短板弱项|薄弱环节|问题短板|差距与?不足|^问题$|^不足$"
)
REMEDIED = re.compile(r"(?:上年度|上一年|去年|反馈|督察|巡[视察]|发现).{0,14}整改|问题整改(?:落实)?情况$|问题(?:专项)?(?:整治|治理)")
PLANS = re.compile(
    r"下一?步|下一?年度?|来年|明年|今后|打算|(?:工作|主要)(?:思路|设想|规划|计划|安排)|工作重点|重点工作|重点任务|努力方向|改进(?:措施|方向|意见)|整改措施|意见建议|初步安排|主要安排|目标举措"
)

# Lines that open a body, and lines after it.
SIGN_OFF = re.compile(r"(?:报告|汇报|总结|通报|情况)如下")
BACK = re.compile(r"(?:特此报告|抄送|附件|附：|[（(]?联系人|联系电话|主办|承办|版权|上一篇|下一篇|来源|相关|分享|打印|责任编辑)")
