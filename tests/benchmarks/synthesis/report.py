"""One report, from head to signature, and the facts that are in it.

The templates of measures, plans and problems, and of the words around them, are in the ``*.txt`` files beside this one, the words
that they take up in the ``*.toml`` files.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from synthesis.annotation import annotate
from synthesis.bureaus import Bureau, bureau_at, load_profiles
from synthesis.draft import Draft, Phrase
from synthesis.grammar import Template, parse, read_template

from kg.vocabulary import load_vocabulary

__all__ = ["Written", "write_report"]

_HERE = Path(__file__).parent
_ORDINALS = tuple(tens + one for tens in ("", "十", "二十", "三十") for one in ("", *"一二三四五六七八九") if tens + one)
_DEPARTMENTS = ("财政", "审计", "统计")
_MEASURES, _PLANS, _PROBLEMS, _ITEM = (58, 82), (7, 14), (3, 5), (2, 5)  # how many of each a report, or an item of it, has
_ADDRESSED, _BARE, _UNSIGNED, _WHOLE_NAME, _CHAPTERED = 0.35, 0.15, 0.1, 0.5, 0.5  # shares of the reports
_SUBHEAD, _LEAD, _TAIL, _SEMICOLON, _REMARK = 0.4, 0.7, 0.7, 0.2, 0.9  # shares of the items, and of the statements in them
_ENUMERATED, _NUMBERED, _MANNERS = 1, 2, 3  # with 一是, as paragraphs with 1、, or with neither
_LISTED = (_ENUMERATED, _NUMBERED)


@dataclass(frozen=True, slots=True)
class Written:
    """A report: its text, its date as a page shows it, and what a careful reader finds in it (``seeds/gold/GUIDELINES.md``)."""

    text: str
    posted: str
    annotation: dict[str, Any]


def write_report(seed: int, number: int) -> Written:
    """Write the report of a number; equal seeds and numbers give equal reports."""
    chance = Random(f"{seed} {number}")
    bureau, year = bureau_at(number)
    draft = Draft(chance, _words(bureau.organ, year) | _own_words(bureau, year))
    fields = _head(draft, bureau)
    chaptered = chance.random() < _CHAPTERED
    chapters = _work(draft, year, chaptered=chaptered)
    for name, bounds in (("problem", _PROBLEMS), ("plan", _PLANS)):
        draft.add(f"\n{_ORDINALS[chapters]}、")
        chapters += 1
        draft.write(draft.pick(_frame()[f"{name} heading"]))
        draft.add("\n")
        draft.write(draft.pick(_frame()[f"{name} opening"]))
        templates = _templates(f"{name}s.txt", year)
        manner = chance.choice(_LISTED) if name == "problem" else chance.randrange(_MANNERS)  # a problem is an item or a paragraph
        _items(draft, chance.sample(templates, chance.randint(*bounds)), manner)
    signed = _tail(draft, bureau, year, sign=fields.pop("sign"))
    posted = (signed or date(year + 1, 2, 1)) + timedelta(days=chance.randrange(1, 20))
    report = {**fields, "bureau": bureau.name, "year": year, "published": signed.isoformat() if signed else None}
    text = "".join(draft.parts)
    return Written(text, posted.isoformat(), annotate(draft, text, report, (f"{bureau.place}人民政府",)))


def _head(draft: Draft, bureau: Bureau) -> dict[str, Any]:
    """Write title, addressee and opening; the title, the addressee, and whether a signature has to name the bureau."""
    bare = draft.chance.random() < _BARE
    sign = bare or draft.chance.random() >= _UNSIGNED
    whole = not sign or draft.chance.random() < _WHOLE_NAME
    draft.slots = {**draft.slots, "short": ((bureau.name if whole else bureau.short,),)}
    title = draft.written(draft.pick(_frame()["bare title" if bare else "title"]))
    draft.add("\n")
    addressee = None
    if draft.chance.random() < _ADDRESSED:
        addressee = draft.written(draft.pick(_frame()["addressee"]))
        draft.add("：\n")
    draft.write(draft.pick(_frame()["opening"]))
    return {"title": title, "addressee": addressee, "sign": sign}


def _tail(draft: Draft, bureau: Bureau, year: int, *, sign: bool) -> date | None:
    """Write the closing and the signature; its date."""
    draft.add("\n")
    draft.write(draft.pick(_frame()["closing"]))
    if not sign:
        return None
    signed = date(year + 1, draft.chance.randint(1, 3), draft.chance.randint(1, 28))
    draft.add(f"\n{bureau.name}\n{signed.year}年{signed.month}月{signed.day}日")
    return signed


def _work(draft: Draft, year: int, *, chaptered: bool) -> int:
    """Write what was done, in chapters by category or in one chapter with a section for each; the number of chapters."""
    categories: dict[str, list[Template]] = {}
    for template in draft.chance.sample(_templates("measures.txt", year), draft.chance.randint(*_MEASURES)):
        categories.setdefault(_category(template.names[0]), []).append(template)
    manner = draft.chance.randrange(_MANNERS)
    remarks = draft.chance.sample(_frame()["remark"], len(_frame()["remark"]))
    if not chaptered:
        draft.add("\n一、")
        draft.write(draft.pick(_frame()["work heading"]))
    for ordinal, (category, templates) in zip(_ORDINALS, categories.items(), strict=False):
        draft.add(f"\n{ordinal}、" if chaptered else f"\n（{ordinal}）")
        draft.write(draft.pick(_frame()[f"{category} heading"]))
        draft.add("\n" if chaptered or manner == 0 else "。")
        _items(draft, templates, manner, _frame()[category], remarks)
    return len(categories) if chaptered else 1


def _items(
    draft: Draft, templates: Sequence[Template], manner: int, subheads: Sequence[Phrase] = (), remarks: list[Phrase] | None = None
) -> None:
    """Write statements: one after another, with 一是 before some of them, or as numbered paragraphs.

    With ``subheads`` there are several in an item, with words around them; what is taken of the ``remarks`` is not left for others.
    """
    frame, chance = _frame(), draft.chance
    size = _ITEM if subheads else (1, 1)
    for number, group in enumerate(_grouped(chance, templates, size)):
        if manner == _ENUMERATED:
            draft.add(f"{_ORDINALS[number]}是")
        elif manner == _NUMBERED:
            draft.add(f"\n{number + 1}、")
        if subheads and manner and chance.random() < _SUBHEAD:
            draft.write(draft.pick(subheads))
            draft.add("。")
        for place, template in enumerate(group, 1):
            if subheads and chance.random() < _LEAD:
                draft.write(draft.pick(frame["lead"]))
            draft.write(template.phrase)
            if subheads and chance.random() < _TAIL:
                draft.write(draft.pick(frame["tail"]))
            together = place < len(group) and group[place].names[0] != template.names[0]  # of one concept, one sentence states one measure
            joined = together and chance.random() < _SEMICOLON
            draft.add("；" if joined else "。")
            if remarks and not joined and chance.random() < _REMARK:
                draft.write(remarks.pop())
                draft.add("。")


def _grouped(chance: Random, templates: Sequence[Template], size: tuple[int, int]) -> Iterable[Sequence[Template]]:
    place = 0
    while place < len(templates):
        end = place + chance.randint(*size)
        yield templates[place:end]
        place = end


def _own_words(bureau: Bureau, year: int) -> dict[str, tuple[Phrase, ...]]:
    rank, party = bureau.rank, f"{bureau.rank}党委" if bureau.rank == "自治区" else f"{bureau.rank}委"
    head = "厅" if bureau.provincial else "局"
    names = {
        "year": str(year),
        "next": str(year + 1),
        "we": f"我{bureau.head}",
        "own": f"{bureau.head}机关",
        "rank": rank,
        "party": party,
        "gov": f"{rank}政府",
        "gov_full": f"{bureau.place}人民政府",
        "place": bureau.place,
        "province": bureau.province,
        "bureau": bureau.name,
        "field": bureau.field,
        "up": bureau.above,
        "law_office": f"{party}全面依法治{rank[-1]}委员会办公室",
        "justice": f"{rank}司法{head}",
        "police": f"{rank}公安{head}",
        "procurate": f"{rank}检察院",
        "court": f"{rank}法院",
        "team": f"{rank}{bureau.field}综合行政执法{'总队' if bureau.provincial else '大队'}",
        "mark": f"{bureau.place[0]}{bureau.field[0]}发",
    }
    departments = tuple((f"{rank}{department}{head}",) for department in _DEPARTMENTS)
    return {name: ((value,),) for name, value in names.items()} | {"up_partner": departments}


@cache
def _words(organ: str, year: int) -> dict[str, tuple[Phrase, ...]]:
    fitting = {
        name: tuple(template.phrase for template in templates if template.fits(year)) for name, templates in _vocabulary(organ).items()
    }
    frame = _frame()
    return fitting | {
        "number": frame["number"],
        "gov_lead": frame["gov_lead"],
        "cause": ((), *frame["cause"]),
        "serial": tuple((str(serial),) for serial in range(2, 180)),
    }


@cache
def _vocabulary(organ: str) -> Mapping[str, tuple[Template, ...]]:
    common = tomllib.loads((_HERE / "words.toml").read_text(encoding="utf-8"))
    profile = {name: words for name, words in load_profiles()[organ].items() if name != "since"}
    profile["by_law"] = [law.replace("《", "^《") for law in profile["law"]]
    return {name: tuple(map(read_template, words)) for name, words in (common | profile).items()}


@cache
def _frame() -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases of ``frame.txt`` by the names of their groups."""
    groups: dict[str, list[Phrase]] = {}
    for line in _lines("frame.txt"):
        if line.startswith("# "):
            group = groups.setdefault(line.removeprefix("# "), [])
        else:
            group.append(parse(line))
    return {name: tuple(phrases) for name, phrases in groups.items()}


@cache
def _templates(file: str, year: int) -> tuple[Template, ...]:
    """The templates of a file that fit a year."""
    return tuple(template for template in _all_templates(file) if template.fits(year))


@cache
def _all_templates(file: str) -> tuple[Template, ...]:
    return tuple(map(read_template, _lines(file)))


@cache
def _category(concept: str) -> str:
    return load_vocabulary().concepts[concept].broader


def _lines(file: str) -> list[str]:
    return (_HERE / file).read_text(encoding="utf-8").splitlines()
