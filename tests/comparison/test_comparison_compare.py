"""What two releases state differently, and why."""

from dataclasses import replace
from pathlib import Path

import pytest
from comparison_helpers import BEFORE, built

from kg.comparison.compare import compare
from kg.comparison.difference import Cause, Change, Detail, Difference, Kind
from kg.comparison.holdings import Holding, Packs, paired
from kg.store import Release
from kg.store.manifest import KeptFile, ReportEntry
from kg.types import SourceFile

Row = tuple[str, str, str, str, str]


def row(entry: Difference) -> Row:
    """What is told of a difference but its details."""
    fact = entry.fact
    told = " ".join(part for part in (fact.name, fact.status) if part)
    return entry.file, entry.change, fact.kind, told, "|".join(entry.quotes)


def rows_by_cause(before: Release, after: Release) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for entry in compare(before, after):
        found.setdefault(", ".join(entry.causes), []).append(row(entry))
    return {causes: sorted(rows) for causes, rows in found.items()}


def of_code(release: Release, **differing: object) -> Release:
    """The same release, as if it had been made by other code, a catalogue, libraries or settings."""
    return replace(release, manifest=replace(release.manifest, **differing))  # type: ignore[arg-type]


def test_each_kind_of_fact_is_added_removed_and_changed(read_by_first: Release, read_by_second: Release) -> None:
    found = {row(entry)[1:]: dict(entry.details) for entry in compare(read_by_first, read_by_second)}
    assert found == {
        ("added", "adoptions", "adopted", "上门送法"): {},
        ("removed", "adoptions", "double-random planned", "将抽查"): {},
        ("changed", "adoptions", "double-random adopted", "抽查|联合抽查"): {
            "quotes": Detail(("抽查", "抽检"), ("抽查", "联合抽查")),
            "based_on": Detail(("己县司法局执法办法",), ("甘肃省执法办法", "行政处罚法")),
            "involves": Detail((), ("乙律师事务所",)),
        },
        ("added", "metrics", "讲座", "6场"): {},
        ("removed", "metrics", "培训", "5场"): {},
        ("changed", "metrics", "检查", "约3次"): {"comparator": Detail(("=",), ("~",))},
        ("added", "problems", "", "监督不力"): {},
        ("removed", "problems", "", "经费不足"): {},
        ("changed", "problems", "", "意识不强"): {"topics": Detail(("staffing",), ("legal-awareness",))},
    }


def test_a_difference_has_its_report_and_cause(before: Release, after: Release) -> None:
    assert rows_by_cause(before, after) == {
        "text": [
            ("edited.txt", "added", "metrics", "检查", "4次"),
            ("edited.txt", "changed", "adoptions", "double-random adopted", "检查商户和摊贩"),
            ("edited.txt", "removed", "metrics", "检查", "3次"),
            ("new-page.txt", "added", "problems", "", "装备陈旧"),
            ("new-page.txt", "removed", "problems", "", "装备不足"),
            ("new.txt", "added", "problems", "", "缺少专家"),
            ("reposted.txt", "added", "problems", "", "台账不全"),
            ("withdrawn.txt", "removed", "adoptions", "double-random planned", "将抽查学校"),
        ],
        "metadata": [("told.txt", "changed", "metrics", "培训", "7场")],
        "correction": [("corrected.txt", "changed", "metrics", "讲座", "9场")],
        "extractor": [("long.txt", "removed", "problems", "", "力量不足")],
    }
    told, corrected = (next(entry for entry in compare(before, after) if entry.file == name) for name in ("told.txt", "corrected.txt"))
    assert (told.bureau, told.year, told.details) == ("丁县司法局", 2021, {"year": Detail(("2020",), ("2021",))})
    assert (corrected.bureau, corrected.details) == ("市司法局", {"bureau": Detail(("市司法局",), ("620300/justice",))})


def test_a_document_that_is_the_reports_own_is_the_same_when_the_text_is_edited(before: Release, after: Release) -> None:
    (edited,) = (entry for entry in compare(before, after) if entry.file == "edited.txt" and entry.change is Change.CHANGED)
    assert edited.details == {"quotes": Detail(("检查商户",), ("检查商户和摊贩",))}


def test_the_other_way_round_what_was_added_is_removed(before: Release, after: Release) -> None:
    there = sorted((row(entry)[1:], entry.causes) for entry in compare(before, after) if entry.change is not Change.CHANGED)
    turned = {"added": "removed", "removed": "added"}
    back = sorted(
        ((turned[change], *rest), entry.causes)
        for entry in compare(after, before)
        for _, change, *rest in [row(entry)]
        if entry.change is not Change.CHANGED
    )
    assert there == back


