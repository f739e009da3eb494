"""The REST routes on the demo's release."""

import csv
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.models import AdoptionList
from api.service import Service
from api.table import adoptions_csv
from kg.errors import ReleaseError
from kg.query.engine import Row
from kg.settings import load_settings
from kg.store.release import read_manifest


def get(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_health_tells_the_release_and_what_it_holds(client: TestClient, release: Path) -> None:
    health = get(client, "/health")
    assert health["status"] == "ok"
    assert health["release"] == read_manifest(release).release_id
    assert health["counts"]["reports"] == 5
    assert health["left_out"] == 0


def test_counts_what_is_held_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = Service.ask

    def record(service: Service, name: str, **values: str | None) -> list[Row]:
        asked.append(name)
        return ask(service, name, **values)

    monkeypatch.setattr(Service, "ask", record)
    assert get(client, "/bureaus")["held"].items() <= get(client, "/health")["counts"].items()
    assert asked == ["bureaus"]


@pytest.mark.parametrize("path", ["/measures/double-randon", "/measures/double-randon/adoptions"])
def test_an_unknown_id_has_the_nearest_one(client: TestClient, path: str) -> None:
    assert client.get(path).json()["detail"] == "unknown measure 'double-randon'; did you mean double-random?"


def test_an_unknown_bureau_has_the_nearest_one(client: TestClient) -> None:
    name = get(client, "/bureaus")["bureaus"][0]["name"]
    assert f"did you mean {name}?" in client.get(f"/bureaus/{quote(name[:-1])}").json()["detail"]


def test_a_policy_stands_once_behind_a_statement(client: TestClient) -> None:
    for measure in get(client, "/measures")["measures"]:
        for adoption in get(client, f"/measures/{measure['id']}/adoptions")["adoptions"]:
            found = [(policy["iri"], policy["role"]) for policy in adoption["policies"]]
            assert len(set(found)) == len(found)


def test_a_policy_has_its_kind_where_it_is_told(client: TestClient) -> None:
    kinds = {
        policy["title"]: policy["kind"]
        for measure in get(client, "/measures")["measures"]
        for adoption in get(client, f"/measures/{measure['id']}/adoptions")["adoptions"]
        for policy in adoption["policies"]
    }
    assert kinds.items() >= {"交通运输行政执法程序规定": "rules", "重庆市交通行政执法公示办法": None}.items()


def test_the_catalogue_has_counts_and_denominators(client: TestClient) -> None:
    answer = get(client, "/measures")
    assert answer["held"]["reports"] == 5
    assert len(answer["measures"]) == 85
    (entry,) = (measure for measure in answer["measures"] if measure["id"] == "double-random")
    assert entry["label"] == {"zh": "双随机、一公开监管", "en": "Randomised inspection with open results"}
    assert entry["category"]["id"] == "government-functions"
    for counts, held in ((entry["bureaus"], answer["held"]["bureaus"]), (entry["reports"], answer["held"]["reports"])):
        assert 1 <= counts["adopted"] <= held
        assert 0 <= counts["planned"] <= held


def test_a_measure_agrees_with_the_catalogue_and_its_adoptions(client: TestClient) -> None:
    for entry in get(client, "/measures")["measures"]:
        if entry["reports"]["adopted"]:
            measure = get(client, f"/measures/{entry['id']}")
            adoptions = get(client, f"/measures/{entry['id']}/adoptions?status=adopted")
            assert measure.items() >= entry.items()
            assert adoptions["found"]["bureaus"] == entry["bureaus"]["adopted"]
            assert adoptions["found"]["reports"] == entry["reports"]["adopted"]


def test_adoptions_prove_themselves(client: TestClient) -> None:
    answer = get(client, "/measures/double-random/adoptions")
    assert answer["measure"]["id"] == "double-random"
    assert answer["found"]["statements"] == len(answer["adoptions"]) > 0
    assert answer["held"] == get(client, "/measures")["held"]
    for adoption in answer["adoptions"]:
        assert len(adoption["quote"]) == adoption["end"] - adoption["start"]
        assert adoption["report"]["id"] in adoption["iri"]
        assert all(metric["text"] in adoption["quote"] for metric in adoption["metrics"])


@pytest.mark.parametrize("status", ["adopted", "planned"])
def test_status_filters(client: TestClient, status: str) -> None:
    both = get(client, "/measures/double-random/adoptions")
    some = get(client, f"/measures/double-random/adoptions?status={status}")
    assert some["status"] == status
    assert some["adoptions"] == [adoption for adoption in both["adoptions"] if adoption["status"] == status]


@pytest.mark.parametrize(
    ("path", "headers"), [("?format=csv", {}), ("", {"accept": "text/csv"}), ("?format=csv", {"accept": "application/json"})]
)
def test_adoptions_as_csv(client: TestClient, path: str, headers: dict[str, str]) -> None:
    answer = client.get(f"/measures/double-random/adoptions{path}", headers=headers)
    adoptions = get(client, "/measures/double-random/adoptions")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith("\ufeffbureau,".encode())
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [row["quote"] for row in rows] == [adoption["quote"] for adoption in adoptions["adoptions"]]
    found, held = adoptions["found"], adoptions["held"]
    assert answer.headers["x-completeness"] == f"bureaus={found['bureaus']}/{held['bureaus']}, reports={found['reports']}/{held['reports']}"


@pytest.mark.parametrize("quote_text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", 'a,"b"\nc', "a=b"])
def test_no_cell_is_a_formula(client: TestClient, quote_text: str) -> None:
    content = get(client, "/measures/double-random/adoptions")
    content["adoptions"] = [{**content["adoptions"][0], "quote": quote_text}]
    (row,) = csv.DictReader(io.StringIO(adoptions_csv(AdoptionList.model_validate(content)), newline=""))
    assert row["quote"] == (quote_text if quote_text.startswith("a") else "'" + quote_text)


