import json
import re

import pytest

from kg.resources import seeds_folder
from kg.settings import Settings, load_settings
from kg.types import Evidence, Extraction, FieldOrigin, Measure, Metric, Organization, Policy, Problem, Relation, Report, SourceText

REPORT_ID = "0123456789abcdef" * 2
TEXT = (
    "金昌市交通运输局2020年度法治政府建设工作报告\n市政府：\n"
    "根据《交通运输行政执法程序规定》，联合公安部门开展双随机抽查，累计抽查市场主体90户，合格率由90.5%升至93.06%。"
    "印发《执法检查考核制度》（金交发〔2020〕3号）。组织了一次无人归类的行动。\n"
    "执法人员不足，业务水平有待提高。\n2021年将推行告知承诺制。\n2021年4月2日"
)
SEEDS = ("000", "001", "002", "003", "004")
DEVELOPMENT = ("d1", "d2", "d3", "d4", "d5")


def place(quote: str, text: str = TEXT) -> tuple[int, int, str]:
    start = text.index(quote)
    return start, start + len(quote), quote


@pytest.fixture
def settings() -> Settings:
    return load_settings({})


@pytest.fixture
def extraction() -> Extraction:
    """A report that uses every term of the ontology."""
    return Extraction(
        report=Report(
            id=REPORT_ID,
            file="000.txt",
            title="金昌市交通运输局2020年度法治政府建设工作报告",
            bureau="金昌市交通运输局",
            year=2020,
            published="2021-04-02",
            addressee="市政府",
            evidence=(
                ("title", Evidence(*place("金昌市交通运输局2020年度法治政府建设工作报告"))),
                ("bureau", Evidence(*place("金昌市交通运输局"))),
                ("published", Evidence(*place("2021年4月2日"))),
            ),
            url="https://example.org/1.html",
            origins=(FieldOrigin("year", "2020", "sidecar", "2021"),),
        ),
        text=TEXT,
        organizations=(Organization("o1", *place("公安部门"), "公安部门"),),
        policies=(
            Policy("p1", *place("《交通运输行政执法程序规定》"), "交通运输行政执法程序规定", issuer="交通运输部", kind="rules"),
            Policy("p2", *place("《执法检查考核制度》"), "执法检查考核制度", number="金交发〔2020〕3号"),
        ),
        metrics=(
            Metric("x1", *place("累计抽查市场主体90户"), "抽查市场主体", 90, "户"),
            Metric("x2", *place("合格率由90.5%升至93.06%"), "合格率", 93.06, "%", "=", 90.5),
        ),
        measures=(
            Measure("m1", *place("联合公安部门开展双随机抽查"), "double-random", "adopted", "严格执法"),
            Measure("m2", *place("印发《执法检查考核制度》"), "internal-rules", "adopted", "严格执法"),
            Measure("m3", *place("组织了一次无人归类的行动"), None, "adopted", "严格执法"),
            Measure("m4", *place("推行告知承诺制"), "notification-commitment", "planned", "下一步打算"),
        ),
        problems=(Problem("b1", *place("执法人员不足，业务水平有待提高"), ("staffing", "enforcement-capability")),),
        relations=(
            Relation("based_on", "m1", "p1"),
            Relation("involves", "m1", "o1"),
            Relation("measured_by", "m1", "x1"),
            Relation("measured_by", "m1", "x2"),
            Relation("produces", "m2", "p2"),
        ),
    )


@pytest.fixture(params=SEEDS + DEVELOPMENT)
def gold(request: pytest.FixtureRequest) -> Extraction:
    """An annotated report as an extraction of real size."""
    return read_gold(request.param)


def read_gold(name: str) -> Extraction:
    gold_folder, text_folder = ("seeds", "reports") if name in SEEDS else ("dev", "dev")
    seeds = seeds_folder()
    gold = json.loads((seeds / "gold" / gold_folder / f"{name}.json").read_text(encoding="utf-8"))
    text = without_blanks((seeds / text_folder / f"{name}.txt").read_text(encoding="utf-8"))
    report = gold["report"]

    def at(entry: dict[str, str]) -> tuple[int, int, str]:
        return place(without_blanks(entry["quote"]), text)

    bodies = {entry["name"]: f"o{number}" for number, entry in enumerate(gold["organizations"], 1)}
    return Extraction(
        report=Report(REPORT_ID, f"{name}.txt", *(report[field] for field in ("title", "bureau", "year", "published", "addressee"))),
        text=text,
        organizations=tuple(Organization(bodies[entry["name"]], *at(entry), entry["name"]) for entry in gold["organizations"]),
        policies=tuple(Policy(entry["id"], *at(entry), entry["title"], entry["issuer"], entry["number"]) for entry in gold["policies"]),
        metrics=tuple(
            Metric(entry["id"], *at(entry), *(entry[field] for field in ("indicator", "value", "unit", "comparator", "value_from")))
            for entry in gold["metrics"]
        ),
        measures=tuple(
            Measure(entry["id"], *at(entry), None if entry["concept"] == "other" else entry["concept"], entry["status"], "")
            for entry in gold["measures"]
        ),
        problems=tuple(Problem(entry["id"], *at(entry), tuple(entry["topics"])) for entry in gold["problems"]),
        relations=tuple(
            Relation(kind, entry["id"], bodies.get(target, target))
            for entry in gold["measures"]
            for kind, field in (("based_on", "based_on"), ("produces", "produces"), ("measured_by", "metrics"), ("involves", "involves"))
            for target in entry[field]
        ),
    )


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture
def source() -> SourceText:
    """Where the text of the example comes from: a file of two pages."""
    return SourceText("000.pdf", TEXT, TEXT, range(len(TEXT)), REPORT_ID * 2, "application/pdf", None, pages=(0, TEXT.index("印发")))
