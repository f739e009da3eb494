"""The REST routes on the demo's release: what they find, of how much, in which words, and in which form."""

import csv
import io
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from api import listings, models
from api.facts import Facts
from api.lists import Listing
from api.table import columns_of, csv_lines, write_xlsx
from kg.graph.ntriples import text
from kg.index import Index
from kg.store.release import open_release

LISTS = [thing for name in listings.__all__ if isinstance(thing := getattr(listings, name), Listing)]
DETAILS: dict[str, type[Any]] = {
    "reports": models.ReportDetail,
    "bureaus": models.BureauDetail,
    "adoptions": models.Adoption,
    "policies": models.PolicyDetail,
    "metrics": models.Metric,
    "problems": models.Problem,
    "organisations": models.Organisation,
    "regions": models.RegionDetail,
}
BUREAU = "620300/transport"  # with one report, of 2020


def get(client: TestClient, path: str, **parameters: str | int) -> Any:
    answer = client.get(path, params=parameters or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def pages(client: TestClient, path: str, **parameters: str | int) -> Iterator[Any]:
    """The pages of a list, each by the link of the one before."""
    answer = client.get(path, params=parameters)
    while True:
        assert answer.status_code == 200, answer.text
        yield answer.json()
        if "next" not in answer.links:
            return
        answer = client.get(f"{path}{answer.links['next']['url']}")


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_pages_have_each_item_once_and_their_model(client: TestClient, listing: Listing) -> None:
    whole = get(client, f"/{listing.name}", limit=1000)
    several = list(pages(client, f"/{listing.name}", limit=max(1, whole["found"]["total"] // 3)))
    assert [item for page in several for item in page["items"]] == whole["items"]
    assert len({item["iri"] for item in whole["items"]}) == len(whole["items"]) == whole["found"]["total"] > 0
    models.Page[listing.model].model_validate(whole, strict=True, extra="forbid")  # type: ignore[name-defined]
    for item in whole["items"]:
        assert item.keys() == listing.model.model_fields.keys()


@pytest.mark.parametrize("name", DETAILS)
def test_each_item_has_an_address_of_its_own(client: TestClient, name: str) -> None:
    for item in get(client, f"/{name}", limit=20)["items"]:
        key = item.get("id") or item["code"]
        detail = get(client, f"/{name}/{quote(key)}")
        DETAILS[name].model_validate(detail, extra="forbid")
        assert item.items() <= detail.items()


def test_quotes_are_those_of_the_extraction(client: TestClient, release: Path) -> None:
    for report in get(client, "/reports")["items"]:
        extracted = json.loads(open_release(release).extraction(report["id"]))["measures"]
        found = get(client, "/adoptions", report=report["id"], limit=1000)["items"]
        quotes = {(item["start"], item["end"], item["quote"]) for item in found}
        assert quotes == {(measure["start"], measure["end"], measure["text"]) for measure in extracted} != set()


@pytest.mark.parametrize("status", ["adopted", "planned"])
def test_a_measure_agrees_with_its_adoptions(client: TestClient, status: str) -> None:
    tree = get(client, "/measures")
    measures = [measure for category in tree["items"] for measure in category["narrower"]]
    assert len(measures) == 85
    for measure in (*tree["items"], *measures):
        found = get(client, f"/measures/{measure['id']}/adoptions", status=status, limit=1)["found"]
        assert (found["bureaus"], found["reports"]) == (measure["bureaus"][status], measure["reports"][status])
        assert get(client, f"/measures/{measure['id']}").items() >= measure.items()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/adoptions?region=河北省", {"bureaus": 1, "reports": 1}),
        ("/adoptions?region=130000&level=prefecture", {"bureaus": 0, "reports": 0}),
        ("/adoptions?year=2020&measure=no-such-in-2020", None),
        ("/adoptions?year=2020&status=planned", {"bureaus": 2, "reports": 2}),
        ("/metrics?since=2024", {"bureaus": 2, "reports": 2}),
        (f"/problems?bureau={BUREAU}", {"bureaus": 1, "reports": 1}),
        ("/bureaus?sector=transport", {"bureaus": 4, "reports": 4}),
        ("/regions?region=河北省&level=county", {"bureaus": 1, "reports": 1}),
    ],
)
def test_the_denominator_is_what_is_held(client: TestClient, path: str, expected: dict[str, int] | None) -> None:
    answer = client.get(path)
    if expected is None:
        assert answer.status_code == 422
    else:
        assert answer.json()["held"] == expected


@pytest.mark.parametrize(
    "given",
    [
        "region=310000",
        "region=浙江省",
        "region=崇文区",  # until 2010
        "region=浙江省&level=county&measure=double-random",
        "sector=forestry",
        "level=township",
    ],
)
@pytest.mark.parametrize("name", ["adoptions", "candidates", "reports", "bureaus", "policies", "metrics", "problems", "organisations"])
def test_what_no_report_is_held_of_is_no_error(client: TestClient, name: str, given: str) -> None:
    if name in {"candidates", "problems"}:
        given = given.removesuffix("&measure=double-random")
    answer = client.get(f"/{name}?{given}").json()
    assert answer["found"]["total"] == 0
    assert answer["held"] == {"bureaus": 0, "reports": 0}
    assert answer["note"].startswith("No report that the filters ask for is held")
    assert answer["items"] == []


def test_a_region_of_which_no_report_is_held_is_in_no_list_of_regions_or_network(client: TestClient) -> None:
    regions, network = client.get("/regions?region=310000").json(), client.get("/networks/measures?region=310000").json()
    assert (regions["found"]["total"], regions["held"]["reports"], "note" in regions) == (0, 0, True)
    assert (network["held"]["reports"], network["nodes"]) == (0, [])
    table = client.get("/adoptions?region=310000&format=csv")
    assert table.headers["X-Completeness"] == "total=0, bureaus=0/0, reports=0/0"


def test_a_former_code_of_a_place_means_the_one_of_its_reports(client: TestClient) -> None:
    for region in ("130109", "130182", "藁城市", "藁城区"):
        answer = client.get("/adoptions", params={"region": region, "limit": 1}).json()
        assert (answer["held"], "note" in answer) == ({"bureaus": 1, "reports": 1}, False), region
    assert [client.get(f"/regions/{region}").json()["code"] for region in ("130109", "130182", "藁城区")] == ["130109", "130182", "130109"]


def test_nothing_found_where_reports_are_held_has_no_note(client: TestClient) -> None:
    answer = client.get("/adoptions?text=zzzz").json()
    assert (answer["found"]["total"], answer["held"]["reports"], "note" in answer) == (0, 5, False)
    whole = client.get("/adoptions?region=河北省&limit=1").json()
    assert (whole["held"], "note" in whole) == ({"bureaus": 1, "reports": 1}, False)


def test_a_name_of_several_divisions_is_not_guessed(client: TestClient) -> None:
    problem = client.get("/adoptions?region=鼓楼区").json()
    assert problem["status"] == 422
    assert "several have this name: 320106, 320302, 350102, 410204" in problem["detail"]


def test_filters_combine(client: TestClient) -> None:
    everything = get(client, "/adoptions", limit=1000)["items"]
    asked = {"year": 2020, "status": "adopted", "measure": "law-enforcement", "sector": "transport", "level": "county"}
    found = get(client, "/adoptions", limit=1000, **asked)["items"]
    category = {measure["id"] for measure in get(client, "/measures/law-enforcement")["narrower"]}
    assert found == [
        item
        for item in everything
        if item["year"] == 2020 and item["status"] == "adopted" and item["measure"] and item["measure"]["id"] in category
        if item["bureau"] and item["bureau"]["level"] == "county"
    ]
    assert found


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("/reports?measure=double-random&status=planned", "/measures/double-random/adoptions?status=planned"),
        ("/bureaus?measure=double-random&status=planned", "/measures/double-random/adoptions?status=planned"),
    ],
)
def test_reports_and_bureaus_are_found_by_what_they_state(client: TestClient, narrow: str, wide: str) -> None:
    what = narrow[1:-1].partition("?")[0]
    stated = {item[what.removesuffix("s")]["id"] for item in client.get(wide).json()["items"]}
    assert {item["id"] for item in client.get(narrow).json()["items"]} == stated != set()


