"""Which document a title names.

Laws and the documents of places that are named in the title are the same document in every report.
《执法检查考核制度》 is each bureau's own. A title alone cannot always tell; where it leaves doubt,
what the report says of the document's making decides.
"""

import re
import unicodedata

from kg.types import Extraction, Policy

__all__ = ["made_here", "normalise_title", "policy_scope"]

_STATE = "中华人民共和国"
_YEARS = re.compile(r"(\d{4}) ?[-—–~至]{1,3} ?(\d{4})年?")
_LAW = re.compile(r"(?:(?<![办执普司立用做方学守])法|法典|条例)$")
_VERSION = re.compile(r"[(（][^()（）]*[)）]$")
_PREAMBLE = r"(?:关于)?+(?:\d{4}年度?)?+"
_PLACE = re.compile(
    _PREAMBLE
    + r"(?![全我本各该])(?:[一-鿿]县|[一-鿿]{2,9}?(?:省|自治[区州县旗]|县|(?<![城都超上])市|(?<![社园校景地辖片灾])区))"
    + r"(?![级域场容划]|民(?!政))"
)
_RELATIVE = re.compile(_PREAMBLE + r"[全我本各该]?(?:省|市(?![场容]|政(?!府)|民(?!政))|州|盟|县|区(?!域)|旗|局|厅)")
_OWN_KIND = re.compile(r"(?:制度|要点|清单|台账|流程图?|规则|守则|职责|分工|细则|工作方案|工作计划|计划表|通知)$")
_OF_ONE_YEAR = re.compile(r"\d{4}年度?(?! ?[-—–~至])")


def normalise_title(title: str) -> str:
    """The title as a key: letters and digits of its NFKC form, ranges of years written one way.

    The name of the state is left out: 《中华人民共和国行政处罚法》 is 《行政处罚法》.
    """
    text = _YEARS.sub(r"\1 \2", unicodedata.normalize("NFKC", title))
    key = "".join(character for character in text if character.isalnum())
    return key.removeprefix(_STATE) or key


def made_here(extraction: Extraction) -> frozenset[str]:
    """The ids of the policies that a measure of this report produces."""
    return frozenset(relation.object for relation in extraction.relations if relation.type == "produces")


def policy_scope(policy: Policy, owner: str, *, produced: bool) -> str:
    """Within whose documents the title is unique: ``""`` for all, else ``owner``, the bureau or the report.

    ``produced`` says that the report tells of the document's making.
    """
    title = _VERSION.sub("", unicodedata.normalize("NFKC", policy.title))
    if _LAW.search(title) or _names_its_place(title, policy.issuer):
        return ""
    is_own = produced or _OF_ONE_YEAR.match(title) or _RELATIVE.match(policy.issuer or title)
    return owner if is_own or (policy.issuer is None and _OWN_KIND.search(title)) else ""


def _names_its_place(title: str, issuer: str | None) -> bool:
    return bool(_PLACE.match(title)) or (issuer is not None and issuer in title and not _RELATIVE.match(issuer))