@pytest.mark.parametrize(
    ("differing", "causes"),
    [
        ({}, (Cause.EXTRACTOR,)),
        ({"code": "0"}, (Cause.EXTRACTOR,)),
        ({"settings": {}}, (Cause.EXTRACTOR,)),
        ({"vocabulary": "0"}, (Cause.CATALOGUE,)),
        ({"vocabulary": "0", "code": "0"}, (Cause.CATALOGUE, Cause.EXTRACTOR)),
        ({"vocabulary": "0", "libraries": {"spacy": "0"}}, (Cause.CATALOGUE, Cause.EXTRACTOR)),
        ({"vocabulary": "0", "libraries": {"tesseract": "5"}}, (Cause.CATALOGUE,)),
    ],
)
def test_catalogue_and_extractor_are_told_apart_where_one_of_them_is_the_same(
    read_by_first: Release, read_by_second: Release, differing: dict[str, object], causes: tuple[Cause, ...]
) -> None:
    found = {entry.fact: entry.causes for entry in compare(read_by_first, of_code(read_by_second, **differing))}
    assert {found[fact] for fact in found if fact.kind is not Kind.ADOPTIONS} == {causes}


def test_all_that_differs_is_named_except_for_what_is_new_or_withdrawn(before: Release, after: Release) -> None:
    found = {entry.file: entry.causes for entry in compare(before, of_code(after, code="0"))}
    assert found == {
        "edited.txt": (Cause.TEXT, Cause.EXTRACTOR),
        "new-page.txt": (Cause.TEXT, Cause.EXTRACTOR),
        "reposted.txt": (Cause.TEXT, Cause.EXTRACTOR),
        "new.txt": (Cause.TEXT,),
        "withdrawn.txt": (Cause.TEXT,),
        "told.txt": (Cause.METADATA, Cause.EXTRACTOR),
        "corrected.txt": (Cause.CORRECTION, Cause.EXTRACTOR),
        "long.txt": (Cause.EXTRACTOR,),
    }


def test_a_correction_is_a_cause_only_of_what_it_can_change(read_by_first: Release, read_by_second: Release) -> None:
    corrected = [entry for entry in compare(read_by_first, of_code(read_by_second, code="0")) if Cause.CORRECTION in entry.causes]
    assert [(row(entry)[1:4], entry.causes) for entry in corrected] == [
        (("changed", "adoptions", "double-random adopted"), (Cause.CORRECTION, Cause.EXTRACTOR))
    ]


def test_equal_packs_are_not_read(before: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("kg.comparison.holdings.Pack")
    assert list(compare(before, of_code(before, code="0"))) == []


def test_equal_reports_are_not_read_whatever_packs_they_lie_in(before: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("kg.store.packs._MOST_IN_A_PACK", 1)
        parted = built(tmp_path, BEFORE, environ={"KG_EVIDENCE_CONTEXT": "5"})
    assert (len(before.packs()), len(parted.packs())) == (1, 16)
    monkeypatch.delattr("kg.comparison.compare.from_dict")
    assert list(compare(before, parted)) == []
    assert list(compare(parted, before)) == []


def holding(name: str, bureau: str | None, *, year: int | None = 2020, more: tuple[str, ...] = ()) -> Holding:
    names = (f"{name}.txt", *more)
    entry = ReportEntry(name, (KeptFile(SourceFile(names, name, "text/plain"), name),), bureau, year, {})
    return Holding(name, Path(), Packs(), {}, entry, is_repost=False)


def test_reports_belong_together_by_file_name_and_then_by_bureau_and_year() -> None:
    old = [holding("a", "甲局"), holding("b", "乙局"), holding("c", "丙局"), holding("d", "丁局"), holding("e", None), holding("f", "己局")]
    new = [
        holding("r", "甲局", more=("b.txt",)),  # a file name tells more than a bureau
        holding("s", "乙局"),
        holding("t", "丙局"),
        holding("u", "丙局"),  # one of two
        holding("v", "丁局", year=2021),
        holding("w", None),
        holding("x", "己局"),
    ]
    pairs = [tuple(one.sha256 if one else None for one in pair) for pair in paired(old, new)]
    assert set(pairs) == {
        *(("b", "r"), ("f", "x")),
        *((name, None) for name in "acde"),
        *((None, name) for name in "stuvw"),
    }
    assert len(pairs) == 11