def test_bureaus_and_their_statements(client: TestClient) -> None:
    answer = get(client, "/bureaus")
    assert answer["held"]["bureaus"] == len(answer["bureaus"]) > 0
    for entry in answer["bureaus"]:
        bureau = get(client, f"/bureaus/{quote(entry['name'])}")
        assert bureau["iri"] == entry["iri"]
        assert len(bureau["reports"]) == entry["reports"]
        assert bureau["measures"] == entry["measures"]
        assert {statement["report"]["id"] for statement in bureau["statements"]} <= {report["id"] for report in bureau["reports"]}
        adopted = {statement["measure"]["id"] for statement in bureau["statements"] if statement["status"] == "adopted"}
        assert len(adopted) == entry["measures"]["adopted"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/measures/nothing", 404),
        ("GET", "/measures/nothing/adoptions", 404),
        ("GET", "/measures/government-functions/adoptions", 404),
        ("GET", "/measures/%3E%20%7D/adoptions", 404),
        ("GET", "/bureaus/nobody", 404),
        ("GET", "/bureaus/a%2Fb%00", 404),
        ("GET", "/nothing", 404),
        ("GET", "/assets/nothing", 404),
        ("POST", "/measures", 405),
        ("DELETE", "/sparql", 405),
        ("GET", "/measures/double-random/adoptions?status=done", 422),
        ("GET", "/measures/double-random/adoptions?format=pdf", 422),
    ],
)
def test_every_error_has_one_shape(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    problem = answer.json()
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "instance"} <= problem.keys()
    assert problem["status"] == status
    assert problem["detail"]
    assert "Traceback" not in answer.text
    assert ("allow" in answer.headers) == (status == 405)


def test_adoptions_in_no_acceptable_format(client: TestClient) -> None:
    assert client.get("/measures/double-random/adoptions", headers={"accept": "text/turtle"}).status_code == 406


def test_a_failure_of_ours_tells_nothing_of_the_inside(release: Path) -> None:
    app = create_app(release, load_settings({"KG_QUERY_WORKERS": "1"}))

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("secret")

    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text


def test_a_folder_without_a_release_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release"):
        create_app(tmp_path, load_settings({}))


@pytest.mark.parametrize(
    ("path", "headers", "language"),
    [
        ("/?lang=en", {}, "en"),
        ("/?lang=zh", {"accept-language": "en"}, "zh"),
        ("/", {"accept-language": "en-US,en;q=0.9"}, "en"),
        ("/", {}, "zh"),
    ],
)
def test_the_home_page_speaks_two_languages(client: TestClient, path: str, headers: dict[str, str], language: str) -> None:
    answer = client.get(path, headers=headers)
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}' in answer.text
    assert re.findall(r"(?:src|href|action)=\"(?!/|\?|#)", answer.text) == []
    for link in re.findall(r'href="(/[^"]+)"', answer.text):
        assert client.get(link.replace("&amp;", "&"), headers={"Accept": "text/html,*/*;q=0.8"}).status_code == 200
