"""What kind of document a title, its number and its issuer tell of."""

import re

from kg.extraction.organizations.identity import parts
from kg.extraction.policies import patterns
from kg.extraction.policies.known import STATE, kind_of_name
from kg.extraction.policies.titles import core
from kg.types import PolicyKind

__all__ = ["policy_kind"]

_LAW = re.compile(r".*(?:(?<![办执普司立用做方学守看书说])法|法典|[法宪]修正案)")
_CENTRE = re.compile("中共中央|党中央|中国共产党|中央")
# Places whose congresses make regulations.
_LEGISLATING = re.compile("[\u4e00-\u9fff]{2,10}?(?:省|自治[区州县旗]|(?<![城都超])市|特区)")
_BUREAU = re.compile("[\u4e00-\u9fff]{0,20}?(?:局|厅|办公室|委员会|街道|镇|乡)")
_COUNTY = re.compile("[\u4e00-\u9fff]{2,8}?[县旗区]")
_ORDERS: tuple[tuple[re.Pattern[str], PolicyKind], ...] = (
    (re.compile("主席令"), "law"),
    (re.compile("国务院(?:令|第)"), "administrative-regulation"),
    (re.compile("(?:人大常委会|人民代表大会常务委员会)"), "local-regulation"),
    (re.compile("[部局署行会委厅府]令|[部局署行会委厅府](?:20..年)?第.{1,8}令"), "rules"),
)
_STANDARD = re.compile(f"{patterns.CODE}$")
_FORMS: tuple[tuple[re.Pattern[str], PolicyKind], ...] = (
    (re.compile(".*(?:规划|纲要|要点|重点|计划|方案|预案|安排|行动|路线图|分解表|任务书)"), "plan"),
    (
        re.compile(
            ".*(?:意见|通知|决定|决议|通告|公告|通报|批复|函|制度|机制|清单|目录|名录|基准|标准|准则|措施|条|指引|指南|导则|规程|规范"
            "|流程图?|守则|须知|制|政策|不准)"
        ),
        "normative-document",
    ),
)
_RULE = re.compile(".*(?:规定|办法|细则|规则|程序)")


def policy_kind(title: str, issuer: str | None, number: str | None, *, standard: bool = False) -> PolicyKind | None:
    """The kind of a document, None where neither its form nor its issuer or number tells it.

    ``standard`` says that the text calls the document one. Rules of the party are of no kind.
    """
    name = core(title).strip('“”"')
    if known := kind_of_name(name):
        return known
    if standard or _STANDARD.search(number or title):
        return "standard"
    if _LAW.fullmatch(name):
        return "law"
    for order, kind in _ORDERS:
        if number and order.search(number):
            return kind
    if name.endswith("条例"):
        return _of_regulation(name, issuer)
    for form, kind in _FORMS:
        if form.fullmatch(name):
            return kind
    return _of_rule(name, issuer, number) if _RULE.fullmatch(name) else None


def _of_regulation(name: str, issuer: str | None) -> PolicyKind | None:
    if name.startswith(STATE) or issuer == "国务院":
        return "administrative-regulation"
    if issuer and re.search("人大|人民代表大会", issuer):
        return "local-regulation"
    return "local-regulation" if _LEGISLATING.match(name) and not _CENTRE.match(name) else None


def _of_rule(name: str, issuer: str | None, number: str | None) -> PolicyKind | None:
    """Rules (规章) are issued by order; what a county or a bureau issues, or a number of the year, is none."""
    if _CENTRE.match(issuer or name):
        return None
    if number or _BUREAU.match(name) or (_COUNTY.match(name) and not _LEGISLATING.match(name)):
        return "normative-document"
    return "normative-document" if issuer and parts(issuer).head in "局厅办县区" else None
