"""Reports of a bureau on two years whose figures tell of what was done, of what is planned, of both, or measure no measure."""

from pathlib import Path

from kg.types import Comparator, Extraction, Measure, Metric, Policy, Relation, Report, SourceText, Status

__all__ = ["BUREAU", "FIGURES", "MADE", "extract_goals", "write_goals"]

BUREAU = "620300/transport"
_NAME, _MEASURE = "金昌市交通局", "enforcement-training"
_Figure = tuple[str, str, Comparator, float, float | None, str, tuple[Status, ...]]
FIGURES: dict[str, tuple[_Figure, ...]] = {  # words, indicator, comparator, value, value before, unit, statuses of what it measures
    "2021.txt": (
        ("培训180人次", "培训执法人员", "=", 180, None, "人次", ("adopted",)),
        ("培训300人次", "培训执法人员", "=", 300, None, "人次", ("planned",)),
        ("力争败诉率控制在5%以内", "败诉率", "<=", 5, None, "%", ("planned",)),
    ),
    "2022.txt": (
        ("培训220人次", "培训执法人员", "=", 220, None, "人次", ("adopted",)),
        ("计划培训900人次", "培训执法人员", "=", 900, None, "人次", ("planned",)),
        ("败诉率为3.5%", "败诉率", "=", 3.5, None, "%", ()),
        ("确保纠错率低于10%", "纠错率", "<", 10, None, "%", ()),
        ("确保了公示率98.5%", "公示率", "=", 98.5, None, "%", ()),
        ("持证率达到95%以上", "持证率", ">=", 95, None, "%", ("adopted",)),
        ("确保整改率97%", "整改率", "=", 97, None, "%", ("planned", "adopted")),
        ("案件同比下降11.2%", "案件下降", "=", 11.2, None, "%", ()),
        ("时限压减率达60%", "时限压减率", "=", 60, None, "%", ("adopted",)),
        ("降低企业成本8%", "降低企业成本", "=", 8, None, "%", ()),
        ("投诉降幅4%", "投诉降幅", "=", 4, None, "%", ()),
        ("满意度由92%提高到96%", "满意度", "=", 96, 92, "%", ()),
        ("增长点占比30%", "增长点占比", "=", 30, None, "%", ()),
        ("年度计划完成率98%", "年度计划完成率", "=", 98, None, "%", ()),
        ("审批事项由40项压减为30项", "审批事项", "=", 30, 40, "项", ("planned",)),
        ("出动不足60人", "出动人员", "<", 60, None, "人", ()),
        ("出动60人", "出动人员", "=", 60, None, "人", ()),
        ("抽查2000家", "抽查企业", "=", 2000, None, "家", ("planned",)),
    ),
}
MADE: dict[str, tuple[tuple[str, Status], ...]] = {
    "2021.txt": (("印发公示办法", "adopted"), ("出台监督细则", "planned")),
    "2022.txt": (),
}


def write_goals(folder: Path) -> None:
    """Write the reports, a file each, into a folder."""
    for name, figures in FIGURES.items():
        words = [*(figure[0] for figure in figures), *(made for made, _ in MADE[name])]
        (folder / name).write_text(f"{_NAME}{name[:4]}年。{'。'.join(words)}。", encoding="utf-8")


def extract_goals(source: SourceText) -> Extraction:
    """What the two reports say."""
    text = source.text
    measures: list[Measure] = []
    metrics: list[Metric] = []
    policies: list[Policy] = []
    relations: list[Relation] = []

    def stretch(words: str) -> tuple[int, int, str]:
        start = text.index(f"。{words}。") + 1
        return start, start + len(words), words

    def measure(words: str, status: Status) -> str:
        measures.append(Measure(f"m{len(measures)}", *stretch(words), _MEASURE, status, "一"))
        return measures[-1].id

    for words, indicator, comparator, value, before, unit, statuses in FIGURES[source.file]:
        metrics.append(Metric(f"x{len(metrics)}", *stretch(words), indicator, value, unit, comparator, before))
        relations += [Relation("measured_by", measure(words, status), metrics[-1].id) for status in statuses]
    for words, status in MADE[source.file]:
        start, end, _ = stretch(words)
        policies.append(Policy(f"p{len(policies)}", start + 2, end, words[2:], words[2:]))
        relations.append(Relation("produces", measure(words, status), policies[-1].id))
    return Extraction(
        Report(source.sha256[:32], source.file, None, _NAME, int(source.file[:4])),
        text,
        measures=tuple(measures),
        metrics=tuple(metrics),
        policies=tuple(policies),
        relations=tuple(relations),
    )
