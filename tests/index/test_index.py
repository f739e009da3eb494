"""The index of a release says what its graphs say, in pages that can be counted."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, replace
from itertools import groupby
from pathlib import Path
from threading import Thread
from unittest.mock import Mock

import pytest
from index_helpers import KINDS, contents
from invented import write_reports

from kg.build import build, verify
from kg.errors import ReleaseError, UnknownNameError
from kg.index import (
    FACETS,
    INDEX_FILE,
    SORTS,
    Filters,
    Index,
    Kind,
    counts,
    facet,
    holdings,
    one,
    page,
    related,
    search_names,
    search_reports,
    subjects,
)
from kg.index.figures import indicators
from kg.index.names import keys_of
from kg.index.overviews import documents_behind, metrics_behind, policies
from kg.query.engine import Engine
from kg.query.library import bind, named_query
from kg.query.release import settings_of
from kg.resources import seeds_folder
from kg.settings import load_settings

Behind = Callable[[Index, Filters, int], list[sqlite3.Row]]


@pytest.fixture(scope="module")
def index(release: Path) -> Iterator[Index]:
    with Index.of_release(release) as opened:
        yield opened


def _all(index: Index, kind: Kind, filters: Filters, sort: str, limit: int = 7) -> Iterator[sqlite3.Row]:
    after = None
    while True:
        found = page(index, kind, filters, sort=sort, after=after, limit=limit)
        yield from found.rows
        if (after := found.next) is None:
            return


@pytest.mark.parametrize(("kind", "sort"), [(kind, sign + sort) for kind in KINDS for sort in SORTS[kind] for sign in ("", "-")])
def test_pages_have_everything_once_and_in_order(index: Index, kind: Kind, sort: str) -> None:
    in_one = [row["id"] for row in page(index, kind, Filters(), sort=sort, limit=10_000).rows]
    assert [row["id"] for row in _all(index, kind, Filters(), sort)] == in_one
    assert len(set(in_one)) == len(in_one) == counts(index, kind, Filters()).found


@pytest.mark.parametrize("kind", ["adoption", "metric", "problem"])
def test_the_newest_come_first_and_what_a_report_says_in_its_order(index: Index, kind: Kind) -> None:
    rows = list(_all(index, kind, Filters(), "-year"))
    assert [row["year"] for row in rows] == sorted((row["year"] for row in rows), reverse=True)
    for _, of_report in groupby(rows, key=lambda row: row["report"]):
        starts = [row["start"] for row in of_report]
        assert starts == sorted(starts)


def test_it_counts_adopters_as_the_store_does(index: Index, release: Path) -> None:
    engine = Engine.open(release)
    asked = bind("measures", {}, engine=engine, settings=settings_of(release, load_settings()))
    told = list(engine.rows(asked.text))
    assert len(told) > 50
    for row in told:
        for status in ("adopted", "planned"):
            found = counts(index, "adoption", Filters(measure=row["id"], status=status))
            assert (str(found.found_bureaus), str(found.found_reports)) == (row[f"{status}Bureaus"] or "0", row[f"{status}Reports"] or "0")


def test_documents_and_figures_are_those_of_the_graph(index: Index, release: Path) -> None:
    engine = Engine.open(release)
    linked = "SELECT (count(*) AS ?n) { ?adoption a gm:Adoption ; %s ?other }"
    rows = [row["id"] for row in _all(index, "adoption", Filters(), "year")]
    for what, path in (("policies", "gm:basedOn|gm:produced"), ("metrics", "gm:measuredBy"), ("organizations", "gm:involves")):
        (told,) = engine.rows(linked % path)
        assert sum(map(len, related(index, what, rows).values())) == int(told["n"] or 0) > 0


def test_a_region_means_its_parts(index: Index) -> None:
    province, county = (counts(index, "adoption", Filters(region=region)) for region in ("130000", "130109"))
    assert province == county
    assert (province.held_reports, province.held_bureaus) == (1, 1)
    assert counts(index, "adoption", Filters(region="130000", level="prefecture")).held_reports == 0


def test_a_category_means_its_measures(index: Index) -> None:
    whole = counts(index, "adoption", Filters(measure="law-enforcement")).found
    (category,) = index.rows("SELECT id FROM concept WHERE scheme = 'measure' AND notation = 'law-enforcement'")
    parts = [row["notation"] for row in index.rows("SELECT notation FROM concept WHERE broader = ?", (category["id"],))]
    assert whole == sum(counts(index, "adoption", Filters(measure=part)).found for part in parts) > 0


@pytest.mark.parametrize("by", sorted(FACETS))
def test_facets_part_what_is_counted(index: Index, by: str) -> None:
    kind: Kind = "problem" if by == "topic" else "adoption"
    filters = Filters(since=2020, until=2020)
    parts = facet(index, kind, filters, by)
    assert sum(part.things for part in parts) >= counts(index, kind, filters).found > 0
    assert len({part.value for part in parts}) == len(parts)


def test_text_is_found_by_its_words(index: Index) -> None:
    quotes = [row["quote"] for row in _all(index, "adoption", Filters(text="随机抽查"), "year")]
    assert quotes
    assert all("随机" in quote and "抽查" in quote for quote in quotes)
    assert counts(index, "adoption", Filters(text='"！？" OR *')).found == 0
    assert counts(index, "adoption", Filters(text="，。")).found == 0


def test_names_are_found_by_words_and_by_initials(index: Index) -> None:
    def found(text: str) -> list[tuple[str, str]]:
        return [(row["kind"], row["key"]) for row in search_names(index, text)]

    assert found("双随机")[0] == ("measure", "double-random")
    assert ("bureau", "620300/transport") in found("jcsjtysj")
    assert ("bureau", "620300/transport") in found("jtys")
    assert found("random")[0] == ("measure", "double-random")
    assert found('"！') == found("") == []


def test_reports_are_found_by_title_bureau_year_and_file(index: Index) -> None:
    (report,) = (row for row in _all(index, "report", Filters(bureau="620300/transport"), "year"))
    for text in (report["report_title"], "金昌市交通运输局", "金昌 2020年", "2020 交通", report["report_file"]):
        assert report["report"] in {row["report"] for row in search_reports(index, text)[1]}
    assert report["report"] not in {row["report"] for row in search_reports(index, "金昌 2021年")[1]}
    assert search_reports(index, '"！') == (0, [])


def test_of_many_reports_the_newest_come_first(index: Index) -> None:
    found, rows = search_reports(index, "报告", 1000)
    assert {row["report"] for row in rows} >= {
        row["report"] for row in _all(index, "report", Filters(), "year") if "报告" in (row["report_title"] or "")
    }
    years = [row["year"] or 0 for row in rows]
    assert years == sorted(years, reverse=True)
    assert len(set(years)) > 1
    assert search_reports(index, "报告", 2) == (found, rows[:2])


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (["law-publicity", "staffing"], {"law-publicity": "topic", "staffing": "topic"}),
        (["law-publicity", "double-random"], {"law-publicity": "measure", "double-random": "measure"}),
        (["law-publicity"], {}),
        (["law-publicity", "staffing", "double-random"], {"staffing": "topic", "double-random": "measure"}),
        ([], {}),
    ],
)
def test_ids_of_a_measure_and_a_topic_are_told_apart_by_those_beside_them(index: Index, names: list[str], kinds: dict[str, str]) -> None:
    assert {name: kind for name, (kind, key) in keys_of(index, "concept", names).items() if key == name} == kinds


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of a report that names two documents by their numbers."""
    folder = tmp_path_factory.mktemp("numbered")
    write_reports(folder)
    report = next(folder.glob("0.txt"))
    told = (
        "（二）印发《关于规范路政检查的通知》（石交〔2017〕136号），明确检查的范围。"
        "（三）学习《重大行政决策程序暂行条例》（国务院令第713号），依法决策的水平有了新的提高。"
    )
    report.write_text(report.read_text(encoding="utf-8").replace("二、存在的问题", f"{told}\n二、存在的问题"), encoding="utf-8")
    for other in folder.glob("[1-9].txt"):
        other.unlink()
    with Index.of_release(build(folder, tmp_path_factory.mktemp("built"), jobs=1).folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("石交〔2017〕136号", "关于规范路政检查的通知"),
        ("石交[2017] 136 号", "关于规范路政检查的通知"),
        ("石交（2017）１３６", "关于规范路政检查的通知"),
        ("交〔2017", "关于规范路政检查的通知"),
        ("国务院令第713号", "重大行政决策程序暂行条例"),
        ("713", "重大行政决策程序暂行条例"),
        ("13", None),
        ("2017 713", ""),
        ("7", ""),
    ],
)
def test_documents_are_found_by_their_numbers(numbered: Index, text: str, title: str | None) -> None:
    expected = ["关于规范路政检查的通知", "重大行政决策程序暂行条例"] if title is None else [title] if title else []
    listed = subjects(numbered, "policy", Filters(text=text), sort="title").rows
    assert [row["title"] for row in listed] == expected
    assert sorted(row["title"] for row in policies(numbered, text, 0, 10)[0]) == expected
    assert sorted(row["name"] for row in search_names(numbered, text)) == expected