def test_facets_add_up(client: TestClient) -> None:
    answer = get(client, "/adoptions", facets="year,status,measure,province", limit=1)
    for counted in answer["facets"].values():
        assert sum(value["items"] for value in counted) == answer["found"]["total"]
    assert {value["value"] for value in answer["facets"]["status"]} == {"adopted", "planned"}


def test_sparse_fields(client: TestClient) -> None:
    (item,) = get(client, "/adoptions", fields="quote,bureau.name,measure.label.en", limit=1, measure="double-random")["items"]
    assert item.keys() == {"quote", "bureau", "measure"}
    assert item["bureau"].keys() == {"name"}
    assert item["measure"] == {"label": {"en": "Randomised inspection with open results"}}


def test_four_stances_are_told_apart(client: TestClient) -> None:
    stances = {}
    for measure, expected in (("double-random", "adopted"), ("off-site-enforcement", "planned"), ("mediation", "silent")):
        years = get(client, f"/bureaus/{BUREAU}/measures/{measure}")["years"]
        stances |= {year["year"]: year["stance"] for year in years if not year["reports"]}
        (held,) = (year for year in years if year["reports"])
        assert (held["year"], held["stance"]) == (2020, expected)
        assert bool(held["statements"]) is (expected != "silent")
    assert stances == dict.fromkeys((2017, 2018, 2019, 2021, 2022, 2023, 2024), "not-held")


