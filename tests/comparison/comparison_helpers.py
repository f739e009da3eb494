"""Releases of small reports in which the facts stand as they are to be read."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from kg.build import build
from kg.settings import load_settings
from kg.store import Release, open_release
from kg.types import Extraction, Measure, Metric, Organization, Policy, Problem, Relation, Report, SourceText

READ = (
    "己县司法局：2020。做：double-random：adopted：抽查。据：执法办法。1做：double-random：adopted：抽检。1做：double-random：planned：将抽查。"
    "2做：double-random：adopted：联合抽查。2据：行政处罚法。2邀：乙律师事务所。2做：：adopted：上门送法。"
    "数：检查：约3次。1数：培训：5场。2数：讲座：6场。"
    "难：staffing：人手不足。1难：staffing：经费不足。1难：staffing：意识不强。2难：legal-awareness：意识不强。2难：staffing：监督不力。"
)
"""A report in which the first version of the extractor reads something else than the second."""

LONG = "壬县司法局：2020。难：staffing：力量不足。" + "长" * 1000
BEFORE = {
    "same.txt": "甲县司法局：2020。做：double-random：adopted：抽查企业。",
    "edited.txt": "鼓楼区司法局：2020。做：double-random：adopted：检查商户。据：执法办法。数：检查：3次。难：staffing：人手不足。",
    "withdrawn.txt": "丙县司法局：2020。做：double-random：planned：将抽查学校。",
    "told.txt": "丁县司法局：2020。数：培训：7场。",
    "corrected.txt": "市司法局：2020。数：讲座：9场。",
    "old-name.txt": "戊县司法局：2020。难：staffing：编制不足。",
    "old-page.txt": "庚县司法局：2020。做：double-random：adopted：抽查网吧。难：staffing：装备不足。",
    "posted.txt": "辛县司法局：2020。做：double-random：adopted：抽查药店。难：staffing：素质不高。",
    "long.txt": LONG,
    "empty.txt": "",
}
AFTER = {
    "same.txt": BEFORE["same.txt"],
    "edited.txt": "鼓楼区司法局：2020。做：double-random：adopted：检查商户和摊贩。据：执法办法。数：检查：4次。难：staffing：人手不足。",
    "new.txt": "癸县司法局：2020。难：staffing：缺少专家。",
    "told.txt": BEFORE["told.txt"],
    "corrected.txt": BEFORE["corrected.txt"],
    "new-name.txt": BEFORE["old-name.txt"],
    "new-page.txt": "庚县司法局：2020。做：double-random：adopted：抽查网吧。难：staffing：装备陈旧。",
    "posted.txt": BEFORE["posted.txt"],
    "reposted.txt": BEFORE["posted.txt"] + "难：staffing：台账不全。",
    "long.txt": LONG,
    "empty.txt": "",
    "metadata.csv": "file,year\ntold.txt,2021\n",
    "corrections.csv": "kind,name,file,key\nbureau,市司法局,corrected.txt,620300/justice\n",
}

_LINE = re.compile(r"([12]?)([做据邀数难])：(?:([^：。]*)：)?(?:([^：。]*)：)?([^：。]+)。")
"""A statement: its kind (measure, document, body, figure, problem), what is to be known of it, and its quote; a version reads it alone."""

Extractor = Callable[[SourceText], Extraction]


def first(source: SourceText) -> Extraction:
    """What the first version of the extractor reads."""
    return _extract(source, "1")


def second(source: SourceText) -> Extraction:
    """What the second version reads, which knows 约, too."""
    return _extract(source, "2")


def _extract(source: SourceText, version: str) -> Extraction:
    bureau, year = source.text.partition("。")[0].split("：")
    organizations, policies, metrics, measures, problems, relations = [], [], [], [], [], []
    for match in _LINE.finditer(source.text):
        only, kind, one, two, quote = match.groups()
        if only not in ("", version):
            continue
        key, place = f"{kind}{match.start()}", (*match.span(5), quote)
        if kind == "做":
            measures.append(Measure(key, *place, one or None, two, ""))
        elif kind == "据":
            policies.append(Policy(key, *place, quote))
            relations.append(Relation("based_on", measures[-1].id, key))
        elif kind == "邀":
            organizations.append(Organization(key, *place, quote))
            relations.append(Relation("involves", measures[-1].id, key))
        elif kind == "数":
            comparator = "~" if "约" in quote and version == "2" else "="
            metrics.append(Metric(key, *place, one, float(re.sub(r"\D", "", quote)), quote[-1], comparator))
        else:
            problems.append(Problem(key, *place, (one,)))
    report = Report(source.sha256[:32], source.file, None, bureau, source.sidecar.year or int(year))
    mentions = (tuple(found) for found in (organizations, policies, metrics, measures, problems, relations))
    return Extraction(report, source.text, *mentions)


def built(folder: Path, reports: Mapping[str, str], extractor: Extractor = first, environ: Mapping[str, str] | None = None) -> Release:
    """A release of reports, and the tables beside them, under ``folder / "out"``."""
    (folder / "reports").mkdir()
    for name, text in reports.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    settings = load_settings(environ or {})
    made = build(folder / "reports", folder / "out", extractor=extractor, force=True, settings=settings, jobs=1)
    return open_release(made.folder)
