"""The bodies that a report names beside the bureau that reports."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span

from kg.extraction.organizations import patterns
from kg.extraction.organizations.identity import Parts, abbreviates, is_bureau, parts, same_body
from kg.extraction.organizations.name import Name
from kg.extraction.organizations.places import Places, places_with
from kg.extraction.organizations.scan import scan, scan_posts
from kg.extraction.policies.brackets import bracketed
from kg.extraction.report.bureau import self_name
from kg.extraction.report.lines import lines
from kg.text.structure import Structure
from kg.types import Organization, Report

__all__ = ["Mention", "OrganizationsComponent", "find_organizations"]

_COMPARED = 100  # bodies; more than any report names, so that a text made of names takes no quadratic time
_TOWNSHIP = re.compile("(?:镇|乡|街道)(?:人民政府|政府|办事处|(?:综合)?(?:行政)?执法(?:大队|中队|队|办公室)|司法所)?$")
_ITEM = re.compile(r"(?<![\u4e00-\u9fff])(?!各|尊敬)[\u4e00-\u9fff]{3,30}(?=[、，,；;\s：:]|$)")
_BETWEEN_ADDRESSEES = re.compile(r"[、，,;；：:\s]+")
_JOINING = re.compile("[并转报和及]")
# What a name is without its field.
_WITHOUT_FIELD = frozenset((*"局厅委办", "总队", "支队", "大队", "中队"))
_BARE_TEAMS = frozenset(("总队", "支队", "大队", "执法队"))
_ORGANS_OF = {"公安机关": ("公安局", "公安厅", "公安分局"), "检察机关": ("检察院",)}
_PARTNER = re.compile(r"(?:[与跟]|联合|会同|协同|配合|协助|联手|携手|邀请|商请)(?:当地|属地|辖区|[\u4e00-\u9fff、]{2,6}[、和])?\Z")
_TAKES_PART = re.compile("的?(?:大力|积极|全力)?(?:指导|支持|协助|配合|牵头|联合|共同|参与|派员|联动)")
_OWNER = re.compile("^(?:[局委厅]|[总支大]队)")
_OF_BODY = re.compile("[局委厅队院府]")
_SCHOOLS = ("中学", "小学", "一中", "学校", "幼儿园")
_INTO = ("在", "走进", "进入", "深入")
_SOURCE = re.compile(r"(?:来源|供稿)(?:单位|部门)?[：:]\s{0,4}$")
_SECTION = re.compile("(?:[科股队]|(?<!办事)处)$")
# What makes the State Council one of several bodies, or the issuer of a decision, and what makes it part of a set phrase.
_WITH_COUNCIL = re.compile("[和、与](?:[\u4e00-\u9fff]{2,3})?[省市]|决定")
_PARTY = ("党中央、", "中共中央、", "中共中央", "中央、")
_COPIES = ("抄送", "抄报", "主送")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names the organization ``id``."""

    start: int
    end: int
    id: str


@dataclass(slots=True)
class _Body:
    """The names that mean one body, and their parts."""

    names: list[Name] = field(default_factory=list)
    variants: dict[Parts, None] = field(default_factory=dict)

    def add(self, name: Name, split: Parts) -> None:
        self.names.append(name)
        self.variants[split] = None

    def fullest(self, places: Places) -> str:
        """The name that tells most, a class least; a place or rank counts less than what the body does."""
        names = (name.name for name in self.names)
        return max(names, key=lambda name: (name not in _ORGANS_OF, len(parts(name, known=places).core), len(name)))


class OrganizationsComponent:
    """Set ``doc._.organizations`` and the span groups ``organizations`` and ``organization_mentions``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the bodies in ``doc``, whose structure and report are known."""
        organizations, mentions = find_organizations(doc._.source.text, doc._.structure, doc._.report)
        doc._.organizations = organizations
        doc.spans["organizations"] = [Span(doc, o.start, o.end, label="ORGANIZATION", span_id=o.id) for o in organizations]
        doc.spans["organization_mentions"] = [Span(doc, m.start, m.end, label="ORGANIZATION", span_id=m.id) for m in mentions]
        return doc