def test_a_timeline_tells_what_is_held(client: TestClient) -> None:
    years = get(client, f"/bureaus/{BUREAU}/timeline")["years"]
    models.BureauTimeline.model_validate(get(client, f"/bureaus/{BUREAU}/timeline"), extra="forbid")
    assert [year["year"] for year in years if year["held"]] == [2020]
    (held,) = (year for year in years if year["held"])
    assert held["new"] == held["adopted"]
    assert len(held["adopted"]) == get(client, f"/bureaus/{BUREAU}")["measures"]["adopted"]


def test_bureaus_are_compared(client: TestClient) -> None:
    answer = get(client, "/compare", bureaus=f"{BUREAU},石家庄市藁城区交通运输局", year=2020)
    models.Comparison.model_validate(answer, extra="forbid")
    assert answer["reports"] == [1, 0]
    assert {stance for item in answer["items"] for stance in item["stances"][1:]} == {"not-held"}
    assert {stance for item in answer["items"] for stance in item["stances"][:1]} == {"adopted", "planned"}
    of_all_years = get(client, "/compare", bureaus=f"{BUREAU},130109/transport")
    assert {"silent", "adopted"} <= {stance for item in of_all_years["items"] for stance in item["stances"]}


def test_a_comparison_is_a_table_of_measures_and_bureaus(client: TestClient) -> None:
    asked = {"bureaus": f"{BUREAU},130109/transport"}
    content = get(client, "/compare", **asked)
    answer = client.get("/compare", params=asked | {"format": "csv"})
    assert answer.headers["content-disposition"] == 'attachment; filename="comparison.csv"'
    assert answer.text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["measure_id"], row["bureau_id"], row["stance"]) for row in rows] == [
        (item["measure"]["id"], bureau["id"], stance)
        for item in content["items"]
        for bureau, stance in zip(content["bureaus"], item["stances"], strict=True)
    ]
    assert {row["reports"] for row in rows} == {"1"}
    sheet = client.get("/compare", params=asked | {"format": "xlsx"})
    with ZipFile(io.BytesIO(sheet.content)) as book:
        assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") == 1 + len(rows)


def test_a_timeline_is_a_table_of_years(client: TestClient) -> None:
    years = get(client, f"/bureaus/{BUREAU}/timeline")["years"]
    answer = client.get(f"/bureaus/{BUREAU}/timeline", params={"format": "csv", "bom": "false"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["year"], row["held"], row["adopted"]) for row in rows] == [
        (str(year["year"]), str(year["held"]), "; ".join(measure["label"]["zh"] for measure in year["adopted"])) for year in years
    ]
    assert answer.headers["content-disposition"] == f'attachment; filename="{BUREAU.replace("/", "-")}-timeline.csv"'
    assert client.get(f"/bureaus/{BUREAU}/timeline", params={"format": "csv", "bom": "perhaps"}).status_code == 422


