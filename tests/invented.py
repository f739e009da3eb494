"""Reports that are made up, so that it is known which bureau adopts what when, and what is copied, promised and wrongly added up."""

from pathlib import Path

__all__ = ["CITY", "COPIED", "DELIVERED", "FOLLOWERS", "PROMISED", "SILENT", "UNPLACED", "WRONG", "report_text", "write_reports"]

CITY, FOLLOWERS, SILENT = "130100/transport", ("130102/transport", "130109/transport"), "130104/transport"
UNPLACED = "清岚县水利局"
COPIED = "聘请法律顾问为重大决策和合同审查提供法律意见，依法决策的水平有了新的提高"
PROMISED = "建立重大行政执法决定法制审核制度，明确审核的范围和程序"
DELIVERED = "建立重大行政执法决定法制审核制度，明确审核的范围、程序和责任"
WRONG = "全年办理行政处罚案件120件，其中一般程序案件50件，简易程序案件60件"
_INSPECTED = "推行“双随机、一公开”监管，随机抽查企业30家"
_TRAINED = "组织执法人员培训2期"
_NAMES = {
    CITY: "石家庄市交通运输局",
    FOLLOWERS[0]: "石家庄市长安区交通运输局",
    FOLLOWERS[1]: "石家庄市藁城区交通运输局",
    SILENT: "石家庄市桥西区交通运输局",
}
_REPORTS = (  # bureau, year, what was done, what is planned
    (CITY, 2021, (_INSPECTED,), ("开展行政规范性文件清理工作",)),
    (FOLLOWERS[0], 2021, (_TRAINED,), ("推行“双随机、一公开”监管",)),
    (FOLLOWERS[0], 2022, (_INSPECTED, _TRAINED), ("开展行政规范性文件清理工作",)),
    (FOLLOWERS[1], 2021, (COPIED, _TRAINED), (PROMISED,)),
    (FOLLOWERS[1], 2022, (COPIED, DELIVERED, _INSPECTED, WRONG), ("开展行政规范性文件清理工作",)),
    (SILENT, 2021, (_TRAINED,), ("开展行政规范性文件清理工作",)),
    (SILENT, 2022, (_TRAINED,), ("开展行政规范性文件清理工作",)),
)


def write_reports(folder: Path) -> None:
    """Write the reports, a file each, into a folder."""
    for number, (bureau, year, done, planned) in enumerate(_REPORTS):
        (folder / f"{number}.txt").write_text(report_text(_NAMES[bureau], year, done, planned), encoding="utf-8")


def report_text(name: str, year: int, done: tuple[str, ...], planned: tuple[str, ...]) -> str:
    """A report of a bureau of that name."""
    lines = [
        f"{name}{year}年法治政府建设情况报告",
        "市政府：",
        f"{year}年，我局坚持依法履行职责，全面推进法治政府建设，各项工作取得了新的进展。现将有关情况报告如下，请予审阅，并提出宝贵的意见和建议。",
        "一、主要做法",
        *(f"（{number}）{sentence}。" for number, sentence in zip("一二三四", done, strict=False)),
        "二、存在的问题",
        "执法人员力量不足，专业化水平有待提高。",
        "三、下一步工作打算",
        *(f"{sentence}。" for sentence in planned),
        name,
        f"{year + 1}年1月20日",
    ]
    return "\n".join(lines)
