"""Which document a title names, and whose it is.

Laws, and what the table of documents has, are the same in every report. 《执法检查考核制度》 is each bureau's own: the key of a document
is its title together with the place or body that makes it unique. Where nothing tells, the document stays the reporting bureau's,
apart from all others. ``docs/linking.md`` lists the rules.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.policies.known import kind_of_name, plain_name
from kg.linking.documents import Document, Level, load_documents, normalise_number
from kg.linking.issuers import Issuer, Speaker, beginning_body, beginning_place, issuer_of_number, named_issuer
from kg.linking.titles import Title, normalise_title, read_title
from kg.types import Extraction, Policy, PolicyKind

__all__ = ["PolicyIdentity", "correct_policy", "identify_policies", "identify_policy", "known_document", "made_here"]

_OF_TABLE = ("number", "title", "alias")
_REVISED = ("administrative-regulation", "rules")
_LAW = re.compile(r"(?:(?<![办执普司立用做方学守])法|法典|条例)$")
_RECURRING = re.compile("(?:通知|通告|公告|通报|批复|函|决定|要点|清单|目录|公报)$")
_OWN_KIND = re.compile(r"(?:制度|要点|清单|台账|流程图?|规则|守则|职责|分工|细则|工作方案|工作计划|计划表|通知)$")
_YEARLY = re.compile("(?:要点|工作计划|计划表|工作安排)$")
_NATIONAL = re.compile("(?:国家|全国)(?!宪法日|安全).*(?:目录|名录|标准|规划|纲要)$", re.DOTALL)
_GOVERNMENT = "政府"
_TOWNS = ("镇", "乡", "街道", "苏木")
_NOTICE = re.compile("(?:通知|通告|公告|通报|批复|函)$")


@dataclass(frozen=True, slots=True)
class PolicyIdentity:
    """One document across all reports.

    ``key`` is equal for mentions of the same document, ``rule`` names what decided, ``candidates`` are the titles of the table that
    were left. ``level`` and ``issuer`` are None where they stay open, ``date`` and ``verified`` are those of the table.
    """

    key: str
    title: str
    number: str | None
    issuer: str | None
    level: Level | None
    kind: PolicyKind | None
    date: str | None
    rule: str
    verified: bool = False
    candidates: tuple[str, ...] = ()


def made_here(extraction: Extraction) -> frozenset[str]:
    """The ids of the policies that a measure of this report produces."""
    return frozenset(relation.object for relation in extraction.relations if relation.type == "produces")


def identify_policies(extraction: Extraction, places: Sequence[str] = (), usual: str | None = None) -> Mapping[str, PolicyIdentity]:
    """The identity of each policy of a report by its id.

    ``places`` are the names of the bureau's region from the province down, ``usual`` is what the bureau is mostly called.

    A document (试行) is the one without it, unless the report names both.
    """
    report = extraction.report
    speaker = Speaker(report.id, report.bureau, tuple(places), report.year, usual)
    made = made_here(extraction)
    found = {policy.id: identify_policy(policy, speaker, produced=policy.id in made) for policy in extraction.policies}
    trials = {policy.id for policy in extraction.policies if read_title(policy.title).trial and found[policy.id].rule not in _OF_TABLE}
    finals = {identity.key for policy_id, identity in found.items() if policy_id not in trials}
    return {
        policy_id: replace(identity, key=f"{identity.key}试行") if policy_id in trials and identity.key in finals else identity
        for policy_id, identity in found.items()
    }


def identify_policy(policy: Policy, speaker: Speaker, *, produced: bool = False) -> PolicyIdentity:
    """The document that a mention in the report of ``speaker`` means; ``produced`` says that the report tells of its making."""
    title = read_title(policy.title)
    documents = load_documents()
    if policy.number and (document := documents.by_number.get(normalise_number(policy.number))):
        return _of_table(document, "number")
    written = policy.issuer or title.issuer
    issuer = named_issuer(written, speaker) if written else issuer_of_number(policy.number or "", speaker)
    kind = None if title.trial else kind_of_name(title.name)
    name = plain_name(title.name) if kind else None
    candidates = documents.titled(read_title(name) if name else title, speaker.year)
    local = produced or (bool(written) and (issuer is None or issuer.level != "national"))
    if len(candidates) == 1 and _means(candidates[0], policy.number, title, issuer, local=local):
        return _of_table(candidates[0], "title" if title == replace(read_title(candidates[0].title), issuer=title.issuer) else "alias")
    if name and (kind == "law" or not local):
        return PolicyIdentity(
            key=normalise_title(name),
            title=name,
            number=policy.number,
            issuer="国务院" if kind == "administrative-regulation" else policy.issuer,
            level="national",
            kind=kind,
            date=None,
            rule="list",
        )
    if not title.years and speaker.year and _YEARLY.search(title.name):
        title = replace(title, years=(speaker.year,))
    named, key, rule = _qualified(title, issuer, speaker, written=written, produced=produced)
    return PolicyIdentity(
        key=key + normalise_number(policy.number or "") if _NOTICE.search(title.name) else key,
        title=policy.title,
        number=policy.number,
        issuer=written or (named.name if named else None),
        level=named.level if named else None,
        kind=policy.kind,
        date=None,
        rule=rule,
        candidates=tuple(document.title for document in candidates),
    )


def correct_policy(identity: PolicyIdentity, key: str) -> PolicyIdentity:
    """The identity with another key, and what the table says of the document, if it has it."""
    document = known_document(key)
    return _of_table(document, "corrected") if document else replace(identity, key=key, rule="corrected", candidates=())


def known_document(key: str) -> Document | None:
    """The document of the table that has this key."""
    return _by_key().get(key)


@cache
def _by_key() -> Mapping[str, Document]:
    return {_key(document): document for document in load_documents().all}


def _key(document: Document) -> str:
    title = read_title(document.title)
    return title.key + "试行" * title.trial


def _of_table(document: Document, rule: str) -> PolicyIdentity:
    return PolicyIdentity(
        key=_key(document),
        title=document.title,
        number=document.numbers[0] if document.numbers else None,
        issuer=document.issuer,
        level=document.level,
        kind=document.kind,
        date=document.issued or None,
        rule=rule,
        verified=document.verified,
    )


def _means(document: Document, number: str | None, title: Title, issuer: Issuer | None, *, local: bool) -> bool:
    """Whether a title that the table has means that document: places have some of the same name, and every body has 工作要点."""
    if document.kind == "law":
        return True
    if local or (number and document.numbers and document.kind not in _REVISED):
        return False
    return issuer is not None or not _RECURRING.search(title.name)


def _qualified(title: Title, issuer: Issuer | None, speaker: Speaker, *, written: str, produced: bool) -> tuple[Issuer | None, str, str]:
    """Who is behind a document, its key, and the rule; ``written`` is the issuer that the report names, if any."""
    if body := beginning_body(title.name, speaker):
        found, end = body
        return found, found.qualifier + title.key[end:], "body"
    if place := beginning_place(title.name, speaker):
        found, end = place
        own = issuer is None and _is_work_of(speaker, found, title.name[end:])
        return issuer or (replace(found, level="own", name=speaker.bureau) if own else found), found.qualifier + title.key[end:], "place"
    if issuer:
        common = bool(_RECURRING.search(title.name) or _OWN_KIND.search(title.name))
        return issuer, (issuer.qualifier or written * common) + title.key, "issuer"
    if _LAW.search(title.name):
        return None, title.key, "form"
    if _NATIONAL.match(title.name) and not produced:
        return Issuer("national", ""), title.key, "form"
    own = not written and (produced or len(title.years) == 1 or bool(_OWN_KIND.search(title.name)))
    return (speaker.itself if own else None), speaker.key + title.key, "own" if own else "apart"


def _is_work_of(speaker: Speaker, place: Issuer, rest: str) -> bool:
    """Whether a title with the bureau's place goes on with its field (金昌市交通运输行政执法用语指引) or town, or is its government's."""
    split = speaker.parts
    if split is None or place.qualifier != speaker.home or _LAW.search(rest):
        return False
    town = next((name for name in split.places if name.endswith(_TOWNS)), None)
    return rest.startswith(town or split.core.removesuffix(_GOVERNMENT)[:2])