def test_search_finds_names_and_quotes(client: TestClient) -> None:
    answer = get(client, "/search", q="双随机")
    models.Search.model_validate(answer, extra="forbid")
    assert answer["names"][0]["id"] == "double-random"
    assert all("双随机" in item["quote"] for item in answer["quotes"])
    assert BUREAU in {name["id"] for name in get(client, "/search", q="jcsjtysj")["names"]}


def test_search_finds_reports_by_their_titles(client: TestClient) -> None:
    report = get(client, f"/bureaus/{BUREAU}")["report_list"][0]
    found = get(client, "/search", q=report["title"])
    assert (found["reports"], found["reports_found"]) == ([report], 1)
    many = get(client, "/search", q="报告", limit=2)
    assert len(many["reports"]) == 2 < many["reports_found"]
    page = client.get("/search", params={"q": report["title"]}, headers={"accept": "text/html"}).text
    assert f"/reports/{report['id']}" in page


@pytest.mark.parametrize(("given", "headers"), [("?format=csv", {}), ("", {"accept": "text/csv"}), ("?format=csv&limit=1000", {})])
def test_csv_has_all_rows(client: TestClient, given: str, headers: dict[str, str]) -> None:
    answer = client.get(f"/adoptions{given}", headers=headers)
    items = get(client, "/adoptions", limit=1000)["items"]
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["x-completeness"] == f"total={len(items)}, bureaus=4/4, reports=5/5"
    assert answer.content.startswith("\ufeffid,iri,quote,".encode())
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [row["quote"] for row in rows] == [item["quote"] for item in items]
    assert [row["bureau_region_name"] for row in rows] == [item["bureau"]["region"]["name"] if item["bureau"] else "" for item in items]