@pytest.mark.parametrize(
    ("filters", "kind"),
    [
        (Filters(measure="no-such"), "measure"),
        (Filters(sector="no-such"), "sector"),
        (Filters(policy="00"), "policy"),
        (Filters(bureau="nobody"), "bureau"),
        (Filters(report="00"), "report"),
        (Filters(unit="no-such"), "unit"),
        (Filters(indicator="no-such"), "indicator"),
    ],
)
def test_an_unknown_name_is_no_empty_answer(index: Index, filters: Filters, kind: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        page(index, "metric" if kind in {"unit", "indicator"} else "adoption", filters)
    assert error.value.kind == kind


def test_in_a_region_of_which_nothing_is_held_nothing_is_found(index: Index) -> None:
    assert not page(index, "adoption", Filters(region="310000")).rows
    assert counts(index, "report", Filters(region="310000")).found == 0


def test_one_thing_is_found_by_its_key(index: Index) -> None:
    row = page(index, "metric", Filters()).rows[0]
    assert tuple(one(index, "metric", row["key"])) == tuple(row)[:-1]  # a page also has what it is sorted by
    with pytest.raises(UnknownNameError):
        one(index, "metric", "nothing")


def test_threads_that_come_and_go_leave_no_connections(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = Mock(wraps=sqlite3.connect)
    monkeypatch.setattr(sqlite3, "connect", connect)
    with Index.of_release(release) as opened:
        for _ in range(5):
            thread = Thread(target=counts, args=(opened, "adoption", Filters()))
            thread.start()
            thread.join()
    assert connect.call_count == 1


def test_threads_may_read_at_the_same_time(release: Path) -> None:
    with Index.of_release(release) as opened, ThreadPoolExecutor(8) as threads:
        asked = [Filters(since=year, until=year) for year in (2020, 2024)] * 100
        found = list(threads.map(lambda filters: [row["id"] for row in page(opened, "adoption", filters).rows], asked))
    assert found == found[:2] * 100
    assert found[0] != found[1]


def test_an_index_that_was_changed_is_like_one_made_anew(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    shutil.copytree(seeds_folder() / "reports", reports)
    text = (reports / "001.txt").read_text(encoding="utf-8")
    for district in ("桥西区", "长安区", "裕华区", "鹿泉区", ""):  # one of ten is changed: few enough for the index to be taken over
        (reports / f"石家庄市{district}.txt").write_text(text.replace("藁城区", district), encoding="utf-8")
    first = build(reports, tmp_path / "out").folder
    again = build(reports, tmp_path / "out").folder
    assert again == first
    (reports / "石家庄市.txt").unlink()  # of the bureau above the others, which stays as theirs
    changed = build(reports, tmp_path / "out").folder
    anew = build(reports, tmp_path / "anew").folder
    assert changed.name == anew.name != first.name
    assert contents(changed) == contents(anew) != contents(first)
    assert not verify(changed).faults


def test_verify_notices_a_changed_index(release: Path, tmp_path: Path) -> None:
    copy = tmp_path / release.name
    shutil.copytree(release, copy)
    with sqlite3.connect(copy / INDEX_FILE) as connection:
        connection.execute("UPDATE adoption SET quote = quote || '。' WHERE id = 1")
    connection.close()
    messages = [fault.message for fault in verify(copy).faults]
    assert len(messages) == 2
    assert all("is not as the graph has it" in message for message in messages)


@pytest.mark.parametrize("kind", ["adoption", "metric", "problem"])
def test_what_reports_state_is_counted_alike_with_and_without_its_rows(index: Index, kind: Kind) -> None:
    found = counts(index, kind, Filters(region="130000"))
    organs = "SELECT id FROM organ WHERE key LIKE '13%'"
    (told,) = index.rows(f"SELECT count(*), count(DISTINCT report), count(DISTINCT bureau) FROM {kind} WHERE bureau IN ({organs})")
    assert (found.found, found.found_reports, found.found_bureaus) == tuple(told)
    numbers = "year, count(*), count(DISTINCT report), count(DISTINCT bureau)"
    by_year = index.rows(f"SELECT {numbers} FROM {kind} GROUP BY year ORDER BY 2 DESC, 1")
    assert [astuple(part) for part in facet(index, kind, Filters(), "year")] == [tuple(row) for row in by_year]


@pytest.mark.parametrize("filters", [Filters(), Filters(unit="次"), Filters(status="adopted"), Filters(status="adopted", unit="次")])
def test_indicators_are_counted_alike_with_and_without_a_filter(index: Index, filters: Filters) -> None:
    whole, count = indicators(index, filters, "", 0, 1000)
    same, of_years = indicators(index, replace(filters, since=1900), "", 0, 1000)
    assert count == of_years == len(whole) > 0
    assert [tuple(row) for row in whole] == [tuple(row) for row in same]


@pytest.mark.parametrize("behind", [documents_behind, metrics_behind])
@pytest.mark.parametrize("measure", ["double-random", "law-enforcement"])
def test_what_is_behind_a_measure_is_counted_alike_with_and_without_its_statements(index: Index, behind: Behind, measure: str) -> None:
    of_index, of_statements = (behind(index, Filters(measure=measure, since=since), 1000) for since in (None, 1900))
    assert [tuple(row) for row in of_index] == [tuple(row) for row in of_statements]
    assert of_index


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(measure="law-enforcement"),
        Filters(measure="law-enforcement", status="planned"),
        Filters(measure="double-random", status="adopted", level="county"),
        Filters(measure="law-enforcement", catalogued=True, region="620000"),
        Filters(catalogued=False, since=2020),
        Filters(status="planned", bureau="620300/transport"),
        Filters(status="no-such"),
    ],
)
def test_statements_are_counted_as_they_are_listed(index: Index, filters: Filters) -> None:
    def numbers(rows: Iterable[sqlite3.Row]) -> tuple[int, int, int]:
        found = list(rows)
        return len(found), len({row["report"] for row in found}), len({row["bureau_key"] for row in found} - {None})

    listed = list(_all(index, "adoption", filters, "year", limit=1000))
    found = counts(index, "adoption", filters)
    assert (found.found, found.found_reports, found.found_bureaus) == numbers(listed)
    for by in ("year", "level", "sector", "status", "measure"):
        parts = {part.value: astuple(part)[1:] for part in facet(index, "adoption", filters, by)}
        assert parts == {value: numbers(row for row in listed if row[by] == value) for value in {row[by] for row in listed}}, by


def test_statements_are_counted_by_the_province_of_their_bureaus(index: Index) -> None:
    parts = {part.value: (part.reports, part.bureaus) for part in facet(index, "adoption", Filters(), "province")}
    assert parts == {None: (1, 0), **dict.fromkeys(("620000", "130000", "500000", "410000"), (1, 1))}


@pytest.mark.parametrize("status", ["adopted", "planned"])
def test_metrics_of_a_status_are_those_of_its_statements(index: Index, status: str) -> None:
    statements = [row["id"] for row in _all(index, "adoption", Filters(status=status), "year")]
    measuring = {row["key"] for rows in related(index, "metrics", statements).values() for row in rows}
    listed = list(_all(index, "metric", Filters(status=status), "-value"))
    assert {row["key"] for row in listed} == measuring
    found = counts(index, "metric", Filters(status=status))
    assert (found.found, found.found_reports) == (len(listed), len({row["report"] for row in listed}))


@pytest.mark.parametrize(
    "filters",
    [
        Filters(measure="law-enforcement"),
        Filters(measure="double-random", status="adopted"),
        Filters(measure="law-enforcement", level="county", since=2020),
    ],
)
@pytest.mark.parametrize("sort", ["-year", "value"])
def test_metrics_of_many_statements_are_those_of_few(index: Index, filters: Filters, sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = []
    for share in (0.0, 1.0):
        monkeypatch.setattr("kg.index.filters._MANY_TO_SORT", share)
        pages.append([row["id"] for row in _all(index, "metric", filters, sort)])
    assert pages[0] == pages[1]
    assert len(pages[0]) == counts(index, "metric", filters).found > 0


def test_what_is_made_of_an_index_is_made_once_for_each_thing_given(release: Path) -> None:
    made = Mock(side_effect=lambda _, name: [name])
    with Index.of_release(release) as index:
        first = index.made(made, "a")
        assert index.made(made, "a") is first
        assert index.made(made, "b") == ["b"]
        assert made.call_count == 2
        for number in range(100):
            index.made(made, number)
        assert index.made(made, "a") is not first, "only the last ones are kept"


def test_it_holds_what_the_store_does(index: Index, release: Path) -> None:
    (told,) = Engine.open(release).rows(named_query("counts").text)
    assert {name: str(number) for name, number in dict(holdings(index)).items()} == told


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "filters",
    [
        Filters(level="county"),
        Filters(region="620000"),
        Filters(sector="transport", since=2020, until=2020),
        Filters(text="执法"),
    ],
)
def test_pages_have_what_is_counted(index: Index, kind: Kind, filters: Filters) -> None:
    assert len(list(_all(index, kind, filters, "-year"))) == counts(index, kind, filters).found > 0


@pytest.mark.parametrize("status", ["adopted", "planned"])
def test_a_status_is_counted_alike_with_and_without_the_statements(index: Index, status: str) -> None:
    filters = Filters(status=status)
    stated = index.rows("SELECT report, bureau FROM adoption WHERE status = ?", (status,))
    reports, bureaus = ({row[column] for row in stated} for column in ("report", "bureau"))
    found = counts(index, "adoption", filters)
    assert (found.found, found.found_reports, found.found_bureaus) == (len(stated), len(reports), len(bureaus - {None}))
    assert {row["id"] for row in _all(index, "report", filters, "year")} == reports
    assert {row["id"] for row in subjects(index, "bureau", filters, sort="name").rows} == bureaus - {None}


def test_an_index_of_another_version_is_refused(release: Path, tmp_path: Path) -> None:
    path = tmp_path / INDEX_FILE
    shutil.copyfile(release / INDEX_FILE, path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE property SET value = 'another' WHERE name = 'layout'")
    connection.close()
    with pytest.raises(ReleaseError, match="an index of another version; build the release again"):
        Index(path)
