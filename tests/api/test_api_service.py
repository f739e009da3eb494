"""Health, errors and the home page, on the demo's release."""

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from invented import write_reports

from api.app import create_app
from kg.build import build
from kg.errors import ReleaseError
from kg.index import INDEX_FILE
from kg.settings import load_settings
from kg.store.release import read_manifest, resolve


def get(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_health_tells_the_release_and_what_it_holds(client: TestClient, release: Path) -> None:
    health = get(client, "/health")
    assert health["status"] == "ok"
    assert health["release"] == read_manifest(release).release_id
    assert health["counts"]["reports"] == 5
    assert (health["left_out"], health["unused_lines"]) == (0, 0)


def test_files_that_are_not_held_are_told_from_lines_of_tables(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    write_reports(folder)
    (folder / "empty.txt").touch()
    (folder / "metadata.csv").write_text("file,year\nnowhere.txt,2020\nnothing.txt,2020\n", encoding="utf-8")
    built = build(folder, tmp_path / "out", jobs=1)
    with TestClient(create_app(built.folder, replace(load_settings({}), query_workers=1))) as client:
        (release,) = get(client, "/releases")["items"]
        for told in (get(client, "/health"), release):
            assert (told["left_out"], told["unused_lines"]) == (1, 2)
        for language, words in (("en", ("no such reports: 1.", "about nothing held: 2.")), ("zh", ("另有 1 个文件未收录", "有 2 行"))):
            page = client.get("/about", params={"lang": language}, headers={"Accept": "text/html"}).text
            assert all(text in page for text in words)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/measures/nothing", 404),
        ("GET", "/measures/nothing/adoptions", 404),
        ("GET", "/measures/%3E%20%7D/adoptions", 404),
        ("GET", "/bureaus/nobody", 404),
        ("GET", "/bureaus/a%2Fb%00", 404),
        ("GET", "/nothing", 404),
        ("GET", "/assets/nothing", 404),
        ("POST", "/measures", 405),
        ("DELETE", "/sparql", 405),
        ("GET", "/measures/double-random/adoptions?status=done", 422),
        ("GET", "/measures/double-random/adoptions?format=pdf", 406),
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


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/measures", "GET, HEAD"),
        ("/sparql", "GET, HEAD, POST"),
        ("/bureaus/a/b/measures", "GET, HEAD"),
        ("/assets/x", "GET, HEAD"),
    ],
)
def test_a_refused_method_is_told_which_there_are(client: TestClient, path: str, methods: str) -> None:
    assert client.delete(path).headers["allow"] == methods


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


def test_a_release_with_an_index_of_another_version_is_an_error_at_once(release: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(resolve(release), tmp_path / "copy"))
    with closing(sqlite3.connect(copy / INDEX_FILE)) as index, index:
        index.execute("UPDATE property SET value = 'another' WHERE name = 'layout'")
    with pytest.raises(ReleaseError, match="an index of another version; build the release again"):
        create_app(copy, load_settings({}))


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