def test_csv_as_it_is_asked_for(client: TestClient) -> None:
    answer = client.get("/policies", params={"format": "csv", "bom": "false", "fields": "title,kind", "limit": "1", "sort": "title"})
    assert answer.headers["x-completeness"].endswith(", bureaus=-/4, reports=-/5")
    header, row = answer.text.splitlines()
    assert header == "title,kind"
    assert row.partition(",")[0] == get(client, "/policies", sort="title", limit=1)["items"][0]["title"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", 'a,"b"\nc', "a=b", "="])
def test_no_cell_is_a_formula(value: str) -> None:
    (_, *lines) = csv_lines(["title"], [{"title": value}], byte_order_mark=False)
    ((cell,),) = csv.reader(io.StringIO("".join(lines), newline=""))
    assert cell == (value if value.startswith("a") or value == "=" else "'" + value)
    with write_xlsx(["title"], [{"title": value}], "a") as file, ZipFile(file) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count('t="inlineStr"') == 2


@pytest.mark.parametrize(
    ("name", "sheet"),
    [("normative-document-control-rates-province", "normative-document-control-rate"), ("620300/transport-[1]", "620300-transport--1-")],
)
def test_a_sheet_has_a_name_that_excel_takes(name: str, sheet: str) -> None:
    with write_xlsx(["title"], [], name) as file, ZipFile(file) as book:
        assert f'name="{sheet}"' in book.read("xl/workbook.xml").decode()


def test_a_workbook_has_all_rows(client: TestClient) -> None:
    answer = client.get("/metrics?format=xlsx")
    assert answer.headers["content-disposition"] == 'attachment; filename="metrics.xlsx"'
    with ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == get(client, "/metrics")["found"]["total"] + 1
    assert all(column.replace(".", "_") in sheet for column in columns_of(models.Metric))


@pytest.mark.parametrize("path", ["/bureaus/620300/transport", "/measures/double-random", "/policies?limit=3", "/adoptions?limit=2"])
@pytest.mark.parametrize(("name", "form"), [("jsonld", RdfFormat.JSON_LD), ("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES)])
def test_rdf_is_what_describe_says(client: TestClient, path: str, name: str, form: RdfFormat) -> None:
    body = get(client, path)
    iris = [item["iri"] for item in body.get("items", [body])]
    answer = client.get(f"{path}{'&' if '?' in path else '?'}format={name}")
    told = {quad.triple for quad in parse(answer.content, format=form)}
    described = client.get("/sparql", params={"query": f"DESCRIBE <{'> <'.join(iris)}>", "format": "ntriples"})
    assert told == {quad.triple for quad in parse(described.content, format=RdfFormat.N_TRIPLES)}
    assert {triple.subject for triple in told} == set(map(NamedNode, iris))
    assert not any(isinstance(triple.object, BlankNode) for triple in told), "else equal graphs need not have equal triples"


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/json"])
def test_every_iri_under_the_base_resolves(client: TestClient, release: Path, accept: str) -> None:
    base = Index.of_release(release).base
    opened = open_release(release)
    report = next(iter(opened.reports())).id
    lines = [*opened.quads(report).decode().splitlines(), *(release / "identities.nq").read_text(encoding="utf-8").splitlines()]
    iris = sorted({text(line.split(" ", 1)[0]) for line in lines})
    under = [iri for iri in iris if iri.startswith(base) and "#" not in iri]
    assert len({iri.removeprefix(base).partition("/")[0] for iri in under}) >= 8
    for iri in under[::7]:
        answer = client.get(f"/{quote(iri.removeprefix(base), safe='/%')}", headers={"accept": accept})
        assert answer.status_code == 200, iri
        if accept == "text/turtle":
            assert f"<{iri}>" in answer.text
        else:
            assert iri in answer.text
    for iri in iris[::7]:
        assert client.get("/resource", params={"iri": iri, "format": "ttl"}).status_code == 200, iri


def test_an_answer_holds_until_the_release_changes(client: TestClient) -> None:
    first = client.get("/adoptions?limit=1")
    again = client.get("/adoptions?limit=1", headers={"if-none-match": first.headers["etag"]})
    strong = client.get("/adoptions?limit=1", headers={"if-none-match": first.headers["etag"].removeprefix("W/")})
    other = client.get("/adoptions?limit=2", headers={"if-none-match": first.headers["etag"]})
    as_csv = client.get("/adoptions?limit=1", headers={"if-none-match": first.headers["etag"], "accept": "text/csv"})
    assert [answer.status_code for answer in (first, again, strong, other, as_csv)] == [200, 304, 304, 200, 200]
    assert again.content == b""
    assert "Accept" in first.headers["vary"]
    assert first.headers["cache-control"] == "public, no-cache"


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/openapi.json", "/health", "/releases", "/measures", "/adoptions?limit=1", "/metrics?format=csv", "/search?q=x"]
)
def test_a_head_has_the_headers_of_its_answer_alone(client: TestClient, path: str) -> None:
    answers = client.head(path), client.get(path), client.head(path)  # the last of what is kept
    assert [answer.status_code for answer in answers] == [200] * 3
    assert [bool(answer.content) for answer in answers] == [False, True, False]
    before, whole, after = ({**answer.headers, "x-request-id": None} for answer in answers)
    assert before == whole == after


def test_a_head_of_nothing_is_none(client: TestClient) -> None:
    assert (client.head("/nothing").status_code, client.head("/bureaus/nobody").status_code) == (404, 404)
    assert client.head("/health/metrics").status_code == 200
    assert 'kg_requests_total{method="HEAD",route="/health/metrics",status="200"}' in client.get("/health/metrics").text


@pytest.mark.parametrize(
    ("path", "status", "parameter", "nearest"),
    [
        ("/measures/double-randon", 404, "measure", "double-random"),
        ("/measures/double-randon/adoptions", 404, "measure", "double-random"),
        ("/bureaus/金昌市交通运输", 404, "bureau", "金昌市交通运输局"),
        ("/bureaus/620300/transprt/timeline", 404, "bureau", BUREAU),
        ("/reports/00", 404, "report", None),
        ("/adoptions/00/1-2", 404, "adoption", None),
        ("/adoptions?yaer=2020", 400, "yaer", "year"),
        ("/adoptions?year=2020&year=2024", 400, "year", None),
        ("/adoptions?year=2002", 422, "year", "2017"),
        ("/adoptions?year=20", 422, "year", None),
        ("/adoptions?since=2022&until=2020", 400, "since", None),
        ("/adoptions?year=2020&since=2020", 400, "since", None),
        ("/problems?status=adopted", 400, "status", None),
        ("/adoptions?status=adoptd", 422, "status", "adopted"),
        ("/adoptions?level=conty", 422, "level", "county"),
        ("/adoptions?sector=transprt", 422, "sector", "transport"),
        ("/adoptions?region=河北", 422, "region", "河北省"),
        ("/adoptions?region=浙江", 422, "region", "浙江省"),
        ("/adoptions?region=999999", 422, "region", None),
        ("/adoptions?bureau=渝北区交通", 422, "bureau", "重庆市渝北区交通局"),
        ("/policies/安全生产法", 404, "policy", "中华人民共和国安全生产法"),
        ("/bureaus/620300/government", 404, "bureau", None),
        ("/metrics?unit=万元", 422, "unit", "元"),
        ("/metrics?indicator=执法教育", 422, "indicator", "执法教育培训"),
        ("/adoptions?text=%00", 422, "text", None),
        ("/adoptions?limit=0", 422, "limit", None),
        ("/adoptions?limit=1001", 422, "limit", "1000"),
        ("/adoptions?sort=yer", 422, "sort", "year"),
        ("/adoptions?fields=quotes", 422, "fields", "quote"),
        ("/adoptions?facets=yer", 422, "facets", "year"),
        ("/adoptions?cursor=x", 400, "cursor", None),
        ("/adoptions?format=jsn", 406, "format", "json"),
        ("/measures?format=csv", 406, "format", None),
        ("/compare?bureaus=620300/transport", 422, "bureaus", None),
        ("/search?q=%20", 422, "q", None),
        ("/resource?iri=a%20b", 400, "iri", None),
        ("/resource?iri=adoptions", 400, "iri", None),
        ("/resource?iri=http://%5B", 400, "iri", None),
        ("/resource?iri=https://w3id.org/%25zz", 400, "iri", None),
    ],
)
def test_a_wrong_request_is_told_what_is_meant(client: TestClient, path: str, status: int, parameter: str, nearest: str | None) -> None:
    answer = client.get(path)
    problem = answer.json()
    assert (answer.status_code, problem["parameter"], problem.get("nearest")) == (status, parameter, nearest)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/problems?topic=x", ", law-publicity,"),
        ("/adoptions?sector=x", ", general-government,"),
        ("/metrics?unit=x", "/metrics?fields=unit has all"),
        ("/metrics?indicator=x", "/metrics?fields=indicator has all"),
    ],
)
def test_an_unknown_name_is_told_with_those_that_there_are(client: TestClient, path: str, told: str) -> None:
    assert told in client.get(path).json()["detail"]
    if told.startswith("/"):
        assert client.get(told.partition(" ")[0]).status_code == 200


@pytest.mark.parametrize("sector", ["交通运输", "Transport"])
def test_a_sector_is_known_by_its_names(client: TestClient, sector: str) -> None:
    assert get(client, "/adoptions", sector=sector) == get(client, "/adoptions", sector="transport")


def test_a_cursor_belongs_to_its_list(client: TestClient) -> None:
    cursor = get(client, "/adoptions", limit=1)["next"]
    assert client.get("/adoptions", params={"cursor": cursor, "limit": 3}).status_code == 200
    assert client.get("/adoptions", params={"cursor": cursor, "sort": "year"}).status_code == 400
    assert client.get("/adoptions", params={"cursor": cursor, "year": 2020}).status_code == 400
    assert client.get("/candidates", params={"cursor": cursor}).status_code == 400
    content = json.loads(urlsafe_b64decode(cursor + "=="))
    mark, _, number = content
    places = [[*content, 1], [mark, [], 1], [mark, 1, 1 << 70], [mark, 1 << 70, number], [mark, "\ud800", number], [mark, {}, "1"]]
    for changed in (*places, "x", 7):
        forged = urlsafe_b64encode(json.dumps(changed).encode()).decode().rstrip("=")
        assert client.get("/adoptions", params={"cursor": forged}).status_code == 400


def test_a_format_that_cannot_be_had(client: TestClient) -> None:
    assert client.get("/adoptions", headers={"accept": "image/png"}).status_code == 406


def test_names_of_several_things_are_not_guessed(release: Path) -> None:
    facts = Facts(Index.of_release(release), "0", release)
    assert facts.iris.at("metric/00/1-2-a/b c") == f"{facts.index.base}metric/00/1-2-a%2Fb%20c"
    assert facts.iris.at(f"bureau/{BUREAU}") == facts.iris.bureau(BUREAU)