def find_organizations(text: str, structure: Structure, report: Report) -> tuple[tuple[Organization, ...], tuple[Mention, ...]]:
    """The bodies named in the body of a report or in its address, and all places where each is named.

    Names inside titles of documents do not count. Variants of a name are one organization under the fullest.
    """
    own = report.bureau or self_name(text)
    named = [name for name in (own, *_BETWEEN_ADDRESSEES.split(report.addressee or "")) if name]
    places = places_with(place for name in named for place in parts(name, placed=True).places)
    counts = _scope(text, structure, report)
    bureau = parts(own, placed=True, known=places) if own else None
    bodies: list[_Body] = []
    known: dict[tuple[str, Parts], _Body] = {}
    found = tuple(_addressed(text, scan(text, places), report))
    posts = scan_posts(text, found) if own and _TOWNSHIP.search(own) else ()
    organs: dict[str, list[_Body]] = {}
    for name in _fullest_first((*found, *posts), places):
        if not counts(name) or not _is_body(text, name):
            continue
        if name.name in _ORGANS_OF and name.name not in organs:
            organs[name.name] = _organs(bodies, _ORGANS_OF[name.name], bureau)
        organ = organs.get(name.name, [])
        if organ and not _is_partner(text, name):
            continue  # the class in general, beside the bodies that the report names
        split = parts(name.name, placed=name.kind == "national", known=places)
        if bureau and is_bureau(split, bureau):
            continue
        body = organ[0] if len(organ) == 1 else known.get((_family(name), split)) or _meant(bodies, name, split, bureau)
        if body is None and not (name.vague and (name.kind == "group" or name.name in _BARE_TEAMS)):
            body = _Body()
            bodies.append(body)
        if body is not None:
            body.add(name, split)
            known[_family(name), split] = body
    return _numbered(text, bodies, places)


def _organs(bodies: Iterable[_Body], cores: Sequence[str], bureau: Parts | None) -> list[_Body]:
    """The bodies of a class of organs (公安机关) that are of the place of the bureau."""
    return [body for body in bodies if any(v.core in cores and (bureau is None or _is_of_place(v, bureau)) for v in body.variants)]


def _is_of_place(name: Parts, bureau: Parts) -> bool:
    return is_bureau(Parts(name.places, name.rank, bureau.core), bureau)


def _is_partner(text: str, name: Name) -> bool:
    """Whether a class of organs works with the bureau, and is thus a certain body, rather than one that cases go to."""
    return bool(_PARTNER.search(text[max(name.start - 10, 0) : name.start]) or _TAKES_PART.match(text, name.end))


def _fullest_first(names: Iterable[Name], places: Places) -> list[Name]:
    """The names, those that tell least of a body after those of which they may be short forms."""
    return sorted(
        names,
        key=lambda name: (name.kind == "post", name.vague, name.name in _ORGANS_OF, parts(name.name, known=places).core in _WITHOUT_FIELD),
    )


def _numbered(text: str, bodies: list[_Body], places: Places) -> tuple[tuple[Organization, ...], tuple[Mention, ...]]:
    firsts = sorted(
        ((min(body.names, key=lambda name: (name.start, name.end)), body) for body in bodies), key=lambda pair: (pair[0].start, pair[0].end)
    )
    organizations: list[Organization] = []
    mentions: set[Mention] = set()
    for number, (first, body) in enumerate(firsts, 1):
        organizations.append(Organization(f"o{number}", first.start, first.end, text[first.start : first.end], body.fullest(places)))
        mentions |= {Mention(name.start, name.end, f"o{number}") for name in body.names}
    return tuple(organizations), tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.id)))


def _scope(text: str, structure: Structure, report: Report) -> Callable[[Name], bool]:
    """Whether a name stands where it counts: in the body, the addressee or the list of copies, outside titles."""
    hidden = bytearray(len(text))
    addressee = [(evidence.start, evidence.end) for name, evidence in report.evidence if name == "addressee"]
    copies = [(line.start, line.end) for line in lines(text) if line.text.startswith(_COPIES)]
    outside = [(section.start, section.end) for section in structure.sections if section.role in ("front", "back")]
    for stretches, mark in ((outside, 1), ([*addressee, *copies], 0), (bracketed(text), 1)):
        for start, end in stretches:
            hidden[start:end] = bytes([mark]) * (end - start)
    return lambda name: (
        not hidden[name.start] or bool(_SECTION.search(name.name) and _SOURCE.search(text[max(name.start - 12, 0) : name.start]))
    )


