"""Why a stretch of a report was read as it was."""

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.explainer import Explainer
from api.problems import ProblemError
from kg.extraction.measures.explanation import worker
from kg.store.release import open_release

pytestmark = pytest.mark.usefixtures("ends")


@pytest.fixture(scope="module", autouse=True)
def patient(client: TestClient) -> Iterator[None]:
    """An answer may take its time on a busy machine."""
    explainer, seconds = client.app.state.explainer, client.app.state.explainer._seconds  # type: ignore[attr-defined]
    explainer._seconds = 60
    yield
    explainer._seconds = seconds


@pytest.fixture(scope="module")
def extraction(release: Path) -> dict[str, Any]:
    """The report of the demo that has a measure after a heading."""
    opened = open_release(release)
    return next(
        found
        for entry in opened.reports()
        if (found := json.loads(opened.extraction(entry.id)))["measures"] and "双随机" in found["text"] and "\n" in found["text"]
    )


def explained(client: TestClient, extraction: dict[str, Any], start: int, end: int, **asked: str) -> list[dict[str, Any]]:
    answer = client.get(f"/reports/{extraction['report']['id']}/explanation", params={"start": start, "end": end, **asked})
    assert answer.status_code == HTTPStatus.OK, answer.text
    sentences: list[dict[str, Any]] = answer.json()["sentences"]
    return sentences


def test_a_measure_is_told_with_what_spoke_for_it(client: TestClient, extraction: dict[str, Any]) -> None:
    measure = next(entry for entry in extraction["measures"] if entry["concept"])
    (sentence, *_) = explained(client, extraction, measure["start"], measure["end"])
    assert extraction["text"][sentence["start"] : sentence["end"]] == sentence["text"]
    found = next(entry for entry in sentence["measures"] if entry["id"] == measure["id"])
    assert (found["quote"], found["status"]) == (measure["text"], measure["status"])
    assert sum(share["points"] for share in found["shares"]) == pytest.approx(found["lead"])
    assert sum(share["points"] for share in found["status_shares"]) == pytest.approx(found["status_score"])
    assert any(clause["reason"] == "found" and measure["id"] in clause["measures"] for clause in sentence["clauses"])


def test_a_sentence_without_measures_is_told_with_what_rejected_it(client: TestClient, extraction: dict[str, Any]) -> None:
    sentences = explained(client, extraction, 0, 10_000)
    reasons = {clause["reason"] for sentence in sentences if not sentence["measures"] for clause in sentence["clauses"]}
    assert {"front", "heading", "outside"} <= reasons
    assert not reasons & {"found"}
    outside = next(clause for sentence in sentences for clause in sentence["clauses"] if clause["reason"] == "outside")
    assert 0 <= outside["outside"] <= 1
    assert outside["measure"]["id"] != "none"


def test_why_not_a_certain_measure_is_told_of_each_clause(client: TestClient, extraction: dict[str, Any]) -> None:
    sentences = explained(client, extraction, 0, 1000, measure="mediation")
    assert {clause["measure"]["id"] for sentence in sentences for clause in sentence["clauses"]} == {"mediation"}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"start": "5", "end": "5"}, 422),
        ({"start": "5"}, 422),
        ({"start": "-1", "end": "5"}, 422),
        ({"start": "0", "end": "99999"}, 422),
        ({"start": "0", "end": "5", "measure": "nothing"}, 404),
        ({"start": "0", "end": "5", "colour": "red"}, 400),
        ({"start": "0", "end": "5", "format": "csv"}, 406),
    ],
)
def test_what_cannot_be_asked_is_refused(client: TestClient, extraction: dict[str, Any], asked: dict[str, str], status: int) -> None:
    assert client.get(f"/reports/{extraction['report']['id']}/explanation", params=asked).status_code == status
    assert client.get("/reports/nothing/explanation", params={"start": 0, "end": 5}).status_code == 404


def test_a_report_read_by_other_models_is_not_explained(extraction: dict[str, Any]) -> None:
    async def ask() -> None:
        async with Explainer(60) as explainer:
            await explainer.explain(json.dumps(extraction | {"measures": extraction["measures"][1:]}), 0, 100, None)

    with pytest.raises(ProblemError, match="made by other models") as error:
        asyncio.run(ask())
    assert error.value.status is HTTPStatus.NOT_IMPLEMENTED


def test_a_fault_of_the_explanation_is_not_told_as_other_models(extraction: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise ValueError("a fault")

    monkeypatch.setattr(worker, "explain_stretch", fail)
    with pytest.raises(ValueError, match="a fault"):
        worker._answer({"extraction": json.dumps(extraction), "start": 0, "end": 100, "concept": None})


def test_what_the_catalogue_of_the_release_lacks_is_called_by_its_id(
    client: TestClient, extraction: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = next(entry for entry in extraction["measures"] if entry["concept"])
    monkeypatch.setattr("api.explaining.concept_names", lambda _index: {})
    (sentence, *_) = explained(client, extraction, measure["start"], measure["end"] + 1)  # no other test asks for it: answers are kept
    found = next(entry for entry in sentence["measures"] if entry["id"] == measure["id"])
    assert found["measure"] == {"zh": measure["concept"], "en": measure["concept"]}
    assert {reading["label"]["zh"] for reading in found["ranking"] if reading["id"] == measure["concept"]} == {measure["concept"]}


def test_a_process_that_takes_too_long_or_ends_has_a_successor(extraction: dict[str, Any]) -> None:
    text = json.dumps(extraction)

    async def ask() -> None:
        async with Explainer(60) as explainer:
            assert await explainer.explain(text, 0, 100, None)
            process = explainer._process
            assert process is not None
            os.kill(process.pid, signal.SIGSTOP)
            explainer._seconds = 0.05
            with pytest.raises(ProblemError, match=r"within 0\.05 s"):
                await explainer.explain(text, 0, 100, None)
            assert process.returncode == -signal.SIGKILL
            explainer._seconds = 60
            assert await explainer.explain(text, 0, 100, None)
            os.kill(explainer._process.pid, signal.SIGKILL)
            with pytest.raises(ProblemError, match="has ended; ask again"):
                await explainer.explain(text, 0, 100, None)
            assert await explainer.explain(text, 0, 100, None)

    asyncio.run(ask())


def test_no_more_wait_than_can_be_answered(extraction: dict[str, Any]) -> None:
    async def ask() -> list[object]:
        async with Explainer(60) as explainer:
            questions = [explainer.explain(json.dumps(extraction), 0, 50, None) for _ in range(30)]
            return await asyncio.gather(*questions, return_exceptions=True)

    answers = asyncio.run(ask())
    refused = [answer for answer in answers if isinstance(answer, ProblemError)]
    assert 0 < len(refused) < len(answers)
    assert all(error.status is HTTPStatus.SERVICE_UNAVAILABLE for error in refused)