def _is_body(text: str, name: Name) -> bool:
    """Whether the text around a name lets it be a body that acts, rather than a venue, a web site, a class or a body yet to be."""
    before = text[max(name.start - 6, 0) : name.start]
    if patterns.YET_TO_BE.search(before) or (before.endswith("挂") and text.startswith(("牌", "的牌"), name.end)):
        return False
    if name.name.endswith(("人大", "政协", "人大常委会")) and patterns.DEPUTIES.match(text, name.end):
        return False
    if before.endswith(("（原", "(原")):
        return False
    watched = patterns.WATCHED.match(text, name.end)
    school = name.name.endswith(_SCHOOLS) and before.endswith(_INTO)
    counter = name.name.endswith(("政务服务中心", "便民服务中心")) and patterns.COUNTER.match(text, name.end)
    venue = counter or school or (patterns.PLACE_OF_EVENTS.fullmatch(name.name) and patterns.VENUE.search(before) and not watched)
    central = name.kind == "central" and not (name.name == "国务院" and _WITH_COUNCIL.match(text, name.end) and not before.endswith(_PARTY))
    return not (central or venue or patterns.COUNTED.search(before) or patterns.NOT_THE_BODY.match(text, name.end))


def _addressed(text: str, names: Iterable[Name], report: Report) -> Iterator[Name]:
    """The names; one in the addressee begins where its item does, as nothing but bodies stand there (中共某县委、某县人民政府)."""
    addressee = dict(report.evidence).get("addressee")
    starts = {item.end(): item.start() for item in _ITEM.finditer(text, addressee.start, addressee.end)} if addressee else {}
    named = sorted(names, key=lambda name: name.start)
    for number, name in enumerate(named):
        start = min(starts.get(name.end, name.start), name.start)
        alone = number == 0 or named[number - 1].start < start
        before = text[start : name.start] if alone and not _JOINING.search(text, start, name.start) else ""
        yield replace(name, start=name.start - len(before), name=before + name.name)


def _family(name: Name) -> str:
    return "organ" if name.kind in ("department", "national", "government", "named") else name.kind


def _meant(bodies: Sequence[_Body], name: Name, split: Parts, bureau: Parts | None) -> _Body | None:
    """The body that a name is a variant of; a vague one goes to the last before it that it abbreviates, else to the first after it."""
    alike = [body for body in bodies[-_COMPARED:] if _family(body.names[0]) == _family(name)]
    if name.vague:
        meant = [body for body in alike if any(abbreviates(split.core, v.core) for v in body.variants)]
        if split.core in _BARE_TEAMS:
            return meant[0] if len(meant) == 1 else None
        before = [body for body in meant if body.names[0].start < name.start]
        return before[-1] if before else next(iter(meant), None)
    if name.kind == "class":
        return next((body for body in alike if _same_class(body.names[0], name)), None)
    if _SECTION.search(name.name) and (own := next((body for body in bodies[-_COMPARED:] if _is_section(body, split, bureau)), None)):
        return own
    same = [body for body in alike if any(same_body(split, variant) for variant in body.variants)]
    if name.kind == "post":
        same = [body for body in bodies[-_COMPARED:] if any(variant.core == split.core for variant in body.variants)] or same
    superior = (body for body in same if bureau and any(_is_of_line(variant, bureau) for variant in body.variants))
    return next(superior, None) or next(iter(same), None)


def _is_section(body: _Body, name: Parts, bureau: Parts | None) -> bool:
    """Whether a body is the same section, but for the owner that one of the names has: the bureau (市局法规科, 局法规科, 法规科)."""
    ranks = ("", bureau.rank if bureau else "")
    own = _OWNER.sub("", name.core)
    for variant in body.variants:
        short, long = sorted((own, _OWNER.sub("", variant.core)), key=len)
        if name.rank in ranks and variant.rank in ranks and abbreviates(short, long) and not _OF_BODY.search(long):
            return True
    return False


def _same_class(one: Name, other: Name) -> bool:
    """Whether two classes of one field differ in nothing but the 机关 that closes a list (公安、检察等机关)."""
    closing = any(name.name.endswith("机关") and name.end - name.start > len(name.name) for name in (one, other))
    return closing and one.name.removesuffix("机关").removesuffix("部门") == other.name.removesuffix("机关").removesuffix("部门")


def _is_of_line(name: Parts, bureau: Parts) -> bool:
    """Whether a name, apart from its rank and places, may be that of the bureau."""
    return bureau.core.startswith(name.core) or is_bureau(Parts((), "", name.core), bureau)
